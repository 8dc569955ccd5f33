package io.cairn.engine.dialect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Building, searching and writing out lists of nodes. */
final class Nodes {
    /** The deepest nesting of brackets. */
    static final int DEPTH_MAX = 200;

    /**
     * The most operators and joining words between two commas. Each may be a level of the tree that the engine's parser
     * builds and then walks by recursion.
     */
    static final int CHAIN_MAX = 1_000;

    /**
     * The most characters that a statement is rewritten to. What is written twice may hold what was written twice, so
     * that a short text could become one that no machine holds.
     */
    private static final int LENGTH_MAX = 8 << 20;

    private static final Words CASE_PARTS = Words.of("when then else end");
    private static final Node COMMA = new Node.Leaf(new Token(TokenKind.PUNCTUATION, ",", ",", 0));

    private static final Words CHAINING = Words.of("and or not case when union except intersect join is in like ilike");

    private final List<Token> tokens;
    private int at;

    private Nodes(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Matches the brackets of tokens, white space left out. */
    static List<Node> of(List<Token> tokens) {
        List<Token> visible = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            if (token.kind() != TokenKind.SPACE) {
                visible.add(token);
            }
        }
        Nodes nodes = new Nodes(visible);
        List<Node> all = nodes.level(0);
        if (nodes.at < nodes.tokens.size()) {
            throw Refusal.malformed(nodes.tokens.get(nodes.at).start(), "a closing bracket without its opening one");
        }
        return all;
    }

    /** The nodes of a text of ours. */
    static List<Node> of(String text) {
        return of(Lexer.read(text));
    }

