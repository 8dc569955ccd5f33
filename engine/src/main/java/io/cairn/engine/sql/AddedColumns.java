package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueNull;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What rows have in columns that their table was given after they were written: for each such column the default of that
 * moment, which stays whatever default the column has later. No value is kept for NULL.
 */
final class AddedColumns {
    private static final byte[] NULL = {0};

    private final Map<Integer, TreeMap<Integer, byte[]>> cells = new TreeMap<>();

    /** Keeps what rows of a table have in a column, which is named by its place. */
    void add(int table, int column, Value value) {
        if (value.getValueType() != Value.NULL) {
            ByteWriter cell = new ByteWriter(16);
            CellCodec.write(cell, value);
            cells.computeIfAbsent(table, _ -> new TreeMap<>()).put(column, cell.toBytes());
        }
    }

    /** Forgets a table that is no more. */
    void forget(int table) {
        cells.remove(table);
    }

    /** Whether rows of a table have anything but NULL in a column that came after them. */
    boolean has(int table) {
        return cells.containsKey(table);
    }

    /** What rows that are older than a column have in it, as {@link CellCodec} writes it. */
    byte[] cell(int table, int column) {
        TreeMap<Integer, byte[]> ofTable = cells.get(table);
        byte @Nullable [] cell = ofTable == null ? null : ofTable.get(column);
        return cell == null ? NULL : cell;
    }

    /** What rows that are older than a column have in it. */
    Value value(int table, int column, TypeInfo type, CastDataProvider provider) {
        byte[] cell = cell(table, column);
        if (cell.length == 1 && cell[0] == 0) {
            return ValueNull.INSTANCE;
        }
        ByteReader in = new ByteReader(cell);
        Value value = CellCodec.read(in, type, provider);
        in.expectEnd();
        return value;
    }

    /** Writes what is kept of a table. */
    void write(ByteWriter out, int table) {
        TreeMap<Integer, byte[]> ofTable = cells.getOrDefault(table, new TreeMap<>());
        out.varint(ofTable.size());
        ofTable.forEach((column, cell) -> out.varint(column).prefixed(cell));
    }

    /** Reads what {@link #write} wrote; {@code bytes-malformed} where columns are not in order. */
    void read(ByteReader in, int table) {
        TreeMap<Integer, byte[]> ofTable = new TreeMap<>();
        int count = in.count(in.remaining());
        for (int i = 0; i < count; i++) {
            int column = in.count(Integer.MAX_VALUE);
            if (!ofTable.isEmpty() && column <= ofTable.lastKey()) {
                throw in.malformed(in.position(), "added columns that are not in order");
            }
            ofTable.put(column, in.prefixed(in.remaining()));
        }
        if (count > 0) {
            cells.put(table, ofTable);
        }
    }
}
