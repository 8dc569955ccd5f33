package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Literals and parameters on their way into a column, where PostgreSQL reads them by the column's type and H2 by their
 * own.
 */
final class Assignments {
    private Assignments() {}

    /** A value for a column of that type, as what it will be there. */
    static List<Node> value(List<Node> value, String type) {
        boolean isSingle = value.size() == 1;
        boolean isText = isSingle && value.getFirst().is(TokenKind.STRING);
        if (type.equals("JSON") && (isText || (isSingle && value.getFirst().is(TokenKind.PARAMETER)))) {
            return Nodes.template("(? FORMAT JSON)", value);
        }
        if (isText && (type.startsWith("BINARY") || type.startsWith("VARBINARY"))) {
            return Expressions.bytes(value.getFirst());
        }
        return value;
    }

    /** A value made one of that type before it is stored; a text keeps its length, which storing it checks. */
    static List<Node> typed(List<Node> value, String type) {
        if (type.equals("JSON")) {
            return Nodes.template("((?) FORMAT JSON)", value);
        }
        boolean isText = type.startsWith("CHAR") || type.startsWith("VARCHAR");
        return Nodes.template("CAST(? AS ?)", value(value, type), Nodes.of(isText ? "VARCHAR" : type));
    }

    /** The assignments of a SET, {@code column = value, ...}, with each value read by its column's type. */
    static List<Node> inSet(List<Node> set, TableLookup.Table table) {
        List<List<Node>> assignments = new ArrayList<>();
        for (List<Node> assignment : Nodes.split(set)) {
            boolean isPlain = assignment.size() == 3 && assignment.get(1).is("=");
            String type = isPlain ? table.type(assignment.getFirst().value()).orElse("") : "";
            List<Node> read = new ArrayList<>(assignment);
            if (isPlain) {
                read = new ArrayList<>(assignment.subList(0, 2));
                read.addAll(value(assignment.subList(2, 3), type));
            }
            assignments.add(read);
        }
        return Nodes.join(assignments);
    }

    /** The rows behind VALUES, as lists of values. */
    static List<List<List<Node>>> rows(List<Node> source) {
        List<List<List<Node>>> rows = new ArrayList<>();
        for (List<Node> row : Nodes.split(source.subList(1, source.size()))) {
            if (row.size() != 1 || !(row.getFirst() instanceof Node.Group group)) {
                throw Refusal.malformed(
                        Nodes.startOf(row.isEmpty() ? source : row, 0), "rows in brackets are expected");
            }
            rows.add(Nodes.split(group.nodes()));
        }
        return rows;
    }

    /** VALUES of those rows. */
    static List<Node> values(List<List<List<Node>>> rows, int start) {
        List<List<Node>> written = new ArrayList<>();
        rows.forEach(row -> written.add(List.of(Nodes.round(start, Nodes.join(row)))));
        return Nodes.template("VALUES ?", Nodes.join(written));
    }
}
