package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Functions that give rows, where H2 has none: beside the tables whose columns they take, and in the list of a SELECT.
 * Each becomes a row of numbers, as far as its array or series is long, and its columns become expressions of that
 * number.
 */
final class SetFunctions {
    /** The numbers from 1 on; each function's condition says where its rows end. */
    static final String NUMBERS = "\"pg_catalog\".\"cairn_numbers\"";

    private static final String NUMBER = "cairn_number";
    private static final Words NAMES = Words.of(
            "unnest generate_series generate_subscripts _pg_expandarray pg_options_to_table pg_partition_ancestors",
            "pg_get_keywords");

    /** Those that H2 runs by itself where no column is named. */
    private static final Words NATIVE = Words.of("unnest generate_series");

    private static final Words JOINS = Words.of("join left right inner cross full natural");
    private static final Words NO_COLUMNS = Words.of("array null true false select current_schema");
    static final Words BEHIND_FROM = Words.of("where group having window order limit offset fetch for");

    private final FunctionColumns columns = new FunctionColumns();
    private final List<List<Node>> conditions = new ArrayList<>();
    private final List<List<Node>> added = new ArrayList<>();
    private int made;
    private boolean hasTables;
    private boolean isFollowed;

    private SetFunctions() {}

    static boolean isOne(String name) {
        return NAMES.has(name) || OwnCalls.hasRows(name);
    }

    /** One SELECT with its functions that give rows in H2's words. */
    static List<Node> rewrite(List<Node> select) {
        List<Node> written = mayHave(select) ? new SetFunctions().run(select) : select;
        Laterals.refuseOthers(written);
        return written;
    }

    private static boolean mayHave(List<Node> nodes) {
        for (int i = 0; i + 1 < nodes.size(); i++) {
            if (isCall(nodes, i) || Laterals.isOne(nodes, i)) {
                return true;
            }
        }
        int from = Nodes.find(nodes, 0, "from");
        return nodes.subList(0, from).stream()
                .anyMatch(node -> node instanceof Node.Group group && mayHave(group.nodes()));
    }

    private static boolean isCall(List<Node> nodes, int at) {
        return at + 1 < nodes.size()
                && nodes.get(at).is(TokenKind.WORD)
                && isOne(nodes.get(at).value())
                && nodes.get(at + 1).isRound()
                && (at == 0 || !nodes.get(at - 1).is("."));
    }

    private List<Node> run(List<Node> select) {
        int from = Labels.end(select, 0);
        boolean hasFrom = Nodes.isAt(select, from, "from");
        int end = hasFrom ? Nodes.find(select, from + 1, BEHIND_FROM) : from;
        List<List<Node>> items = new ArrayList<>();
        if (hasFrom) {
            for (List<Node> item : Nodes.split(select.subList(from + 1, end))) {
                items.add(item(item));
            }
        }
        List<Node> output = output(select.subList(0, from));
        items.addAll(added);
        output = columns.named(columns.stars(output, hasTables, isFollowed));
        List<Node> behind = columns.behind(restricted(select.subList(end, select.size())), output);
        List<Node> whole = new ArrayList<>(columns.output(output));
        if (!items.isEmpty()) {
            whole.addAll(Nodes.of("FROM"));
            whole.addAll(columns.replacedIn(Laterals.beside(items)));
        }
        whole.addAll(behind);
        return whole;
    }

    static int fromOf(List<Node> select) {
        int from = Nodes.find(select, 0, "from");
        while (from < select.size() && select.get(from - 1).isWord("distinct")) {
            from = Nodes.find(select, from + 1, "from");
        }
        return from;
    }

    /** The rest with the conditions of its functions in WHERE. */
    private List<Node> restricted(List<Node> behind) {
        if (conditions.isEmpty()) {
            return behind;
        }
        List<Node> all = new ArrayList<>();
        for (List<Node> condition : conditions) {
            all.addAll(all.isEmpty() ? List.of() : Nodes.of("AND"));
            all.addAll(condition);
        }
        boolean hasWhere = !behind.isEmpty() && behind.getFirst().isWord("where");
        int end = hasWhere ? Nodes.find(behind, 1, BEHIND_FROM) : 0;
        List<Node> restricted = hasWhere
                ? Nodes.template("WHERE (?) AND ?", behind.subList(1, end), all)
                : Nodes.template("WHERE ?", all);
        restricted.addAll(behind.subList(end, behind.size()));
        return restricted;
    }

