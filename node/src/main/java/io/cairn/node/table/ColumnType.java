package io.cairn.node.table;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column's cells.
 *
 * <p>A number is one only where its text is the one way to write it: {@code 00501}, {@code +7}, {@code 1_000} and
 * numbers with more digits than a double holds are texts. One such cell makes its whole column a text column.
 */
public enum ColumnType {
    /** true or false. */
    BOOLEAN,
    /** A 64-bit integer. */
    INTEGER,
    /** An integer or a decimal number. */
    NUMBER,
    /** Any text. */
    TEXT;

    private static final int DIGITS_MAX = 17;

    /** The word for people and for options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of a word. */
    public static ColumnType ofWord(String word) {
        for (ColumnType type : values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw new CairnException.Incorrect(
                "type-unknown", "types", "a column's type is text, integer, number or boolean, not " + word);
    }

    /** The narrowest type of one cell that is not empty. */
    static ColumnType of(String cell) {
        if (cell.equals("true") || cell.equals("false")) {
            return BOOLEAN;
        }
        int digits = integerDigits(cell, cell.startsWith("-") ? 1 : 0);
        if (digits == 0) {
            return TEXT;
        }
        int end = digits + (cell.startsWith("-") ? 1 : 0);
        if (end == cell.length()) {
            return fitsLong(cell) ? INTEGER : TEXT;
        }
        return isDecimal(cell, end, digits) ? NUMBER : TEXT;
    }

    /** The type that holds cells of both. */
    ColumnType join(ColumnType other) {
        if (this == other) {
            return this;
        }
        boolean numbers = (this == INTEGER || this == NUMBER) && (other == INTEGER || other == NUMBER);
        return numbers ? NUMBER : TEXT;
    }

    /** The value of a cell, or null where it is none of this type. */
    @Nullable
    Value parse(String cell) {
        ColumnType narrowest = of(cell);
        return switch (this) {
            case TEXT -> Value.Text.isWellFormed(cell) ? Value.of(cell) : null;
            case BOOLEAN -> narrowest == BOOLEAN ? Value.of(cell.equals("true")) : null;
            case INTEGER -> narrowest == INTEGER ? Value.of(Long.parseLong(cell)) : null;
            case NUMBER ->
                switch (narrowest) {
                    case INTEGER -> Value.of(Long.parseLong(cell));
                    case NUMBER -> Value.of(Double.parseDouble(cell));
                    case BOOLEAN, TEXT -> null;
                };
        };
    }

    /** How many digits of an integer without leading zeros stand from {@code start} on; 0 for none. */
    private static int integerDigits(String cell, int start) {
        int end = start;
        while (end < cell.length() && isDigit(cell.charAt(end))) {
            end++;
        }
        boolean leadingZero = end - start > 1 && cell.charAt(start) == '0';
        return leadingZero ? 0 : end - start;
    }

    private static boolean fitsLong(String cell) {
        if (cell.equals("-0")) {
            return false;
        }
        try {
            Long.parseLong(cell);
            return true;
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }

    private static boolean isDecimal(String cell, int from, int integerDigits) {
        int at = from;
        int digits = integerDigits;
        if (cell.charAt(at) == '.') {
            int fraction = at + 1;
            while (fraction < cell.length() && isDigit(cell.charAt(fraction))) {
                fraction++;
            }
            if (fraction == at + 1) {
                return false;
            }
            digits += fraction - at - 1;
            at = fraction;
        }
        if (at < cell.length() && (cell.charAt(at) == 'e' || cell.charAt(at) == 'E')) {
            at++;
            at += at < cell.length() && (cell.charAt(at) == '+' || cell.charAt(at) == '-') ? 1 : 0;
            int exponent = at;
            while (at < cell.length() && isDigit(cell.charAt(at))) {
                at++;
            }
            if (at == exponent) {
                return false;
            }
        }
        return at == cell.length() && digits <= DIGITS_MAX && Double.isFinite(Double.parseDouble(cell));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
