package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueNull;

/** PostgreSQL's {@code format}: {@code %s}, {@code %I}, {@code %L} with position, flag and width. */
final class FormattedText {
    private final String format;
    private final Value[] arguments;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int next = 1;

    private FormattedText(String format, Value[] arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    static Value of(Value[] arguments) {
        if (SystemFunction.isNull(arguments[0])) {
            return ValueNull.INSTANCE;
        }
        return SystemFunctions.text(new FormattedText(TextFunctions.cell(arguments[0]), arguments).written());
    }

    private String written() {
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c != '%') {
                out.append(c);
            } else if (peek() == '%') {
                at++;
                out.append('%');
            } else {
                specifier();
            }
        }
        return out.toString();
    }

    private char peek() {
        if (at >= format.length()) {
            throw refused("22023", "a format ends within a specifier");
        }
        return format.charAt(at);
    }

    private void specifier() {
        int position = position();
        boolean isLeft = peek() == '-';
        while (peek() == '-') {
            at++;
        }
        int width = width();
        char kind = peek();
        at++;
        int chosen = position > 0 ? position : next;
        next = chosen + 1;
        String text = text(kind, argument(chosen));
        boolean left = isLeft || width < 0;
        int padding = Math.abs(width) - text.codePointCount(0, text.length());
        Deterministic.grow(text.length() + (long) Math.max(0, padding));
        String blanks = " ".repeat(Math.max(0, padding));
        out.append(left ? text + blanks : blanks + text);
    }

    /** A number and a dollar sign; 0 where there is none. */
    private int position() {
        int start = at;
        int number = number();
        if (at > start && peek() == '$') {
            at++;
            if (number == 0) {
                throw refused("22023", "the arguments of a format are counted from 1");
            }
            return number;
        }
        at = start;
        return 0;
    }

    private int width() {
        if (peek() != '*') {
            return number();
        }
        at++;
        int position = position();
        int chosen = position > 0 ? position : next;
        next = chosen + 1;
        Value width = argument(chosen);
        return SystemFunction.isNull(width) ? 0 : Math.max(-Integer.MAX_VALUE, width.getInt());
    }

    private int number() {
        long number = 0;
        while (peek() >= '0' && peek() <= '9') {
            number = number * 10 + (format.charAt(at++) - '0');
            if (number > Integer.MAX_VALUE) {
                throw refused("22003", "a number of a format is out of range");
            }
        }
        return (int) number;
    }

    private Value argument(int position) {
        if (position >= arguments.length) {
            throw refused("22023", "a format has too few arguments");
        }
        return arguments[position];
    }

    private static String text(char kind, Value value) {
        boolean isNull = SystemFunction.isNull(value);
        String cell = TextFunctions.cell(value);
        return switch (kind) {
            case 's' -> cell;
            case 'L' -> isNull ? "NULL" : Quoting.literal(cell);
            case 'I' -> {
                if (isNull) {
                    throw refused("22004", "a name is not NULL");
                }
                yield Quoting.name(cell);
            }
            default -> throw refused("22023", "no specifier of a format: " + kind);
        };
    }
}
