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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogProofTest {
    private static final int SIZE_MAX = 64;
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

    private static List<Hash> hashes(String hex) {
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < hex.length(); i += 65) {
            hashes.add(Hash.parse(hex.substring(i, i + 64)));
        }
        return hashes;
    }

    private static InclusionProof inclusion(int index, int size) {
        return InclusionProof.create(SOURCE, index, size);
    }

    private static ConsistencyProof consistency(int from, int to) {
        return ConsistencyProof.create(SOURCE, from, to);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    })
    void givesThePublishedInclusionProofs(int index, int size, String hex) {
        List<Hash> leaves = Rfc6962.PUBLISHED_LEAVES;
        InclusionProof proof = InclusionProof.create(HashSource.ofLeaves(leaves), index, size);
        assertThat(proof.hashes()).isEqualTo(hashes(hex));
        proof.verify(leaves.get(index), MerkleLogTest.root(leaves, size));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    })
    void givesThePublishedConsistencyProofs(int from, int to, String hex) {
        List<Hash> leaves = Rfc6962.PUBLISHED_LEAVES;
        ConsistencyProof proof = ConsistencyProof.create(HashSource.ofLeaves(leaves), from, to);
        assertThat(proof.hashes()).isEqualTo(hashes(hex));
        proof.verify(MerkleLogTest.root(leaves, from), MerkleLogTest.root(leaves, to));
    }

    @Test
    void provesEveryLeafOfEverySize() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = inclusion(index, size);
                assertThat(proof.hashes()).isEqualTo(Rfc6962.path(index, LEAVES.subList(0, size)));
                proof.verify(LEAVES.get(index), ROOTS.get(size));
            }
        }
    }

    @Test
    void provesEveryGrowth() {
        for (int to = 0; to <= SIZE_MAX; to++) {
            for (int from = 0; from <= to; from++) {
                ConsistencyProof proof = consistency(from, to);
                assertThat(proof.hashes()).isEqualTo(Rfc6962.proof(from, LEAVES.subList(0, to)));
                proof.verify(ROOTS.get(from), ROOTS.get(to));
            }
        }
    }

    @Test
    void emptyProofsProveNothingButTheTrivial() {
        List<Hash> none = List.of();
        new InclusionProof(0, 1, none).verify(LEAVES.getFirst(), LEAVES.getFirst());
        refused(() -> new InclusionProof(0, 1, none).verify(LEAVES.getFirst(), ROOTS.get(2)));
        refused(() -> new InclusionProof(0, 2, none).verify(LEAVES.getFirst(), LEAVES.getFirst()));
        refused(() -> new InclusionProof(0, 0, none));
        new ConsistencyProof(0, 5, none).verify(MerkleLog.EMPTY_ROOT, ROOTS.get(5));
        new ConsistencyProof(5, 5, none).verify(ROOTS.get(5), ROOTS.get(5));
        refused(() -> new ConsistencyProof(0, 5, none).verify(ROOTS.get(1), ROOTS.get(5)));
        refused(() -> new ConsistencyProof(0, 0, none).verify(MerkleLog.EMPTY_ROOT, ROOTS.get(1)));
        refused(() -> new ConsistencyProof(5, 5, none).verify(ROOTS.get(4), ROOTS.get(5)));
        for (int from = 1; from < 9; from++) {
            int older = from;
            refused(() -> new ConsistencyProof(older, 9, none).verify(ROOTS.get(older), ROOTS.get(9)));
            refused(() -> new ConsistencyProof(older, 9, none).verify(ROOTS.get(9), ROOTS.get(9)));
        }
        refused(() -> new ConsistencyProof(5, 5, List.of(ROOTS.get(5))).verify(ROOTS.get(5), ROOTS.get(5)));
        refused(() -> new ConsistencyProof(0, 5, List.of(ROOTS.get(5))).verify(MerkleLog.EMPTY_ROOT, ROOTS.get(5)));
    }

    @Test
    void refusesImpossiblePlacesSizesAndLengths() {
        refused(() -> new InclusionProof(-1, 5, List.of()));
        refused(() -> new InclusionProof(5, 5, List.of()));
        refused(() -> new InclusionProof(0, -1, List.of()));
        refused(() -> new InclusionProof(0, Long.MAX_VALUE, LEAVES));
        refused(() -> InclusionProof.create(SOURCE, 64, 64));
        refused(() -> new ConsistencyProof(-1, 5, List.of()));
        refused(() -> new ConsistencyProof(6, 5, List.of()));
        refused(() -> new ConsistencyProof(1, Long.MAX_VALUE, Rfc6962.leaves("b", 65)));
        refused(() -> ConsistencyProof.create(SOURCE, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 32, (1L << 40) + 12_345, 1L << 62, (1L << 62) + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void provesInLogsOfAnySize(long size) {
        Hash[] levels = new Hash[64];
        levels[0] = LEAVES.getFirst();
        for (int level = 1; level < 64; level++) {
            levels[level] = MerkleLog.nodeHash(levels[level - 1], levels[level - 1]);
        }
        HashSource equalLeaves = (level, _) -> levels[level];
        Hash root = MerkleLog.root(equalLeaves, size);
        SplittableRandom random = new SplittableRandom(size);
        for (int i = 0; i < 300; i++) {
            long place = i == 0 ? size - 1 : random.nextLong(size) >>> random.nextInt(62);
            InclusionProof proof = InclusionProof.create(equalLeaves, place, size);
            proof.verify(levels[0], root);
            refused(() -> proof.verify(levels[1], root));
            ConsistencyProof growth = ConsistencyProof.create(equalLeaves, place + 1, size);
            Hash older = MerkleLog.root(equalLeaves, place + 1);
            growth.verify(older, root);
            refused(() -> growth.verify(older, levels[1]));
        }
    }
}
