package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code INSERT ... ON CONFLICT (key) DO ...} as a MERGE from the rows that were to be inserted, which it calls EXCLUDED.
 *
 * <p>Those rows have the types of the table's columns, so that EXCLUDED holds what would have been stored. Their columns
 * get names of their own, so that a bare name means the table's.
 */
final class Upserts {
    private static final String PREFIX = "cairn_";

    private final Changes.Target target;
    private final TableLookup.Table table;
    private final List<String> columns;
    private final List<String> key;
    private final int start;

    Upserts(Changes.Target target, TableLookup.Table table, List<String> columns, List<String> key) {
        this.target = target;
        this.table = table;
        this.columns = new ArrayList<>(columns);
        this.key = key;
        this.start = target.alias().start();
        if (target.alias().value().equals("excluded")) {
            throw Refusal.notSupported(start, "a table called excluded");
        }
    }

    /** The MERGE; an empty list of assignments leaves the rows alone that are there. */
    List<Node> merge(List<Node> with, List<Node> source, List<Node> set) {
        List<Node> rows = Nodes.isAt(source, 0, "values") ? values(source) : query(with, source);
        if (!columns.containsAll(key)) {
            throw Refusal.notSupported(start, "ON CONFLICT of a column that gets its default");
        }
        List<Node> merge = Nodes.template(
                "MERGE INTO ? AS ? USING (?) AS excluded(?) ON ?",
                target.name(),
                List.of(target.alias()),
                rows,
                named(PREFIX),
                matching());
        if (!set.isEmpty()) {
            merge.addAll(update(set));
        }
        List<List<Node>> values = new ArrayList<>();
        columns.forEach(column -> values.add(excluded(column)));
        merge.addAll(Nodes.template("WHEN NOT MATCHED THEN INSERT (?) VALUES (?)", named(""), Nodes.join(values)));
        return merge;
    }

    private List<Node> named(String prefix) {
        List<List<Node>> names = new ArrayList<>();
        columns.forEach(column -> names.add(List.of(Nodes.quoted(prefix + column, start))));
        return Nodes.join(names);
    }

    private List<Node> excluded(String column) {
        return Nodes.template("excluded.?", List.of(Nodes.quoted(PREFIX + column, start)));
    }

    private String type(String column) {
        return table.type(column).orElseThrow(() -> Refusal.malformed(start, "no column " + column));
    }

    private List<Node> values(List<Node> source) {
        List<List<List<Node>>> rows = Assignments.rows(source);
        for (List<List<Node>> row : rows) {
            if (row.size() != columns.size()) {
                throw Refusal.malformed(source.getFirst().start(), "not as many values as columns");
            }
        }
        dropDefaults(rows);
        for (List<List<Node>> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                row.set(i, Assignments.typed(row.get(i), type(columns.get(i))));
            }
        }
        return Assignments.values(rows, source.getFirst().start());
    }

    /** A column that is DEFAULT in every row is left out of the list; the engine gives it its default then. */
    private void dropDefaults(List<List<List<Node>>> rows) {
        for (int i = columns.size() - 1; i >= 0; i--) {
            int column = i;
            long defaults = rows.stream()
                    .filter(row -> row.get(column).size() == 1
                            && row.get(column).getFirst().isWord("default"))
                    .count();
            if (defaults > 0 && defaults < rows.size()) {
                throw Refusal.notSupported(start, "DEFAULT in some rows only, with ON CONFLICT");
            }
            if (defaults > 0) {
                columns.remove(column);
                rows.forEach(row -> row.remove(column));
            }
        }
    }

    private List<Node> query(List<Node> with, List<Node> source) {
        if (!Nodes.isAt(source, 0, "select") && !Nodes.isAt(source, 0, "with")) {
            throw Refusal.notSupported(start, "ON CONFLICT of an INSERT from other than VALUES and SELECT");
        }
        List<Node> query = new ArrayList<>(with);
        query.addAll(source);
        List<List<Node>> typed = new ArrayList<>();
        for (String column : columns) {
            typed.add(Assignments.typed(List.of(Nodes.quoted(PREFIX + column, start)), type(column)));
        }
        return Nodes.template("SELECT ? FROM (?) AS cairn_source(?)", Nodes.join(typed), query, named(PREFIX));
    }

    private List<Node> matching() {
        List<Node> condition = new ArrayList<>();
        for (String column : key) {
            condition.addAll(Nodes.template(
                    condition.isEmpty() ? "?.? = ?" : "AND ?.? = ?",
                    List.of(target.alias()),
                    List.of(Nodes.quoted(column, start)),
                    excluded(column)));
        }
        return condition;
    }

    private List<Node> update(List<Node> behind) {
        List<Node> renamed = Nodes.inEveryLevel(behind, this::renamed);
        int where = Nodes.find(renamed, 0, "where");
        List<Node> set = Assignments.inSet(renamed.subList(0, where), table);
        return where == renamed.size()
                ? Nodes.template("WHEN MATCHED THEN UPDATE SET ?", set)
                : Nodes.template(
                        "WHEN MATCHED AND (?) THEN UPDATE SET ?", renamed.subList(where + 1, renamed.size()), set);
    }

    private List<Node> renamed(List<Node> level) {
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
            renamed.set(i + 2, Nodes.quoted(PREFIX + column.value(), column.start()));
        }
        return renamed;
    }
}
