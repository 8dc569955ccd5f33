package io.cairn.engine.log;

import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Check;
import io.cairn.engine.model.Hash;
import java.util.List;

/**
 * The hash tree of RFC 6962 §2.1 and RFC 9162 §2.1.1, with SHA-256.
 *
 * <p>A leaf hashes as SHA-256(0x00 || leaf), a node as SHA-256(0x01 || left || right); a tree of n leaves splits after
 * the largest power of two below n.
 */
public final class MerkleLog {
    /** The root of the tree without leaves: the SHA-256 of nothing. */
    public static final Hash EMPTY_ROOT = Sha256.hash(new byte[0]);

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleLog() {}

    /** The hash under which a leaf stands in the tree. */
    public static Hash leafHash(byte[] leaf) {
        return new Sha256().add(LEAF).add(leaf).finish();
    }

    /** The hash of two neighbouring subtrees together. */
    public static Hash nodeHash(Hash left, Hash right) {
        byte[] node = new byte[1 + 2 * Hash.BYTES];
        node[0] = NODE;
        left.copyTo(node, 1);
        right.copyTo(node, 1 + Hash.BYTES);
        return Sha256.hash(node);
    }

    /** The root over leaf hashes that are all at hand, such as those of the fields of one record. */
    public static Hash root(List<Hash> leafHashes) {
        return leafHashes.isEmpty() ? EMPTY_ROOT : root(leafHashes, 0, leafHashes.size());
    }

    private static Hash root(List<Hash> leafHashes, int from, int to) {
        if (to - from == 1) {
            return leafHashes.get(from);
        }
        int middle = from + (int) leftSize(to - from);
        return nodeHash(root(leafHashes, from, middle), root(leafHashes, middle, to));
    }

    /** The root of the first {@code size} leaves of a stored log. */
    public static Hash root(HashSource source, long size) {
        Check.argument(size >= 0, "size", "a log has no negative size, got " + size);
        return size == 0 ? EMPTY_ROOT : rangeRoot(source, 0, size);
    }

    /** The root of the leaves {@code from <= i < to}, where {@code from} is a multiple of a power of two >= to - from. */
    static Hash rangeRoot(HashSource source, long from, long to) {
        long size = to - from;
        int level = Long.numberOfTrailingZeros(size);
        if (size == 1L << level) {
            return source.node(level, from >>> level);
        }
        long middle = from + leftSize(size);
        return nodeHash(rangeRoot(source, from, middle), rangeRoot(source, middle, to));
    }

    /** How many leaves of a tree of two or more stand left of the root's middle. */
    static long leftSize(long size) {
        return Long.highestOneBit(size - 1);
    }
}
