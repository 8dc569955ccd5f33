package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.result.Row;
import io.cairn.h2.table.Column;
import io.cairn.h2.value.Value;
import java.util.Arrays;

/** Stored rows: a head, then the number of cells and the cells, unless the head says that the row is deleted. */
final class RowCodec {
    private RowCodec() {}

    static byte[] encode(RowHead head, Row row) {
        ByteWriter out = new ByteWriter(128);
        head.write(out);
        out.varint(row.getColumnCount());
        for (int i = 0; i < row.getColumnCount(); i++) {
            CellCodec.write(out, row.getValue(i));
        }
        return out.toBytes();
    }

    /** Whether a table has the same cells in two stored rows, whatever their heads are and whenever they were written. */
    static boolean sameCells(byte[] left, byte[] right, TreeTable table) {
        return Arrays.equals(cells(left, table), cells(right, table));
    }

    private static byte[] cells(byte[] stored, TreeTable table) {
        ByteReader in = new ByteReader(stored);
        RowHead.read(in);
        int width = table.getColumns().length;
        int count = in.count(width);
        ByteWriter out = new ByteWriter(stored.length);
        out.bytes(stored, in.position(), in.remaining());
        for (int i = count; i < width; i++) {
            out.bytes(table.binding().addedColumns().cell(table.getId(), i));
        }
        return out.toBytes();
    }

    /** A row as the table has it now: what came after it was written is as {@link AddedColumns} has it. */
    static Row decode(byte[] stored, long rowId, TreeTable table, CastDataProvider provider) {
        ByteReader in = new ByteReader(stored);
        if (RowHead.read(in).deleted()) {
            throw in.malformed(1, "a deleted row has no cells");
        }
        Column[] columns = table.getColumns();
        int count = in.count(columns.length);
        Value[] values = new Value[columns.length];
        if (count < columns.length) {
            System.arraycopy(table.olderThanColumns(provider), count, values, count, columns.length - count);
        }
        Row row = new StoredRow(values, in, stored, count, columns, provider);
        row.setKey(rowId);
        return row;
    }
}
