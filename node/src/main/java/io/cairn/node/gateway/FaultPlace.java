package io.cairn.node.gateway;

import java.util.Locale;

/** Where in a statement that is to be blamed which a refusal names: by a number, or by a word of the statement. */
public final class FaultPlace {
    private static final String AT = "(at character ";
    private static final String MARK = "[*]";

    private FaultPlace() {}

    /** The character to blame, from 0; -1 where the words do not tell. */
    public static int of(String message, String statement) {
        int at = message.lastIndexOf(AT);
        if (at >= 0) {
            return told(message.substring(at + AT.length()), statement);
        }
        int mark = message.indexOf(MARK);
        if (mark >= 0) {
            return word(wordAt(message, mark + MARK.length()), statement);
        }
        int open = message.indexOf('"');
        int close = message.indexOf('"', open + 1);
        if (open < 0 || close < 0) {
            return -1;
        }
        String name = message.substring(open + 1, close);
        return word(name.substring(name.lastIndexOf('.') + 1), statement);
    }

    private static int told(String text, String statement) {
        int digits = 0;
        while (digits < text.length() && digits < 8 && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        int position = digits == 0 ? -1 : Integer.parseInt(text.substring(0, digits)) - 1;
        return position < statement.length() ? position : -1;
    }

    private static String wordAt(String text, int from) {
        int end = from;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return end > from ? text.substring(from, end) : text.substring(from, Math.min(text.length(), from + 1));
    }

    /** Where a word stands in a statement; its first place, which may be in a comment. */
    private static int word(String word, String statement) {
        if (word.isEmpty() || word.equals("\"")) {
            return -1;
        }
        String low = statement.toLowerCase(Locale.ROOT);
        String wanted = word.toLowerCase(Locale.ROOT);
        if (low.length() != statement.length()) {
            return -1;
        }
        for (int at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            boolean isWhole = !isWord(wanted.charAt(0))
                    || ((at == 0 || !isWord(low.charAt(at - 1))) && (end == low.length() || !isWord(low.charAt(end))));
            if (isWhole) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** The words without the number of the character, for who is given it otherwise. */
    static String without(String message) {
        int at = message.lastIndexOf(" " + AT);
        return at >= 0 && message.endsWith(")") ? message.substring(0, at) : message;
    }
}
