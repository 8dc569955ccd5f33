package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The functions that whoever runs the rewritten statements must register, with any value as first argument: JSON, or a
 * text that holds it. Those that give JSON may give its text. Each gives NULL where an argument is NULL or there is nothing at that place.
 */
public final class JsonCalls {
    /** {@code json -> key}: the member of that name, or by an integer the element, counted from 0, -1 the last. */
    public static final String GET = "CAIRN_JSON_GET";

    /** {@code json ->> key}: the same as text; a string without its quotes, a JSON null as NULL. */
    public static final String TEXT = "CAIRN_JSON_TEXT";

    /** {@code json #> path}: the value at a path, an array of texts or a text such as {@code {a,0,b}}. */
    public static final String PATH = "CAIRN_JSON_PATH";

    /** {@code json #>> path}: the same as text. */
    public static final String PATH_TEXT = "CAIRN_JSON_PATH_TEXT";

    /** {@code JSON_VALUE(json, path)}: the scalar at a path such as {@code $.a[0].b}, as text; NULL for any other. */
    public static final String VALUE = "CAIRN_JSON_VALUE";

    /** {@code JSON_QUERY(json, path)}: the value at such a path, as JSON. */
    public static final String QUERY = "CAIRN_JSON_QUERY";

    /** {@code JSON_EXISTS(json, path)}: whether there is one. */
    public static final String EXISTS = "CAIRN_JSON_EXISTS";

    private static final String DELETE_PATH = "CAIRN_JSON_DELETE_PATH";
    private static final String CONTAINS = "CAIRN_CONTAINS";
    private static final String OVERLAPS = "CAIRN_OVERLAPS";
    private static final String HAS = "CAIRN_JSON_HAS";

    private JsonCalls() {}

    /** A call of one of them; what gives JSON gives it as such, even where the function gives its text. */
    static List<Node> call(String function, List<List<Node>> arguments) {
        String call = function + (arguments.size() == 1 ? "(?)" : "(?, ?)");
        boolean isJson = List.of(GET, PATH, QUERY).contains(function);
        return Nodes.filled(isJson ? "(" + call + " FORMAT JSON)" : call, arguments);
    }

    /** The function that stands for an operator. */
    static Optional<String> function(Node operator) {
        if (!operator.is(TokenKind.OPERATOR)) {
            return Optional.empty();
        }
        return switch (operator.value()) {
            case "->" -> Optional.of(GET);
            case "->>" -> Optional.of(TEXT);
            case "#>" -> Optional.of(PATH);
            case "#>>" -> Optional.of(PATH_TEXT);
            case "#-" -> Optional.of(DELETE_PATH);
            case "@>", "<@" -> Optional.of(CONTAINS);
            case "&&" -> Optional.of(OVERLAPS);
            case "?" -> Optional.of(HAS);
            case "?|" -> Optional.of(HAS + "_ANY");
            case "?&" -> Optional.of(HAS + "_ALL");
            default -> Optional.empty();
        };
    }

    /**
     * Whether what a minus takes away, which stands there, is a name or an array: nothing but JSON has something to take away
     * then.
     */
    static boolean isDeletion(List<Node> nodes, int at) {
        if (at >= nodes.size()) {
            return false;
        }
        Node node = nodes.get(at);
        boolean isName = node.is(TokenKind.STRING)
                && !node.value().isEmpty()
                && isLetter(node.value().charAt(0));
        return isName || node.isWord("array");
    }

    private static boolean isLetter(char first) {
        return first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first == '_' || first > '~';
    }

    /** An operator's call. */
    static List<Node> operation(Node operator, String function, List<Node> left, List<Node> right) {
        return operator.is("<@") ? call(function, List.of(right, left)) : call(function, List.of(left, right));
    }

    /** Statements in which a question mark between two operands is the operator of JSON and no parameter. */
    static List<Node> questions(List<Node> nodes) {
        List<Node> read = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Node next = i + 1 < nodes.size() ? nodes.get(i + 1) : node;
            boolean isBehindOperand =
                    !read.isEmpty() && (read.getLast() instanceof Node.Group || Expressions.isOperand(read.getLast()));
            if (node instanceof Node.Group group) {
                read.add(new Node.Group(group.open(), questions(group.nodes()), group.close()));
            } else if (!node.is(TokenKind.PARAMETER) || !node.value().equals("0") || !isBehindOperand) {
                read.add(node);
            } else if (next.is("|") || next.is("&")) {
                read.add(operator(node, "?" + next.value()));
                i++;
            } else {
                boolean isOperator = next.is(TokenKind.STRING) || i + 1 < nodes.size() && next.is(TokenKind.PARAMETER);
                read.add(isOperator ? operator(node, "?") : node);
            }
        }
        return read;
    }

    private static Node operator(Node mark, String text) {
        return new Node.Leaf(new Token(TokenKind.OPERATOR, text, text, mark.start()));
    }
}
