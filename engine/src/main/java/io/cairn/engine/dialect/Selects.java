package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** The clauses of SELECT that H2 writes otherwise or lacks, in one level of a statement. */
final class Selects {
    private static final Words SET_OPERATORS = Words.of("union except intersect");
    private static final Words ORDER = Words.of("order limit offset fetch for");

    private Selects() {}

    /** The level with each of its SELECTs rewritten. */
    static List<Node> rewrite(List<Node> nodes) {
        int select = Nodes.find(nodes, 0, "select");
        if (select == nodes.size()) {
            return nodes;
        }
        int tail = tail(nodes, select);
        List<Node> queries = nodes.subList(0, tail);
        List<Node> out = new ArrayList<>(nodes.subList(0, select));
        int at = select;
        while (at < tail) {
            int end = Nodes.find(queries, at + 1, SET_OPERATORS);
            out.addAll(one(SetFunctions.rewrite(queries.subList(at, end))));
            at = end;
            if (end < tail) {
                int next = Nodes.find(queries, end, "select");
                out.addAll(queries.subList(end, next));
                at = next;
            }
        }
        out.addAll(nodes.subList(tail, nodes.size()));
        return withoutLimitAll(out);
    }

    /**
     * Where what is none of the last SELECT's begins: what INSERT does with its rows, and the order of what several
     * SELECTs give, which knows names of the result only.
     */
    private static int tail(List<Node> nodes, int select) {
        boolean isCompound = Nodes.find(nodes, select, SET_OPERATORS) < nodes.size();
        int tail = select + 1;
        while (tail < nodes.size()
                && !Nodes.isAt(nodes, tail, "returning")
                && !Nodes.isAt(nodes, tail, "on", "conflict")
                && !(isCompound && isOrder(nodes, tail))) {
            tail++;
        }
        return tail;
    }

    private static boolean isOrder(List<Node> nodes, int at) {
        return nodes.get(at).is(TokenKind.WORD)
                && ORDER.has(nodes.get(at).value())
                && !nodes.get(at - 1).is(".");
    }

    /** Tables of FROM whose functions and their columns have the names that they have in PostgreSQL. */
    static List<Node> tables(List<Node> tables) {
        return Nodes.join(items(tables));
    }

    private static List<List<Node>> items(List<Node> tables) {
        List<List<Node>> items = Nodes.split(tables);
        items.replaceAll(OwnCalls::inFrom);
        items.replaceAll(CommonTables::inFrom);
        items.replaceAll(Selects::namedRows);
        return items;
    }

    private static List<Node> one(List<Node> select) {
        int from = SetFunctions.fromOf(select);
        if (from == select.size()) {
            return select;
        }
        int end = Nodes.find(select, from + 1, SetFunctions.BEHIND_FROM);
        List<List<Node>> items = items(select.subList(from + 1, end));
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
        return rewritten;
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

    /** PostgreSQL names the column of a series or an array by its alias or its function, H2 calls it X or C1. */
    private static List<Node> namedRows(List<Node> item) {
        List<Node> named = new ArrayList<>();
        int at = 0;
        while (at < item.size()) {
            boolean isTable = at == 0 || item.get(at - 1).isWord("join");
            // Such a function sees the columns before it with LATERAL and without.
            int call = isTable && item.get(at).isWord("lateral") ? at + 1 : at;
            at = isTable && isNative(item, call) ? nameRows(item, call, named) : copied(item, at, named);
        }
        return named;
    }

    private static int copied(List<Node> item, int at, List<Node> out) {
        out.add(item.get(at));
        return at + 1;
    }

    private static boolean isNative(List<Node> item, int at) {
        return at + 1 < item.size()
                && item.get(at + 1) instanceof Node.Group group
                && group.isRound()
                && (item.get(at).isWord("generate_series")
                        || item.get(at).isWord("unnest")
                                && Nodes.split(group.nodes()).size() == 1);
    }

    /** Writes the call there, its alias and the names of its columns, and gives the place behind them. */
    private static int nameRows(List<Node> item, int call, List<Node> out) {
        int at = call + 2;
        at += Nodes.isAt(item, at, "with", "ordinality") ? 2 : 0;
        boolean isCounted = at > call + 2;
        int alias = Nodes.isAt(item, at, "as") ? at + 1 : at;
        boolean hasAlias = alias < item.size() && item.get(alias).isName() && !FullJoins.isJoin(item, alias);
        int behind = hasAlias ? alias + 1 : at;
        if (behind < item.size() && item.get(behind).isRound()) {
            out.addAll(item.subList(call, behind + 1));
            return behind + 1;
        }
        Node name = hasAlias ? item.get(alias) : item.get(call);
        out.addAll(item.subList(call, at));
        out.addAll(Nodes.template(isCounted ? "AS ?(?, ordinality)" : "AS ?(?)", List.of(name), List.of(name)));
        return behind;
    }
}
