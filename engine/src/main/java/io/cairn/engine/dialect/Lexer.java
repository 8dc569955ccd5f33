package io.cairn.engine.dialect;

import io.cairn.engine.model.CairnException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into tokens by the lexical rules of PostgreSQL 15 with {@code standard_conforming_strings} on.
 *
 * <p>The tokens, white space and comments included, cover the text: their texts joined give it back. One {@code ?} is a
 * parameter, as in JDBC, and never an operator.
 */
final class Lexer {
    /** The most UTF-16 units of a text. */
    static final int LENGTH_MAX = 1 << 20;

    /** The deepest nesting of comments. */
    static final int COMMENT_DEPTH_MAX = 200;

    /** The highest number of a parameter; PostgreSQL's wire counts them in 16 bits. */
    static final int PARAMETER_MAX = 32_767;

    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`";
    private static final String SINGLE_CHARACTERS = "()[],;.";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** All tokens of a text. */
    static List<Token> read(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new CairnException.Incorrect(
                    "sql-too-long", "sql", "the text has " + text.length() + " characters, at most " + LENGTH_MAX);
        }
        checkCharacters(text);
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.tokens.add(lexer.next());
        }
        return lexer.tokens;
    }

    private static void checkCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw Refusal.malformed(i, "a character that no text may hold");
            }
            if (pair) {
                i++;
            }
        }
    }

    private Token next() {
        int start = at;
        int c = peek(0);
        if (isComment() || Ascii.isSpace(c)) {
            skipSpace();
            return verbatim(TokenKind.SPACE, start);
        }
        if (c == '\'') {
            return token(TokenKind.STRING, start, quoted(start, '\''));
        }
        if (c == '"') {
            return identifier(start, quoted(start, '"'));
        }
        if (Ascii.startsWord(c)) {
            return prefixed(start, c | 0x20);
        }
        if (Ascii.isDigit(c) || (c == '.' && Ascii.isDigit(peek(1)))) {
            return number(start);
        }
        if (c == '$' || c == '?') {
            return c == '$' && !Ascii.isDigit(peek(1)) ? dollarQuoted(start) : parameter(start);
        }
        if (c == ':' || SINGLE_CHARACTERS.indexOf(c) >= 0) {
            at += c == ':' && peek(1) == ':' ? 2 : 1;
            return verbatim(TokenKind.PUNCTUATION, start);
        }
        if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            return operator(start);
        }
        throw Refusal.malformed(start, "a character that begins nothing");
    }

    /** The character at an offset from here, or -1 beyond the end. */
    private int peek(int offset) {
        return at + offset < text.length() ? text.charAt(at + offset) : -1;
    }

    private Token token(TokenKind kind, int start, String value) {
        return new Token(kind, text.substring(start, at), value, start);
    }

    /** A token that means what is written. */
    private Token verbatim(TokenKind kind, int start) {
        String written = text.substring(start, at);
        return new Token(kind, written, written, start);
    }

    private boolean isComment() {
        int c = peek(0);
        return c == '-' ? peek(1) == '-' : c == '/' && peek(1) == '*';
    }

    private void skipSpace() {
        if (!isComment()) {
            while (Ascii.isSpace(peek(0))) {
                at++;
            }
        } else if (peek(0) == '-') {
            while (peek(0) != -1 && peek(0) != '\n' && peek(0) != '\r') {
                at++;
            }
        } else {
            skipBlockComment();
        }
    }

    private void skipBlockComment() {
        int start = at;
        int depth = 0;
        do {
            if (peek(0) == -1) {
                throw Refusal.malformed(start, "a comment without an end");
            }
            if (text.startsWith("/*", at)) {
                at += 2;
                depth++;
            } else if (text.startsWith("*/", at)) {
                at += 2;
                depth--;
            } else {
                at++;
            }
            if (depth > COMMENT_DEPTH_MAX) {
                throw Refusal.tooDeep(start, "comments are nested deeper than " + COMMENT_DEPTH_MAX);
            }
        } while (depth > 0);
    }

    /** A word, or a quoted text whose notation its first letter names. */
    private Token prefixed(int start, int letter) {
        boolean unicode = letter == 'u' && peek(1) == '&';
        int quote = peek(unicode ? 2 : 1);
        if (unicode && (quote == '\'' || quote == '"')) {
            at += 2;
            String value = Escapes.unicode(quoted(start, (char) quote), start);
            return quote == '"' ? identifier(start, value) : token(TokenKind.STRING, start, value);
        }
        if (quote == '\'') {
            switch (letter) {
                case 'e' -> {
                    at++;
                    return token(TokenKind.STRING, start, Escapes.backslashed(escaped(start), start));
                }
                case 'n' -> {
                    at++;
                    return token(TokenKind.STRING, start, quoted(start, '\''));
                }
                case 'x' -> {
                    at++;
                    return token(TokenKind.BYTES, start, Escapes.hexadecimal(quoted(start, '\''), start));
                }
                case 'b' -> throw Refusal.notSupported(start, "bit strings");
                default -> {}
            }
        }
        while (Ascii.continuesWord(peek(0))) {
            at++;
        }
        String word = text.substring(start, at);
        return new Token(TokenKind.WORD, word, Ascii.lower(word), start);
    }

    private Token identifier(int start, String name) {
        if (name.isEmpty()) {
            throw Refusal.malformed(start, "an empty identifier");
        }
        return token(TokenKind.QUOTED, start, name);
    }

    /** What stands between quotes, with doubled ones made one. */
    private String quoted(int start, char quote) {
        at++;
        StringBuilder value = new StringBuilder();
        while (true) {
            int c = peek(0);
            if (c == -1) {
                throw Refusal.malformed(start, "a quote without its end");
            }
            at++;
            if (c == quote) {
                if (peek(0) != quote) {
                    return value.toString();
                }
                at++;
            }
            value.append((char) c);
        }
    }

    /** As {@link #quoted}, for a string in which a backslash shields the next character; escapes stay as they are. */
    private String escaped(int start) {
        at++;
        StringBuilder value = new StringBuilder();
        while (true) {
            int c = peek(0);
            if (c == -1 || (c == '\\' && peek(1) == -1)) {
                throw Refusal.malformed(start, "a quote without its end");
            }
            at++;
            if (c == '\'' && peek(0) != '\'') {
                return value.toString();
            }
            value.append((char) c);
            if (c == '\'') {
                at++;
            } else if (c == '\\') {
                value.append((char) peek(0));
                at++;
            }
        }
    }

    private Token dollarQuoted(int start) {
        at++;
        if (Ascii.startsWord(peek(0))) {
            while (Ascii.startsWord(peek(0)) || Ascii.isDigit(peek(0))) {
                at++;
            }
        }
        if (peek(0) != '$') {
            throw Refusal.malformed(start, "neither a parameter nor a dollar-quoted string");
        }
        at++;
        String fence = text.substring(start, at);
        int end = text.indexOf(fence, at);
        if (end < 0) {
            throw Refusal.malformed(start, "a dollar-quoted string without its end");
        }
        String value = text.substring(at, end);
        at = end + fence.length();
        return token(TokenKind.STRING, start, value);
    }

    private Token parameter(int start) {
        at++;
        int number = 0;
        while (Ascii.isDigit(peek(0))) {
            number = number * 10 + peek(0) - '0';
            at++;
            if (number > PARAMETER_MAX) {
                throw Refusal.malformed(start, "the number of a parameter is over " + PARAMETER_MAX);
            }
        }
        if (number == 0 && at - start > 1) {
            throw Refusal.malformed(start, "parameters are counted from 1");
        }
        refuseJunk(start);
        return token(TokenKind.PARAMETER, start, Integer.toString(number));
    }

    private Token number(int start) {
        skipDigits();
        if (peek(0) == '.') {
            at++;
            skipDigits();
        }
        if ((peek(0) | 0x20) == 'e') {
            int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
            if (Ascii.isDigit(peek(1 + sign))) {
                at += 1 + sign;
                skipDigits();
            }
        }
        refuseJunk(start);
        return verbatim(TokenKind.NUMBER, start);
    }

    private void skipDigits() {
        while (Ascii.isDigit(peek(0))) {
            at++;
        }
    }

    private void refuseJunk(int start) {
        if (peek(0) != -1 && Ascii.continuesWord(peek(0))) {
            throw Refusal.malformed(start, "a number or parameter with something behind it");
        }
    }

    private Token operator(int start) {
        while (peek(0) != -1 && OPERATOR_CHARACTERS.indexOf(peek(0)) >= 0 && !isComment()) {
            at++;
        }
        // As PostgreSQL: a sign ends an operator only if one of these marks makes clear that it is none of SQL's own.
        while (at - start > 1 && (text.charAt(at - 1) == '+' || text.charAt(at - 1) == '-') && !isUnusual(start)) {
            at--;
        }
        return verbatim(TokenKind.OPERATOR, start);
    }

    private boolean isUnusual(int start) {
        return text.substring(start, at).chars().anyMatch(c -> "~!@#%^&|`".indexOf(c) >= 0);
    }
}
