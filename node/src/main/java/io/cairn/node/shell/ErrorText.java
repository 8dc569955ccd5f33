package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Failures in words: the state, what was wrong, and where in the statement. */
public final class ErrorText {
    private static final String AT = "(at character ";
    private static final String MARK = "[*]";
    private static final int LINE_MAX = 70;

    private ErrorText() {}

    /** All lines. */
    static List<String> lines(CairnException failure, String statement) {
        String code = failure.code();
        String state = code.startsWith("sql-") ? code.substring("sql-".length()) : code;
        List<String> lines = new ArrayList<>();
        lines.add("ERROR " + state + ": " + CellText.clean(failure.getMessage()));
        lines.addAll(place(failure, statement));
        return lines;
    }

    /** The line of the statement that is to blame, and a mark below the character; empty where it is not known. */
    public static List<String> place(CairnException failure, String statement) {
        int at = failure.code().startsWith("sql-") ? position(failure.getMessage(), statement) : -1;
        if (at < 0) {
            return List.of();
        }
        int start = statement.lastIndexOf('\n', at - 1) + 1;
        int end = statement.indexOf('\n', at);
        String line = statement.substring(start, end < 0 ? statement.length() : end);
        int column = at - start;
        int from = Math.max(0, Math.min(column - LINE_MAX / 2, line.length() - LINE_MAX));
        int to = Math.min(line.length(), from + LINE_MAX);
        int number = 1
                + (int) statement
                        .substring(0, start)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        String head = "LINE " + number + ": " + (from > 0 ? "..." : "");
        String before = CellText.clean(line.substring(from, column));
        String shown = before + CellText.clean(line.substring(column, to)) + (to < line.length() ? "..." : "");
        return List.of(head + shown, " ".repeat(head.length() + DisplayWidth.of(before)) + "^");
    }

    /** The character to blame, from 0; -1 where the words do not tell. */
    private static int position(String message, String statement) {
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
}
