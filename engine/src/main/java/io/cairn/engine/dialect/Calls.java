package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** Calls of functions that H2 knows by another name or in another notation. */
final class Calls {
    /** A point in time, and the zone that it is taken to or read in. */
    static final String AT_ZONE = "CAIRN_AT_ZONE(?, ?)";

    private Calls() {}

    /** A call with the clauses behind it, in H2's words. */
    static List<Node> rewrite(Node name, Node.Group group, List<Node> clauses) {
        boolean isOrderedObject = (name.isWord("jsonb_object_agg") || name.isWord("json_object_agg"))
                && Nodes.find(group.nodes(), 0, "order") < group.nodes().size();
        if (isOrderedObject) {
            return orderedObject(name, group.nodes(), clauses);
        }
        List<Node> call = new ArrayList<>(rewrite(name, group));
        call.addAll(clauses);
        return call;
    }

    /** A call in H2's words; one that needs no change as it was. */
    private static List<Node> rewrite(Node name, Node.Group group) {
        List<List<Node>> arguments = group.nodes().isEmpty() ? List.of() : Nodes.split(group.nodes());
        return switch (name.value()) {
            case "nextval", "currval" -> List.of(name, sequence(group));
            case "now", "transaction_timestamp", "statement_timestamp", "clock_timestamp" -> {
                check(name, arguments, 0);
                yield Nodes.of("CURRENT_TIMESTAMP");
            }
            case "strpos" -> {
                check(name, arguments, 2);
                yield Nodes.template("LOCATE(?, ?)", arguments.get(1), arguments.get(0));
            }
            case "substring" -> substring(name, group, arguments);
            case "overlay" -> overlay(name, group);
            case "date_part" -> datePart(name, arguments);
            case "extract" -> extracted(name, group);
            case "timezone" -> {
                check(name, arguments, 2);
                yield Nodes.template(AT_ZONE, arguments.get(1), arguments.get(0));
            }
            case "cast" -> cast(group);
            case "make_interval" -> IntervalCalls.made(name, arguments);
            case "json_build_object", "jsonb_build_object" -> object(name, arguments);
            case "space" -> {
                check(name, arguments, 1);
                yield Nodes.template("CAIRN_REPEAT(' ', ?)", arguments.getFirst());
            }
            case "json_agg", "jsonb_agg" -> {
                check(name, Nodes.split(upToOrder(group.nodes())), 1);
                yield aggregated(group.nodes());
            }
            case "json_object_agg", "jsonb_object_agg" -> objectAggregated(name, arguments);
            case "round" -> rounded(name, group, arguments);
            case "regr_avgx", "regr_avgy" -> {
                check(name, arguments, 2);
                yield Nodes.template(
                        name.value() + "(CAST(? AS DOUBLE PRECISION), CAST(? AS DOUBLE PRECISION))",
                        arguments.get(0),
                        arguments.get(1));
            }
            case "json_value" -> jsonValue(name, arguments);
            case "json_query" -> ours(JsonCalls.QUERY, name, arguments, 2);
            case "json_exists" -> ours(JsonCalls.EXISTS, name, arguments, 2);
            default -> new ArrayList<>(List.of(own(name), group));
        };
    }

    /** Halves of floating-point numbers go to the even side. Rounded to places PostgreSQL's numbers have that many, H2's no more than they had. */
    private static List<Node> rounded(Node name, Node.Group group, List<List<Node>> arguments) {
        boolean isToPlaces = arguments.size() == 2
                && arguments.get(1).size() == 1
                && arguments.get(1).getFirst().is(TokenKind.NUMBER)
                && isPlaces(arguments.get(1).getFirst().value());
        if (arguments.size() == 1) {
            return Nodes.template("CAIRN_ROUND(?)", group.nodes());
        }
        return isToPlaces
                ? Nodes.template("CAST(ROUND(?) AS NUMERIC(1000, ?))", group.nodes(), arguments.get(1))
                : new ArrayList<>(List.of(name, group));
    }

    /** Whether it is 1 to 99. */
    private static boolean isPlaces(String number) {
        return !number.isEmpty()
                && number.length() <= 2
                && number.charAt(0) != '0'
                && Ascii.isDigit(number.charAt(0))
                && Ascii.isDigit(number.charAt(number.length() - 1));
    }

