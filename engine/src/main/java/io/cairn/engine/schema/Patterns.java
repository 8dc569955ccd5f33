package io.cairn.engine.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import io.cairn.engine.model.CairnException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The regular expressions of one schema, by RE2: linear time, and so without look-around and references back. A text
 * matches where any part of it does.
 */
final class Patterns implements RegularExpressionFactory {
    /** Most characters of a pattern. */
    static final int LENGTH_MAX = 1_000;

    /** Most instructions of all automata of a schema. */
    static final int SIZE_MAX = 20_000;

    private final Map<String, Pattern> compiled = new TreeMap<>();
    private int size;

    /** A pattern, compiled once. */
    Pattern pattern(String text) {
        Pattern known = compiled.get(text);
        if (known != null) {
            return known;
        }
        if (text.length() > LENGTH_MAX) {
            throw refused("a pattern has at most " + LENGTH_MAX + " characters");
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(PatternText.of(text, SIZE_MAX));
        } catch (PatternSyntaxException unknown) {
            throw refused("RE2 does not take the pattern " + text + ": " + unknown.getDescription());
        }
        size += pattern.programSize();
        if (size > SIZE_MAX) {
            throw refused("the patterns of a schema have at most " + SIZE_MAX + " instructions");
        }
        compiled.put(text, pattern);
        return pattern;
    }

    @Override
    public RegularExpression getRegularExpression(String regex) {
        Pattern pattern = pattern(regex);
        return text -> pattern.matcher(text).find();
    }

    static CairnException refused(String what) {
        return new CairnException.Refused(Refusals.NOT_SUPPORTED, "", what);
    }
}
