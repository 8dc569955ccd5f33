package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts the text of statements into tokens by PostgreSQL's rules: strings with doubled quotes, {@code E''} with
 * backslashes, dollar quotes, quoted names, comments of both kinds, the second nested.
 */
final class Lexer {
    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    /** One statement of a text, without its semicolon, and where it begins. */
    record Statement(String text, int start) {}

    /** The statements of a text; those without a token are left out. */
    static List<Statement> statements(String text) {
        Lexer lexer = new Lexer(text);
        List<Statement> statements = new ArrayList<>();
        int start = -1;
        int end = 0;
        while (true) {
            Token token = lexer.next();
            boolean over = token.kind() == Token.Kind.SEMICOLON || token.kind() == Token.Kind.END;
            if (over && start >= 0) {
                statements.add(new Statement(text.substring(start, end), start));
                start = -1;
            } else if (!over) {
                start = start < 0 ? token.start() : start;
                end = token.end();
            }
            if (token.kind() == Token.Kind.END) {
                return statements;
            }
        }
    }

    /** The next token. */
    Token next() {
        skipSpaceAndComments();
        int start = at;
        if (at >= text.length()) {
            return token(Token.Kind.END, start, "");
        }
        char c = text.charAt(at);
        if (isNameStart(c)) {
            return word();
        }
        if (isDigit(c) || c == '.' && isDigit(peek(1))) {
            return number();
        }
        at++;
        return switch (c) {
            case ';' -> token(Token.Kind.SEMICOLON, start, ";");
            case '\'' -> string(start, false);
            case '"' -> quotedName(start);
            case '$' -> dollar(start);
            default -> token(Token.Kind.SYMBOL, start, String.valueOf(c));
        };
    }

    private Token token(Token.Kind kind, int start, String value) {
        return new Token(kind, value, start, at);
    }

    private void skipSpaceAndComments() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                at++;
            } else if (c == '-' && peek(1) == '-') {
                while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (c == '/' && peek(1) == '*') {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        int start = at;
        int depth = 0;
        do {
            if (at >= text.length()) {
                throw unterminated("/* comment", start);
            }
            if (text.charAt(at) == '/' && peek(1) == '*') {
                depth++;
                at += 2;
            } else if (text.charAt(at) == '*' && peek(1) == '/') {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0);
    }

    private Token word() {
        int start = at;
        while (isNamePart(peek(0))) {
            at++;
        }
        String word = text.substring(start, at);
        boolean prefix = word.length() == 1 && "eEbBxXnN".contains(word);
        if (peek(0) == '\'' && prefix) {
            at++;
            return string(start, "eE".contains(word));
        }
        if (word.equalsIgnoreCase("u") && peek(0) == '&' && (peek(1) == '\'' || peek(1) == '"')) {
            at += 2;
            return text.charAt(at - 1) == '"' ? quotedName(start) : string(start, false);
        }
        return token(Token.Kind.WORD, start, word.toLowerCase(Locale.ROOT));
    }

    private Token number() {
        int start = at;
        while (isDigit(peek(0)) || peek(0) == '.') {
            at++;
        }
        boolean signed = peek(1) == '+' || peek(1) == '-';
        if ((peek(0) | 0x20) == 'e' && isDigit(peek(signed ? 2 : 1))) {
            at += 2;
            while (isDigit(peek(0))) {
                at++;
            }
        }
        return token(Token.Kind.NUMBER, start, text.substring(start, at));
    }

    private Token string(int start, boolean escapes) {
        StringBuilder value = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw unterminated("quoted string", start);
            }
            char c = text.charAt(at++);
            if (c == '\'') {
                if (peek(0) != '\'') {
                    return token(Token.Kind.STRING, start, value.toString());
                }
                at++;
            } else if (c == '\\' && escapes && at < text.length()) {
                c = escaped(text.charAt(at++));
            }
            value.append(c);
        }
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private Token quotedName(int start) {
        StringBuilder value = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw unterminated("quoted identifier", start);
            }
            char c = text.charAt(at++);
            if (c == '"') {
                if (peek(0) != '"') {
                    return token(Token.Kind.QUOTED_NAME, start, value.toString());
                }
                at++;
            }
            value.append(c);
        }
    }

    /** What begins with a dollar: a parameter, a string between two equal tags, or a sign of its own. */
    private Token dollar(int start) {
        if (isDigit(peek(0))) {
            while (isDigit(peek(0))) {
                at++;
            }
            return token(Token.Kind.PARAMETER, start, text.substring(start, at));
        }
        int end = at;
        if (end < text.length() && isNameStart(text.charAt(end))) {
            while (end < text.length() && text.charAt(end) != '$' && isNamePart(text.charAt(end))) {
                end++;
            }
        }
        if (end >= text.length() || text.charAt(end) != '$') {
            return token(Token.Kind.SYMBOL, start, "$");
        }
        String tag = text.substring(start, end + 1);
        int close = text.indexOf(tag, end + 1);
        if (close < 0) {
            throw unterminated("dollar-quoted string", start);
        }
        at = close + tag.length();
        return token(Token.Kind.STRING, start, text.substring(end + 1, close));
    }

    private SqlFailure unterminated(String what, int start) {
        return SqlFailure.of(SqlState.SYNTAX_ERROR, "unterminated " + what).at(text.codePointCount(0, start) + 1);
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
