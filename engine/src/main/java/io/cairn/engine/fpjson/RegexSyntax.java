package io.cairn.engine.fpjson;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * JavaScript's regular expressions in the syntax of RE2. Refused is what takes more than linear time or what RE2 lacks:
 * look-around, back references, and repetitions of more than {@link #WEIGHT_MAX} parts in all.
 */
final class RegexSyntax {
    private static final int LENGTH_MAX = 2000;
    private static final int WEIGHT_MAX = 1000;
    private static final int NESTING_MAX = 50;
    private static final int HEXADECIMAL = 16;
    private static final String LINE_ENDS = "\\n\\r\\x{2028}\\x{2029}";
    private static final String SPACE =
            "\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}" + "\\x{3000}\\x{feff}";
    private static final String NOT_SPACE = "\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}"
            + "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}"
            + "\\x{ff00}-\\x{10ffff}";
    private static final String PUNCTUATION = "^$\\.*+?()[]{}|/-,:=!<>#&~@%\"'`; _";

    private final String source;
    private final boolean isDotAll;
    private final boolean isUnicode;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int at;
    private int sum;
    private int last;

    RegexSyntax(String source, String flags) {
        this.source = source;
        this.isDotAll = flags.indexOf('s') >= 0;
        this.isUnicode = flags.indexOf('u') >= 0;
    }

    /** How many steps of a machine the expression is, about. */
    int weight() {
        return Math.max(1, sum);
    }

    String translated() {
        if (source.length() > LENGTH_MAX) {
            throw refused("is longer than " + LENGTH_MAX);
        }
        while (at < source.length()) {
            translateNext();
        }
        if (!outer.isEmpty()) {
            throw refused("lacks a closing parenthesis");
        }
        return out.toString();
    }

    private void translateNext() {
        char unit = source.charAt(at++);
        switch (unit) {
            case '\\' -> escape();
            case '[' -> letterClass();
            case '(' -> open();
            case ')' -> close();
            case '.' -> part(isDotAll ? "(?s:.)" : "[^" + LINE_ENDS + "]");
            case '*', '+', '?' -> repeat(String.valueOf(unit), 1);
            case '{' -> braces();
            case '|' -> {
                out.append('|');
                last = 0;
            }
            case '^', '$' -> part(String.valueOf(unit));
            case ']', '}' -> part("\\" + unit);
            default -> part(String.valueOf(unit));
        }
    }

    private void part(String translated) {
        out.append(translated);
        last = 1;
        add(1);
    }

    private void add(int weight) {
        sum += weight;
        if (sum > WEIGHT_MAX) {
            throw refused("repeats more than " + WEIGHT_MAX + " parts");
        }
    }

    private void open() {
        if (outer.size() >= NESTING_MAX) {
            throw refused("nests deeper than " + NESTING_MAX);
        }
        if (source.startsWith("?=", at)
                || source.startsWith("?!", at)
                || source.startsWith("?<=", at)
                || source.startsWith("?<!", at)) {
            throw refused("looks around, which is not provided for");
        }
        out.append('(');
        if (source.startsWith("?:", at)) {
            out.append("?:");
            at += 2;
        } else if (source.startsWith("?<", at)) {
            out.append("?P<");
            at += 2;
        } else if (source.startsWith("?", at)) {
            throw refused("has an unknown kind of group");
        }
        outer.push(sum);
        sum = 0;
        last = 0;
    }

    private void close() {
        if (outer.isEmpty()) {
            throw refused("has a closing parenthesis too many");
        }
        out.append(')');
        last = sum + 1;
        sum = outer.pop();
        add(last);
    }

    private void repeat(String sign, int times) {
        if (last == 0) {
            throw refused("repeats nothing");
        }
        out.append(sign);
        add((int) Math.min(WEIGHT_MAX, (long) last * (times - 1)));
        if (at < source.length() && source.charAt(at) == '?') {
            out.append('?');
            at++;
        }
        last = 0;
    }

    /** A repetition as {@code {2,3}}; other braces stand for themselves. */
    private void braces() {
        int end = source.indexOf('}', at);
        String inner = end < 0 ? "" : source.substring(at, end);
        int comma = inner.indexOf(',');
        String from = comma < 0 ? inner : inner.substring(0, comma);
        String to = comma < 0 ? from : inner.substring(comma + 1);
        if (!isNumber(from) || !(isNumber(to) || (comma >= 0 && to.isEmpty()))) {
            part("\\{");
            return;
        }
        at = end + 1;
        int most = Math.max(number(from), to.isEmpty() ? 0 : number(to));
        if (!to.isEmpty() && number(to) < number(from)) {
            throw refused("has a repetition that ends before it begins");
        }
        repeat("{" + inner + "}", Math.max(1, most + (to.isEmpty() ? 1 : 0)));
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private int number(String digits) {
        if (digits.length() > 4 || Integer.parseInt(digits) > WEIGHT_MAX) {
            throw refused("repeats something more than " + WEIGHT_MAX + " times");
        }
        return Integer.parseInt(digits);
    }

    private void escape() {
        if (at == source.length()) {
            throw refused("ends with a backslash");
        }
        char unit = source.charAt(at++);
        switch (unit) {
            case 'b', 'B' -> part("\\" + unit);
            case 's' -> part("[" + SPACE + "]");
            case 'S' -> part("[^" + SPACE + "]");
            case 'k' -> throw refused("refers back to a group, which is not provided for");
            default -> {
                if (unit >= '1' && unit <= '9') {
                    throw refused("refers back to a group, which is not provided for");
                }
                part(letterEscape(unit));
            }
        }
    }

    /** What an escape means inside and outside of a class alike. */
    private String letterEscape(char unit) {
        return switch (unit) {
            case 'd', 'D', 'w', 'W', 't', 'n', 'v', 'f', 'r' -> "\\" + unit;
            case '0' -> hexadecimal(0);
            case 'x' -> hexadecimal(code(2));
            case 'u' -> hexadecimal(isUnicode && at < source.length() && source.charAt(at) == '{' ? braced() : pair());
            case 'c' -> control();
            case 'p', 'P' -> isUnicode ? "\\" + unit : String.valueOf(unit);
            default -> PUNCTUATION.indexOf(unit) >= 0 ? hexadecimal(unit) : String.valueOf(unit);
        };
    }

    private static String hexadecimal(int code) {
        return "\\x{" + Integer.toHexString(code) + "}";
    }

    private String control() {
        char letter = at < source.length() ? source.charAt(at) : ' ';
        if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
            at++;
            return hexadecimal(letter % ' ');
        }
        throw refused("has an escape of no control letter");
    }

    private int braced() {
        int end = source.indexOf('}', at);
        String digits = end < 0 ? "" : source.substring(at + 1, end);
        at = end + 1;
        return code(digits, 1, 6);
    }

    private int code(int count) {
        String digits = source.substring(at, Math.min(source.length(), at + count));
        at += digits.length();
        return code(digits, count, count);
    }

    private int code(String digits, int shortest, int longest) {
        boolean isNumber = digits.length() >= shortest && digits.length() <= longest;
        int code = 0;
        for (int i = 0; i < digits.length() && isNumber; i++) {
            int digit = Coercions.digit(digits.charAt(i));
            isNumber = digit >= 0;
            code = code * HEXADECIMAL + digit;
        }
        if (!isNumber || code > Character.MAX_CODE_POINT) {
            throw refused("has an escape without its letters");
        }
        return code;
    }

    /** A letter by its four digits; two halves of a pair are one letter. */
    private int pair() {
        int code = code(4);
        boolean isPaired = Character.isHighSurrogate((char) code) && source.startsWith("\\u", at);
        if (isPaired) {
            at += 2;
            int low = code(4);
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) code, (char) low);
            }
        }
        if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
            throw refused("looks for half of a surrogate pair");
        }
        return code;
    }

    private void letterClass() {
        boolean isNot = source.startsWith("^", at);
        at += isNot ? 1 : 0;
        StringBuilder letters = new StringBuilder();
        while (at < source.length() && source.charAt(at) != ']') {
            char unit = source.charAt(at++);
            if (unit != '\\') {
                letters.append(unit == '[' || unit == '^' ? hexadecimal(unit) : String.valueOf(unit));
            } else if (at < source.length()) {
                letters.append(classEscape(source.charAt(at++)));
            }
        }
        if (at == source.length()) {
            throw refused("lacks a closing bracket");
        }
        at++;
        if (letters.isEmpty()) {
            part(isNot ? "(?s:.)" : "[^\\x{0}-\\x{10ffff}]");
        } else {
            part((isNot ? "[^" : "[") + letters + "]");
        }
    }

    private String classEscape(char unit) {
        return switch (unit) {
            case 's' -> SPACE;
            case 'S' -> NOT_SPACE;
            case 'b' -> hexadecimal('\b');
            default -> letterEscape(unit);
        };
    }

    private Failure refused(String why) {
        return new Failure(Failure.PATTERN, "the regular expression " + why);
    }
}
