package io.cairn.node.sqltest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers as sqllogictest writes them, one value a line. */
final class Rendering {
    private Rendering() {}

    /** The values of an answer in the order they are compared in. */
    static List<String> values(List<List<@Nullable String>> rows, String types, TestRecord.Order order) {
        List<List<String>> rendered = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(value(row.get(i), i < types.length() ? types.charAt(i) : 'T'));
            }
            rendered.add(values);
        }
        if (order == TestRecord.Order.ROWSORT) {
            rendered.sort(Rendering::compareRows);
        }
        List<String> values = new ArrayList<>();
        rendered.forEach(values::addAll);
        if (order == TestRecord.Order.VALUESORT) {
            values.sort(Comparator.naturalOrder());
        }
        return values;
    }

    private static int compareRows(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static String value(@Nullable String cell, char type) {
        if (cell == null) {
            return "NULL";
        }
        return switch (type) {
            case 'I' -> integer(cell);
            case 'R' -> real(cell);
            default -> text(cell);
        };
    }

    /** As C's atoi reads it: what is behind a point is cut, what is no number is 0. */
    private static String integer(String cell) {
        BigDecimal number = number(cell);
        return number == null ? truth(cell) : number.toBigInteger().toString();
    }

    private static String truth(String cell) {
        return cell.equals("t") ? "1" : "0";
    }

    private static String real(String cell) {
        BigDecimal number = number(cell);
        return number == null
                ? cell.equals("t") ? "1.000" : "0.000"
                : number.setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static @Nullable BigDecimal number(String cell) {
        int end = 0;
        while (end < cell.length() && "+-.0123456789eE".indexOf(cell.charAt(end)) >= 0) {
            end++;
        }
        try {
            return end == 0 ? null : new BigDecimal(cell.substring(0, end));
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    private static String text(String cell) {
        if (cell.isEmpty()) {
            return "(empty)";
        }
        StringBuilder shown = new StringBuilder(cell);
        for (int i = 0; i < shown.length(); i++) {
            if (shown.charAt(i) < ' ' || shown.charAt(i) > '~') {
                shown.setCharAt(i, '@');
            }
        }
        return shown.toString();
    }

    /** What stands in a script for values too many to list. */
    static String hashed(List<String> values) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            for (String value : values) {
                md5.update((value + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return values.size() + " values hashing to " + HexFormat.of().formatHex(md5.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
