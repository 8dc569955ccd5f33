package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes that H2 carries out row by row while it reads on: MERGE, UPDATE FROM and upserts. What they read of the table that they
 * change would hold their own writes, where PostgreSQL reads it as it was. A source that is one table or one query is read whole
 * before the first row is written; every other look at the table is refused.
 */
final class OwnWrites {
    private static final Words QUERIES = Words.of("select with values table");
    private static final Words BEHIND_SOURCE = Words.of("on where returning");

    private final List<Node> change;
    private final TableName target;
    private final int targetEnd;

    private OwnWrites(List<Node> change, int targetAt) {
        this.change = change;
        this.targetEnd = Nodes.nameEnd(change, targetAt);
        this.target = Travel.tableName(change.subList(targetAt, targetEnd));
    }

    /** The change, a MERGE, UPDATE or INSERT without WITH, as it may be carried out. */
    static List<Node> rewrite(List<Node> change) {
        return switch (change.getFirst().value()) {
            case "merge" -> new OwnWrites(change, 2).reading("using");
            case "update" ->
                Nodes.find(change, 0, "from") == change.size() ? change : new OwnWrites(change, 1).reading("from");
            case "insert" -> {
                int conflict = Nodes.find(change, 0, "conflict");
                if (conflict < change.size() && !hasOneRow(change, conflict)) {
                    new OwnWrites(change, 2).refuseReads(change.subList(conflict, change.size()));
                }
                yield change;
            }
            default -> change;
        };
    }

    /** Whether an INSERT names just one row, before which nothing can have been written. */
    private static boolean hasOneRow(List<Node> insert, int conflict) {
        int values = Nodes.find(insert, 0, "values");
        return values + 2 < conflict
                && insert.get(values + 1).isRound()
                && insert.get(values + 2).isWord("on");
    }

    private List<Node> reading(String word) {
        int from = Nodes.find(change, targetEnd, word) + 1;
        int end = Nodes.find(change, Math.min(from, change.size()), BEHIND_SOURCE);
        if (from >= end) {
            return change;
        }
        int behindTable = change.get(from).isName() ? Nodes.nameEnd(change, from) : from + 1;
        boolean isOne = end - behindTable <= 3
                && Nodes.find(change, from, "join") >= end
                && change.subList(from, end).stream().noneMatch(node -> node.is(","))
                && (change.get(from).isName() || isQuery(change.get(from)));
        List<Node> rest = new ArrayList<>(change.subList(0, isOne ? from : end));
        rest.addAll(isOne ? Nodes.of("(SELECT 1)") : List.of());
        rest.addAll(change.subList(isOne ? behindTable : end, change.size()));
        refuseReads(rest);
        return isOne && change.get(from).isName() && isTarget(change.subList(from, behindTable))
                ? readWhole(from, behindTable, end)
                : change;
    }

    private static boolean isQuery(Node node) {
        return node instanceof Node.Group group
                && !group.nodes().isEmpty()
                && QUERIES.has(group.nodes().getFirst().value());
    }

    /** A table that is its own source is read by a query, whose rows are all there before the first is changed. */
    private List<Node> readWhole(int from, int behindTable, int end) {
        List<Node> read = new ArrayList<>(change.subList(0, from));
        read.addAll(Nodes.template("(SELECT * FROM ?)", change.subList(from, behindTable)));
        if (behindTable == end) {
            read.addAll(Nodes.template("AS ?", List.of(change.get(behindTable - 1))));
        }
        read.addAll(change.subList(behindTable, change.size()));
        return read;
    }

    private boolean isTarget(List<Node> name) {
        TableName read = Travel.tableName(name);
        return read.name().equals(target.name())
                && read.schema().orElse("public").equals(target.schema().orElse("public"));
    }

    private void refuseReads(List<Node> nodes) {
        for (List<Node> name : QueryNames.tables(nodes)) {
            if (isTarget(name)) {
                throw Refusal.notSupported(
                        name.getFirst().start(), "a look at the table that this statement changes row by row");
            }
        }
    }
}
