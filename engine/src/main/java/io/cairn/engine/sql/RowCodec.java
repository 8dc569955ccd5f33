package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.result.Row;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.Table;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueNull;

/** Stored rows: a version, the number of cells, the cells. */
final class RowCodec {
    private static final int VERSION = 1;

    private RowCodec() {}

    static byte[] encode(Row row) {
        ByteWriter out = new ByteWriter(128).u8(VERSION).varint(row.getColumnCount());
        for (int i = 0; i < row.getColumnCount(); i++) {
            CellCodec.write(out, row.getValue(i));
        }
        return out.toBytes();
    }

    /** A row as the table has it now: columns that came after it was written have their null. */
    static Row decode(byte[] stored, long rowId, Table table, CastDataProvider provider) {
        ByteReader in = new ByteReader(stored);
        if (in.u8() != VERSION) {
            throw in.malformed(0, "a row has version 1");
        }
        Column[] columns = table.getColumns();
        int count = in.count(columns.length);
        Value[] values = new Value[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = i < count ? CellCodec.read(in, columns[i].getType(), provider) : ValueNull.INSTANCE;
        }
        in.expectEnd();
        return Row.get(values, Row.MEMORY_CALCULATE, rowId);
    }
}
