package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** PostgreSQL takes the clauses of a column in any order; H2 wants what its values come from before its constraints. */
final class ColumnClauses {
    private static final Words CONSTRAINTS = Words.of("primary not null unique check references constraint");
    private static final Words SOURCES = Words.of("default generated");

    private ColumnClauses() {}

    /** The definition with DEFAULT or GENERATED, of which there is at most one, before the first constraint. */
    static List<Node> ordered(List<Node> column, int behindName) {
        int constraint = find(column, behindName, CONSTRAINTS);
        int source = find(column, constraint, SOURCES);
        while (source < column.size() && column.get(source - 1).isWord("set")) {
            // ON DELETE SET DEFAULT.
            source = find(column, source + 1, SOURCES);
        }
        if (source == column.size()) {
            return column;
        }
        int end = column.get(source).isWord("default")
                ? find(column, source + 2, CONSTRAINTS)
                : generated(column, source);
        List<Node> ordered = new ArrayList<>(column.subList(0, constraint));
        ordered.addAll(column.subList(source, end));
        ordered.addAll(column.subList(constraint, source));
        ordered.addAll(column.subList(end, column.size()));
        return ordered;
    }

    private static int find(List<Node> nodes, int from, Words words) {
        int at = Math.min(from, nodes.size());
        while (at < nodes.size()
                && !(nodes.get(at).is(TokenKind.WORD) && words.has(nodes.get(at).value()))) {
            at++;
        }
        return at;
    }

    /** Behind {@code GENERATED … AS IDENTITY (…)} or {@code GENERATED ALWAYS AS (…) STORED}. */
    private static int generated(List<Node> column, int source) {
        int at = Nodes.find(column, source, "as") + 1;
        if (Nodes.isAt(column, at, "identity")) {
            at++;
        }
        if (at < column.size() && column.get(at).isRound()) {
            at++;
        }
        if (Nodes.isAt(column, at, "stored")) {
            at++;
        }
        return Math.min(at, column.size());
    }
}
