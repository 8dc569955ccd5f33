package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sample told about an index: an entry of the state, so that every replica plans by the same.
 *
 * <p>Bytes: version, rows (varint); a count, and for each number of leading columns how many different values they have
 * (varint); a count, and sampled values of the first column in the form of index keys, cut, ascending (prefixed).
 *
 * @param rows of the table when the sample was taken
 * @param distinct different values of the first column, of the first two, and so on
 * @param samples beginnings of keys of the first column, ascending; as many rows lie between each two
 */
record IndexStatistics(long rows, List<Long> distinct, List<byte[]> samples) {
    /** How many leading columns are counted. */
    static final int COLUMNS_MAX = 4;

    /** How many values are kept. */
    static final int SAMPLES_MAX = 32;

    /** How long a kept value is. */
    static final int SAMPLE_BYTES_MAX = 24;

    private static final int VERSION = 1;

    /** Of a table that has grown at least so many times, what had few values is taken to have no more of them. */
    private static final int FEW = 10;

    byte[] encode() {
        ByteWriter out = new ByteWriter(64).u8(VERSION).varint(rows).varint(distinct.size());
        distinct.forEach(out::varint);
        out.varint(samples.size());
        samples.forEach(out::prefixed);
        return out.toBytes();
    }

    /** Reads stored bytes; {@code bytes-malformed} for what no sample leaves. */
    static IndexStatistics decode(byte[] stored) {
        ByteReader in = new ByteReader(stored);
        if (in.u8() != VERSION) {
            throw in.malformed(0, "statistics have version 1");
        }
        long rows = in.varint();
        List<Long> distinct = new ArrayList<>();
        for (int left = in.count(COLUMNS_MAX); left > 0; left--) {
            distinct.add(in.varint());
        }
        List<byte[]> samples = new ArrayList<>();
        for (int left = in.count(SAMPLES_MAX); left > 0; left--) {
            samples.add(in.prefixed(SAMPLE_BYTES_MAX));
        }
        in.expectEnd();
        if (rows < 1 || distinct.isEmpty() || distinct.stream().anyMatch(values -> values < 1)) {
            throw in.malformed(1, "statistics are of rows, which have values");
        }
        return new IndexStatistics(rows, distinct, samples);
    }

    /** How many rows have one value of leading columns, by how many rows there are now. */
    long rowsOfOneValue(int columns, long rowsNow) {
        long values = distinct.get(Math.min(columns, distinct.size()) - 1);
        boolean grows = values > rows / FEW;
        return Math.max(1, grows ? rows / values : rowsNow / values);
    }

    /**
     * How many rows of a hundred have a first column between two keys, at least one.
     *
     * @param low null where there is no lower bound
     * @param high null where there is no upper one
     */
    int percentBetween(byte @Nullable [] low, byte @Nullable [] high) {
        int within = 0;
        for (byte[] sample : samples) {
            boolean above = low == null || Arrays.compareUnsigned(sample, cut(low)) >= 0;
            boolean below = high == null || Arrays.compareUnsigned(sample, cut(high)) <= 0;
            within += above && below ? 1 : 0;
        }
        return Math.max(1, 100 * within / Math.max(1, samples.size()));
    }

    static byte[] cut(byte[] key) {
        return key.length <= SAMPLE_BYTES_MAX ? key : Arrays.copyOf(key, SAMPLE_BYTES_MAX);
    }
}
