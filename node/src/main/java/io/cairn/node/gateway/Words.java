package io.cairn.node.gateway;

import io.cairn.engine.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words that a statement begins with. */
final class Words {
    private Words() {}

    /**
     * The words that say what a statement does: the first three, in capitals; behind WITH the one of the change that
     * follows it.
     */
    static List<String> telling(String text) {
        List<String> first = first(text, 3);
        boolean isWith = !first.isEmpty() && first.getFirst().equals("WITH");
        String change = isWith ? Dialect.change(text) : "";
        return change.isEmpty() ? first : List.of(change.toUpperCase(Locale.ROOT));
    }

    /** At most {@code count} words in capitals, up to the first that is none; comments are no words. */
    static List<String> first(String text, int count) {
        List<String> words = new ArrayList<>(count);
        int at = 0;
        while (words.size() < count) {
            at = start(text, at);
            int end = at;
            while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
            if (end == at) {
                break;
            }
            words.add(text.substring(at, end).toUpperCase(Locale.ROOT));
            at = end;
        }
        return words;
    }

    /** The first character from {@code from} on that is neither space, bracket nor in a comment. */
    private static int start(String text, int from) {
        int at = from;
        while (at < text.length()) {
            if (text.startsWith("--", at)) {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line;
            } else if (text.startsWith("/*", at)) {
                at = endOfComment(text, at);
            } else if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '(') {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private static int endOfComment(String text, int from) {
        int depth = 0;
        int at = from;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
        return at;
    }
}
