package io.cairn.node.shell;

import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table for people, in psql's forms: {@code +} behind a cell says that its text goes on in a new line, {@code .}
 * that the table broke it.
 */
final class TableText {
    private static final Set<SqlType> NUMBERS = EnumSet.of(
            SqlType.SMALLINT, SqlType.INTEGER, SqlType.BIGINT, SqlType.NUMERIC, SqlType.REAL, SqlType.DOUBLE);

    /** A column is broken to no less than this; a table that needs narrower ones is shown cell by cell. */
    private static final int WIDTH_MIN = 12;

    private final List<SqlColumn> columns;
    private final List<List<@Nullable String>> rows;
    private final int[] widths;
    private final Consumer<String> out;

    private TableText(SqlResult result, Consumer<String> out) {
        this.columns = result.columns();
        this.rows = result.rows();
        this.out = out;
        this.widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(name(i));
            for (List<@Nullable String> row : rows) {
                for (String line : CellText.lines(row.get(i))) {
                    widths[i] = Math.max(widths[i], DisplayWidth.of(line));
                }
            }
        }
    }

    /**
     * Prints a table.
     *
     * @param width of the terminal in columns; 0 for no limit
     */
    static void print(SqlResult result, Expanded expanded, int width, Consumer<String> out) {
        TableText table = new TableText(result, out);
        boolean cellByCell = switch (expanded) {
            case ON -> true;
            case OFF -> {
                table.fit(width, 1);
                yield false;
            }
            case AUTO -> !table.fit(width, WIDTH_MIN);
        };
        if (cellByCell && !result.columns().isEmpty()) {
            table.printCells(width);
        } else {
            table.printRows();
        }
    }

    /** The line below a table. */
    static String count(SqlResult result) {
        int rows = result.rows().size();
        return "(" + rows + (rows == 1 ? " row)" : " rows)");
    }

    /** Takes width from the widest columns until a line fits; whether it does. */
    private boolean fit(int width, int least) {
        int spare = width - Math.max(0, 3 * widths.length);
        int total = Arrays.stream(widths).sum();
        if (width == 0 || total <= spare) {
            return true;
        }
        int[] natural = widths.clone();
        while (total > spare) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= least) {
                System.arraycopy(natural, 0, widths, 0, widths.length);
                return false;
            }
            widths[widest]--;
            total--;
        }
        return true;
    }

    private void printRows() {
        List<List<Piece>> head = new ArrayList<>();
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            head.add(pieces(List.of(name(i)), widths[i]));
            rule.append(i == 0 ? "" : "+").repeat('-', widths[i] + 2);
        }
        printLines(head, true);
        out.accept(rule.toString());
        for (List<@Nullable String> row : rows) {
            List<List<Piece>> cells = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                cells.add(pieces(CellText.lines(row.get(i)), widths[i]));
            }
            printLines(cells, false);
        }
    }

    /** A line of a cell and how it goes on. */
    private record Piece(String text, char mark) {}

    private static List<Piece> pieces(List<String> lines, int width) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> wrapped = CellText.wrapped(lines.get(i), width);
            for (int k = 0; k < wrapped.size(); k++) {
                boolean isBroken = k + 1 < wrapped.size();
                pieces.add(new Piece(wrapped.get(k), isBroken ? '.' : i + 1 < lines.size() ? '+' : ' '));
            }
        }
        return pieces;
    }

    private void printLines(List<List<Piece>> cells, boolean isHead) {
        int height = cells.stream().mapToInt(List::size).max().orElse(1);
        for (int k = 0; k < height; k++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                Piece piece = k < cells.get(i).size() ? cells.get(i).get(k) : new Piece("", ' ');
                int spaces = Math.max(0, widths[i] - DisplayWidth.of(piece.text()));
                boolean isNumber = NUMBERS.contains(columns.get(i).type());
                int left = isHead ? spaces / 2 : isNumber ? spaces : 0;
                line.append(i == 0 ? " " : "| ")
                        .repeat(' ', left)
                        .append(piece.text())
                        .repeat(' ', spaces - left)
                        .append(piece.mark());
            }
            out.accept(line.toString().stripTrailing());
        }
    }

    private void printCells(int width) {
        int left = title(rows.size()).length();
        int cells = 0;
        for (int i = 0; i < widths.length; i++) {
            left = Math.max(left, DisplayWidth.of(name(i)) + 1);
            cells = Math.max(cells, widths[i]);
        }
        // Left and right of the cells stand a name, a rule with a blank, and the mark of a line that goes on.
        int space = width == 0 ? cells : Math.max(WIDTH_MIN, Math.min(cells, width - left - 3));
        for (int r = 0; r < rows.size(); r++) {
            String title = title(r + 1);
            out.accept(title + "-".repeat(left - title.length()) + "+" + "-".repeat(space + 1));
            for (int i = 0; i < widths.length; i++) {
                List<Piece> pieces = pieces(CellText.lines(rows.get(r).get(i)), space);
                for (int k = 0; k < pieces.size(); k++) {
                    printCell(k == 0 ? name(i) : "", left, pieces.get(k), space);
                }
            }
        }
    }

    private static String title(int row) {
        return "-[ row " + row + " ]";
    }

    private void printCell(String name, int left, Piece piece, int space) {
        String line = name + " ".repeat(left - DisplayWidth.of(name)) + "| " + piece.text();
        int spaces = piece.mark() == ' ' ? 0 : Math.max(0, space - DisplayWidth.of(piece.text()));
        out.accept((line + " ".repeat(spaces) + piece.mark()).stripTrailing());
    }

    private String name(int column) {
        return CellText.clean(columns.get(column).name());
    }
}
