package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of one sequence that are set aside for one lane.
 *
 * @param height of the block that changed this last
 * @param ranges in the order in which they are used up
 */
record SetAside(long height, List<Range> ranges) {
    private static final int VERSION = 1;

    /** More are not kept: the oldest goes, and its values are never drawn. */
    private static final int RANGES_MAX = 8;

    /**
     * Values that nobody else draws.
     *
     * @param end the one behind the last
     */
    record Range(long next, long end) {
        /** Whether a draw leads from here to there. */
        boolean holds(long after, long increment) {
            return increment > 0 ? after > next && after <= end : after < next && after >= end;
        }

        boolean isBefore(long after, long increment) {
            return increment > 0 ? after > end : after < end;
        }
    }

    static SetAside none() {
        return new SetAside(0, List.of());
    }

    /** Without the ranges that a statement passed over. */
    SetAside without(int first) {
        return new SetAside(height, ranges.subList(Math.min(first, ranges.size()), ranges.size()));
    }

    /** With the first range used up to a value. */
    SetAside drawn(long next, long newHeight) {
        Range first = ranges.getFirst();
        List<Range> left = new ArrayList<>(ranges.subList(1, ranges.size()));
        if (next != first.end()) {
            left.addFirst(new Range(next, first.end()));
        }
        return new SetAside(newHeight, left);
    }

    SetAside and(Range more, long newHeight) {
        List<Range> all = new ArrayList<>(ranges);
        all.add(more);
        return new SetAside(newHeight, all.subList(Math.max(0, all.size() - RANGES_MAX), all.size()));
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter(32).u8(VERSION).varint(height).varint(ranges.size());
        ranges.forEach(range -> out.u64(range.next()).u64(range.end()));
        return out.toBytes();
    }

    static SetAside decode(byte[] stored) {
        ByteReader in = new ByteReader(stored);
        if (in.u8() != VERSION) {
            throw in.malformed(0, "values that are set aside have version " + VERSION);
        }
        long height = in.varint();
        int count = in.count(RANGES_MAX);
        List<Range> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ranges.add(new Range(in.u64(), in.u64()));
        }
        in.expectEnd();
        return new SetAside(height, ranges);
    }
}
