package io.cairn.node.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the head file says about the journal, in one slot of 4 KiB.
 *
 * @param sequence counts the writes; the higher of two valid slots holds
 * @param firstIndex the first record of the journal
 * @param end where the data ended when this was written; everything up to there was durable
 * @param head what was acknowledged; index 0 for nothing
 */
record HeadSlot(long sequence, long firstIndex, Position end, Head head) {
    static final int BYTES = 4096;

    private static final int VERSION = 1;
    private static final int CHECKSUM_AT = BYTES - Integer.BYTES;
    private static final byte[] MAGIC = "CAIRNHED".getBytes(StandardCharsets.US_ASCII);
    private static final Head NOTHING = new Head(0, new byte[0]);

    /** The slot of a journal that has no record yet and begins with {@code firstIndex}. */
    static HeadSlot beginning(long firstIndex) {
        Position end = new Position(firstIndex - 1, firstIndex, SegmentFormat.HEADER_BYTES);
        return new HeadSlot(1, firstIndex, end, NOTHING);
    }

    /** The slot to write next. */
    HeadSlot next(Position newEnd, Head newHead) {
        return new HeadSlot(sequence + 1, firstIndex, newEnd, newHead);
    }

    ByteBuffer encode(byte[] databaseTag) {
        ByteBuffer slot = ByteBuffer.allocate(BYTES);
        slot.put(MAGIC).putInt(VERSION).put(databaseTag);
        slot.putLong(sequence).putLong(firstIndex);
        slot.putLong(end.lastIndex()).putLong(end.segmentFirst()).putLong(end.dataEnd());
        slot.putLong(head.index()).putInt(head.note().length).put(head.note());
        slot.putInt(CHECKSUM_AT, SegmentFormat.checksum(slot.array(), 0, CHECKSUM_AT));
        return slot.rewind();
    }

    /** Decodes a slot of this database; empty for anything else. */
    static Optional<HeadSlot> decode(byte[] file, int from, byte[] databaseTag) {
        ByteBuffer slot = ByteBuffer.wrap(file, from, BYTES).slice();
        boolean sound = slot.getInt(CHECKSUM_AT) == SegmentFormat.checksum(file, from, CHECKSUM_AT)
                && Arrays.equals(file, from, from + MAGIC.length, MAGIC, 0, MAGIC.length)
                && slot.getInt(MAGIC.length) == VERSION
                && Arrays.equals(databaseTag, databaseTagOf(file, from));
        if (!sound) {
            return Optional.empty();
        }
        slot.position(MAGIC.length + Integer.BYTES + SegmentFormat.TAG_BYTES);
        long sequence = slot.getLong();
        long firstIndex = slot.getLong();
        Position end = new Position(slot.getLong(), slot.getLong(), slot.getLong());
        long headIndex = slot.getLong();
        int noteLength = slot.getInt();
        if (noteLength < 0 || noteLength > Head.NOTE_BYTES_MAX) {
            return Optional.empty();
        }
        byte[] note = new byte[noteLength];
        slot.get(note);
        return Optional.of(new HeadSlot(sequence, firstIndex, end, new Head(headIndex, note)));
    }

    /** Decodes a slot of whatever database. */
    static Optional<HeadSlot> decodeAny(byte[] file, int from) {
        return decode(file, from, databaseTagOf(file, from));
    }

    /** The database tag that a slot names, valid or not. */
    static byte[] databaseTagOf(byte[] file, int from) {
        int at = from + MAGIC.length + Integer.BYTES;
        return Arrays.copyOfRange(file, at, at + SegmentFormat.TAG_BYTES);
    }
}
