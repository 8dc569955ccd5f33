package io.cairn.engine.fpjson;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Putting text in the place of what was found: JavaScript's {@code replace}. */
final class Replacements {
    private final Run run;
    private final String text;
    private final Term replacement;
    private final StringBuilder out = new StringBuilder();
    private int copied;

    private Replacements(Run run, String text, Term replacement) {
        this.run = run;
        this.text = text;
        this.replacement = replacement;
    }

    /** What was found: the whole and the groups, null where a group took no part. */
    private record Found(int start, int end, List<Term> groups, Map<String, Integer> names) {}

    static Term replace(Run run, Term pattern, Term replacement, String text) {
        boolean isText = !(replacement instanceof Function);
        Term with = isText ? new Term.Text(Coercions.text(run, replacement)) : replacement;
        Replacements work = new Replacements(run, text, with);
        if (pattern instanceof Regex regex) {
            work.replace(regex);
        } else {
            String looked = Coercions.text(run, pattern);
            run.fuel().steps(text.length() >> 2);
            int at = text.indexOf(looked);
            if (at >= 0) {
                work.put(new Found(at, at + looked.length(), List.of(), new TreeMap<>()));
            }
        }
        return run.text(work.rest());
    }

    private void replace(Regex regex) {
        Matcher matcher = regex.matcher(text);
        int from = 0;
        while (from <= text.length() && regex.find(run, matcher, text.length(), from)) {
            List<Term> groups = new ArrayList<>();
            for (int group = 1; group <= matcher.groupCount(); group++) {
                groups.add(StringFunctions.group(run, matcher, group));
            }
            put(new Found(matcher.start(), matcher.end(), groups, regex.groups()));
            if (!regex.isGlobal()) {
                return;
            }
            from = StringFunctions.after(text, matcher);
        }
    }

    private void put(Found found) {
        append(text, copied, found.start());
        copied = found.end();
        if (replacement instanceof Term.Text pattern) {
            expand(pattern.string(), found);
        } else {
            List<Term> args = new ArrayList<>();
            args.add(run.text(text.substring(found.start(), found.end())));
            args.addAll(found.groups());
            args.add(Term.Num.of(found.start()));
            args.add(run.text(text));
            append(Coercions.text(run, run.call(replacement, args.toArray(new Term[0]))));
        }
    }

    private String rest() {
        append(text, copied, text.length());
        return out.toString();
    }

    private void append(String added) {
        append(added, 0, added.length());
    }

    private void append(String added, int from, int to) {
        run.fuel().cells(to - from);
        out.append(added, from, to);
    }

    private void expand(String pattern, Found found) {
        int at = 0;
        while (at < pattern.length()) {
            int dollar = pattern.indexOf('$', at);
            if (dollar < 0 || dollar == pattern.length() - 1) {
                append(pattern, at, pattern.length());
                return;
            }
            append(pattern, at, dollar);
            at = dollar + 1 + expandOne(pattern, dollar + 1, found);
        }
    }

    /** Puts what the sign after a dollar means; how many letters of the pattern that took. */
    private int expandOne(String pattern, int at, Found found) {
        char sign = pattern.charAt(at);
        switch (sign) {
            case '$' -> append("$");
            case '&' -> append(text, found.start(), found.end());
            case '`' -> append(text, 0, found.start());
            case '\'' -> append(text, found.end(), text.length());
            case '<' -> {
                return named(pattern, at, found);
            }
            default -> {
                return numbered(pattern, at, found);
            }
        }
        return 1;
    }

    private int named(String pattern, int at, Found found) {
        int end = pattern.indexOf('>', at);
        if (found.names().isEmpty() || end < 0) {
            append("$");
            return 0;
        }
        Integer group = found.names().get(pattern.substring(at + 1, end));
        if (group != null) {
            append(found.groups().get(group - 1));
        }
        return end - at + 1;
    }

    private int numbered(String pattern, int at, Found found) {
        int first = digit(pattern, at);
        int second = digit(pattern, at + 1);
        int two = first * 10 + second;
        if (first >= 0 && second >= 0 && two >= 1 && two <= found.groups().size()) {
            append(found.groups().get(two - 1));
            return 2;
        }
        if (first >= 1 && first <= found.groups().size()) {
            append(found.groups().get(first - 1));
            return 1;
        }
        append("$");
        return 0;
    }

    private void append(Term group) {
        if (group instanceof Term.Text found) {
            append(found.string());
        }
    }

    private static int digit(String pattern, int at) {
        char letter = at < pattern.length() ? pattern.charAt(at) : ' ';
        return letter >= '0' && letter <= '9' ? letter - '0' : -1;
    }
}
