package io.cairn.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Proofs that somebody changed, cut, extended, moved or mixed. */
class LogProofForgeryTest {
    private static final int SIZE_MAX = 64;
    private static final int EVERY_BIT_SIZE_MAX = Boolean.getBoolean("cairn.full") ? SIZE_MAX : 9;
    private static final List<Hash> LEAVES = Rfc6962.leaves("a", SIZE_MAX);
    private static final HashSource SOURCE = HashSource.ofLeaves(LEAVES);
    private static final List<Hash> ROOTS = roots(LEAVES);

    private static List<Hash> roots(List<Hash> leaves) {
        List<Hash> roots = new ArrayList<>();
        for (int size = 0; size <= leaves.size(); size++) {
            roots.add(MerkleLogTest.root(leaves, size));
        }
        return roots;
    }

    private static void refused(ThrowingCallable verify) {
        assertThatThrownBy(verify)
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        e -> assertThat(e.code())
                                .isIn(
                                        "inclusion-proof-wrong",
                                        "inclusion-proof-malformed",
                                        "consistency-proof-wrong",
                                        "consistency-proof-malformed"));
    }

    /** Every hash list that is the given one with one bit changed; in a large log one random bit of each hash. */
    private static List<List<Hash>> oneBitChanges(List<Hash> honest, int size, SplittableRandom random) {
        List<List<Hash>> changes = new ArrayList<>();
        for (int i = 0; i < honest.size(); i++) {
            boolean every = size <= EVERY_BIT_SIZE_MAX;
            int first = every ? 0 : random.nextInt(256);
            for (int bit = first; bit <= (every ? 255 : first); bit++) {
                List<Hash> changed = new ArrayList<>(honest);
                changed.set(i, flip(honest.get(i), bit));
                changes.add(changed);
            }
        }
        return changes;
    }

    private static Hash flip(Hash hash, int bit) {
        byte[] bytes = hash.toBytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }

    /** The list cut short, extended at either end, with a hash doubled, or with two exchanged. */
    private static List<List<Hash>> reshaped(List<Hash> honest) {
        List<List<Hash>> forged = new ArrayList<>();
        for (int length = 0; length < honest.size(); length++) {
            forged.add(honest.subList(0, length));
            forged.add(honest.subList(honest.size() - length, honest.size()));
        }
        for (int i = 0; i <= honest.size(); i++) {
            List<Hash> longer = new ArrayList<>(honest);
            longer.add(i, i == honest.size() ? MerkleLog.EMPTY_ROOT : honest.get(i));
            forged.add(longer);
        }
        for (int i = 1; i < honest.size(); i++) {
            List<Hash> exchanged = new ArrayList<>(honest);
            exchanged.set(i, honest.get(i - 1));
            exchanged.set(i - 1, honest.get(i));
            forged.add(exchanged);
        }
        return forged;
    }

    private static InclusionProof inclusion(int index, int size) {
        return InclusionProof.create(SOURCE, index, size);
    }

    private static ConsistencyProof consistency(int from, int to) {
        return ConsistencyProof.create(SOURCE, from, to);
    }

    @Test
    void refusesInclusionProofsWithAnyBitChangedOrAnotherShape() {
        SplittableRandom random = new SplittableRandom(1);
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int index = 0; index < size; index++) {
                int at = index;
                int of = size;
                List<Hash> honest = inclusion(index, size).hashes();
                List<List<Hash>> forged = oneBitChanges(honest, size, random);
                forged.addAll(reshaped(honest));
                for (List<Hash> hashes : forged) {
                    refused(() -> new InclusionProof(at, of, hashes).verify(LEAVES.get(at), ROOTS.get(of)));
                }
                int bit = random.nextInt(256);
                refused(() -> inclusion(at, of).verify(flip(LEAVES.get(at), bit), ROOTS.get(of)));
                refused(() -> inclusion(at, of).verify(LEAVES.get(at), flip(ROOTS.get(of), bit)));
            }
        }
    }

    @Test
    void refusesConsistencyProofsWithAnyBitChangedOrAnotherShape() {
        SplittableRandom random = new SplittableRandom(2);
        for (int to = 1; to <= SIZE_MAX; to++) {
            for (int from = 1; from < to; from++) {
                int older = from;
                int newer = to;
                List<Hash> honest = consistency(from, to).hashes();
                List<List<Hash>> forged = oneBitChanges(honest, to, random);
                forged.addAll(reshaped(honest));
                for (List<Hash> hashes : forged) {
                    refused(() ->
                            new ConsistencyProof(older, newer, hashes).verify(ROOTS.get(older), ROOTS.get(newer)));
                }
                int bit = random.nextInt(256);
                refused(() -> consistency(older, newer).verify(flip(ROOTS.get(older), bit), ROOTS.get(newer)));
                refused(() -> consistency(older, newer).verify(ROOTS.get(older), flip(ROOTS.get(newer), bit)));
            }
        }
    }

    @Test
    void refusesAProofMovedToAnotherPlaceOrSize() {
        int sizeMax = 20;
        for (int size = 1; size <= sizeMax; size++) {
            for (int index = 0; index < size; index++) {
                List<Hash> hashes = inclusion(index, size).hashes();
                Hash leaf = LEAVES.get(index);
                Hash root = ROOTS.get(size);
                for (int otherSize = 1; otherSize <= sizeMax; otherSize++) {
                    for (int other = 0; other < otherSize; other++) {
                        int place = other;
                        int claimed = otherSize;
                        if (place != index || claimed != size) {
                            refused(() -> new InclusionProof(place, claimed, hashes).verify(leaf, ROOTS.get(claimed)));
                        }
                        if (place != index && claimed == size) {
                            refused(() -> new InclusionProof(place, claimed, hashes).verify(leaf, root));
                            refused(() -> new InclusionProof(place, claimed, hashes).verify(LEAVES.get(place), root));
                        }
                    }
                }
            }
        }
    }

    @Test
    void refusesConsistencyBetweenOtherSizes() {
        int sizeMax = 16;
        for (int to = 1; to <= sizeMax; to++) {
            for (int from = 1; from < to; from++) {
                List<Hash> hashes = consistency(from, to).hashes();
                for (int otherTo = 1; otherTo <= sizeMax; otherTo++) {
                    for (int otherFrom = 0; otherFrom <= otherTo; otherFrom++) {
                        int older = otherFrom;
                        int newer = otherTo;
                        if (older != from || newer != to) {
                            refused(() -> new ConsistencyProof(older, newer, hashes)
                                    .verify(ROOTS.get(older), ROOTS.get(newer)));
                        }
                    }
                }
            }
        }
    }

    /**
     * The shape of immudb's linear-fake: two histories that differ before the older size must never both lead to one
     * newer root, however the hashes of the two honest proofs are mixed.
     */
    @Test
    void refusesTwoHistoriesUnderOneRoot() {
        int sizeMax = 16;
        for (int differing = 0; differing < sizeMax; differing++) {
            List<Hash> fork = new ArrayList<>(LEAVES.subList(0, sizeMax));
            fork.set(differing, MerkleLog.leafHash(new byte[] {(byte) differing}));
            for (int to = differing + 2; to <= sizeMax; to++) {
                for (int from = differing + 1; from < to; from++) {
                    refuseSplices(from, to, fork);
                }
            }
        }
    }

    private static void refuseSplices(int from, int to, List<Hash> fork) {
        List<Hash> one = consistency(from, to).hashes();
        List<Hash> two =
                ConsistencyProof.create(HashSource.ofLeaves(fork), from, to).hashes();
        for (int mix = 0; mix < 1 << one.size(); mix++) {
            List<Hash> hashes = new ArrayList<>();
            for (int i = 0; i < one.size(); i++) {
                hashes.add((mix >> i & 1) == 0 ? one.get(i) : two.get(i));
            }
            ConsistencyProof spliced = new ConsistencyProof(from, to, hashes);
            refused(() -> spliced.verify(MerkleLogTest.root(fork, from), ROOTS.get(to)));
            refused(() -> spliced.verify(ROOTS.get(from), MerkleLogTest.root(fork, to)));
        }
    }
}
