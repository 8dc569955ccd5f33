package io.cairn.engine.dialect;

import io.cairn.engine.model.CairnException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** INSERT with WITH before it and ON CONFLICT behind it. */
final class Inserts {
    /** Puts the columns of EXCLUDED beside those of the table without making a bare name mean two things. */
    private static final String EXCLUDED_PREFIX = "cairn_";

    private final List<Node> with;
    private final List<Node> insert;
    private final Changes.Target target;
    private final TableLookup tables;
    private final List<Node> columnGroup;
    private final int sourceStart;
    private final int conflict;

    Inserts(List<Node> with, List<Node> insert, Changes.Target target, TableLookup tables) {
        this.with = with;
        this.insert = insert;
        this.target = target;
        this.tables = tables;
        int at = target.end();
        boolean hasColumns =
                at < insert.size() && insert.get(at) instanceof Node.Group group && isColumns(group.nodes());
        this.columnGroup = hasColumns ? insert.subList(at, at + 1) : List.of();
        this.sourceStart = at + (hasColumns ? 1 : 0);
        this.conflict = conflict(insert, sourceStart);
    }

    private static boolean isColumns(List<Node> nodes) {
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
        if (conflict == insert.size()) {
            return plain(source, List.of());
        }
        int at = conflict + 2;
        if (Nodes.isAt(insert, at, "do", "nothing") && at + 2 == insert.size()) {
            return plain(source, Nodes.of("ON CONFLICT DO NOTHING"));
        }
        if (at >= insert.size() || !(insert.get(at) instanceof Node.Group key) || !isColumns(key.nodes())) {
            throw Refusal.notSupported(Nodes.startOf(insert, at), "ON CONFLICT other than of columns in brackets");
        }
        return onConflict(source, names(key.nodes()), at);
    }

    private List<Node> onConflict(List<Node> source, List<String> key, int keyAt) {
        TableName name = Travel.tableName(target.name());
        TableLookup.Table table = tables.table(name)
                .orElseThrow(() ->
                        Refusal.refusal("sql-no-table", target.name().getFirst().start(), "no table " + name));
        TreeSet<String> wanted = new TreeSet<>(key);
        if (table.uniqueKeys().stream().map(TreeSet::new).noneMatch(wanted::equals)) {
            throw Refusal.refusal(
                    "sql-no-unique-key",
                    insert.get(keyAt).start(),
                    "no primary key or unique constraint of " + name + " has just these columns");
        }
        boolean doesNothing = Nodes.isAt(insert, keyAt + 1, "do", "nothing") && keyAt + 3 == insert.size();
        if (doesNothing && table.uniqueKeys().size() == 1) {
            return plain(source, Nodes.of("ON CONFLICT DO NOTHING"));
        }
        if (!doesNothing && !Nodes.isAt(insert, keyAt + 1, "do", "update", "set")) {
            throw Refusal.malformed(Nodes.startOf(insert, keyAt + 1), "DO NOTHING or DO UPDATE SET is expected");
        }
        if (target.alias().value().equals("excluded")) {
            throw Refusal.notSupported(target.alias().start(), "a table called excluded");
        }
        if (!columnGroup.isEmpty()) {
            return merge(source, names(((Node.Group) columnGroup.getFirst()).nodes()), key, keyAt + 4);
        }
        return merge(source, leading(table, source), key, keyAt + 4);
    }

    /** An INSERT without a list names the first columns, as many as it has values. */
    private static List<String> leading(TableLookup.Table table, List<Node> source) {
        if (source.size() < 2 || !source.getFirst().isWord("values") || !(source.get(1) instanceof Node.Group row)) {
            throw Refusal.notSupported(
                    Nodes.startOf(source, 0), "ON CONFLICT of an INSERT from a query without its columns");
        }
        int width = Nodes.split(row.nodes()).size();
        if (width > table.columns().size()) {
            throw Refusal.malformed(row.start(), "more values than columns");
        }
        return table.columns().subList(0, width);
    }

    private static List<String> names(List<Node> nodes) {
        return new ArrayList<>(Nodes.split(nodes).stream()
                .map(column -> column.getFirst().value())
                .toList());
    }

    /** H2 takes no alias here, and WITH only behind the columns. */
    private List<Node> plain(List<Node> source, List<Node> behind) {
        if (!with.isEmpty() && !startsQuery(source)) {
            throw Refusal.notSupported(with.getFirst().start(), "WITH before an INSERT of VALUES");
        }
        return Nodes.template("INSERT INTO ? ? ? ? ?", target.name(), columnGroup, with, source, behind);
    }

    private static boolean startsQuery(List<Node> source) {
        return !source.isEmpty() && source.getFirst().isWord("select");
    }

