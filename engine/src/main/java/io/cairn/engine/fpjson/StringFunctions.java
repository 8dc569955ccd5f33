package io.cairn.engine.fpjson;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;

/** Text. */
final class StringFunctions {
    /** What reading a pattern costs, beside its length. */
    private static final int PATTERN_STEPS = 50;

    private StringFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("toLower", 1, (run, args) -> {
            String text = text(run, args[0]);
            return run.text(Letters.lower(text));
        });
        shelf.exact("toUpper", 1, (run, args) -> {
            String text = text(run, args[0]);
            run.fuel().cells(2L * text.length());
            return run.text(Letters.upper(text));
        });
        shelf.exact("trim", 1, (run, args) -> run.text(Letters.trim(text(run, args[0]))));
        shelf.exact("toString", 1, (run, args) -> run.text(TextForm.of(run, args[0])));
        shelf.exact("test", 2, StringFunctions::test);
        shelf.exact("match", 2, StringFunctions::match);
        shelf.exact("replace", 3, (run, args) -> Replacements.replace(run, args[0], args[1], text(run, args[2])));
        shelf.open("split", 2, (run, args) -> split(run, args[0], text(run, args[1])));
    }

    /** The text that a function works on, charged as if it were made anew. */
    private static String text(Run run, Term term) {
        if (!(term instanceof Term.Text text)) {
            throw new Failure(Failure.ARGUMENT, "works on text, not on " + Describe.of(term));
        }
        run.fuel().cells(text.string().length());
        return text.string();
    }

    private static Term test(Run run, Term[] args) {
        if (!(args[0] instanceof Regex regex)) {
            throw new Failure(Failure.ARGUMENT, "tests a regular expression, not " + Describe.of(args[0]));
        }
        String text = Coercions.text(run, args[1]);
        return Term.Bool.of(regex.find(run, regex.matcher(text), text.length(), 0));
    }

    private static Term match(Run run, Term[] args) {
        String text = text(run, args[1]);
        Regex regex = regex(run, args[0]);
        Matcher matcher = regex.matcher(text);
        ItemsBuilder found = new ItemsBuilder(run);
        if (!regex.isGlobal()) {
            if (regex.find(run, matcher, text.length(), 0)) {
                for (int group = 0; group <= matcher.groupCount(); group++) {
                    found.add(group(run, matcher, group));
                }
            }
            return found.done();
        }
        int from = 0;
        while (from <= text.length() && regex.find(run, matcher, text.length(), from)) {
            found.add(group(run, matcher, 0));
            from = after(text, matcher);
        }
        return found.done();
    }

    /** Where to look next: behind a match that is empty, one letter further. */
    static int after(String text, Matcher matcher) {
        if (matcher.end() > matcher.start()) {
            return matcher.end();
        }
        boolean isPair = matcher.end() + 1 < text.length()
                && Character.isHighSurrogate(text.charAt(matcher.end()))
                && Character.isLowSurrogate(text.charAt(matcher.end() + 1));
        return matcher.end() + (isPair ? 2 : 1);
    }

    static Term group(Run run, Matcher matcher, int group) {
        String text = matcher.group(group);
        if (text == null) {
            return Term.Undefined.UNDEFINED;
        }
        run.fuel().cells(text.length());
        return run.text(text);
    }

    private static Regex regex(Run run, Term pattern) {
        if (pattern instanceof Regex regex) {
            return regex;
        }
        String source = pattern instanceof Term.Undefined ? "" : Coercions.text(run, pattern);
        run.fuel().steps(PATTERN_STEPS + (long) source.length());
        return Regex.of(source, "");
    }

    private static Term split(Run run, Term separator, String text) {
        if (separator instanceof Regex regex) {
            return split(run, regex, text);
        }
        if (separator instanceof Term.Undefined) {
            return Items.of(run.text(text));
        }
        String between = Coercions.text(run, separator);
        ItemsBuilder parts = new ItemsBuilder(run);
        if (between.isEmpty()) {
            for (int i = 0; i < text.length(); i++) {
                parts.add(Properties.letter(text, i));
            }
            return parts.done();
        }
        run.fuel().steps(text.length() >> 2);
        int from = 0;
        for (int at = text.indexOf(between); at >= 0; at = text.indexOf(between, from)) {
            parts.add(run.text(text.substring(from, at)));
            from = at + between.length();
        }
        return parts.add(run.text(text.substring(from))).done();
    }

    private static Term split(Run run, Regex regex, String text) {
        Matcher matcher = regex.matcher(text);
        if (text.isEmpty()) {
            return regex.find(run, matcher, 0, 0) ? Items.EMPTY : Items.of(Term.Text.EMPTY);
        }
        List<Term> parts = new ArrayList<>();
        int from = 0;
        int look = 0;
        while (look < text.length()
                && regex.find(run, matcher, text.length(), look)
                && matcher.start() < text.length()) {
            if (matcher.end() == from || (matcher.end() == matcher.start() && matcher.start() == from)) {
                look = Math.max(look + 1, after(text, matcher));
                continue;
            }
            run.fuel().cells(1L + matcher.groupCount());
            parts.add(run.text(text.substring(from, matcher.start())));
            for (int group = 1; group <= matcher.groupCount(); group++) {
                parts.add(group(run, matcher, group));
            }
            from = matcher.end();
            look = after(text, matcher);
        }
        run.fuel().cells(1);
        parts.add(run.text(text.substring(from)));
        return Items.of(parts);
    }
}