    /** An item of FROM with each function that takes columns of others, or that H2 has not, as a row of numbers. */
    private List<Node> item(List<Node> item) {
        List<Node> out = new ArrayList<>();
        int at = 0;
        while (at < item.size()) {
            int call = item.get(at).isWord("lateral") ? at + 1 : at;
            if (Laterals.isOne(item, at)) {
                at = lateral(item, at, out);
            } else if (isCall(item, call) && isOurs(item, call)) {
                at = join(item, call, out);
            } else {
                boolean isTable = !(item.get(at).is(TokenKind.WORD)
                        && (JOINS.has(item.get(at).value()) || item.get(at).isWord("outer")));
                hasTables |= isTable;
                isFollowed |= isTable && !columns.isEmpty();
                out.add(item.get(at++));
            }
        }
        return out;
    }

    /** Joins the one row of numbers that a query of such functions was made to. */
    private int lateral(List<Node> item, int at, List<Node> out) {
        Laterals query = columns.replaced(Laterals.read(item, at));
        columns.define(query, item);
        if (out.size() > 1 && out.get(out.size() - 2).isWord("cross")) {
            out.remove(out.size() - 2);
        }
        out.addAll(Nodes.template(
                NUMBERS + " AS ? ON ?", List.of(Nodes.quoted(query.alias(), 0)), columns.kept(query.condition())));
        return query.end();
    }

    private static boolean isOurs(List<Node> nodes, int call) {
        String name = nodes.get(call).value();
        List<Node> arguments = ((Node.Group) nodes.get(call + 1)).nodes();
        boolean isSeries = nodes.get(call).isWord("generate_series");
        return !NATIVE.has(name) && !OwnCalls.hasRows(name)
                || isSeries && Nodes.isAt(nodes, call + 2, "with", "ordinality")
                || isSeries && NumberSeries.isOurs(arguments) && !MomentSeries.isOne(Nodes.split(arguments))
                || namesColumns(arguments);
    }