    private List<Node> merge(List<Node> source, List<String> named, List<String> key, int setAt) {
        List<String> columns = new ArrayList<>(named);
        List<Node> rows = withoutDefaults(source, columns);
        if (!with.isEmpty() && !startsQuery(rows)) {
            throw Refusal.notSupported(with.getFirst().start(), "WITH before an INSERT of VALUES");
        }
        if (!columns.containsAll(key)) {
            throw Refusal.notSupported(insert.get(conflict).start(), "ON CONFLICT of a column that gets its default");
        }
        List<List<Node>> plain = new ArrayList<>();
        List<List<Node>> excluded = new ArrayList<>();
        for (String column : columns) {
            plain.add(List.of(Nodes.quoted(column, insert.getFirst().start())));
            excluded.add(List.of(
                    Nodes.quoted(EXCLUDED_PREFIX + column, insert.getFirst().start())));
        }
        List<Node> query = new ArrayList<>(with);
        query.addAll(rows);
        if (query.getFirst().isWord("with")) {
            query = Nodes.template("SELECT * FROM (?)", query);
        }
        List<Node> alias = List.of(target.alias());
        // The empty query gives the values the types of the table's columns.
        List<Node> merge = Nodes.template(
                "MERGE INTO ? AS ? USING (SELECT ? FROM ? WHERE FALSE UNION ALL (?)) AS excluded(?) ON ?",
                target.name(),
                alias,
                Nodes.join(plain),
                target.name(),
                query,
                Nodes.join(excluded),
                matching(key));
        if (setAt <= insert.size()) {
            merge.addAll(update(columns, setAt));
        }
        List<List<Node>> values = new ArrayList<>();
        excluded.forEach(column -> values.add(Nodes.template("excluded.?", column)));
        merge.addAll(
                Nodes.template("WHEN NOT MATCHED THEN INSERT (?) VALUES (?)", Nodes.join(plain), Nodes.join(values)));
        return merge;
    }

    private List<Node> matching(List<String> key) {
        List<Node> condition = new ArrayList<>();
        for (String column : key) {
            condition.addAll(Nodes.of(condition.isEmpty() ? "" : "AND"));
            condition.addAll(Nodes.template(
                    "?.? = excluded.?",
                    List.of(target.alias()),
                    List.of(Nodes.quoted(column, insert.getFirst().start())),
                    List.of(Nodes.quoted(
                            EXCLUDED_PREFIX + column, insert.getFirst().start()))));
        }
        return condition;
    }

    private List<Node> update(List<String> columns, int setAt) {
        List<Node> behind = Nodes.inEveryLevel(insert.subList(setAt, insert.size()), level -> renamed(level, columns));
        int where = Nodes.find(behind, 0, Words.of("where"));
        List<Node> set = behind.subList(0, where);
        return where == behind.size()
                ? Nodes.template("WHEN MATCHED THEN UPDATE SET ?", set)
                : Nodes.template(
                        "WHEN MATCHED AND (?) THEN UPDATE SET ?", behind.subList(where + 1, behind.size()), set);
    }

    private static List<Node> renamed(List<Node> level, List<String> columns) {
        List<Node> renamed = new ArrayList<>(level);
        for (int i = 0; i + 2 < renamed.size(); i++) {
            boolean isExcluded = renamed.get(i).isName()
                    && renamed.get(i).value().equals("excluded")
                    && renamed.get(i + 1).is(".");
            if (!isExcluded) {
                continue;
            }
            Node column = renamed.get(i + 2);
            if (!columns.contains(column.value())) {
                throw Refusal.notSupported(column.start(), "EXCLUDED of a column that the INSERT does not name");
            }
            renamed.set(i + 2, Nodes.quoted(EXCLUDED_PREFIX + column.value(), column.start()));
        }
        return renamed;
    }

    /** A column that is DEFAULT in every row is left out of the list; the engine gives it its default then. */
    private static List<Node> withoutDefaults(List<Node> source, List<String> columns) {
        if (source.isEmpty() || !source.getFirst().isWord("values")) {
            if (source.isEmpty()
                    || source.getFirst().isWord("default")
                    || source.getFirst().isWord("overriding")) {
                throw new CairnException.Incorrect("sql-not-supported", "sql", "ON CONFLICT of such an INSERT");
            }
            return source;
        }
        List<List<List<Node>>> rows = new ArrayList<>();
        for (List<Node> row : Nodes.split(source.subList(1, source.size()))) {
            if (row.size() != 1 || !(row.getFirst() instanceof Node.Group group)) {
                throw Refusal.malformed(
                        Nodes.startOf(row.isEmpty() ? source : row, 0), "rows in brackets are expected");
            }
            List<List<Node>> values = Nodes.split(group.nodes());
            if (values.size() != columns.size()) {
                throw Refusal.malformed(group.start(), "not as many values as columns");
            }
            rows.add(values);
        }
        for (int i = columns.size() - 1; i >= 0; i--) {
            int column = i;
            long defaults =
                    rows.stream().filter(row -> isDefault(row.get(column))).count();
            if (defaults > 0 && defaults < rows.size()) {
                throw Refusal.notSupported(source.getFirst().start(), "DEFAULT in some rows only, with ON CONFLICT");
            }
            if (defaults > 0) {
                columns.remove(column);
                rows.forEach(row -> row.remove(column));
            }
        }
        List<List<Node>> kept = new ArrayList<>();
        rows.forEach(row -> kept.add(List.of(Nodes.round(source.getFirst().start(), Nodes.join(row)))));
        return Nodes.template("VALUES ?", Nodes.join(kept));
    }

    private static boolean isDefault(List<Node> value) {
        return value.size() == 1 && value.getFirst().isWord("default");
    }
}
