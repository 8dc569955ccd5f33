package io.cairn.engine.dialect;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What PostgreSQL calls an item of a SELECT that has no name of its own. A name of a column or function is strong; that of
 * a type or of CASE is weak, and gives way to a strong one within it.
 */
final class OutputName {
    /** What PostgreSQL calls all else. */
    static final String NONE = "?column?";

    private static final Words CONSTANTS = Words.of(
            "current_date current_time current_timestamp localtime localtimestamp current_user session_user user",
            "current_role current_catalog current_schema");

    private static final Words VALUES = Words.of("null true false");
    private static final Words FIELDS = Words.of("year month day hour minute second to");
    private static final Words NO_NAMES = Words.of("null true false default not");
    private static final Words QUERIES = Words.of("select with values table");
    private static final Map<String, String> TYPES = types();

    private final List<Node> nodes;
    private int at;

    /**
     * What was read.
     *
     * @param text the name, empty for none
     * @param isStrong whether it is a column's or function's
     * @param isColumn whether it is a column's
     */
    private record Name(String text, boolean isStrong, boolean isColumn) {
        static final Name OF_NOTHING = new Name("", false, false);

        static Name strong(String text) {
            return new Name(text, true, false);
        }

        Name or(String weaker) {
            return isStrong ? this : new Name(weaker, false, false);
        }
    }

    private OutputName(List<Node> nodes, int at) {
        this.nodes = nodes;
        this.at = at;
    }

