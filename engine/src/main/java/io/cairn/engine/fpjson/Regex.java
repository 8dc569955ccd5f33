package io.cairn.engine.fpjson;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.cairn.engine.model.Value;
import java.util.List;
import java.util.Map;

/** A regular expression that {@code reg} made: JavaScript's syntax, run by RE2/J in time linear in the text. */
final class Regex implements Term {
    private static final String FLAGS = "gimsu";

    /** An empty pattern, as JavaScript writes it. */
    private static final String EMPTY = "(?:)";

    private final String source;
    private final String flags;
    private final Pattern pattern;
    private final int weight;

    private Regex(String source, String flags) {
        this.source = source;
        this.flags = flags;
        RegexSyntax syntax = new RegexSyntax(source, flags);
        String translated = syntax.translated();
        this.weight = syntax.weight();
        try {
            int options = isSet('i') ? Pattern.CASE_INSENSITIVE : 0;
            this.pattern = Pattern.compile(translated, options | (isSet('m') ? Pattern.MULTILINE : 0));
        } catch (PatternSyntaxException e) {
            throw new Failure(Failure.PATTERN, "the regular expression is malformed: " + e.getDescription());
        }
    }

    /** The expression of a program {@code ["reg", pattern, flags]}. */
    static Regex of(List<Value> program) {
        String source = program.size() > 1 ? text(program.get(1)) : EMPTY;
        return of(source, program.size() > 2 ? text(program.get(2)) : "");
    }

    /** An expression from its parts. */
    static Regex of(String source, String flags) {
        for (int i = 0; i < flags.length(); i++) {
            char flag = flags.charAt(i);
            if (FLAGS.indexOf(flag) < 0 || flags.indexOf(flag) != i) {
                throw new Failure(
                        Failure.PATTERN, "the flags of a regular expression are of i, m, s, g and u, each once");
            }
        }
        return new Regex(source.isEmpty() ? EMPTY : source, sorted(flags));
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.value();
        }
        throw new Failure(Failure.PATTERN, "a regular expression and its flags are text");
    }

    private static String sorted(String flags) {
        StringBuilder sorted = new StringBuilder();
        for (int i = 0; i < FLAGS.length(); i++) {
            if (flags.indexOf(FLAGS.charAt(i)) >= 0) {
                sorted.append(FLAGS.charAt(i));
            }
        }
        return sorted.toString();
    }

    private boolean isSet(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    String source() {
        return source;
    }

    String flags() {
        return flags;
    }

    boolean isGlobal() {
        return isSet('g');
    }

    /** As JavaScript writes it. */
    String text() {
        return "/" + source + "/" + flags;
    }

    boolean isSame(Regex other) {
        return source.equals(other.source) && flags.equals(other.flags);
    }

    Matcher matcher(String text) {
        return pattern.matcher(text);
    }

    /** The names of groups with their numbers. */
    Map<String, Integer> groups() {
        return pattern.namedGroups();
    }

    /** Finds the next match at or after {@code from}; charged by what is left of the text. */
    boolean find(Run run, Matcher matcher, int length, int from) {
        long left = length - from + 1L;
        run.fuel().steps(1 + left * weight / (1 << Coercions.LETTERS_PER_STEP_LOG));
        return matcher.find(from);
    }

    @Override
    public boolean isTruthy() {
        return true;
    }
}
