package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The columns of functions in FROM that have become rows of numbers: what each name means, with and without the function's. */
final class FunctionColumns {
    /** The most characters that are written in place of names: what a function takes repeats what those before it took. */
    private static final int LENGTH_MAX = 1 << 18;

    /** What no name holds. */
    private static final char TWIN = '\0';

    private static final Words DIRECTIONS = Words.of("asc desc nulls");
    private static final Words BEHIND_ORDER = Words.of("limit offset fetch for");

    /** What the columns of each function are, in the order of FROM. */
    private final Map<String, Map<String, List<Node>>> columns = new LinkedHashMap<>();

    private final Map<String, List<Node>> bare = new TreeMap<>();

    /** What stays as it is: conditions that are written already, and names of the result. */
    private final List<Node> kept = new ArrayList<>();

    private int length;

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** A condition that stays as it is: what a function takes may be called as its own columns are. */
    List<Node> kept(List<Node> condition) {
        Node.Group group = Nodes.round(Nodes.startOf(condition, 0), condition);
        kept.add(group);
        return List.of(group);
    }

    /** What a function takes, of which columns of functions before it may be a part. */
    Node.Group replaced(Node.Group arguments) {
        return new Node.Group(arguments.open(), replaced(arguments.nodes()), arguments.close());
    }

    /** A query of such functions, so too. */
    Laterals replaced(Laterals query) {
        return new Laterals(
                query.alias(),
                query.names(),
                query.values().stream().map(this::replaced).toList(),
                replaced(query.condition()),
                query.end());
    }

    /** What is written in place of the name that stands there. */
    private List<Node> counted(List<Node> value, Node name) {
        length += Nodes.length(value);
        if (length > LENGTH_MAX) {
            throw Refusal.tooDeep(name.start(), "columns of functions that are written where they are named");
        }
        return value;
    }

    void define(Laterals query, List<Node> item) {
        Map<String, List<Node>> values = columns.computeIfAbsent(query.alias(), _ -> new LinkedHashMap<>());
        List<String> keys = keys(query.names());
        for (int i = 0; i < keys.size(); i++) {
            values.put(keys.get(i), query.values().get(i));
            if (!Laterals.namesTable(item, keys.get(i))) {
                bare.put(keys.get(i), query.values().get(i));
            }
        }
    }

    void define(String alias, List<String> names, FunctionRows rows, boolean isNumbered, boolean isHidden) {
        boolean isScalar = rows.values().size() == 1;
        List<String> all = new ArrayList<>(isScalar && isHidden ? List.of(alias) : rows.names());
        List<List<Node>> values = new ArrayList<>(rows.values());
        if (isNumbered) {
            all.add("ordinality");
            values.add(SetFunctions.number(alias));
        }
        for (int i = 0; i < Math.min(names.size(), all.size()); i++) {
            all.set(i, names.get(i));
        }
        if (isScalar) {
            bare.put(alias, rows.values().getFirst());
        }
        Map<String, List<Node>> defined = columns.computeIfAbsent(alias, _ -> new LinkedHashMap<>());
        List<String> keys = keys(all);
        for (int i = 0; i < keys.size(); i++) {
            defined.put(keys.get(i), values.get(i));
            bare.put(keys.get(i), values.get(i));
        }
    }

    /** The names; those that several columns have with a number behind them, as a statement can mean none of these by name. */
    private static List<String> keys(List<String> names) {
        List<String> keys = new ArrayList<>();
        for (String name : names) {
            keys.add(Collections.frequency(names, name) > 1 ? name + TWIN + keys.size() : name);
        }
        return keys;
    }

    private static String label(String key) {
        int twin = key.indexOf(TWIN);
        return twin < 0 ? key : key.substring(0, twin);
    }