    private static boolean namesColumns(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            if (Nodes.isAt(nodes, i, "timestamp", "with", "time", "zone")) {
                i += 3;
                continue;
            }
            Node node = nodes.get(i);
            if (isText(node) && Nodes.isAt(nodes, i + 2, "to")) {
                // The first and last field of an interval.
                i += 3;
                continue;
            }
            boolean isColumn = node.isName()
                    && !NO_COLUMNS.has(node.value())
                    && !(i + 1 < nodes.size() && (nodes.get(i + 1).isRound() || isText(nodes.get(i + 1))))
                    && !(i > 0 && (nodes.get(i - 1).isWord("as") || isText(nodes.get(i - 1))));
            boolean isWithin = node instanceof Node.Group group
                    && !(i > 0 && nodes.get(i - 1).isWord("cast"))
                    && namesColumns(group.nodes());
            if (isColumn || isWithin) {
                return true;
            }
            if (i > 0 && nodes.get(i - 1).isWord("cast") && node instanceof Node.Group cast) {
                int as = Nodes.find(cast.nodes(), 0, "as");
                if (namesColumns(cast.nodes().subList(0, as))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it is a text, so that a word before it is the name of its type and one behind it the unit of an interval. */
    private static boolean isText(Node node) {
        return node.is(TokenKind.STRING);
    }

    /** Adds the row of numbers with its join's condition; gives the place behind the call and its names. */
    private int join(List<Node> item, int call, List<Node> out) {
        int at = call + 2;
        boolean isNumbered = Nodes.isAt(item, at, "with", "ordinality");
        at += isNumbered ? 2 : 0;
        at += Nodes.isAt(item, at, "as") ? 1 : 0;
        boolean hasAlias = at < item.size()
                && item.get(at).isName()
                && !(item.get(at).is(TokenKind.WORD)
                        && (JOINS.has(item.get(at).value()) || item.get(at).isWord("on")));
        Node alias = hasAlias ? item.get(at++) : item.get(call);
        List<String> names = new ArrayList<>();
        if (hasAlias && at < item.size() && item.get(at) instanceof Node.Group group && group.isRound()) {
            Nodes.split(group.nodes()).forEach(name -> names.add(name.getFirst().value()));
            at++;
        }
        Node.Group arguments = columns.replaced((Node.Group) item.get(call + 1));
        FunctionRows rows = FunctionRows.of(item.get(call), arguments, number(alias.value()));
        List<Node> within = columns.kept(rows.within(number(alias.value())));
        boolean isHidden = hasAlias && !rows.hasNames(item.get(call));
        columns.define(alias.value(), names, rows, isNumbered, isHidden);
        List<Node> table = Nodes.template(NUMBERS + " AS ?", List.of(Nodes.quoted(alias.value(), alias.start())));
        if (out.isEmpty()) {
            out.addAll(table);
            conditions.add(within);
            return at;
        }
        int join = out.size() - 1;
        if (join > 0 && out.get(join).isWord("join") && out.get(join - 1).isWord("cross")) {
            out.remove(join - 1);
            out.addAll(table);
            out.addAll(Nodes.template("ON ?", within));
            return at;
        }
        out.addAll(table);
        if (!Nodes.isAt(item, at, "on")) {
            throw Refusal.notSupported(item.get(call).start(), "this join of a function that gives rows");
        }
        int end = Nodes.find(item, at, JOINS);
        out.addAll(Nodes.template("ON ? AND (?)", within, item.subList(at + 1, end)));
        return end;
    }

    static List<Node> number(String alias) {
        return Nodes.template("?." + NUMBER, List.of(Nodes.quoted(alias, 0)));
    }

    /** The list of a SELECT with its functions as expressions of one row of numbers for all of them. */
    private List<Node> output(List<Node> output) {
        List<List<Node>> counts = new ArrayList<>();
        String alias = "cairn_rows_" + ++made;
        List<List<Node>> items = new ArrayList<>();
        for (List<Node> item : Nodes.split(output)) {
            items.add(called(item, number(alias), counts, true));
        }
        if (counts.isEmpty()) {
            return output;
        }
        added.add(Nodes.of(NUMBERS + " AS \"" + alias + "\""));
        conditions.add(Nodes.template("(? <= ?)", number(alias), FunctionRows.greatest(counts)));
        return Nodes.join(items);
    }

    private List<Node> called(List<Node> item, List<Node> number, List<List<Node>> counts, boolean isWhole) {
        List<Node> out = new ArrayList<>();
        for (int i = 0; i < item.size(); i++) {
            Node node = item.get(i);
            boolean isComposite = node instanceof Node.Group group
                    && group.isRound()
                    && isCall(group.nodes(), 0)
                    && group.nodes().size() == 2
                    && i + 2 < item.size()
                    && item.get(i + 1).is(".");
            if (isComposite) {
                Node.Group group = (Node.Group) node;
                FunctionRows rows = FunctionRows.of(
                        group.nodes().get(0), (Node.Group) group.nodes().get(1), number);
                int column = rows.names().indexOf(item.get(i + 2).value());
                if (column < 0) {
                    throw Refusal.notSupported(node.start(), "this column of a function that gives rows");
                }
                out.addAll(rows.values().get(column));
                counts.add(rows.count());
                i += 2;
                if (isWhole && i == item.size() - 1) {
                    out.addAll(as(rows.names().get(column), node.start()));
                }
            } else if (isCall(item, i) && !node.isWord("pg_partition_ancestors")) {
                FunctionRows rows = FunctionRows.of(node, (Node.Group) item.get(i + 1), number);
                counts.add(rows.count());
                i++;
                i += composite(item, i, rows, isWhole, out);
            } else if (node instanceof Node.Group group && !isQuery(group)) {
                out.add(new Node.Group(group.open(), called(group.nodes(), number, counts, false), group.close()));
            } else {
                out.add(node);
            }
        }
        return out;
    }

    static boolean isQuery(Node.Group group) {
        return !group.nodes().isEmpty()
                && (group.nodes().getFirst().isWord("select")
                        || group.nodes().getFirst().isWord("with")
                        || group.nodes().getFirst().isWord("values"));
    }

    /** A row of several columns becomes columns named after it and them: {@code keys.x}; gives how much was read. */
    private static int composite(List<Node> item, int group, FunctionRows rows, boolean isWhole, List<Node> out) {
        boolean isLast = group == item.size() - 1;
        boolean isNamed = Nodes.isAt(item, group + 1, "as") && group + 3 == item.size();
        if (rows.values().size() == 1) {
            out.addAll(rows.values().getFirst());
            if (isWhole && isLast && item.size() == skipSelect(item) + 2) {
                out.addAll(as(item.get(group - 1).value(), item.get(group).start()));
            }
            return 0;
        }
        if (!isNamed) {
            throw Refusal.notSupported(item.get(group).start(), "a row of several columns without a name");
        }
        String name = item.get(group + 2).value();
        for (int i = 0; i < rows.values().size(); i++) {
            out.addAll(i == 0 ? List.of() : Nodes.of(","));
            out.addAll(rows.values().get(i));
            out.addAll(as(name + "." + rows.names().get(i), item.get(group).start()));
        }
        return 2;
    }

    static List<Node> as(String name, int start) {
        return Nodes.template("AS ?", List.of(Nodes.quoted(name, start)));
    }

    /** Where an item begins, which the words of the SELECT itself may stand before. */
    static int skipSelect(List<Node> item) {
        return Nodes.isAt(item, 0, "select") ? Labels.behindSelect(item) : 0;
    }
}
