package io.cairn.engine.log;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import io.cairn.engine.model.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that must be remembered of a log to append to it: its size and the roots of its largest complete subtrees, one
 * for each one bit of the size. Immutable; appending shares what did not change.
 */
public final class CompactRange {
    /** The log without leaves. */
    public static final CompactRange EMPTY = new CompactRange(0, null);

    /** The root of one complete subtree and those left of it, which are larger. */
    private record Peak(Hash hash, @Nullable Peak left) {}

    private final long size;
    private final @Nullable Peak smallest;

    private CompactRange(long size, @Nullable Peak smallest) {
        this.size = size;
        this.smallest = smallest;
    }

    /** The range of the first {@code size} leaves of a stored log. */
    public static CompactRange of(HashSource source, long size) {
        Check.argument(size >= 0, "size", "a log has no negative size, got " + size);
        Peak peak = null;
        long from = 0;
        for (long bits = size; bits != 0; bits ^= Long.highestOneBit(bits)) {
            long width = Long.highestOneBit(bits);
            peak = new Peak(MerkleLog.rangeRoot(source, from, from + width), peak);
            from += width;
        }
        return new CompactRange(size, peak);
    }

    /** How many leaves the log has. */
    public long size() {
        return size;
    }

    /** The range with one leaf more. */
    public CompactRange append(Hash leafHash) {
        return append(leafHash, (_, _, _) -> {});
    }

    /** As above; {@code completed} gets the leaf and every subtree that it completes, from the leaf up. */
    public CompactRange append(Hash leafHash, HashSink completed) {
        Check.argument(size < Long.MAX_VALUE, "size", "the log is full");
        Hash hash = leafHash;
        Peak peak = smallest;
        completed.node(0, size, hash);
        int level = 0;
        for (; (size >>> level & 1) != 0 && peak != null; level++) {
            hash = MerkleLog.nodeHash(peak.hash(), hash);
            peak = peak.left();
            completed.node(level + 1, size >>> (level + 1), hash);
        }
        return new CompactRange(size + 1, new Peak(hash, peak));
    }

    /** The root over all leaves. */
    public Hash root() {
        if (smallest == null) {
            return MerkleLog.EMPTY_ROOT;
        }
        Hash root = smallest.hash();
        for (Peak peak = smallest.left(); peak != null; peak = peak.left()) {
            root = MerkleLog.nodeHash(peak.hash(), root);
        }
        return root;
    }

    /** The size as eight bytes, big-endian, then the hashes of the subtrees from the left, largest first. */
    public byte[] toBytes() {
        List<Hash> peaks = new ArrayList<>();
        for (Peak peak = smallest; peak != null; peak = peak.left()) {
            peaks.add(peak.hash());
        }
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + peaks.size() * Hash.BYTES);
        bytes.putLong(size);
        peaks.reversed().forEach(hash -> bytes.put(hash.toBytes()));
        return bytes.array();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws CairnException.Corrupt {@code log-range-malformed} where the length does not follow from the size
     */
    public static CompactRange parse(byte[] bytes) {
        long size = bytes.length < Long.BYTES ? -1 : ByteBuffer.wrap(bytes).getLong();
        if (size < 0 || bytes.length != Long.BYTES + Long.bitCount(size) * Hash.BYTES) {
            throw new CairnException.Corrupt(
                    "log-range-malformed", "", "not the compact range of a log, " + bytes.length + " bytes");
        }
        Peak peak = null;
        for (int offset = Long.BYTES; offset < bytes.length; offset += Hash.BYTES) {
            peak = new Peak(Hash.of(bytes, offset), peak);
        }
        return new CompactRange(size, peak);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompactRange range && size == range.size && Objects.equals(smallest, range.smallest);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size) * 31 + Objects.hashCode(smallest);
    }

    @Override
    public String toString() {
        return size + " leaves, root " + root();
    }
}
