package io.cairn.engine.dialect;

/** Tests of characters that mean the same on every machine. */
public final class Ascii {
    private Ascii() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(int c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** PostgreSQL counts everything beyond ASCII as a letter. */
    static boolean startsWord(int c) {
        int lower = c | 0x20;
        return (lower >= 'a' && lower <= 'z') || c == '_' || c >= 0x80;
    }

    public static boolean continuesWord(int c) {
        return startsWord(c) || isDigit(c) || c == '$';
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** Where the first word begins: behind blanks. */
    static int firstWordStart(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) <= ' ') {
            start++;
        }
        return start;
    }

    /** Where it ends: its letters are those of {@link #startsWord}, and there may be none. */
    static int firstWordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && startsWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Whether a word in lower case stands at a place, in any case of letters; there is room for it. */
    static boolean standsAt(String text, int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = text.charAt(start + i);
            if (word.charAt(i) != (isUpper(c) ? (char) (c + 32) : c)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text begins, behind blanks, with letters. */
    static boolean beginsWithWord(String text) {
        int start = firstWordStart(text);
        return start < text.length() && startsWord(text.charAt(start));
    }

    /** The text with A to Z in lower case and all else as it is. */
    public static String lower(String text) {
        int first = 0;
        while (first < text.length() && !isUpper(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder lower = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(isUpper(c) ? (char) (c + 32) : c);
        }
        return lower.toString();
    }

    /** The text within quotes, those in it doubled. */
    static String quoted(String text, char quote) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted.append(c);
            if (c == quote) {
                quoted.append(c);
            }
        }
        return quoted.append(quote).toString();
    }

    /** The text with A to Z in place of a to z. */
    public static String upper(String text) {
        StringBuilder upper = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            upper.append(c >= 'a' && c <= 'z' ? (char) (c - 0x20) : c);
        }
        return upper.toString();
    }
}