    /** {@code substring(text, start, length)} or {@code substring(text from start for length)}. */
    private static List<Node> substring(Node name, Node.Group group, List<List<Node>> arguments) {
        if (arguments.size() > 1) {
            return Nodes.template("CAIRN_SUBSTR(?)", group.nodes());
        }
        List<Node> nodes = group.nodes();
        int from = Nodes.find(nodes, 0, "from");
        int length = Nodes.find(nodes, 0, "for");
        int first = Math.min(from, length);
        int second = Math.max(from, length);
        if (first == nodes.size()) {
            throw Refusal.notSupported(name.start(), "substring other than of a text FROM a place FOR a length");
        }
        List<Node> text = nodes.subList(0, first);
        List<Node> before = nodes.subList(first + 1, second);
        List<Node> behind = nodes.subList(Math.min(second + 1, nodes.size()), nodes.size());
        if (length == nodes.size()) {
            return Nodes.template("CAIRN_SUBSTR(?, ?)", text, before);
        }
        List<Node> start = first == from ? before : from == nodes.size() ? Nodes.of("1") : behind;
        return Nodes.template("CAIRN_SUBSTR(?, ?, ?)", text, start, first == from ? behind : before);
    }

    private static List<Node> overlay(Node name, Node.Group group) {
        List<Node> nodes = group.nodes();
        int placing = Nodes.find(nodes, 0, "placing");
        int from = Nodes.find(nodes, 0, "from");
        int length = Nodes.find(nodes, 0, "for");
        if (placing >= from || from >= length) {
            throw Refusal.malformed(name.start(), "overlay is of a text PLACING another FROM a place");
        }
        List<Node> text = nodes.subList(0, placing);
        List<Node> other = nodes.subList(placing + 1, from);
        List<Node> start = nodes.subList(from + 1, length);
        return length == nodes.size()
                ? Nodes.template("CAIRN_OVERLAY(?, ?, ?)", text, other, start)
                : Nodes.template(
                        "CAIRN_OVERLAY(?, ?, ?, ?)", text, other, start, nodes.subList(length + 1, nodes.size()));
    }

    private static Node own(Node name) {
        return OwnCalls.function(name.value())
                .map(function -> Nodes.word(function, name.start()))
                .orElse(name);
    }

    /** The value is made JSON as PostgreSQL does it; DISTINCT before it and ORDER BY behind it stay. */
    private static List<Node> aggregated(List<Node> nodes) {
        int from = Nodes.isAt(nodes, 0, "distinct") ? 1 : 0;
        int order = Nodes.find(nodes, 0, "order");
        return Nodes.template(
                "JSON_ARRAYAGG(? CAIRN_TO_JSON(?) ? NULL ON NULL)",
                nodes.subList(0, from),
                nodes.subList(from, order),
                nodes.subList(order, nodes.size()));
    }

    private static List<Node> objectAggregated(Node name, List<List<Node>> pair) {
        check(name, pair, 2);
        return Nodes.template("JSON_OBJECTAGG(? : CAIRN_TO_JSON(?))", pair.get(0), pair.get(1));
    }

    /** Pairs in an order are collected as such, and the object is made of them. */
    private static List<Node> orderedObject(Node name, List<Node> nodes, List<Node> clauses) {
        int order = Nodes.find(nodes, 0, "order");
        List<List<Node>> pair = Nodes.split(nodes.subList(0, order));
        check(name, pair, 2);
        return Nodes.template(
                "CAIRN_JSON_OF_PAIRS(JSON_ARRAYAGG(CAIRN_JSON_ARRAY(?, ?) ? NULL ON NULL) ?)",
                pair.get(0),
                pair.get(1),
                nodes.subList(order, nodes.size()),
                clauses);
    }

    private static void check(Node name, List<List<Node>> arguments, int count) {
        if (arguments.size() != count) {
            throw Refusal.refusal(
                    "sql-no-function", name.start(), name.value() + " takes " + count + " arguments here");
        }
    }

