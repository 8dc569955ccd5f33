package io.cairn.engine.log;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Proves that a log of one size is the beginning of the log of another: RFC 9162 §2.1.4.
 *
 * <p>Of equal sizes, and from the log without leaves, the proof has no hashes. It then shows no more than equal roots,
 * or nothing beyond the empty root: every log begins empty.
 *
 * @param fromSize how many leaves the older log had
 * @param toSize how many leaves the newer log has
 * @param hashes the subtrees that make up both roots, lowest first; at most 64
 */
public record ConsistencyProof(long fromSize, long toSize, List<Hash> hashes) {
    private static final int HASHES_MAX = 64;

    /** Refuses, with {@code consistency-proof-malformed}, what no two sizes of a log can have. */
    public ConsistencyProof {
        requireSizes(fromSize, toSize);
        if (hashes.size() > HASHES_MAX) {
            throw malformed("a consistency proof has at most " + HASHES_MAX + " hashes, got " + hashes.size());
        }
        hashes = List.copyOf(hashes);
    }

    /** The proof between two sizes of a stored log. */
    public static ConsistencyProof create(HashSource source, long fromSize, long toSize) {
        requireSizes(fromSize, toSize);
        List<Hash> hashes = new ArrayList<>();
        if (fromSize > 0) {
            collect(source, fromSize, toSize, hashes);
        }
        return new ConsistencyProof(fromSize, toSize, hashes);
    }

    private static void collect(HashSource source, long fromSize, long toSize, List<Hash> hashes) {
        long from = 0;
        long to = toSize;
        while (fromSize < to) {
            long middle = from + MerkleLog.leftSize(to - from);
            if (fromSize <= middle) {
                hashes.add(MerkleLog.rangeRoot(source, middle, to));
                to = middle;
            } else {
                hashes.add(MerkleLog.rangeRoot(source, from, middle));
                from = middle;
            }
        }
        // A subtree that is the whole older log is left out: the verifier has its root.
        if (from > 0) {
            hashes.add(MerkleLog.rangeRoot(source, from, to));
        }
        Collections.reverse(hashes);
    }

    /**
     * Checks that the log with the root {@code toRoot} begins with the log with the root {@code fromRoot} (RFC 9162
     * §2.1.4.2). Both sizes must be those that came with the roots.
     *
     * @throws CairnException.ProofInvalid {@code consistency-proof-wrong} where it does not, or where the proof has
     *     another length than the sizes ask for
     */
    public void verify(Hash fromRoot, Hash toRoot) {
        if (fromSize == 0 || fromSize == toSize) {
            verifyWithoutHashes(fromRoot, toRoot);
        } else if (hashes.isEmpty()) {
            throw wrong("the proof is empty between different sizes");
        } else if (Long.bitCount(fromSize) == 1) {
            verifyUpwards(fromRoot, hashes, fromRoot, toRoot);
        } else {
            verifyUpwards(hashes.getFirst(), hashes.subList(1, hashes.size()), fromRoot, toRoot);
        }
    }

    private void verifyWithoutHashes(Hash fromRoot, Hash toRoot) {
        if (!hashes.isEmpty()) {
            throw wrong("there is nothing to prove, yet the proof has hashes");
        }
        if (fromSize == 0 && !fromRoot.equals(MerkleLog.EMPTY_ROOT)) {
            throw wrong("the older log is empty, its root is not");
        }
        if (fromSize == toSize && !fromRoot.equals(toRoot)) {
            throw wrong("two roots of one size");
        }
    }

    private void verifyUpwards(Hash start, List<Hash> siblings, Hash fromRoot, Hash toRoot) {
        int shared = Long.numberOfTrailingZeros(fromSize);
        long place = (fromSize - 1) >>> shared;
        long last = (toSize - 1) >>> shared;
        Hash older = start;
        Hash newer = start;
        for (Hash sibling : siblings) {
            if (last == 0) {
                throw wrong("the proof goes on above the root");
            }
            if ((place & 1) != 0 || place == last) {
                older = MerkleLog.nodeHash(sibling, older);
                newer = MerkleLog.nodeHash(sibling, newer);
                int skipped = Long.numberOfTrailingZeros(place);
                place >>>= skipped;
                last >>>= skipped;
            } else {
                newer = MerkleLog.nodeHash(newer, sibling);
            }
            place >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw wrong("the proof ends below the root");
        }
        if (!older.equals(fromRoot)) {
            throw wrong("the proof leads to the older root " + older + ", not to " + fromRoot);
        }
        if (!newer.equals(toRoot)) {
            throw wrong("the proof leads to the newer root " + newer + ", not to " + toRoot);
        }
    }

    private static void requireSizes(long fromSize, long toSize) {
        if (fromSize < 0 || fromSize > toSize) {
            throw malformed("a log does not grow from " + fromSize + " to " + toSize + " leaves");
        }
    }

    private static CairnException malformed(String what) {
        return new CairnException.ProofInvalid("consistency-proof-malformed", "", what);
    }

    private CairnException wrong(String what) {
        return new CairnException.ProofInvalid("consistency-proof-wrong", fromSize + "/" + toSize, what);
    }
}
