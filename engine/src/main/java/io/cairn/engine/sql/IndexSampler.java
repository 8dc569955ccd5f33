package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.result.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes statistics of indexes from a sample of rows, evenly over the row ids. How many rows share the value of a sampled
 * row is counted in the index; the number of different values is the number of rows times the mean of one over that
 * (Good's estimator of the number of classes). What has few values is counted by stepping from one to the next.
 */
final class IndexSampler {
    private static final int ROWS = 64;
    private static final int ALIKE_MAX = 32;
    private static final int STEPS_MAX = 1_024;

    /** One, in the parts of which means are made: whole numbers, which every machine divides alike. */
    private static final long ONE = 10_000;

    private final TreeTable table;
    private final MapView state;
    private final CastDataProvider provider;

    IndexSampler(TreeTable table, CastDataProvider provider) {
        this.table = table;
        this.state = table.binding().state();
        this.provider = provider;
    }

    /** Statistics of each index, in the order given; empty where there are no rows. */
    List<IndexStatistics> statistics(List<FieldIndex> indexes, long rows) {
        List<Row> sample = sample();
        List<IndexStatistics> found = new ArrayList<>();
        for (FieldIndex index : sample.isEmpty() ? List.<FieldIndex>of() : indexes) {
            List<Long> distinct = new ArrayList<>();
            int columns = Math.min(index.getIndexColumns().length, IndexStatistics.COLUMNS_MAX);
            for (int i = 1; i <= columns; i++) {
                distinct.add(distinct(index, i, sample, rows));
            }
            found.add(new IndexStatistics(rows, distinct, samples(index, sample)));
        }
        return found;
    }

    private List<Row> sample() {
        byte[] from = Keys.sqlRows(table.getId());
        byte[] to = Keys.after(from);
        MapView.Cursor last = state.seek(to);
        MapView.Cursor first = state.seek(from);
        List<Row> sample = new ArrayList<>();
        if (!first.next() || !last.previous() || Arrays.compareUnsigned(first.key(), to) >= 0) {
            return sample;
        }
        long low = Keys.sqlRowId(first.key());
        long high = Keys.sqlRowId(last.key());
        long step = Math.max(1, Long.divideUnsigned(high - low, ROWS));
        long wanted = low;
        for (int i = 0; i < ROWS; i++) {
            MapView.Cursor cursor = state.seek(Keys.sqlRow(table.getId(), wanted));
            if (!cursor.next() || Arrays.compareUnsigned(cursor.key(), to) >= 0) {
                break;
            }
            long rowId = Keys.sqlRowId(cursor.key());
            sample.add(RowCodec.decode(cursor.value(), rowId, table, provider));
            wanted = Math.max(wanted + step, rowId + 1);
            if (wanted < low || rowId == high) {
                break;
            }
        }
        return sample;
    }

    private long distinct(FieldIndex index, int columns, List<Row> sample, long rows) {
        if (columns >= index.getUniqueColumnCount() && index.getUniqueColumnCount() > 0) {
            return rows;
        }
        long parts = 0;
        boolean manyAlike = true;
        for (Row row : sample) {
            int alike = alike(index.fields(row, columns));
            manyAlike &= alike == ALIKE_MAX;
            parts += ONE / alike;
        }
        long estimate = Math.max(1, rows * parts / (sample.size() * ONE));
        return manyAlike ? Math.min(estimate, stepped(index, columns, estimate)) : estimate;
    }

    /** How many entries begin so, 1 to {@value #ALIKE_MAX}. */
    private int alike(byte[] fields) {
        MapView.Cursor cursor = state.seek(fields);
        int alike = 0;
        while (alike < ALIKE_MAX && cursor.next() && startsWith(cursor.key(), fields)) {
            alike++;
        }
        return Math.max(1, alike);
    }

    /** Counts the values of an index that has few; {@code otherwise} where there are too many. */
    private long stepped(FieldIndex index, int columns, long otherwise) {
        byte[] prefix = Keys.sqlIndex(table.getId(), index.getId());
        byte[] next = Arrays.copyOf(prefix, prefix.length + 1);
        for (int values = 0; values < STEPS_MAX; values++) {
            MapView.Cursor cursor = state.seek(next);
            if (!cursor.next() || !startsWith(cursor.key(), prefix)) {
                return Math.max(1, values);
            }
            byte[] key = cursor.key();
            long rowId = new ByteReader(key, key.length - Long.BYTES, key.length).u64() ^ Long.MIN_VALUE;
            byte[] stored = state.get(Keys.sqlRow(table.getId(), rowId));
            if (stored == null) {
                return otherwise;
            }
            next = Keys.after(index.fields(RowCodec.decode(stored, rowId, table, provider), columns));
        }
        return otherwise;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** Every other sampled value, so that the record stays small. */
    private static List<byte[]> samples(FieldIndex index, List<Row> sample) {
        List<byte[]> values = new ArrayList<>();
        for (Row row : sample) {
            values.add(IndexStatistics.cut(index.leading(row)));
        }
        values.sort(Arrays::compareUnsigned);
        List<byte[]> kept = new ArrayList<>();
        int step = Math.max(1, (values.size() + IndexStatistics.SAMPLES_MAX - 1) / IndexStatistics.SAMPLES_MAX);
        for (int i = 0; i < values.size(); i += step) {
            kept.add(values.get(i));
        }
        return kept;
    }
}
