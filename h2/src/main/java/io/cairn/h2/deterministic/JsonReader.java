package io.cairn.h2.deterministic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/** Reads one JSON text, strictly. */
final class JsonReader {
    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    Json whole() {
        Json value = value();
        if (next() != 0) {
            throw malformed();
        }
        return value;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("no JSON at character " + (at + 1));
    }

    /** The next character that is no blank; 0 at the end. */
    private char next() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private Json value() {
        return switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Truth(true));
            case 'f' -> word("false", new Json.Truth(false));
            case 'n' -> word("null", new Json.Nothing());
            default -> new Json.Number(number());
        };
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw malformed();
        }
        at += word.length();
        return value;
    }

    private void open() {
        at++;
        if (++depth > Json.DEPTH_MAX) {
            throw new OutgrownException("JSON is nested deeper than " + Json.DEPTH_MAX);
        }
    }

    private Json object() {
        open();
        NavigableMap<String, Json> members = Json.members();
        if (next() != '}') {
            do {
                if (next() != '"') {
                    throw malformed();
                }
                String name = string();
                expect(':');
                members.put(name, value());
            } while (goesOn('}'));
        } else {
            at++;
        }
        depth--;
        return new Json.Members(members);
    }

    private Json array() {
        open();
        List<Json> elements = new ArrayList<>();
        if (next() != ']') {
            do {
                elements.add(value());
            } while (goesOn(']'));
        } else {
            at++;
        }
        depth--;
        return new Json.Elements(elements);
    }

    private void expect(char mark) {
        if (next() != mark) {
            throw malformed();
        }
        at++;
    }

    private boolean goesOn(char end) {
        char mark = next();
        if (mark != ',' && mark != end) {
            throw malformed();
        }
        at++;
        return mark == ',';
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        while (true) {
            char c = at < text.length() ? text.charAt(at++) : 0;
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw malformed();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw malformed();
        };
    }

    private char hexadecimal() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = at < text.length() ? text.charAt(at++) : 0;
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed();
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private BigDecimal number() {
        int start = at;
        at += text.startsWith("-", at) ? 1 : 0;
        int whole = digits();
        boolean isPadded = whole > 1 && text.charAt(at - whole) == '0';
        boolean isGood = whole > 0 && !isPadded;
        if (text.startsWith(".", at)) {
            at++;
            isGood &= digits() > 0;
        }
        if (text.startsWith("e", at) || text.startsWith("E", at)) {
            at++;
            at += text.startsWith("-", at) || text.startsWith("+", at) ? 1 : 0;
            isGood &= digits() > 0;
        }
        if (!isGood) {
            throw malformed();
        }
        return inRange(text.substring(start, at));
    }

    private int digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }

    private static BigDecimal inRange(String digits) {
        if (digits.length() > Json.WHOLE_DIGITS_MAX + Json.SCALE_MAX) {
            throw new OutgrownException("JSON has a number with too many digits");
        }
        BigDecimal number = new BigDecimal(digits);
        if (number.precision() - (long) number.scale() > Json.WHOLE_DIGITS_MAX || number.scale() > Json.SCALE_MAX) {
            throw new OutgrownException("JSON has a number out of range");
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
