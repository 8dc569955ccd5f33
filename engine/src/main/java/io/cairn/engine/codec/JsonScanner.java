package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The characters of a JSON text: white space, marks, words, strings and numbers, and where they are. */
final class JsonScanner {
    /** Stands for the end of the text; as a character of it, it would be refused anyway. */
    private static final char NOTHING = '\0';

    private static final int INTEGER_DIGITS_MAX = 19;

    private final String text;
    private final Trail trail;
    private int position;

    JsonScanner(String text, Trail trail) {
        if (text.length() > Json.LENGTH_MAX) {
            throw tooLong("characters");
        }
        this.text = text;
        this.trail = trail;
    }

    static String decode(byte[] utf8) {
        if (utf8.length > Json.LENGTH_MAX) {
            throw tooLong("bytes");
        }
        String text = Utf8.decode(utf8, 0, utf8.length);
        if (text != null) {
            return text;
        }
        String lenient = new String(utf8, StandardCharsets.UTF_8);
        byte[] again = lenient.getBytes(StandardCharsets.UTF_8);
        int valid = Arrays.mismatch(again, utf8);
        // The invalid bytes may begin like the U+FFFD that stands for them.
        while ((again[valid] & 0xc0) == 0x80) {
            valid--;
        }
        int position = new String(utf8, 0, valid, StandardCharsets.UTF_8).length();
        throw new JsonScanner(lenient, new Trail("")).malformed(position, "invalid UTF-8");
    }

    /** Whether the characters of {@code token} come next. */
    boolean isNext(String token) {
        return text.startsWith(token, position);
    }

    int position() {
        return position;
    }

    void step() {
        position++;
    }

    void expectEnd() {
        skipSpace();
        if (position < text.length()) {
            throw malformed(position, "text follows the value");
        }
    }

    Value word(String word, Value value) {
        if (!text.startsWith(word, position)) {
            throw unexpected("a value");
        }
        position += word.length();
        return value;
    }

    Value number() {
        int start = position;
        if (peek() == '-') {
            position++;
        }
        int digitsFrom = position;
        digits();
        if (text.charAt(digitsFrom) == '0' && position > digitsFrom + 1) {
            throw malformed(start, "a number begins with a zero it does not need");
        }
        int digits = position - digitsFrom;
        boolean isInteger = true;
        if (peek() == '.') {
            position++;
            digits();
            isInteger = false;
        }
        if (peek() == 'e' || peek() == 'E') {
            position++;
            if (peek() == '+' || peek() == '-') {
                position++;
            }
            digits();
            isInteger = false;
        }
        String number = text.substring(start, position);
        return isInteger && digits <= INTEGER_DIGITS_MAX ? integer(number, start) : real(number, start);
    }

    private void digits() {
        int start = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
        if (position == start) {
            throw unexpected("a digit");
        }
    }

    /** Reads up to 19 digits; those that do not fit 64 bits become a double. */
    private Value integer(String number, int start) {
        boolean negative = number.charAt(0) == '-';
        long value = 0;
        for (int i = negative ? 1 : 0; i < number.length(); i++) {
            value = value * 10 + (number.charAt(i) - '0');
        }
        if (value >= 0) {
            return Value.of(negative ? -value : value);
        }
        return negative && value == Long.MIN_VALUE ? Value.of(value) : real(number, start);
    }

    private Value real(String number, int start) {
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw malformed(start, "a number is beyond the largest double");
        }
        return Value.of(value);
    }

    String string() {
        int start = position++;
        int from = position;
        StringBuilder unescaped = null;
        while (true) {
            if (position >= text.length()) {
                throw malformed(start, "a string does not end");
            }
            char c = text.charAt(position);
            if (c < ' ') {
                throw malformed(position, "a control character in a string");
            }
            if (c == '"') {
                break;
            }
            if (c == '\\') {
                unescaped = unescaped == null ? new StringBuilder() : unescaped;
                unescaped.append(text, from, position);
                unescaped.append(escape());
                from = position;
            } else {
                position++;
            }
        }
        String rest = text.substring(from, position++);
        String string = unescaped == null ? rest : unescaped.append(rest).toString();
        if (!Value.Text.isWellFormed(string)) {
            throw malformed(start, "a string holds a lone surrogate");
        }
        return string;
    }

    private char escape() {
        position++;
        char c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed(position - 2, "an unknown escape");
        };
    }

    private char unicode() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            if (!HexFormat.isHexDigit(c)) {
                throw unexpected("a hexadecimal digit");
            }
            unit = (unit << 4) | HexFormat.fromHexDigit(c);
            position++;
        }
        return (char) unit;
    }

    /** Steps over a comma, answering true, or over the closing mark. */
    boolean goesOn(char close) {
        char next = peekToken();
        if (next != ',' && next != close) {
            throw unexpected("',' or '" + close + "'");
        }
        position++;
        return next == ',';
    }

    void expect(char mark) {
        if (peekToken() != mark) {
            throw unexpected("'" + mark + "'");
        }
        position++;
    }

    char peekToken() {
        skipSpace();
        return peek();
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : NOTHING;
    }

    private void skipSpace() {
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    CairnException.Incorrect unexpected(String wanted) {
        String found = position < text.length() ? "something else" : "the end";
        return malformed(position, "expected " + wanted + ", found " + found);
    }

    CairnException.Incorrect malformed(int at, String what) {
        return new CairnException.Incorrect(Json.MALFORMED, trail.path(), what + where(at));
    }

    /** Lines and columns count from 1, columns in UTF-16 units. */
    String where(int at) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return " (line " + line + ", column " + (at - lineStart + 1) + ")";
    }

    private static CairnException.Incorrect tooLong(String unit) {
        return new CairnException.Incorrect(
                ValueCodec.TOO_LARGE, "", "JSON beyond the limits: more than " + Json.LENGTH_MAX + " " + unit);
    }
}