    /**
     * The list of a SELECT with the columns of the functions where a star means them: H2's gives those of tables only.
     *
     * @param hasTables whether FROM has tables, too
     * @param isFollowed whether one of them stands behind a function
     */
    List<Node> stars(List<Node> output, boolean hasTables, boolean isFollowed) {
        List<List<Node>> items = new ArrayList<>();
        for (List<Node> item : columns.isEmpty() ? List.<List<Node>>of() : Nodes.split(output)) {
            int last = item.size() - 1;
            boolean isStar = last >= 0 && item.get(last).is("*");
            boolean isQualified = isStar && last > 1 && item.get(last - 1).is(".");
            if (isQualified && columns.containsKey(item.get(last - 2).value())) {
                items.add(joined(
                        item.subList(0, last - 2), references(item.get(last - 2).value())));
            } else if (isStar && !isQualified) {
                if (isFollowed) {
                    throw Refusal.notSupported(
                            item.get(last).start(),
                            "* with a table behind a function that gives rows; name the columns");
                }
                List<List<Node>> all = new ArrayList<>(hasTables ? List.of(item.subList(last, last + 1)) : List.of());
                columns.keySet().forEach(alias -> all.add(references(alias)));
                items.add(joined(item.subList(0, last), Nodes.join(all)));
            } else {
                items.add(item);
            }
        }
        return items.isEmpty() ? output : Nodes.join(items);
    }

    private List<Node> references(String alias) {
        List<List<Node>> references = new ArrayList<>();
        columnsOf(alias)
                .keySet()
                .forEach(name -> references.add(
                        Nodes.template("?.?", List.of(Nodes.quoted(alias, 0)), List.of(Nodes.quoted(name, 0)))));
        return Nodes.join(references);
    }

    private static List<Node> joined(List<Node> first, List<Node> second) {
        List<Node> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    /** Columns of the functions that stand alone in the list keep their names. */
    List<Node> named(List<Node> output) {
        List<List<Node>> items = new ArrayList<>();
        boolean isFirst = true;
        for (List<Node> item : Nodes.split(output)) {
            int from = isFirst ? SetFunctions.skipSelect(item) : 0;
            isFirst = false;
            List<Node> rest = item.subList(from, item.size());
            boolean isColumn = rest.size() == 1
                            && rest.getFirst().isName()
                            && bare.containsKey(rest.getFirst().value())
                    || rest.size() == 3
                            && rest.get(1).is(".")
                            && columns.containsKey(rest.getFirst().value())
                            && rest.get(2).isName();
            List<Node> kept = new ArrayList<>(item);
            if (isColumn) {
                kept.addAll(SetFunctions.as(
                        label(rest.getLast().value()), rest.getLast().start()));
            }
            items.add(kept);
        }
        return Nodes.join(items);
    }

    /** What stands behind FROM, where a name alone in ORDER BY is the result's before it is a function's. */
    List<Node> behind(List<Node> clauses, List<Node> output) {
        int order = Nodes.find(clauses, 0, "order");
        int end = Nodes.find(clauses, order, BEHIND_ORDER);
        if (order + 1 < end && !columns.isEmpty()) {
            keepNames(clauses.subList(order + 2, end), Labels.names(output));
        }
        return replaced(clauses);
    }

    /** What is given, with the names of DISTINCT ON as in ORDER BY. */
    List<Node> output(List<Node> output) {
        if (!columns.isEmpty() && Nodes.isAt(output, 1, "distinct", "on") && output.get(3) instanceof Node.Group keys) {
            keepNames(keys.nodes(), Labels.names(output));
        }
        return replaced(output);
    }

    private void keepNames(List<Node> keys, Set<String> names) {
        for (List<Node> key : Nodes.split(keys)) {
            boolean isAlone = key.size() == 1
                    || key.size() > 1 && DIRECTIONS.has(key.get(1).value());
            if (isAlone && names.contains(key.getFirst().value())) {
                kept.add(key.getFirst());
            }
        }
    }

    /** A clause with what each name stands for in its place. */
    List<Node> replaced(List<Node> clause) {
        return replaced(clause, 0, 0, Collections.emptySet(), false);
    }

    /** FROM, whose tables have names that are no columns'. */
    List<Node> replacedIn(List<Node> from) {
        return replaced(from, 0, from.size(), Collections.emptySet(), false);
    }

    /**
     * A level.
     *
     * @param from where its tables begin, and {@code end} where they end
     * @param hidden functions that it has tables of the same name as
     * @param isWithin whether it is of a query of its own, whose tables may have columns of any name
     */
    private List<Node> replaced(List<Node> nodes, int from, int end, Set<String> hidden, boolean isWithin) {
        List<Node> out = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean isInFrom = i >= from && i < end;
            if (isInFrom && (isNames(nodes, i) || isFirst(nodes, i, from)) || isKept(node)) {
                // A query in FROM sees nothing of what stands beside it.
                out.add(node);
            } else if (node instanceof Node.Group group) {
                out.add(new Node.Group(group.open(), within(group.nodes(), hidden, isWithin), group.close()));
            } else if (!node.isName() || isInFrom && isTable(nodes, i, from)) {
                out.add(node);
            } else if (isColumn(nodes, i) && !hidden.contains(node.value())) {
                out.addAll(counted(
                        Objects.requireNonNull(
                                columnsOf(node.value()).get(nodes.get(i + 2).value())),
                        node));
                i += 2;
            } else if (bare.containsKey(node.value()) && isAlone(nodes, i) && !hidden.contains(node.value())) {
                out.addAll(counted(alone(node, isWithin), node));
            } else {
                out.add(node);
            }
        }
        return out;
    }

