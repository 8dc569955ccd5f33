package io.cairn.engine.log;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Proves that a leaf stands at an index of a log of a size: RFC 9162 §2.1.3.
 *
 * @param index the leaf's place, from 0
 * @param size how many leaves the log had
 * @param hashes the siblings on the way from the leaf to the root, lowest first; at most 63
 */
public record InclusionProof(long index, long size, List<Hash> hashes) {
    private static final int HASHES_MAX = 63;

    /** Refuses, with {@code inclusion-proof-malformed}, what no leaf of any log can have. */
    public InclusionProof {
        requirePlace(index, size);
        if (hashes.size() > HASHES_MAX) {
            throw malformed("an inclusion proof has at most " + HASHES_MAX + " hashes, got " + hashes.size());
        }
        hashes = List.copyOf(hashes);
    }

    /** The proof for the leaf at {@code index} among the first {@code size} of a stored log. */
    public static InclusionProof create(HashSource source, long index, long size) {
        requirePlace(index, size);
        List<Hash> hashes = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + MerkleLog.leftSize(to - from);
            if (index < middle) {
                hashes.add(MerkleLog.rangeRoot(source, middle, to));
                to = middle;
            } else {
                hashes.add(MerkleLog.rangeRoot(source, from, middle));
                from = middle;
            }
        }
        Collections.reverse(hashes);
        return new InclusionProof(index, size, hashes);
    }

    /**
     * Checks that the leaf is in the log with this root (RFC 9162 §2.1.3.2).
     *
     * <p>The size is the prover's word until the caller compares it with the size that came with the root: a
     * checkpoint holds both.
     *
     * @throws CairnException.ProofInvalid {@code inclusion-proof-wrong} where it is not, or where the proof has
     *     another length than index and size ask for
     */
    public void verify(Hash leafHash, Hash root) {
        Hash hash = leafHash;
        long place = index;
        long last = size - 1;
        for (Hash sibling : hashes) {
            if (last == 0) {
                throw wrong("the proof goes on above the root");
            }
            if ((place & 1) != 0 || place == last) {
                hash = MerkleLog.nodeHash(sibling, hash);
                int skipped = Long.numberOfTrailingZeros(place);
                place >>>= skipped;
                last >>>= skipped;
            } else {
                hash = MerkleLog.nodeHash(hash, sibling);
            }
            place >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw wrong("the proof ends below the root");
        }
        if (!hash.equals(root)) {
            throw wrong("the proof leads to the root " + hash + ", not to " + root);
        }
    }

    private static void requirePlace(long index, long size) {
        if (index < 0 || index >= size) {
            throw malformed("a log of size " + size + " has no leaf " + index);
        }
    }

    private static CairnException malformed(String what) {
        return new CairnException.ProofInvalid("inclusion-proof-malformed", "", what);
    }

    private CairnException wrong(String what) {
        return new CairnException.ProofInvalid("inclusion-proof-wrong", "leaf/" + index, what);
    }
}
