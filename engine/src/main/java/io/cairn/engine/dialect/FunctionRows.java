package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a function that gives rows gives, as expressions over the number of a row.
 *
 * @param names the names of its columns, of which a single one that is its function's is called as the table is
 * @param values what each of them is
 * @param count how many rows there are, never null
 */
record FunctionRows(List<String> names, List<List<Node>> values, List<Node> count) {
    private static final Words QUANTIFIERS = Words.of("any some");

    /** Whether there is a row of a number. A null would be the end of a range, which H2 does not take. */
    List<Node> within(List<Node> number) {
        return Nodes.template("(? <= ?)", number, count);
    }

    /** Whether its columns have names that the name of the table does not hide. */
    boolean hasNames(Node function) {
        return !names.getFirst().equals(function.value());
    }

    /** Of a call; {@code number} is the number of the row that is asked for, from 1. */
    static FunctionRows of(Node name, Node.Group group, List<Node> number) {
        refuseAggregates(group);
        List<List<Node>> arguments = Nodes.split(group.nodes());
        List<Node> first = arguments.getFirst();
        String function = name.value();
        return switch (function) {
            case "unnest" -> elements(Collections.nCopies(arguments.size(), function), arguments, number);
            case "_pg_expandarray" ->
                new FunctionRows(
                        List.of("x", "n"),
                        List.of(Nodes.template("CAIRN_ELEMENT(CAIRN_ONCE(?), ?)", first, number), number),
                        length(first));
            case "generate_subscripts" ->
                new FunctionRows(
                        List.of(function),
                        List.of(SystemNames.isVector(first) ? Nodes.template("(? - 1)", number) : number),
                        length(first));
            case "generate_series" -> series(name, arguments, number);
            case "pg_options_to_table" ->
                new FunctionRows(
                        List.of("option_name", "option_value"),
                        List.of(Nodes.of("CAST(NULL AS VARCHAR)"), Nodes.of("CAST(NULL AS VARCHAR)")),
                        Nodes.of("0"));
            case "pg_get_keywords" ->
                new FunctionRows(
                        List.of("word", "catcode"),
                        List.of(Nodes.of("CAST(NULL AS VARCHAR)"), Nodes.of("CAST(NULL AS VARCHAR)")),
                        Nodes.of("0"));
            default -> OwnCalls.hasRows(function) ? laidOut(name, group, number) : none(function);
        };
    }

    private static void refuseAggregates(Node.Group arguments) {
        List<Node> nodes = arguments.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            if (!(nodes.get(i) instanceof Node.Group group) || SetFunctions.isQuery(group)) {
                continue;
            }
            boolean isAggregate = i > 0
                    && nodes.get(i - 1).isName()
                    && !QUANTIFIERS.has(nodes.get(i - 1).value())
                    && Functions.isAggregate(Ascii.lower(nodes.get(i - 1).value()));
            if (isAggregate) {
                throw Refusal.notSupported(
                        nodes.get(i - 1).start(),
                        "an aggregate in a function that gives rows; a query in FROM may give it");
            }
            refuseAggregates(group);
        }
    }

    private static FunctionRows none(String function) {
        return new FunctionRows(List.of(function), List.of(Nodes.of("CAST(NULL AS INTEGER)")), Nodes.of("0"));
    }

    private static FunctionRows laidOut(Node name, Node.Group group, List<Node> number) {
        List<OwnCalls.Laid> arrays = OwnCalls.arrays(name, group);
        List<String> names = arrays.stream()
                .map(laid -> laid.column().isEmpty() ? name.value() : laid.column())
                .toList();
        return elements(names, arrays.stream().map(OwnCalls.Laid::array).toList(), number);
    }

    private static List<Node> length(List<Node> array) {
        return Nodes.template("COALESCE(CARDINALITY(CAIRN_ONCE(?)), 0)", array);
    }

    /** How many rows there are where several functions are beside each other. */
    static List<Node> greatest(List<List<Node>> counts) {
        return counts.size() == 1 ? counts.getFirst() : Nodes.template("GREATEST(?)", Nodes.join(counts));
    }

    private static FunctionRows elements(List<String> names, List<List<Node>> arrays, List<Node> number) {
        List<List<Node>> values = new ArrayList<>();
        List<List<Node>> lengths = new ArrayList<>();
        for (List<Node> array : arrays) {
            values.add(Nodes.template("CAIRN_ELEMENT(CAIRN_ONCE(?), ?)", array, number));
            lengths.add(length(array));
        }
        return new FunctionRows(names, values, greatest(lengths));
    }

    private static FunctionRows series(Node name, List<List<Node>> arguments, List<Node> number) {
        List<String> names = List.of(name.value());
        if (MomentSeries.isOne(arguments)) {
            return elements(names, List.of(MomentSeries.array(arguments)), number);
        }
        if (arguments.size() != 2 && arguments.size() != 3) {
            throw Refusal.notSupported(name.start(), "a series of this kind beside columns");
        }
        List<Node> from = arguments.getFirst();
        List<Node> to = arguments.get(1);
        List<Node> step = arguments.size() == 3 ? arguments.get(2) : Nodes.of("1");
        List<Node> count = Nodes.template("COALESCE(CAIRN_STEPS(?, ?, ?), 0)", from, to, step);
        List<Node> value = Nodes.template("CAIRN_STEP(?, ?, ?, ?)", from, to, step, number);
        return new FunctionRows(names, List.of(value), count);
    }
}