    /** The name of a sequence in a string is folded as a name is that stands in the text; H2 folds to capitals. */
    private static Node.Group sequence(Node.Group group) {
        boolean folds = group.nodes().size() == 1
                && group.nodes().getFirst() instanceof Node.Leaf(Token token)
                && token.kind() == TokenKind.STRING
                && token.value().indexOf('"') < 0;
        if (!folds) {
            return group;
        }
        return Nodes.round(
                group.start(),
                Nodes.of(Ascii.quoted(Ascii.lower(group.nodes().getFirst().value()), '\'')));
    }

    private static List<Node> upToOrder(List<Node> nodes) {
        return nodes.subList(0, Nodes.find(nodes, 0, "order"));
    }

    private static List<Node> datePart(Node name, List<List<Node>> arguments) {
        check(name, arguments, 2);
        List<Node> field = arguments.getFirst();
        if (field.size() != 1 || !field.getFirst().is(TokenKind.STRING)) {
            throw Refusal.notSupported(name.start(), "date_part of a field that is no literal");
        }
        return Nodes.template("CAST(? AS DOUBLE PRECISION)", part(field.getFirst(), arguments.get(1)));
    }

    private static List<Node> extracted(Node name, Node.Group group) {
        List<Node> nodes = group.nodes();
        Node field = nodes.isEmpty() ? group : nodes.getFirst();
        boolean isPart = nodes.size() > 2
                && nodes.get(1).isWord("from")
                && (field.is(TokenKind.STRING) || field.is(TokenKind.WORD) || field.is(TokenKind.QUOTED));
        return isPart ? part(field, nodes.subList(2, nodes.size())) : new ArrayList<>(List.of(name, group));
    }

    /** A part of a time. H2 has fewer parts and names of them, its seconds are whole, and its weeks begin on Sunday. */
    private static List<Node> part(Node field, List<Node> time) {
        return Nodes.template("CAIRN_PART(" + Ascii.quoted(Ascii.lower(field.value()), '\'') + ", ?)", time);
    }

    private static List<Node> cast(Node.Group group) {
        List<Node> nodes = group.nodes();
        int as = Nodes.find(nodes, 0, "as");
        if (as == 0 || as + 1 >= nodes.size()) {
            throw Refusal.malformed(group.start(), "CAST takes a value, AS and a type");
        }
        Types.Type type = Types.read(nodes, as + 1);
        if (type.end() < nodes.size()) {
            throw Refusal.malformed(nodes.get(type.end()).start(), "something behind the type of a CAST");
        }
        List<Node> value = nodes.subList(0, as);
        return Expressions.cast(
                value.size() == 1 || !type.isJson() ? value : List.of(Nodes.round(group.start(), value)),
                type,
                group.start());
    }

    private static List<Node> object(Node name, List<List<Node>> arguments) {
        if (arguments.size() % 2 != 0) {
            throw Refusal.refusal("sql-no-function", name.start(), name.value() + " takes pairs of key and value");
        }
        return Nodes.template("CAIRN_JSON_OBJECT(?)", Nodes.join(arguments));
    }

    private static List<Node> ours(String function, Node name, List<List<Node>> arguments, int count) {
        check(name, arguments, count);
        refuseClauses(name, arguments);
        return JsonCalls.call(function, arguments);
    }

    private static void refuseClauses(Node name, List<List<Node>> arguments) {
        for (List<Node> argument : arguments) {
            if (Nodes.find(argument, 0, Words.of("returning on with without keep omit passing")) < argument.size()) {
                throw Refusal.notSupported(name.start(), "clauses of " + name.value());
            }
        }
    }

    private static List<Node> jsonValue(Node name, List<List<Node>> arguments) {
        check(name, arguments, 2);
        List<Node> path = arguments.get(1);
        int returning = Nodes.find(path, 0, "returning");
        List<List<Node>> bare = List.of(arguments.get(0), path.subList(0, returning));
        List<Node> call = ours(JsonCalls.VALUE, name, bare, 2);
        if (returning == path.size()) {
            return call;
        }
        Types.Type type = Types.read(path, returning + 1);
        if (type.end() < path.size() || type.isJson()) {
            throw Refusal.notSupported(name.start(), "clauses of " + name.value());
        }
        return Nodes.template("CAST(? AS ?)", call, type.nodes());
    }
}
