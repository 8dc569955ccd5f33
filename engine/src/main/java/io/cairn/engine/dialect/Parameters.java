package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Parameters: {@code $1} as PostgreSQL counts them, {@code ?} as JDBC does, {@code ?1} as H2 does. */
final class Parameters {
    private Parameters() {}

    /** Gives every {@code ?} its number; the two ways do not mix. */
    static List<Node> number(List<Node> nodes) {
        List<Token> parameters = new ArrayList<>();
        boolean areCounted = false;
        for (Token token : Nodes.tokens(nodes)) {
            if (token.kind() == TokenKind.PARAMETER) {
                parameters.add(token);
                areCounted |= token.value().equals("0");
            }
        }
        if (!areCounted) {
            return nodes;
        }
        for (Token token : parameters) {
            if (!token.value().equals("0")) {
                throw Refusal.malformed(token.start(), "parameters with and without numbers");
            }
        }
        if (parameters.size() > Lexer.PARAMETER_MAX) {
            throw Refusal.malformed(parameters.getLast().start(), "more than " + Lexer.PARAMETER_MAX + " parameters");
        }
        return numbered(nodes, new int[1]);
    }

    private static List<Node> numbered(List<Node> nodes, int[] last) {
        List<Node> numbered = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            numbered.add(
                    switch (node) {
                        case Node.Leaf(Token token) ->
                            token.kind() == TokenKind.PARAMETER ? new Node.Leaf(withNumber(token, ++last[0])) : node;
                        case Node.Group group ->
                            new Node.Group(group.open(), numbered(group.nodes(), last), group.close());
                    });
        }
        return numbered;
    }

    private static Token withNumber(Token token, int number) {
        return new Token(token.kind(), token.text(), Integer.toString(number), token.start());
    }

    /** The highest number of a parameter. */
    static int count(List<Node> nodes) {
        int highest = 0;
        for (Token token : Nodes.tokens(nodes)) {
            if (token.kind() == TokenKind.PARAMETER) {
                highest = Math.max(highest, Integer.parseInt(token.value()));
            }
        }
        return highest;
    }

    /** Numbers the parameters that are left without gaps, and says in a list which they were. */
    static List<Token> compact(List<Token> tokens, List<Integer> kept) {
        TreeMap<Integer, Integer> numbers = new TreeMap<>();
        for (Token token : tokens) {
            if (token.kind() == TokenKind.PARAMETER) {
                numbers.put(Integer.parseInt(token.value()), 0);
            }
        }
        if (numbers.isEmpty()) {
            return tokens;
        }
        for (var entry : numbers.entrySet()) {
            kept.add(entry.getKey());
            entry.setValue(kept.size());
        }
        return tokens.stream()
                .map(token -> token.kind() == TokenKind.PARAMETER
                        ? withNumber(token, numbers.getOrDefault(Integer.parseInt(token.value()), 0))
                        : token)
                .toList();
    }
}
