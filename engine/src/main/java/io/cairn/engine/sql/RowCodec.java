package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.result.Row;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.Table;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueNull;
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

    /** Whether two stored rows differ in their heads at most. */
    static boolean sameCells(byte[] left, byte[] right) {
        ByteReader leftIn = new ByteReader(left);
        ByteReader rightIn = new ByteReader(right);
        RowHead.read(leftIn);
        RowHead.read(rightIn);
        return Arrays.equals(left, leftIn.position(), left.length, right, rightIn.position(), right.length);
    }

    /** A row as the table has it now: columns that came after it was written have their null. */
    static Row decode(byte[] stored, long rowId, Table table, CastDataProvider provider) {
        ByteReader in = new ByteReader(stored);
        if (RowHead.read(in).deleted()) {
            throw in.malformed(1, "a deleted row has no cells");
        }
        Column[] columns = table.getColumns();
        int count = in.count(columns.length);
        Value[] values = new Value[columns.length];
        Arrays.fill(values, count, values.length, ValueNull.INSTANCE);
        Row row = new StoredRow(values, in, stored, count, columns, provider);
        row.setKey(rowId);
        return row;
    }
}
