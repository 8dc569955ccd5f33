package io.cairn.engine.state;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the lines of JavaScript in which WeaveDB's litepaper shows queries: declarations, calls, arrays, objects, texts and
 * numbers. Two kinds of misprint are in them, and are read as what was meant: a comma that is missing between elements of
 * an array, and closing brackets that close nothing.
 */
final class SeedScript {
    private final String text;
    private int at;

    private SeedScript(String text) {
        this.text = text;
    }

    /** Something that has a value. */
    sealed interface Expression {}

    /** Data without names in it. */
    record Data(Value value) implements Expression {}

    /** An array with names in it. */
    record Listed(List<Expression> elements) implements Expression {}

    /** The name of something declared before. */
    record Name(String name) implements Expression {}

    /** {@code {evm: wallet}}: who signs. */
    record Wallet(String name) implements Expression {}

    /** A function that is called. */
    record Call(String function, List<Expression> arguments) implements Expression {}

    /**
     * A statement.
     *
     * @param declared the name that gets the value; empty where none does
     * @param comment what stands behind it on its line
     */
    record Statement(String declared, Expression expression, String comment) {}

    static List<Statement> read(String text) {
        SeedScript script = new SeedScript(text);
        List<Statement> statements = new ArrayList<>();
        while (script.skip()) {
            statements.add(script.statement());
        }
        return statements;
    }

    /** Steps over space, lines that are comments, and brackets that close nothing; false at the end. */
    private boolean skip() {
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                at = Math.max(text.indexOf('\n', at), at + 2);
            } else if (Character.isWhitespace(text.charAt(at)) || "])".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private Statement statement() {
        String declared = "";
        if (take("const ")) {
            declared = word();
            require("=");
        }
        take("await ");
        Expression expression = expression();
        int end = text.indexOf('\n', at);
        String rest = text.substring(at, end < 0 ? text.length() : end);
        int comment = rest.indexOf("//");
        return new Statement(
                declared,
                expression,
                comment < 0 ? "" : rest.substring(comment + 2).strip());
    }

    private boolean take(String token) {
        space();
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private void require(String token) {
        if (!take(token)) {
            throw new AssertionError(
                    "expected " + token + " at " + text.substring(at, Math.min(at + 30, text.length())));
        }
    }

    private String word() {
        space();
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(start, at);
    }

    private Expression expression() {
        space();
        char c = text.charAt(at);
        if (c == '"') {
            int end = text.indexOf('"', at + 1);
            String read = text.substring(at + 1, end);
            at = end + 1;
            return new Data(Value.of(read));
        }
        if (c == '[') {
            at++;
            return listed(elements(']'));
        }
        if (c == '{') {
            at++;
            return object();
        }
        String word = word();
        if (word.matches("[0-9]+")) {
            return new Data(Value.of(Long.parseLong(word)));
        }
        return take("(") ? new Call(word.substring(word.lastIndexOf('.') + 1), elements(')')) : new Name(word);
    }

    private List<Expression> elements(char end) {
        List<Expression> elements = new ArrayList<>();
        while (!take(String.valueOf(end))) {
            if (!elements.isEmpty()) {
                take(",");
            }
            if (end == ')' && take("]")) {
                continue;
            }
            elements.add(expression());
        }
        return elements;
    }

    private static Expression listed(List<Expression> elements) {
        List<Value> values = new ArrayList<>();
        for (Expression element : elements) {
            if (!(element instanceof Data data)) {
                return new Listed(elements);
            }
            values.add(data.value());
        }
        return new Data(new Value.Array(values));
    }

    private Expression object() {
        Value.Document.Builder fields = Value.Document.builder();
        while (!take("}")) {
            take(",");
            String name = word();
            require(":");
            Expression value = expression();
            if (value instanceof Name wallet) {
                require("}");
                return new Wallet(wallet.name());
            }
            fields.put(name, ((Data) value).value());
        }
        return new Data(fields.build());
    }

    /** The data of an expression, with declared names replaced. */
    static Value data(Expression expression, Map<String, Object> declared) {
        return switch (expression) {
            case Data data -> data.value();
            case Name name -> (Value) declared.get(name.name());
            default -> throw new AssertionError("no data: " + expression);
        };
    }
}
