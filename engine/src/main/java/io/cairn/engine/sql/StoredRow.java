package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.result.DefaultRow;
import io.cairn.h2.table.Column;
import io.cairn.h2.value.Value;

/** A stored row whose cells are made when they are asked for: most statements want a few columns of many. */
final class StoredRow extends DefaultRow {
    private static final int BYTES_BESIDE = 64;

    private final byte[] stored;
    private final int[] offsets;
    private final Column[] columns;
    private final CastDataProvider provider;

    /** How many cells were passed over: their beginnings are known, and where the next begins. */
    private int passed;

    private int position;

    /**
     * A row.
     *
     * @param values null for each cell that is stored
     * @param cells where the stored ones begin
     * @param count how many are stored
     */
    StoredRow(Value[] values, ByteReader cells, byte[] stored, int count, Column[] columns, CastDataProvider provider) {
        super(values, BYTES_BESIDE + stored.length);
        this.stored = stored;
        this.position = cells.position();
        this.offsets = new int[count];
        this.columns = columns;
        this.provider = provider;
    }

    @Override
    @SuppressWarnings("NullAway") // what is null was not made yet
    public Value getValue(int column) {
        if (column < 0) {
            return super.getValue(column);
        }
        Value value = data[column];
        if (value == null) {
            value = make(column);
            data[column] = value;
        }
        return value;
    }

    private Value make(int column) {
        if (column > passed) {
            ByteReader in = new ByteReader(stored, position, stored.length);
            while (passed < column) {
                offsets[passed++] = in.position();
                CellCodec.skip(in);
            }
            position = in.position();
        }
        boolean isNext = column == passed;
        ByteReader in = new ByteReader(stored, isNext ? position : offsets[column], stored.length);
        Value value = CellCodec.read(in, columns[column].getType(), provider);
        if (isNext) {
            offsets[passed++] = position;
            position = in.position();
            if (passed == offsets.length) {
                in.expectEnd();
            }
        }
        return value;
    }

    @Override
    public Value[] getValueList() {
        for (int i = 0; i < data.length; i++) {
            getValue(i);
        }
        return super.getValueList();
    }

    @Override
    public String toString() {
        getValueList();
        return super.toString();
    }
}
