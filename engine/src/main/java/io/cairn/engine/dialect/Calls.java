package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** Calls of functions that H2 knows by another name or in another notation. */
final class Calls {
    private static final Words FIELDS = Words.of(
            "century day decade dow doy epoch hour isodow isoyear microseconds millennium minute month quarter",
            "second week year");

    private static final Words UNITS = Words.of("year month week day hour minute second");

    private Calls() {}

    /** A call in H2's words; one that needs no change as it was. */
    static List<Node> rewrite(Node name, Node.Group group) {
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
            case "date_part" -> datePart(name, arguments);
            case "cast" -> cast(group);
            case "to_json", "to_jsonb" -> {
                check(name, arguments, 1);
                yield Nodes.template("CAST(? AS JSON)", arguments.getFirst());
            }
            case "json_build_object", "jsonb_build_object" -> object(name, arguments);
            case "json_build_array", "jsonb_build_array" ->
                arguments.isEmpty()
                        ? Nodes.of("JSON_ARRAY()")
                        : Nodes.template("JSON_ARRAY(? NULL ON NULL)", group.nodes());
            case "json_agg", "jsonb_agg" -> {
                check(name, Nodes.split(upToOrder(group.nodes())), 1);
                yield Nodes.template("JSON_ARRAYAGG(? NULL ON NULL)", group.nodes());
            }
            case "json_object_agg", "jsonb_object_agg" -> {
                check(name, arguments, 2);
                yield Nodes.template("JSON_OBJECTAGG(? : ?)", arguments.get(0), arguments.get(1));
            }
            case "json_typeof", "jsonb_typeof" -> ours(JsonCalls.TYPE, name, arguments, 1);
            case "json_array_length", "jsonb_array_length" -> ours(JsonCalls.LENGTH, name, arguments, 1);
            case "json_value" -> jsonValue(name, arguments);
            case "json_query" -> ours(JsonCalls.QUERY, name, arguments, 2);
            case "json_exists" -> ours(JsonCalls.EXISTS, name, arguments, 2);
            default -> new ArrayList<>(List.of(name, group));
        };
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
        String word = Ascii.lower(field.getFirst().value());
        if (field.size() != 1 || !field.getFirst().is(TokenKind.STRING) || !FIELDS.has(word)) {
            throw Refusal.notSupported(name.start(), "date_part of a field that is no literal or not known");
        }
        return Nodes.template("EXTRACT(? FROM ?)", List.of(Nodes.word(word, name.start())), arguments.get(1));
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
        List<List<Node>> members = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            members.add(Nodes.template("? : ?", arguments.get(i), arguments.get(i + 1)));
        }
        return Nodes.template("JSON_OBJECT(?)", Nodes.join(members));
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

    /** An interval of one unit, {@code '3 days'}, in the standard's notation. */
    static List<Node> interval(Node literal) {
        String text = Ascii.lower(literal.value());
        int end = text.startsWith("-") ? 1 : 0;
        while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
            end++;
        }
        String number = text.substring(0, end);
        int unitStart = end;
        while (unitStart < text.length() && text.charAt(unitStart) == ' ') {
            unitStart++;
        }
        String unit = text.substring(unitStart);
        String singular = unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
        boolean isKnown = UNITS.has(singular);
        if (!isKnown || number.length() > 9 || number.isEmpty() || number.equals("-")) {
            throw Refusal.notSupported(literal.start(), "intervals other than of one whole unit, such as '3 days'");
        }
        if (singular.equals("week")) {
            return Nodes.of("INTERVAL '" + Long.parseLong(number) * 7 + "' DAY");
        }
        return Nodes.of("INTERVAL '" + number + "' " + singular);
    }
}
