package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** {@code COPY table [(columns)] FROM STDIN}: rows in PostgreSQL's text format, as the statement's one parameter. */
final class Copies {
    private static final int COLUMNS_MAX = 1_600;

    private Copies() {}

    static Statement.Copy read(List<Node> nodes, TableLookup tables, String shape) {
        int end = Nodes.nameEnd(nodes, 1);
        TableName name = Travel.tableName(nodes.subList(1, end));
        TableLookup.Table table = tables.table(name)
                .orElseThrow(() -> Refusal.refusal("sql-no-table", Nodes.startOf(nodes, 1), "no table " + name));
        int at = end;
        List<String> columns = new ArrayList<>();
        if (at < nodes.size() && nodes.get(at) instanceof Node.Group group && Inserts.isColumns(group.nodes())) {
            Nodes.split(group.nodes())
                    .forEach(column -> columns.add(column.getFirst().value()));
            at++;
        } else {
            table.columns().forEach(column -> columns.add(column.name()));
        }
        if (!Nodes.isAt(nodes, at, "from", "stdin") || at + 2 != nodes.size()) {
            throw Refusal.notSupported(Nodes.startOf(nodes, at), "COPY other than FROM STDIN in the text format");
        }
        if (columns.isEmpty() || columns.size() > COLUMNS_MAX) {
            throw Refusal.malformed(nodes.getFirst().start(), "COPY of 1 to " + COLUMNS_MAX + " columns");
        }
        StringBuilder insert = new StringBuilder("INSERT INTO ")
                .append(Nodes.text(Nodes.tokens(nodes.subList(1, end))))
                .append(" (");
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            String comma = i == 0 ? "" : ", ";
            insert.append(comma).append(Ascii.quoted(columns.get(i), '"'));
            marks.append(comma).append("$").append(i + 1);
        }
        insert.append(") VALUES (").append(marks).append(')');
        return new Statement.Copy(
                (Statement.Engine) Dialect.read(insert.toString(), tables), columns, types(table, columns), shape);
    }

    private static List<String> types(TableLookup.Table table, List<String> columns) {
        return columns.stream().map(column -> table.type(column).orElse("")).toList();
    }
}
