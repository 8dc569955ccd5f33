package io.cairn.h2.deterministic;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's functions on regular expressions, by RE2, in time linear in the text. As POSIX has it the longest match
 * counts, unless the expression holds a quantifier that is not greedy: then the first alternative does.
 */
public final class Regex {
    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * An expression with PostgreSQL's flags: {@code i}, {@code c}, {@code s}, {@code n} or {@code m}; {@code g} is for who asks.
     *
     * @throws IllegalArgumentException if it or a flag is not understood
     */
    public static Regex of(String regex, String flags) {
        int options = Pattern.DOTALL;
        for (int i = 0; i < flags.length(); i++) {
            switch (flags.charAt(i)) {
                case 'g' -> {}
                case 'i' -> options |= Pattern.CASE_INSENSITIVE;
                case 'c' -> options &= ~Pattern.CASE_INSENSITIVE;
                case 's' -> options = options & ~Pattern.MULTILINE | Pattern.DOTALL;
                case 'n', 'm' -> options = options & ~Pattern.DOTALL | Pattern.MULTILINE;
                default -> throw new IllegalArgumentException("no flag of regular expressions: " + flags.charAt(i));
            }
        }
        try {
            return new Regex(Pattern.compile(regex, isLazy(regex) ? options : options | Pattern.LONGEST_MATCH));
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException(malformed.getDescription(), malformed);
        }
    }

    private static boolean isLazy(String regex) {
        return regex.contains("*?") || regex.contains("+?") || regex.contains("??") || regex.contains("}?");
    }

    /** The text with its first match, or each, replaced; {@code \1} to {@code \9} are groups, {@code \&} the match. */
    public String replace(String text, String replacement, boolean each) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            append(out, text, from, matcher.start());
            appendReplacement(out, matcher, replacement);
            from = matcher.end();
            if (!each) {
                break;
            }
        }
        append(out, text, from, text.length());
        return out.toString();
    }

    private static void append(StringBuilder out, String text, int from, int to) {
        Deterministic.grow(to - from);
        out.append(text, from, to);
    }

    private static void appendReplacement(StringBuilder out, Matcher matcher, String replacement) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            boolean isEscaped = c == '\\' && i + 1 < replacement.length();
            char next = isEscaped ? replacement.charAt(++i) : c;
            int group = next == '&' ? 0 : next - '0';
            if (isEscaped && group >= 0 && group <= 9 && next != '0') {
                String found = group <= matcher.groupCount() ? matcher.group(group) : null;
                append(out, found == null ? "" : found, 0, found == null ? 0 : found.length());
            } else {
                String plain = isEscaped && next != '\\' ? "\\" + next : String.valueOf(next);
                append(out, plain, 0, plain.length());
            }
        }
    }

    /** The groups of the first match, or the match itself where there are none; null without a match. */
    public @Nullable List<@Nullable String> match(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        List<@Nullable String> groups = new ArrayList<>();
        int count = matcher.groupCount();
        for (int group = Math.min(1, count); group <= count; group++) {
            groups.add(matcher.group(group));
        }
        return groups;
    }

    /** How many matches there are from a place on. */
    public int count(String text, int from) {
        Matcher matcher = pattern.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count += matcher.start() >= from ? 1 : 0;
        }
        return count;
    }

    /** What is between matches; an empty match at an end or behind another match splits nothing. */
    public List<String> split(String text) {
        Matcher matcher = pattern.matcher(text);
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (matcher.find()) {
            boolean isEmpty = matcher.start() == matcher.end();
            if (!isEmpty || matcher.start() > from && matcher.start() < text.length()) {
                Deterministic.grow(Long.BYTES + (long) matcher.start() - from);
                parts.add(text.substring(from, matcher.start()));
                from = matcher.end();
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
