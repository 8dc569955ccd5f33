package io.cairn.node.gateway;

import io.cairn.node.pgtype.SqlFailure;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code VACUUM} and {@code ANALYZE}, which find nothing to do: a state keeps no dead rows, and how many rows there are it
 * knows by itself. What they name has to be there.
 */
final class Housekeeping {
    private static final Set<String> OPTIONS = Set.of("FULL", "FREEZE", "VERBOSE", "ANALYZE");

    private Housekeeping() {}

    /** Whether a statement is one of them. */
    static boolean isAsked(String text) {
        List<String> first = Words.first(text, 1);
        return !first.isEmpty()
                && (first.getFirst().equals("VACUUM") || first.getFirst().equals("ANALYZE"));
    }

    /** What was done. */
    static String tag(String text) {
        return Words.first(text, 1).getFirst();
    }

    /** A question that fails where a table that a statement names does not exist; empty where it names none. */
    static String question(String text) {
        int verb = text.toUpperCase(Locale.ROOT).indexOf(tag(text));
        String rest = text.substring(verb + tag(text).length()).strip();
        if (rest.startsWith("(")) {
            int end = rest.indexOf(')');
            if (end < 0) {
                throw SqlFailure.of("42601", "syntax error at end of input");
            }
            rest = rest.substring(end + 1).strip();
        }
        for (List<String> word = Words.first(rest, 1);
                !word.isEmpty() && OPTIONS.contains(word.getFirst()) && Character.isLetter(rest.charAt(0));
                word = Words.first(rest, 1)) {
            rest = rest.substring(word.getFirst().length()).strip();
        }
        return rest.isEmpty() ? "" : "SELECT 1 FROM " + rest;
    }
}