    private List<Node> within(List<Node> nodes, Set<String> hidden, boolean isWithin) {
        int from = Nodes.isAt(nodes, 0, "select") || Nodes.isAt(nodes, 0, "with")
                ? SetFunctions.fromOf(nodes)
                : nodes.size();
        if (from == nodes.size()) {
            return replaced(nodes, 0, 0, hidden, isWithin);
        }
        int end = Nodes.find(nodes, from, SetFunctions.BEHIND_FROM);
        Set<String> all = new TreeSet<>(hidden);
        for (List<Node> item : Nodes.split(nodes.subList(from + 1, end))) {
            columns.keySet().stream()
                    .filter(alias -> Laterals.namesTable(item, alias))
                    .forEach(all::add);
        }
        return replaced(nodes, from + 1, end, all, true);
    }

    @SuppressWarnings("ReferenceEquality") // it is the one that was written
    private boolean isKept(Node node) {
        return kept.stream().anyMatch(each -> each == node);
    }

    /** Those of a function; none of anything else. */
    private Map<String, List<Node>> columnsOf(String alias) {
        return columns.getOrDefault(alias, Collections.emptyMap());
    }

    private boolean isColumn(List<Node> nodes, int at) {
        return at + 2 < nodes.size()
                && nodes.get(at + 1).is(".")
                && columnsOf(nodes.get(at).value())
                        .containsKey(nodes.get(at + 2).value());
    }

    /** Whether it is a list of names that a table, or what USING makes of two, gives to its columns. */
    private static boolean isNames(List<Node> nodes, int at) {
        return at > 0
                && nodes.get(at) instanceof Node.Group group
                && (nodes.get(at - 1).isWord("using") || Expressions.isOperand(nodes.get(at - 1)))
                && Inserts.isColumns(group.nodes());
    }

    private static boolean isTable(List<Node> nodes, int at, int from) {
        return isFirst(nodes, at, from)
                || nodes.get(at - 1).isWord("lateral")
                || nodes.get(at - 1).isRound();
    }

    private static boolean isFirst(List<Node> nodes, int at, int from) {
        return at == from || nodes.get(at - 1).is(",") || nodes.get(at - 1).isWord("join");
    }

    /** Neither with a table's name, nor called, nor the name that is given to what stands before it. */
    private static boolean isAlone(List<Node> nodes, int at) {
        Node before = at > 0 ? nodes.get(at - 1) : null;
        boolean isBehindKey = before != null && before.isRound() && Nodes.isAt(nodes, at - 3, "distinct", "on");
        boolean isBehind = before != null
                && (before.is(".") || before.isWord("as") || Expressions.isOperand(before) && !isBehindKey);
        boolean isBefore = at + 1 < nodes.size()
                && (nodes.get(at + 1).is(".") || nodes.get(at + 1).isRound());
        return !isBehind && !isBefore;
    }

    private List<Node> alone(Node name, boolean isWithin) {
        if (isWithin) {
            throw Refusal.notSupported(
                    name.start(),
                    "a column of a function without its name in a query within; put the name of its table before "
                            + name.value());
        }
        return Objects.requireNonNull(bare.get(name.value()));
    }
}
