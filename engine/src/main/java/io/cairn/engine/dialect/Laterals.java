package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code CROSS JOIN LATERAL (SELECT unnest(…), …) AS name(columns)}: the query was made to one about a row of numbers,
 * which is joined in its place, since a query in H2's FROM sees no columns of what stands beside it.
 *
 * @param names of the columns
 * @param values what each of them is
 * @param condition which rows there are
 * @param end the place behind it
 */
record Laterals(String alias, List<String> names, List<List<Node>> values, List<Node> condition, int end) {
    private static final Words OUTER = Words.of("right full");
    private static final Words JOINS = Words.of("join left inner cross natural");
    private static final Words BEFORE_COLUMNS =
            Words.of("on and or not when then else case between like ilike in is any all");

    /** Whether one stands there. */
    static boolean isOne(List<Node> nodes, int at) {
        return at > 0
                && nodes.get(at).isWord("lateral")
                && nodes.get(at - 1).isWord("join")
                && at + 1 < nodes.size()
                && nodes.get(at + 1) instanceof Node.Group group
                && group.isRound()
                && table(group.nodes()) > 0;
    }

    /** Refuses those that are left when all are joined that can be. */
    static void refuseOthers(List<Node> select) {
        for (int i = 1; i + 1 < select.size(); i++) {
            boolean isTable = select.get(i - 1).isWord("join")
                    || select.get(i - 1).isWord("from")
                    || select.get(i - 1).is(",");
            if (isTable && select.get(i).isWord("lateral") && select.get(i + 1).isRound()) {
                throw Refusal.notSupported(
                        select.get(i).start(), "LATERAL of a query; of functions that give rows it may be");
            }
        }
    }

    /** Whether a table, or one's other name, in an item of FROM has this name, which then means no column there. */
    static boolean namesTable(List<Node> item, String name) {
        for (int i = 0; i < item.size(); i++) {
            boolean isIt = item.get(i).isName() && item.get(i).value().equals(name);
            boolean isTable = i == 0
                    || item.get(i - 1).isRound()
                    || item.get(i - 1).isName()
                            && !BEFORE_COLUMNS.has(item.get(i - 1).value());
            if (isIt && isTable && !(i + 1 < item.size() && item.get(i + 1).is("."))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The items of FROM beside each other. What is joined to a function's row of numbers may name columns that the
     * function takes, of items before it: they are crossed with it, as a comma would hide them.
     */
    static List<Node> beside(List<List<Node>> items) {
        int last = 0;
        for (int i = 1;
                i < items.size()
                        && Nodes.find(items.get(i), 0, OUTER) == items.get(i).size();
                i++) {
            boolean isJoined = isNumbers(items.get(i), 0)
                    && Nodes.find(items.get(i), 0, JOINS) < items.get(i).size();
            last = isJoined ? i : last;
        }
        List<Node> beside = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            beside.addAll(i == 0 ? List.of() : Nodes.of(i <= last ? "CROSS JOIN" : ","));
            beside.addAll(items.get(i));
        }
        return beside;
    }

    private static boolean isNumbers(List<Node> nodes, int at) {
        List<Node> numbers = Nodes.of(SetFunctions.NUMBERS);
        for (int i = 0; i < numbers.size(); i++) {
            if (at + i >= nodes.size()
                    || !nodes.get(at + i).value().equals(numbers.get(i).value())) {
                return false;
            }
        }
        return true;
    }

    /** The place of the row of numbers that all of FROM is; 0 in any other query. */
    private static int table(List<Node> query) {
        int from = Nodes.find(query, 0, "from");
        int end = from + 1 + Nodes.of(SetFunctions.NUMBERS).size();
        boolean isOne = Nodes.isAt(query, 0, "select")
                && end + 2 <= query.size()
                && Nodes.isAt(query, end + 2, "where")
                && isNumbers(query, from + 1);
        return isOne ? from + 1 : 0;
    }

    static Laterals read(List<Node> item, int at) {
        List<Node> query = ((Node.Group) item.get(at + 1)).nodes();
        int name = Nodes.isAt(item, at + 2, "as") ? at + 3 : at + 2;
        if (name >= item.size() || !item.get(name).isName()) {
            throw Refusal.malformed(item.get(at).start(), "a query in FROM needs a name");
        }
        String alias = item.get(name).value();
        int where = Nodes.find(query, 0, "where");
        String numbers = query.get(where - 1).value();
        List<String> names = new ArrayList<>();
        List<List<Node>> values = new ArrayList<>();
        for (List<Node> column : Nodes.split(query.subList(1, Nodes.find(query, 0, "from")))) {
            int as = Nodes.find(column, 0, "as");
            names.add(as + 1 < column.size() ? column.get(as + 1).value() : "?column?");
            values.add(Nodes.template("(?)", renamed(column.subList(0, as), numbers, alias)));
        }
        int end = name + 1;
        if (end < item.size() && item.get(end) instanceof Node.Group list && list.isRound()) {
            List<List<Node>> given = Nodes.split(list.nodes());
            for (int i = 0; i < Math.min(given.size(), names.size()); i++) {
                names.set(i, given.get(i).getFirst().value());
            }
            end++;
        }
        List<Node> condition = renamed(query.subList(where + 1, query.size()), numbers, alias);
        return new Laterals(alias, names, values, condition, end);
    }

    private static List<Node> renamed(List<Node> nodes, String from, String to) {
        List<Node> renamed = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Node.Group group) {
                renamed.add(new Node.Group(group.open(), renamed(group.nodes(), from, to), group.close()));
            } else {
                renamed.add(node.isName() && node.value().equals(from) ? Nodes.quoted(to, node.start()) : node);
            }
        }
        return renamed;
    }
}
