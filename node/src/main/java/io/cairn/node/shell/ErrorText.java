package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import io.cairn.node.gateway.FaultPlace;
import java.util.ArrayList;
import java.util.List;

/** Failures in words: the state, what was wrong, and where in the statement. */
public final class ErrorText {
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
        int at = failure.code().startsWith("sql-") ? FaultPlace.of(failure.getMessage(), statement) : -1;
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
}
