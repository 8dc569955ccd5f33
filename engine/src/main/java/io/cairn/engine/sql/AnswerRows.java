package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The rows of an answer, which is held in memory: refuses more and longer ones than it may have. */
final class AnswerRows {
    private final SqlLimits limits;
    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private long characters;

    AnswerRows(SqlLimits limits) {
        this.limits = limits;
    }

    /**
     * Adds a row, cell by cell.
     *
     * @throws CairnException.Refused {@code sql-54000} where the answer is too large with it
     */
    void add(int width, IntFunction<@Nullable String> cells) {
        requireRows(rows.size() + 1, limits);
        List<@Nullable String> row = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            String cell = cells.apply(i);
            characters += cell == null ? 0 : cell.length();
            if (characters > limits.resultCharactersMax()) {
                throw refused(limits.resultCharactersMax() + " characters");
            }
            row.add(cell);
        }
        rows.add(row);
    }

    List<List<@Nullable String>> rows() {
        return rows;
    }

    /** Refuses, with {@code sql-54000}, an answer of so many rows. */
    static void requireRows(int rows, SqlLimits limits) {
        if (rows > limits.resultRowsMax()) {
            throw refused(limits.resultRowsMax() + " rows");
        }
    }

    private static CairnException.Refused refused(String what) {
        return new CairnException.Refused("sql-54000", "statement", "the answer has more than " + what);
    }
}
