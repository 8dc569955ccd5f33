package io.cairn.engine.schema;

import io.cairn.engine.model.CairnException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as JSON Schema writes it, which is as ECMAScript does with Unicode, written as RE2 reads it. What
 * RE2 would read otherwise is translated or refused; what RE2 does not have it refuses itself.
 */
final class PatternText {
    /** ECMAScript's white space and ends of lines, in the inside of a class. */
    private static final String SPACES =
            "\\t\\n\\x0b\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";

    /** Escapes with a letter that mean the same to both. */
    private static final String ESCAPES = "dDwWSBfnrtvx";

    private static final Map<String, String> CATEGORIES = categories("""
            Letter L Uppercase_Letter Lu Lowercase_Letter Ll Titlecase_Letter Lt Modifier_Letter Lm Other_Letter Lo Mark M
            Combining_Mark M Nonspacing_Mark Mn Spacing_Mark Mc Enclosing_Mark Me Number N Decimal_Number Nd digit Nd
            Letter_Number Nl Other_Number No Punctuation P punct P Connector_Punctuation Pc Dash_Punctuation Pd
            Open_Punctuation Ps Close_Punctuation Pe Initial_Punctuation Pi Final_Punctuation Pf Other_Punctuation Po
            Symbol S Math_Symbol Sm Currency_Symbol Sc Modifier_Symbol Sk Other_Symbol So Separator Z Space_Separator Zs
            Line_Separator Zl Paragraph_Separator Zp Other C Control Cc Format Cf Surrogate Cs Private_Use Co""");

    private final String source;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Long> groups = new ArrayDeque<>();
    private int at;
    private boolean isInClass;

    /** Least instructions of the group so far, and of the last part of it. */
    private long size;

    private long last;

    private PatternText(String source) {
        this.source = source;
    }

    /**
     * Translates a pattern.
     *
     * @param sizeMax most instructions, as far as repetitions make them
     * @throws CairnException.Refused {@code schema-not-supported} without a place
     */
    static String of(String source, int sizeMax) {
        PatternText pattern = new PatternText(source);
        while (pattern.at < source.length()) {
            pattern.next();
            if (pattern.size > sizeMax) {
                throw Patterns.refused("the pattern repeats too much: " + source);
            }
        }
        return pattern.text.toString();
    }

    private void next() {
        char c = source.charAt(at);
        if (c == '\\') {
            escape();
        } else if (isInClass) {
            isInClass = c != ']';
            // RE2 would read names of classes.
            text.append(c == '[' ? "\\[" : c);
            at++;
        } else {
            switch (c) {
                case '[' -> openClass();
                case '(' -> openGroup();
                case ')' -> closeGroup();
                case '{' -> repetition();
                default -> {
                    text.append(c);
                    part(1);
                    at++;
                }
            }
        }
    }

    private void part(long instructions) {
        last = instructions;
        size += instructions;
    }

    private void openClass() {
        int from = at + (source.startsWith("[^", at) ? 2 : 1);
        if (source.startsWith("]", from)) {
            throw Patterns.refused("a class of characters in a pattern has a member: " + source);
        }
        text.append(source, at, from);
        at = from;
        isInClass = true;
        part(1);
    }

    private void openGroup() {
        boolean hasFlags =
                source.startsWith("(?", at) && !source.startsWith("(?:", at) && !source.startsWith("(?<", at);
        if (hasFlags) {
            throw Patterns.refused("a group of a pattern is (…), (?:…) or (?<name>…): " + source);
        }
        groups.push(size);
        size = 0;
        text.append('(');
        at++;
        if (source.startsWith("?", at)) {
            text.append('?');
            at++;
        }
    }

    private void closeGroup() {
        long inner = size + 2;
        size = groups.isEmpty() ? 0 : groups.pop();
        part(inner);
        text.append(')');
        at++;
    }

    private void repetition() {
        int end = source.indexOf('}', at);
        long times = 1;
        long number = 0;
        for (int i = at + 1; i < end; i++) {
            char digit = source.charAt(i);
            number = digit >= '0' && digit <= '9' ? Math.min(number * 10 + digit - '0', 10_000) : 0;
            times = Math.max(times, number);
        }
        size += last * (times - 1);
        last *= times;
        text.append('{');
        at++;
    }

    private void escape() {
        if (at + 1 == source.length()) {
            throw Patterns.refused("a pattern ends in \\: " + source);
        }
        char c = source.charAt(at + 1);
        String translated = escape(c);
        if (translated == null) {
            throw Patterns.refused("a pattern has no \\" + c + ": " + source);
        }
        text.append(translated);
        if (!isInClass) {
            part(1);
        }
    }

    /** The translation of an escape, behind which this goes on; null where there is none. */
    private @Nullable String escape(char c) {
        int from = at + 2;
        at = from;
        if (c == 's') {
            return isInClass ? SPACES : "[" + SPACES + "]";
        } else if (c == 'S' && !isInClass) {
            return "[^" + SPACES + "]";
        } else if (c == 'b') {
            return isInClass ? "\\x08" : "\\b";
        } else if (c == '0') {
            return "\\x00";
        } else if (c == 'u' && isHex(from)) {
            at += 4;
            return "\\x{" + source.substring(from, at) + "}";
        } else if (c == 'c' && from < source.length() && isLetter(source.charAt(from))) {
            at++;
            return "\\x{" + Integer.toHexString(source.charAt(from) % 32) + "}";
        } else if ((c == 'p' || c == 'P') && source.startsWith("{", from)) {
            return "\\" + c + category();
        }
        boolean isPlain = ESCAPES.indexOf(c) >= 0 || !isLetter(c) && (c < '0' || c > '9');
        return isPlain ? "\\" + c : null;
    }

    private String category() {
        int end = source.indexOf('}', at);
        String name = end < 0 ? "" : source.substring(at + 1, end);
        String known = CATEGORIES.get(name);
        if (known == null) {
            return "";
        }
        at = end + 1;
        return "{" + known + "}";
    }

    private boolean isHex(int from) {
        boolean isHex = from + 4 <= source.length();
        for (int i = from; i < from + 4 && isHex; i++) {
            isHex = "0123456789abcdefABCDEF".indexOf(source.charAt(i)) >= 0;
        }
        return isHex;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static Map<String, String> categories(String table) {
        Map<String, String> categories = new TreeMap<>();
        StringTokenizer words = new StringTokenizer(table);
        while (words.hasMoreTokens()) {
            categories.put(words.nextToken(), words.nextToken());
        }
        return categories;
    }
}
