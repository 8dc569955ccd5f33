package io.cairn.engine.sql;

import io.cairn.engine.dialect.Statement;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Parameter;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueVarbinary;
import io.cairn.h2.value.ValueVarchar;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts in the rows of COPY: lines of PostgreSQL's text format, cells parted by tabs, {@code \N} for null, and {@code \\},
 * {@code \t}, {@code \n}, {@code \r}, {@code \b}, {@code \f}, {@code \v} for characters. A line {@code \.} ends them.
 */
final class Copying {
    private final String data;
    private int at;
    private long line;

    /** H2 looks at its clock after so many rows of any other statement. */
    private static final int ROWS_LOOKED_AFTER = 128;

    private Copying(String data) {
        this.data = data;
    }

    /** Puts the rows in and counts them. */
    static SqlResult run(SessionLocal session, Statement read, SqlStatement statement) {
        if (!(read instanceof Statement.Copy copy)) {
            throw new CairnException.Refused("sql-42601", "statement", "not a COPY");
        }
        if (statement.parameters().size() != 1 || !(statement.parameters().getFirst() instanceof Value.Text data)) {
            throw new CairnException.Refused("sql-08P01", "parameters", "COPY has one parameter: the text of its rows");
        }
        Prepared prepared = session.prepare(copy.insert().text());
        List<Parameter> parameters = prepared.getParameters();
        Copying rows = new Copying(data.value());
        long count = 0;
        for (List<@Nullable String> row = rows.next(); row != null; row = rows.next()) {
            rows.requireWidth(row, copy);
            for (int i = 0; i < parameters.size(); i++) {
                int place = copy.insert().parameters().get(i) - 1;
                parameters
                        .get(i)
                        .setValue(rows.cell(row.get(place), copy.types().get(place)));
            }
            if (rows.line % ROWS_LOOKED_AFTER == 0) {
                prepared.checkCanceled();
            }
            count += prepared.update();
        }
        return new SqlResult(List.of(), List.of(), count);
    }

    private void requireWidth(List<@Nullable String> row, Statement.Copy copy) {
        if (row.size() > copy.columns().size()) {
            throw malformed("extra data after last expected column");
        }
        if (row.size() < copy.columns().size()) {
            throw malformed("missing data for column \"" + copy.columns().get(row.size()) + "\"");
        }
    }

    private io.cairn.h2.value.Value cell(@Nullable String text, String type) {
        if (text == null) {
            return ValueNull.INSTANCE;
        }
        if (!type.startsWith("BINARY") || !text.startsWith("\\x")) {
            return ValueVarchar.get(text);
        }
        try {
            return ValueVarbinary.get(HexFormat.of().parseHex(text, 2, text.length()));
        } catch (IllegalArgumentException odd) {
            throw malformed("invalid hexadecimal digits");
        }
    }

    /** The cells of the next line, or null behind the last. */
    private @Nullable List<@Nullable String> next() {
        if (at >= data.length()) {
            return null;
        }
        line++;
        int end = data.indexOf('\n', at);
        int stop = end < 0 ? data.length() : end;
        String text = data.substring(at, stop);
        at = stop + 1;
        if (text.equals("\\.")) {
            at = data.length();
            return null;
        }
        List<@Nullable String> cells = new ArrayList<>();
        int start = 0;
        for (int tab = tab(text, 0); tab < text.length(); tab = tab(text, start)) {
            cells.add(decoded(text.substring(start, tab)));
            start = tab + 1;
        }
        cells.add(decoded(text.substring(start)));
        return cells;
    }

    /** The next tab that parts cells, or the end of the line. */
    private static int tab(String text, int from) {
        int found = from;
        while (found < text.length() && text.charAt(found) != '\t') {
            found += text.charAt(found) == '\\' ? 2 : 1;
        }
        return Math.min(found, text.length());
    }

    private @Nullable String decoded(String cell) {
        if (cell.equals("\\N")) {
            return null;
        }
        if (cell.indexOf('\\') < 0) {
            return cell;
        }
        StringBuilder out = new StringBuilder(cell.length());
        int next = 0;
        while (next < cell.length()) {
            char c = cell.charAt(next++);
            if (c == '\\') {
                if (next == cell.length()) {
                    throw malformed("a backslash at the end of a cell");
                }
                c = escaped(cell.charAt(next++));
            }
            out.append(c);
        }
        return out.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000B';
            case '0', '1', '2', '3', '4', '5', '6', '7', 'x' -> throw malformed("escapes of bytes are not taken");
            default -> c;
        };
    }

    private CairnException malformed(String why) {
        return new CairnException.Refused("sql-22P04", "parameters/0", "line " + line + ": " + why);
    }
}
