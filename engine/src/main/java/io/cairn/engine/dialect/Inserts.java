package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** INSERT with WITH before it and ON CONFLICT behind it. */
final class Inserts {
    private final List<Node> with;
    private final List<Node> insert;
    private final Changes.Target target;
    private final Optional<TableLookup.Table> table;
    private final List<Node> columnGroup;
    private final int sourceStart;
    private final int conflict;

    Inserts(List<Node> with, List<Node> insert, Changes.Target target, TableLookup tables) {
        this.with = with;
        this.insert = insert;
        this.target = target;
        this.table = target.name().size() > 3 ? Optional.empty() : tables.table(Travel.tableName(target.name()));
        int at = target.end();
        boolean hasColumns =
                at < insert.size() && insert.get(at) instanceof Node.Group group && isColumns(group.nodes());
        this.columnGroup = hasColumns ? insert.subList(at, at + 1) : List.of();
        this.sourceStart = at + (hasColumns ? 1 : 0);
        this.conflict = conflict(insert, sourceStart);
    }

    static boolean isColumns(List<Node> nodes) {
        return Nodes.split(nodes).stream()
                .allMatch(column -> column.size() == 1 && column.getFirst().isName());
    }

    private static int conflict(List<Node> nodes, int from) {
        int at = from;
        while (at < nodes.size() && !Nodes.isAt(nodes, at, "on", "conflict")) {
            at++;
        }
        return at;
    }

    List<Node> rewrite() {
        List<Node> source = insert.subList(sourceStart, conflict);
        if (!with.isEmpty() && !Nodes.isAt(source, 0, "select")) {
            throw Refusal.notSupported(with.getFirst().start(), "WITH before an INSERT of other than SELECT");
        }
        if (conflict == insert.size()) {
            return plain(source, List.of());
        }
        int at = conflict + 2;
        if (Nodes.isAt(insert, at, "do", "nothing") && at + 2 == insert.size()) {
            return plain(source, Nodes.of("ON CONFLICT DO NOTHING"));
        }
        if (Nodes.isAt(insert, at, "on", "constraint")
                && at + 2 < insert.size()
                && insert.get(at + 2).isName()) {
            return onConflict(source, ofConstraint(insert.get(at + 2)), at + 2);
        }
        if (at >= insert.size() || !(insert.get(at) instanceof Node.Group key) || !isColumns(key.nodes())) {
            throw Refusal.notSupported(
                    Nodes.startOf(insert, at), "ON CONFLICT other than of columns in brackets or of a constraint");
        }
        return onConflict(source, ofColumns(key), at);
    }

    private TableLookup.Table known() {
        int start = target.name().getFirst().start();
        return table.orElseThrow(
                () -> Refusal.refusal("sql-no-table", start, "no table " + Nodes.text(Nodes.tokens(target.name()))));
    }

    private List<String> ofColumns(Node.Group key) {
        List<String> columns = names(key.nodes());
        TreeSet<String> wanted = new TreeSet<>(columns);
        if (known().uniqueKeys().stream().noneMatch(each -> wanted.equals(new TreeSet<>(each.columns())))) {
            throw Refusal.refusal(
                    "sql-no-unique-key",
                    key.start(),
                    "no primary key or unique constraint of the table has just these columns");
        }
        return columns;
    }

    private List<String> ofConstraint(Node name) {
        return known().uniqueKeys().stream()
                .filter(key -> key.constraint().equals(Optional.of(name.value())))
                .findFirst()
                .map(TableLookup.UniqueKey::columns)
                .orElseThrow(() -> Refusal.refusal(
                        "sql-no-constraint",
                        name.start(),
                        "no primary key or unique constraint of the table is called " + name.value()));
    }

    private List<Node> onConflict(List<Node> source, List<String> key, int keyAt) {
        TableLookup.Table known = known();
        boolean doesNothing = Nodes.isAt(insert, keyAt + 1, "do", "nothing") && keyAt + 3 == insert.size();
        if (doesNothing && known.uniqueKeys().size() == 1) {
            return plain(source, Nodes.of("ON CONFLICT DO NOTHING"));
        }
        if (!doesNothing && !Nodes.isAt(insert, keyAt + 1, "do", "update", "set")) {
            throw Refusal.malformed(Nodes.startOf(insert, keyAt + 1), "DO NOTHING or DO UPDATE SET is expected");
        }
        List<Node> set = doesNothing ? List.of() : insert.subList(keyAt + 4, insert.size());
        return new Upserts(target, known, columns(known, source), key).merge(with, source, set);
    }

    /** The columns of the statement; without a list the first ones of the table, as many as it has values. */
    private List<String> columns(TableLookup.Table known, List<Node> source) {
        if (!columnGroup.isEmpty()) {
            return names(((Node.Group) columnGroup.getFirst()).nodes());
        }
        int width = CommonTables.width(source);
        if (width == 0) {
            throw Refusal.notSupported(
                    Nodes.startOf(insert, sourceStart), "an INSERT like this without a list of its columns");
        }
        if (width > known.columns().size()) {
            throw Refusal.malformed(Nodes.startOf(insert, sourceStart), "more values than columns");
        }
        return known.columns().stream()
                .limit(width)
                .map(TableLookup.Column::name)
                .toList();
    }

    private static List<String> names(List<Node> nodes) {
        return Nodes.split(nodes).stream()
                .map(column -> column.getFirst().value())
                .toList();
    }

    /** The columns as they were written; where there are none and the rows are too short, those that get values. */
    private List<Node> columnsGiven(List<Node> source) {
        int width = columnGroup.isEmpty() ? CommonTables.width(source) : 0;
        if (width == 0 || table.isEmpty() || width >= table.get().columns().size()) {
            return columnGroup;
        }
        int start = Nodes.startOf(source, 0);
        List<List<Node>> names = new ArrayList<>();
        columns(table.get(), source).forEach(name -> names.add(List.of(Nodes.quoted(name, start))));
        return List.of(Nodes.round(start, Nodes.join(names)));
    }

    /** H2 takes no alias here, and WITH only behind the columns. */
    private List<Node> plain(List<Node> source, List<Node> behind) {
        List<Node> read = source;
        boolean isValues = source.size() > 1
                && source.getFirst().isWord("values")
                && source.get(1).isRound();
        if (isValues && table.isPresent()) {
            List<String> columns = columns(table.get(), source);
            List<List<List<Node>>> rows = Assignments.rows(source);
            for (List<List<Node>> row : rows) {
                for (int i = 0; i < Math.min(row.size(), columns.size()); i++) {
                    row.set(
                            i,
                            Assignments.value(
                                    row.get(i), table.get().type(columns.get(i)).orElse("")));
                }
            }
            read = Assignments.values(rows, source.getFirst().start());
        }
        return Nodes.template("INSERT INTO ? ? ? ? ?", target.name(), columnsGiven(source), with, read, behind);
    }
}
