package io.cairn.engine.dialect;

import java.util.List;

/** A statement's tokens with its brackets matched. */
sealed interface Node {
    /** One token. */
    record Leaf(Token token) implements Node {
        @Override
        public int length() {
            return token.text().length() + 1;
        }
    }

    /**
     * What stands in round or square brackets.
     *
     * @param length as {@link Node#length()}
     */
    record Group(Token open, List<Node> nodes, Token close, int length) implements Node {
        public Group {
            nodes = List.copyOf(nodes);
        }

        Group(Token open, List<Node> nodes, Token close) {
            this(open, nodes, close, 4 + Nodes.length(nodes));
        }

        @Override
        public boolean isRound() {
            return open.is("(");
        }
    }

    /** Where it begins in the source. */
    default int start() {
        return switch (this) {
            case Leaf leaf -> leaf.token().start();
            case Group group -> group.open().start();
        };
    }

    /** How many characters it is written with, and a blank behind each token. */
    int length();

    default boolean isWord(String word) {
        return this instanceof Leaf leaf && leaf.token().isWord(word);
    }

    /** Whether this is that operator or mark of punctuation. */
    default boolean is(String mark) {
        return this instanceof Leaf leaf && leaf.token().is(mark);
    }

    default boolean isName() {
        return this instanceof Leaf leaf && leaf.token().isName();
    }

    default boolean isRound() {
        return this instanceof Group group && group.isRound();
    }

    /** Whether this is a token of that kind. */
    default boolean is(TokenKind kind) {
        return this instanceof Leaf leaf && leaf.token().kind() == kind;
    }

    /** The meaning of a token; empty for brackets. */
    default String value() {
        return this instanceof Leaf leaf ? leaf.token().value() : "";
    }
}
