package io.cairn.node.shell;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows for other programs: CSV and JSON, line by line. */
final class RowText {
    private RowText() {}

    static void csv(SqlResult result, Consumer<String> out) {
        List<@Nullable String> names = new ArrayList<>();
        result.columns().forEach(column -> names.add(column.name()));
        out.accept(csvLine(names));
        result.rows().forEach(row -> out.accept(csvLine(row)));
    }

    private static String csvLine(List<@Nullable String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(i == 0 ? "" : ",").append(cell == null ? "" : csvCell(cell));
        }
        return line.toString();
    }

    private static String csvCell(String cell) {
        boolean isPlain = !cell.isEmpty();
        for (int i = 0; i < cell.length() && isPlain; i++) {
            isPlain = ",\"\r\n".indexOf(cell.charAt(i)) < 0;
        }
        return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** An array of objects; of columns with one name all but the first get a number. */
    static void json(SqlResult result, Consumer<String> out) {
        List<String> keys = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (SqlColumn column : result.columns()) {
            String name = column.name();
            for (int copy = 2; !taken.add(name); copy++) {
                name = column.name() + "_" + copy;
            }
            keys.add(Json.print(Value.of(name)));
        }
        int rows = result.rows().size();
        if (rows == 0) {
            out.accept("[]");
        }
        for (int r = 0; r < rows; r++) {
            StringBuilder line = new StringBuilder(r == 0 ? "[{" : " {");
            for (int i = 0; i < keys.size(); i++) {
                line.append(i == 0 ? "" : ",").append(keys.get(i)).append(':');
                line.append(jsonCell(
                        result.columns().get(i).type(), result.rows().get(r).get(i)));
            }
            out.accept(line.append(r + 1 == rows ? "}]" : "},").toString());
        }
    }

    private static String jsonCell(SqlType type, @Nullable String cell) {
        if (cell == null) {
            return "null";
        }
        return switch (type) {
            case BOOLEAN -> cell.equals("t") ? "true" : "false";
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> number(cell);
            case JSON -> cell;
            case CHAR,
                    VARCHAR,
                    BYTES,
                    DATE,
                    TIME,
                    TIME_WITH_ZONE,
                    TIMESTAMP,
                    TIMESTAMP_WITH_ZONE,
                    INTERVAL,
                    UUID,
                    ARRAY,
                    ROW,
                    NULL -> Json.print(Value.of(cell));
        };
    }

    /** JSON has no infinities. */
    private static String number(String cell) {
        boolean isFinite = Character.isDigit(cell.charAt(cell.length() - 1));
        return isFinite ? cell : Json.print(Value.of(cell));
    }
}
