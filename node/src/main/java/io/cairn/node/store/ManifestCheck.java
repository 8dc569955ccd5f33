package io.cairn.node.store;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Reads RocksDB's list of its files before RocksDB does. A flipped bit that makes a record look like one of a reused log sends
 * RocksDB round for ever; and one in a length makes it take the rest of the list for a write that was cut off.
 *
 * <p>The format is RocksDB's log format: blocks of 32 KiB of records, each a masked CRC-32C (4 bytes) of what follows the length, a
 * length (2) and a type (1), little-endian, and the payload; github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format.
 */
final class ManifestCheck {
    private static final String NAME = "MANIFEST-";
    /** Far more than a name has: a longer one is none. */
    private static final int NAME_BYTES_MAX = 64;

    private static final int BLOCK_BYTES = 32 << 10;
    private static final int HEADER_BYTES = 7;
    private static final int LENGTH_AT = 4;
    private static final int TYPE_AT = 6;
    /** Full, first, middle and last; those of reused logs and of options of them come behind. */
    private static final int TYPE_MAX = 4;

    private static final int MASK = 0xa282ead8;

    private final Path manifest;
    private final boolean isLast;
    private final ByteBuffer block;

    private ManifestCheck(Path manifest, byte[] block, boolean isLast) {
        this.manifest = manifest;
        this.block = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        this.isLast = isLast;
    }

    /**
     * Checks the list that is in use, where there is one: what else is wrong with the files, RocksDB tells.
     *
     * @throws CairnException.Corrupt {@code store-corrupt} where a record is not what was written
     */
    static void require(Path folder) throws IOException {
        Path current = folder.resolve("CURRENT");
        if (!Files.isRegularFile(current)) {
            return;
        }
        String name = name(current);
        boolean isName = name.startsWith(NAME)
                && name.substring(NAME.length()).chars().allMatch(letter -> letter >= '0' && letter <= '9');
        if (!isName || !Files.isRegularFile(folder.resolve(name))) {
            return;
        }
        Path manifest = folder.resolve(name);
        try (InputStream file = Files.newInputStream(manifest)) {
            long start = 0;
            for (byte[] block = file.readNBytes(BLOCK_BYTES); block.length > 0; block = file.readNBytes(BLOCK_BYTES)) {
                new ManifestCheck(manifest, block, block.length < BLOCK_BYTES).run(start);
                start += block.length;
            }
        }
    }

    private static String name(Path current) throws IOException {
        try (InputStream file = Files.newInputStream(current)) {
            return new String(file.readNBytes(NAME_BYTES_MAX), StandardCharsets.ISO_8859_1).strip();
        }
    }

    private void run(long start) {
        int at = 0;
        while (at + HEADER_BYTES <= block.capacity() && !isPadding(at)) {
            int end = at + HEADER_BYTES + length(at);
            boolean isCut = end > block.capacity() && isLast && !isRecordBehind(at);
            if (isCut) {
                // As a loss of power leaves it; RocksDB goes on with what is before it.
                return;
            }
            if (!isRecord(at)) {
                throw new CairnException.Corrupt(
                        "store-corrupt",
                        manifest.toString(),
                        manifest + " is damaged: the record at byte " + (start + at) + " is not what was written");
            }
            at = end;
        }
    }

    private int length(int at) {
        return Short.toUnsignedInt(block.getShort(at + LENGTH_AT));
    }

    private boolean isPadding(int at) {
        return block.getInt(at) == 0 && length(at) == 0 && block.get(at + TYPE_AT) == 0;
    }

    private boolean isRecordBehind(int at) {
        for (int next = at + 1; next + HEADER_BYTES <= block.capacity(); next++) {
            if (isRecord(next)) {
                return true;
            }
        }
        return false;
    }

    private boolean isRecord(int at) {
        int type = block.get(at + TYPE_AT);
        int length = length(at);
        if (type < 1 || type > TYPE_MAX || at + HEADER_BYTES + length > block.capacity()) {
            return false;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(block.array(), at + TYPE_AT, 1 + length);
        return block.getInt(at) == Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }
}
