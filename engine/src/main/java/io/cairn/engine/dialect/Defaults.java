package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** Literals that columns have by default, which PostgreSQL reads by the column's type and H2 by their own. */
final class Defaults {
    private Defaults() {}

    /**
     * A column's definition with its default as a value of its type.
     *
     * @param from behind the type
     * @param type in the engine's words, empty for one that reads a literal as it stands
     */
    static List<Node> read(List<Node> column, int from, String type) {
        for (int i = from; i + 1 < column.size(); i++) {
            boolean isAlone = i + 2 == column.size() || column.get(i + 2).is(TokenKind.WORD);
            if (column.get(i).isWord("default") && column.get(i + 1).is(TokenKind.STRING) && isAlone) {
                List<Node> read = new ArrayList<>(column.subList(0, i + 1));
                read.addAll(Assignments.value(List.of(column.get(i + 1)), type));
                read.addAll(column.subList(i + 2, column.size()));
                return read;
            }
        }
        return column;
    }

    /** The same for {@code ALTER TABLE … ALTER column SET DEFAULT}; other statements as they are. */
    static List<Node> set(List<Node> alteration, List<Node> table, int column, TableLookup tables) {
        if (!Nodes.isAt(alteration, column + 1, "set", "default")) {
            return alteration;
        }
        String type = tables.table(Travel.tableName(table))
                .flatMap(found -> found.type(alteration.get(column).value()))
                .orElse("");
        return read(alteration, column + 2, type);
    }
}
