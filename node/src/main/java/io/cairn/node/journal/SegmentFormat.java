package io.cairn.node.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * The bytes of a segment file around the record frames: its name, its header and the marks before batches.
 *
 * <p>A mark stands before every batch that was written and made durable as one. A mark proves that all bytes
 * before it were durable when it was written, which tells a torn last batch (whose pages may have reached the
 * disk in any order) from damage to an earlier one.
 */
final class SegmentFormat {
    static final int HEADER_BYTES = 64;
    static final int MARK_BYTES = 17;
    static final int TAG_BYTES = 16;

    private static final int VERSION = 1;
    private static final int MARK_BODY_BYTES = 9;
    private static final byte[] MAGIC = "CAIRNJNL".getBytes(StandardCharsets.US_ASCII);
    private static final String NAME_START = "journal-";
    private static final String NAME_END = ".seg";
    private static final int NAME_LENGTH = NAME_START.length() + 16 + NAME_END.length();

    private SegmentFormat() {}

    static String fileName(long firstIndex) {
        return NAME_START + HexFormat.of().toHexDigits(firstIndex) + NAME_END;
    }

    /** The first index that a segment's name tells, or empty for another file. */
    static OptionalLong firstIndexOf(String fileName) {
        if (fileName.length() != NAME_LENGTH || !fileName.startsWith(NAME_START) || !fileName.endsWith(NAME_END)) {
            return OptionalLong.empty();
        }
        String digits = fileName.substring(NAME_START.length(), NAME_START.length() + 16);
        for (int i = 0; i < digits.length(); i++) {
            if ("0123456789abcdef".indexOf(digits.charAt(i)) < 0) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(HexFormat.fromHexDigitsToLong(digits));
    }

    /** Ties files to their database: the first half of SHA-256 of its id. */
    static byte[] databaseTag(String databaseId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(databaseId.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    static ByteBuffer header(long firstIndex, byte[] databaseTag) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.put(MAGIC).putInt(VERSION).putLong(firstIndex).put(databaseTag);
        header.putInt(HEADER_BYTES - Integer.BYTES, checksum(header.array(), 0, HEADER_BYTES - Integer.BYTES));
        return header.rewind();
    }

    /** What is wrong with a segment's header, or empty; {@code bytes} may be shorter where the file is. */
    static Optional<String> headerFault(byte[] bytes, int length, long firstIndex, byte[] databaseTag) {
        if (length < HEADER_BYTES) {
            return Optional.of("the file is shorter than its header");
        }
        if (Arrays.equals(
                bytes, 0, HEADER_BYTES, header(firstIndex, databaseTag).array(), 0, HEADER_BYTES)) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (header.getInt(HEADER_BYTES - Integer.BYTES) != checksum(bytes, 0, HEADER_BYTES - Integer.BYTES)
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.of("the header is damaged");
        }
        if (header.getInt(8) != VERSION) {
            return Optional.of("segments of version " + header.getInt(8) + " are not known to this version");
        }
        return Optional.of(
                header.getLong(12) == firstIndex
                        ? "the segment belongs to another database"
                        : "the header names first index " + header.getLong(12) + ", the file's name " + firstIndex);
    }

    static void writeMark(long firstIndex, ByteBuffer target) {
        int start = target.position();
        target.putInt(MARK_BODY_BYTES).putInt(0).put((byte) VERSION).putLong(firstIndex);
        target.putInt(start + 4, markChecksum(target.array(), target.arrayOffset() + start));
    }

    /** Whether a mark's length word is at the start of {@code source}. */
    static boolean looksLikeMark(ByteBuffer source) {
        return source.remaining() >= Integer.BYTES && source.getInt(source.position()) == MARK_BODY_BYTES;
    }

    /** The index of the first record behind the mark in {@code bytes}, or empty where there is no whole mark. */
    static OptionalLong readMark(byte[] bytes, int from, int length) {
        // Recovery asks this at every byte of a tail: most answers have to cost nothing.
        if (length < MARK_BYTES || bytes[from + 3] != MARK_BODY_BYTES || bytes[from] != 0) {
            return OptionalLong.empty();
        }
        ByteBuffer mark = ByteBuffer.wrap(bytes, from, MARK_BYTES).slice();
        boolean whole = mark.getInt(0) == MARK_BODY_BYTES
                && mark.getInt(4) == markChecksum(bytes, from)
                && mark.get(8) == VERSION
                && mark.getLong(9) >= 1;
        return whole ? OptionalLong.of(mark.getLong(9)) : OptionalLong.empty();
    }

    private static int markChecksum(byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, Integer.BYTES);
        crc.update(bytes, from + 8, MARK_BODY_BYTES);
        return (int) crc.getValue();
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