    private List<Node> level(int depth) {
        List<Node> level = new ArrayList<>();
        int chain = 0;
        Deque<Integer> cases = new ArrayDeque<>();
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            if (token.is(")") || token.is("]")) {
                break;
            }
            at++;
            if (token.is("(") || token.is("[")) {
                level.add(group(token, depth + 1));
            } else {
                level.add(new Node.Leaf(token));
            }
            boolean chains = token.kind() == TokenKind.OPERATOR
                    || token.is("::")
                    || token.is("[")
                    || (token.kind() == TokenKind.WORD && CHAINING.has(token.value()));
            chain = token.is(",") ? 0 : chain + (chains ? 1 : 0);
            if (token.isWord("case")) {
                cases.push(chain);
            } else if (!cases.isEmpty() && token.kind() == TokenKind.WORD && CASE_PARTS.has(token.value())) {
                // Each part of a CASE is an expression of its own, as deep as the CASE stands.
                chain = token.isWord("end") ? cases.pop() : cases.peek();
            }
            if (chain > CHAIN_MAX) {
                throw Refusal.tooDeep(token.start(), "more than " + CHAIN_MAX + " operators in one expression");
            }
        }
        return level;
    }

    private Node group(Token open, int depth) {
        if (depth > DEPTH_MAX) {
            throw Refusal.tooDeep(open.start(), "brackets are nested deeper than " + DEPTH_MAX);
        }
        List<Node> inner = level(depth);
        if (at == tokens.size() || tokens.get(at).is(")") != open.is("(")) {
            throw Refusal.malformed(open.start(), "an opening bracket without its closing one");
        }
        return new Node.Group(open, inner, tokens.get(at++));
    }

    /** Rewrites every level, the innermost first. */
    static List<Node> inEveryLevel(List<Node> nodes, UnaryOperator<List<Node>> rewrite) {
        return rewrite.apply(inEveryGroup(nodes, rewrite));
    }

    /** As {@link #inEveryLevel}, but for the outermost. */
    static List<Node> inEveryGroup(List<Node> nodes, UnaryOperator<List<Node>> rewrite) {
        List<Node> rewritten = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            rewritten.add(
                    node instanceof Node.Group group
                            ? new Node.Group(group.open(), inEveryLevel(group.nodes(), rewrite), group.close())
                            : node);
        }
        return rewritten;
    }

    /** Shows every level, the innermost first. */
    static void visitLevels(List<Node> nodes, Consumer<List<Node>> visitor) {
        for (Node node : nodes) {
            if (node instanceof Node.Group group) {
                visitLevels(group.nodes(), visitor);
            }
        }
        visitor.accept(nodes);
    }

    /** How many characters they are written with, as {@link Node#length()} counts. */
    static int length(List<Node> nodes) {
        int length = 0;
        for (Node node : nodes) {
            length += node.length();
            if (length > LENGTH_MAX) {
                throw Refusal.tooDeep(node.start(), "the statement is too long once it is rewritten");
            }
        }
        return length;
    }

    /** The tokens in their order, brackets included. */
    static List<Token> tokens(List<Node> nodes) {
        length(nodes);
        List<Token> all = new ArrayList<>(2 * nodes.size());
        addTokens(nodes, all);
        return all;
    }

    private static void addTokens(List<Node> nodes, List<Token> all) {
        for (Node node : nodes) {
            switch (node) {
                case Node.Leaf leaf -> all.add(leaf.token());
                case Node.Group group -> {
                    all.add(group.open());
                    addTokens(group.nodes(), all);
                    all.add(group.close());
                }
            }
        }
    }

    /** Tokens as a text that H2 reads; one space between any two that would not be read the same without. */
    static String text(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        Token previous = null;
        for (Token token : tokens) {
            if (previous != null && isSpaced(previous, token)) {
                text.append(' ');
            }
            text.append(token.plain());
            previous = token;
        }
        return text.toString();
    }

    private static boolean isSpaced(Token left, Token right) {
        if (right.is(",") || right.is(")") || right.is("]") || left.is("(") || left.is("[")) {
            return false;
        }
        return !(right.is("(") && left.isName()) || left.end() != right.start();
    }

    /** A group in round brackets. */
    static Node.Group round(int start, List<Node> nodes) {
        return new Node.Group(
                new Token(TokenKind.PUNCTUATION, "(", "(", start),
                nodes,
                new Token(TokenKind.PUNCTUATION, ")", ")", start));
    }

    static Node word(String word, int start) {
        return new Node.Leaf(new Token(TokenKind.WORD, word, word, start));
    }

    static Node string(String text) {
        return new Node.Leaf(new Token(TokenKind.STRING, Ascii.quoted(text, '\''), text, 0));
    }

    static Node quoted(String name, int start) {
        return new Node.Leaf(new Token(TokenKind.QUOTED, Ascii.quoted(name, '"'), name, start));
    }

    /** Our text with the values put in place of its question marks, one after the other. */
    @SafeVarargs
    static List<Node> template(String text, List<Node>... values) {
        List<List<Node>> all = new ArrayList<>();
        for (List<Node> value : values) {
            all.add(value);
        }
        return filled(text, all);
    }

    /** As {@link #template}. */
    static List<Node> filled(String text, List<List<Node>> values) {
        List<Node> filled = new ArrayList<>();
        fill(of(text), new ArrayList<>(values), filled);
        return filled;
    }

    private static void fill(List<Node> template, List<List<Node>> values, List<Node> filled) {
        for (Node node : template) {
            if (node instanceof Node.Group group) {
                List<Node> inner = new ArrayList<>();
                fill(group.nodes(), values, inner);
                filled.add(new Node.Group(group.open(), inner, group.close()));
            } else if (node.is(TokenKind.PARAMETER)) {
                filled.addAll(values.removeFirst());
            } else {
                filled.add(node);
            }
        }
    }

    /** The place of the first of these words in this level at or after a place, or the level's size. */
    static int find(List<Node> nodes, int from, Words words) {
        int i = from;
        while (i < nodes.size()
                && !(nodes.get(i).is(TokenKind.WORD) && words.has(nodes.get(i).value()))) {
            i++;
        }
        return i;
    }

    /** As {@link #find(List, int, Words)}, for one word. */
    static int find(List<Node> nodes, int from, String word) {
        int i = from;
        while (i < nodes.size() && !nodes.get(i).isWord(word)) {
            i++;
        }
        return i;
    }

    /** Whether these words follow each other there. */
    static boolean isAt(List<Node> nodes, int from, String... words) {
        if (from < 0 || from + words.length > nodes.size()) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!nodes.get(from + i).isWord(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** The parts between the commas of this level. */
    static List<List<Node>> split(List<Node> nodes) {
        List<List<Node>> parts = new ArrayList<>();
        List<Node> part = new ArrayList<>();
        for (Node node : nodes) {
            if (node.is(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(node);
            }
        }
        parts.add(part);
        return parts;
    }

    /** The parts with a comma between any two. */
    static List<Node> join(List<List<Node>> parts) {
        List<Node> joined = new ArrayList<>();
        for (List<Node> part : parts) {
            if (!joined.isEmpty()) {
                joined.add(COMMA);
            }
            joined.addAll(part);
        }
        return joined;
    }

    /** The place behind the name, with or without a schema, that stands there. */
    static int nameEnd(List<Node> nodes, int at) {
        if (at >= nodes.size() || !nodes.get(at).isName()) {
            throw Refusal.malformed(startOf(nodes, at), "a name is expected");
        }
        int end = at + 1;
        while (end + 1 < nodes.size()
                && nodes.get(end).is(".")
                && nodes.get(end + 1).isName()) {
            end += 2;
        }
        return end;
    }

    /** Where the node there begins, or the last one where there is none; 0 of nothing. */
    static int startOf(List<Node> nodes, int at) {
        return nodes.isEmpty() ? 0 : nodes.get(Math.min(at, nodes.size() - 1)).start();
    }
}
