package io.cairn.node.table;

import io.cairn.engine.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file: a document, or why it is none.
 *
 * @param line the line on which it begins, from 1
 * @param document null where there is a problem
 * @param problem what is wrong with the row, in words; null where it is well
 */
public record Row(
        long line,
        Value.@Nullable Document document,
        @Nullable String problem) {
    static Row of(long line, Value.Document document) {
        return new Row(line, document, null);
    }

    static Row bad(long line, String problem) {
        return new Row(line, null, problem);
    }
}
