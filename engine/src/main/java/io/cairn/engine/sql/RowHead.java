package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;

/**
 * What a stored version of a row says of itself.
 *
 * @param place the mutation that made it
 * @param earlier whether the row had another version before, or was deleted before
 * @param siblings whether the state keeps versions that other mutations of the same block made before
 * @param defined whether it came with a definition of its table, such as a change of a column that writes rows anew
 * @param deleted whether it is the end of the row; then there are no cells
 */
record RowHead(SqlPlace place, boolean earlier, boolean siblings, boolean defined, boolean deleted) {
    private static final int VERSION = 2;
    private static final int EARLIER = 1;
    private static final int SIBLINGS = 2;
    private static final int DEFINED = 4;
    private static final int DELETED = 8;
    private static final int FLAGS = EARLIER | SIBLINGS | DEFINED | DELETED;

    /** The head of the first version. */
    static RowHead first(SqlPlace place, boolean defined) {
        return new RowHead(place, false, false, defined, false);
    }

    RowHead asDeleted(boolean isDeleted) {
        return new RowHead(place, earlier, siblings, defined, isDeleted);
    }

    void write(ByteWriter out) {
        int flags =
                (earlier ? EARLIER : 0) | (siblings ? SIBLINGS : 0) | (defined ? DEFINED : 0) | (deleted ? DELETED : 0);
        out.u8(VERSION)
                .u8(flags)
                .varint(place.height())
                .varint(place.sequence())
                .varint(place.index());
    }

    /** Reads the head and stands behind it; {@code bytes-malformed} where there is none. */
    static RowHead read(ByteReader in) {
        if (in.u8() != VERSION) {
            throw in.malformed(0, "a row has version " + VERSION);
        }
        int flags = in.u8();
        if ((flags & ~FLAGS) != 0) {
            throw in.malformed(1, "no version of a row has the flags " + flags);
        }
        SqlPlace place = new SqlPlace(in.varint(), in.varint(), in.count(Integer.MAX_VALUE));
        return new RowHead(
                place, (flags & EARLIER) != 0, (flags & SIBLINGS) != 0, (flags & DEFINED) != 0, (flags & DELETED) != 0);
    }

    static RowHead of(byte[] stored) {
        return read(new ByteReader(stored));
    }
}
