package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a table has, and how many it had when its indexes were sampled: an entry of the state.
 *
 * <p>Bytes: version, rows (varint), and, where they were sampled, rows then (varint).
 *
 * @param rows now
 * @param rowsSampled when its indexes were sampled last; 0 where they never were
 */
record TableCount(long rows, long rowsSampled) {
    /** A smaller table is planned by its size alone. */
    static final long ROWS_SAMPLED_MIN = 64;

    private static final int VERSION = 1;

    /** How many times more or fewer rows make statistics old. */
    private static final int FACTOR = 4;

    byte[] encode() {
        ByteWriter out = new ByteWriter(20).u8(VERSION).varint(rows);
        return (rowsSampled == 0 ? out : out.varint(rowsSampled)).toBytes();
    }

    static TableCount decode(byte @Nullable [] stored) {
        if (stored == null) {
            return new TableCount(0, 0);
        }
        ByteReader in = new ByteReader(stored);
        if (in.u8() != VERSION) {
            throw in.malformed(0, "a count of rows has version 1");
        }
        TableCount count = new TableCount(in.varint(), in.remaining() == 0 ? 0 : in.varint());
        in.expectEnd();
        if (count.rows < 0 || count.rowsSampled < 0) {
            throw in.malformed(1, "a table has no fewer than no rows");
        }
        return count;
    }

    TableCount plus(long change) {
        return new TableCount(rows + change, rowsSampled);
    }

    /** Whether its statistics are of a table that was much larger or smaller. */
    boolean isOutgrown() {
        return rowsSampled == 0
                ? rows >= ROWS_SAMPLED_MIN
                : rows >= FACTOR * rowsSampled || rows <= rowsSampled / FACTOR;
    }

    /** The same, sampled now. */
    TableCount sampled() {
        return new TableCount(rows, rows < ROWS_SAMPLED_MIN ? 0 : rows);
    }
}
