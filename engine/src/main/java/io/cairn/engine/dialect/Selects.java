package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** The clauses of SELECT that H2 writes otherwise or lacks, in one level of a statement. */
final class Selects {
    private static final Words SET_OPERATORS = Words.of("union except intersect");
    private static final Words BEHIND_FROM =
            Words.of("where group having window order limit offset fetch for union except intersect returning");

    private Selects() {}

    /** The level with each of its SELECTs rewritten. */
    static List<Node> rewrite(List<Node> nodes) {
        int select = Nodes.find(nodes, 0, "select");
        if (select == nodes.size()) {
            return nodes;
        }
        List<Node> out = new ArrayList<>(nodes.subList(0, select));
        int at = select;
        while (at < nodes.size()) {
            int end = Nodes.find(nodes, at + 1, SET_OPERATORS);
            out.addAll(one(SetFunctions.rewrite(nodes.subList(at, end))));
            at = end;
            if (end < nodes.size()) {
                int next = Nodes.find(nodes, end, "select");
                out.addAll(nodes.subList(end, next));
                at = next;
            }
        }
        return out;
    }

    private static List<Node> one(List<Node> select) {
        int from = from(select);
        if (from == select.size()) {
            return withoutLimitAll(select);
        }
        int end = from + 1;
        while (end < select.size() && !endsFrom(select, end)) {
            end++;
        }
        List<List<Node>> items = Nodes.split(select.subList(from + 1, end));
        items.replaceAll(OwnCalls::inFrom);
        items.replaceAll(CommonTables::inFrom);
        items.replaceAll(Selects::namedSeries);
        List<Node> output = select.subList(0, from);
        boolean hasFullJoin = items.stream().anyMatch(FullJoins::isIn);
        if (hasFullJoin) {
            output = FullJoins.output(output, items);
            items = FullJoins.rewrite(items);
        }
        List<Node> rewritten = new ArrayList<>(output);
        rewritten.add(select.get(from));
        rewritten.addAll(Nodes.join(items));
        rewritten.addAll(select.subList(end, select.size()));
        return withoutLimitAll(rewritten);
    }

    /** The place of FROM, which IS DISTINCT FROM is not. */
    private static int from(List<Node> select) {
        int from = Nodes.find(select, 0, "from");
        while (from < select.size() && select.get(from - 1).isWord("distinct")) {
            from = Nodes.find(select, from + 1, "from");
        }
        return from;
    }

    private static boolean endsFrom(List<Node> select, int at) {
        Node node = select.get(at);
        return (node.is(TokenKind.WORD) && BEHIND_FROM.has(node.value())) || Nodes.isAt(select, at, "on", "conflict");
    }

    private static List<Node> withoutLimitAll(List<Node> select) {
        for (int i = 0; i < select.size(); i++) {
            if (Nodes.isAt(select, i, "limit", "all")) {
                List<Node> unlimited = new ArrayList<>(select);
                unlimited.subList(i, i + 2).clear();
                return unlimited;
            }
        }
        return select;
    }

    /** PostgreSQL names the column of a series by its alias or its function, H2 calls it X. */
    private static List<Node> namedSeries(List<Node> item) {
        boolean isSeries = item.size() > 1
                && item.getFirst().isWord("generate_series")
                && item.get(1).isRound();
        if (!isSeries) {
            return item;
        }
        int alias = Nodes.isAt(item, 2, "as") ? 3 : 2;
        boolean hasAlias = alias < item.size() && item.get(alias).isName() && !FullJoins.isJoin(item, alias);
        int behind = hasAlias ? alias + 1 : 2;
        if (behind < item.size() && item.get(behind).isRound()) {
            return item;
        }
        Node name = hasAlias ? item.get(alias) : item.getFirst();
        List<Node> named = new ArrayList<>(item.subList(0, 2));
        named.addAll(Nodes.template("AS ?(?)", List.of(name), List.of(name)));
        named.addAll(item.subList(behind, item.size()));
        return named;
    }
}
