package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement answers.
 *
 * @param columns of a question; empty for a change
 * @param rows cells as text in PostgreSQL's form, null for null
 * @param changed rows that a change changed; 0 for a question
 */
public record SqlResult(List<SqlColumn> columns, List<List<@Nullable String>> rows, long changed) {
    /** A result that can be told from every other: its columns' names and types, its rows in order, its count. */
    public Hash digest() {
        ByteWriter writer = new ByteWriter(256).u8(1).varint(columns.size());
        for (SqlColumn column : columns) {
            writer.prefixed(column.name().getBytes(StandardCharsets.UTF_8))
                    .u8(column.type().code());
        }
        writer.varint(rows.size());
        for (List<@Nullable String> row : rows) {
            for (String cell : row) {
                if (cell == null) {
                    writer.u8(0);
                } else {
                    writer.u8(1).prefixed(cell.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return Sha256.hash(writer.varint(changed).toBytes());
    }

    /** What {@link #digest} is to a result, for a refusal with this code. */
    public static Hash digestOfRefusal(String code) {
        return Sha256.hash(new ByteWriter(32)
                .u8(2)
                .prefixed(code.getBytes(StandardCharsets.UTF_8))
                .toBytes());
    }
}