    private static Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        types.put("int", "int4");
        types.put("integer", "int4");
        types.put("smallint", "int2");
        types.put("bigint", "int8");
        types.put("real", "float4");
        types.put("float", "float8");
        types.put("double", "float8");
        types.put("decimal", "numeric");
        types.put("dec", "numeric");
        types.put("boolean", "bool");
        types.put("char", "bpchar");
        types.put("character", "bpchar");
        return types;
    }

    /** The name of an item that has none; {@link #NONE} for one that PostgreSQL does not name, empty where H2 finds it itself. */
    static String of(List<Node> item, int from) {
        boolean isNamed = item.size() - 2 >= from && item.get(item.size() - 2).isWord("as");
        if (from >= item.size() || isNamed || item.getLast().is("*")) {
            return "";
        }
        OutputName reader = new OutputName(item, from);
        Name name = reader.operand();
        if (reader.at == item.size()) {
            boolean isPlain = name.isColumn && item.get(from).isName() && isPath(item, from);
            return isPlain ? "" : name.text.isEmpty() ? NONE : name.text;
        }
        return hasAlias(item, from) ? "" : NONE;
    }

    private static boolean isPath(List<Node> item, int from) {
        return Nodes.nameEnd(item, from) == item.size();
    }

    /** Whether the last word may be a name that is given without AS. */
    static boolean hasAlias(List<Node> item, int from) {
        int last = item.size() - 1;
        return last > from
                && item.get(last).isName()
                && (Expressions.isOperand(item.get(last - 1))
                        || item.get(last - 1) instanceof Node.Group
                        || item.get(last - 1).isWord("end"));
    }

    private Name operand() {
        Name name = primary();
        while (at < nodes.size()) {
            Node next = nodes.get(at);
            if (next.is("::")) {
                Types.Type type = Types.read(nodes, at + 1);
                name = name.or(typeName(type));
                at = type.end();
            } else if (next instanceof Node.Group group && !group.isRound()) {
                at++;
            } else if (next.is(".")
                    && at + 1 < nodes.size()
                    && nodes.get(at + 1).isName()) {
                name = Name.strong(nodes.get(at + 1).value());
                at += 2;
            } else if (next.isWord("collate") && at + 1 < nodes.size()) {
                at = Nodes.nameEnd(nodes, at + 1);
            } else if (Nodes.isAt(nodes, at, "at", "time", "zone") && at + 3 < nodes.size()) {
                at += 3;
                operand();
                name = Name.strong("timezone");
            } else {
                return name;
            }
        }
        return name;
    }

    private Name primary() {
        Node first = nodes.get(at);
        if (first instanceof Node.Group group) {
            at++;
            return group.isRound() ? bracket(group) : Name.OF_NOTHING;
        }
        if (!first.isName()) {
            at += Expressions.isOperand(first) ? 1 : 0;
            return Name.OF_NOTHING;
        }
        return first.is(TokenKind.WORD) ? word(first) : path();
    }

    private Name word(Node first) {
        String word = first.value();
        boolean isCalled = at + 1 < nodes.size() && nodes.get(at + 1) instanceof Node.Group;
        if (at + 1 < nodes.size() && nodes.get(at + 1).is(".")) {
            // A table may be called like a word of the language.
            return path();
        }
        if (first.isWord("case")) {
            return choice();
        }
        if (isCalled && (first.isWord("exists") || first.isWord("array") || first.isWord("row"))) {
            at += 2;
            return Name.strong(word);
        }
        if (isCalled && first.isWord("cast")) {
            return cast((Node.Group) nodes.get(at + 1));
        }
        if (CONSTANTS.has(word)) {
            at += isCalled ? 2 : 1;
            return Name.strong(word);
        }
        if (NO_NAMES.has(word) || !Expressions.isOperand(first)) {
            at += VALUES.has(word) ? 1 : 0;
            return Name.OF_NOTHING;
        }
        return TypedLiteral.find(nodes, at) > at ? literal() : path();
    }

    private Name literal() {
        Types.Type type = Types.read(nodes, at);
        at = type.end() + 1;
        while (at < nodes.size()
                && nodes.get(at).is(TokenKind.WORD)
                && FIELDS.has(nodes.get(at).value())) {
            at++;
        }
        return Name.OF_NOTHING.or(typeName(type));
    }

    /** A column or a call. */
    private Name path() {
        int end = Nodes.nameEnd(nodes, at);
        boolean isQualified = end > at + 1;
        Node last = nodes.get(end - 1);
        at = end;
        if (end == nodes.size() || !(nodes.get(end) instanceof Node.Group group) || !group.isRound()) {
            return new Name(last.value(), true, true);
        }
        at = CallClauses.end(nodes, at + 1);
        return Name.strong(last.isWord("trim") && !isQualified ? trim(group) : last.value());
    }

    private static String trim(Node.Group arguments) {
        return Nodes.isAt(arguments.nodes(), 0, "leading")
                ? "ltrim"
                : Nodes.isAt(arguments.nodes(), 0, "trailing") ? "rtrim" : "btrim";
    }

    private Name cast(Node.Group group) {
        at += 2;
        int as = Nodes.find(group.nodes(), 0, "as");
        if (as == 0 || as + 1 >= group.nodes().size()) {
            return Name.OF_NOTHING;
        }
        return whole(group.nodes().subList(0, as)).or(typeName(Types.read(group.nodes(), as + 1)));
    }

    /** CASE has the name of what follows ELSE, where that is strong. */
    private Name choice() {
        int depth = 0;
        int otherwise = -1;
        int end = at;
        for (; end < nodes.size(); end++) {
            Node node = nodes.get(end);
            depth += node.isWord("case") ? 1 : node.isWord("end") ? -1 : 0;
            otherwise = node.isWord("else") && depth == 1 ? end : otherwise;
            if (depth == 0) {
                break;
            }
        }
        int stop = Math.min(end, nodes.size());
        at = Math.min(end + 1, nodes.size());
        Name other = otherwise < 0 ? Name.OF_NOTHING : whole(nodes.subList(otherwise + 1, stop));
        return other.or("case");
    }

    /** A query's one column, a row, or an expression in brackets. */
    private static Name bracket(Node.Group group) {
        List<Node> inner = group.nodes();
        if (inner.isEmpty()) {
            return Name.OF_NOTHING;
        }
        if (inner.getFirst().is(TokenKind.WORD) && QUERIES.has(inner.getFirst().value())) {
            return query(inner);
        }
        return Nodes.split(inner).size() > 1 ? Name.strong("row") : whole(inner);
    }

    private static Name query(List<Node> query) {
        if (query.getFirst().isWord("values")) {
            return Name.strong("column1");
        }
        int select = Nodes.find(query, 0, "select");
        if (select == query.size()) {
            return Name.OF_NOTHING;
        }
        List<Node> item = query.subList(select, Labels.end(query, select));
        int from = Labels.behindSelect(item);
        String found = of(item, from);
        // Inner queries were named before.
        boolean isNamed =
                found.isEmpty() && from < item.size() && item.getLast().isName();
        String name = isNamed ? item.getLast().value() : found;
        return name.isEmpty() || name.equals(NONE) ? Name.OF_NOTHING : Name.strong(name);
    }

    private static Name whole(List<Node> nodes) {
        if (nodes.isEmpty()) {
            return Name.OF_NOTHING;
        }
        OutputName reader = new OutputName(nodes, 0);
        Name name = reader.operand();
        return reader.at == nodes.size() ? name : Name.OF_NOTHING;
    }

    private static String typeName(Types.Type type) {
        String name = type.written();
        return TYPES.getOrDefault(name, name);
    }
}
