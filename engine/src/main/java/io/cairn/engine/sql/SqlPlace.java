package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteWriter;
import java.util.Comparator;

/**
 * Where a mutation stands in the log. Mutations are ordered by it.
 *
 * @param height of its block
 * @param sequence of its entry
 * @param index within its bundle; 0 for one that stands alone
 */
public record SqlPlace(long height, long sequence, int index) implements Comparable<SqlPlace> {
    /** Of what no entry holds. */
    public static final SqlPlace NONE = new SqlPlace(0, 0, 0);

    private static final Comparator<SqlPlace> ORDER =
            Comparator.comparingLong(SqlPlace::sequence).thenComparingInt(SqlPlace::index);

    /** As an entry of the state that says no more. */
    byte[] toBytes() {
        return new ByteWriter(16)
                .u8(1)
                .varint(height)
                .varint(sequence)
                .varint(index)
                .toBytes();
    }

    @Override
    public int compareTo(SqlPlace other) {
        return ORDER.compare(this, other);
    }
}
