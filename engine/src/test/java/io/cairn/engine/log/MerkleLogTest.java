package io.cairn.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleLogTest {
    private static final int SIZE_MAX = 64;
    private static final List<Hash> LEAVES = Rfc6962.leaves("a", SIZE_MAX);

    static Hash root(List<Hash> leaves, int size) {
        return Rfc6962.mth(leaves.subList(0, size));
    }

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    })
    void givesThePublishedRoots(int size, String root) {
        List<Hash> leaves = Rfc6962.PUBLISHED_LEAVES.subList(0, size);
        assertThat(MerkleLog.root(leaves).hex()).isEqualTo(root);
        assertThat(MerkleLog.root(HashSource.ofLeaves(leaves), size).hex()).isEqualTo(root);
        CompactRange range = CompactRange.EMPTY;
        for (Hash leaf : leaves) {
            range = range.append(leaf);
        }
        assertThat(range.root().hex()).isEqualTo(root);
    }

    @Test
    void hashesLeavesAndNodesInDomainsOfTheirOwn() {
        assertThat(MerkleLog.leafHash(new byte[0])).isEqualTo(Rfc6962.PUBLISHED_LEAVES.getFirst());
        Hash left = LEAVES.get(0);
        Hash right = LEAVES.get(1);
        byte[] both = Arrays.copyOf(left.toBytes(), 64);
        right.copyTo(both, 32);
        assertThat(MerkleLog.leafHash(both)).isNotEqualTo(MerkleLog.nodeHash(left, right));
    }

    @Test
    void everyWayToTheRootGivesTheRootOfTheRfc() {
        Map<String, Hash> stored = new HashMap<>();
        CompactRange range = CompactRange.EMPTY;
        HashSource source = (level, index) -> {
            Hash hash = stored.get(level + "/" + index);
            assertThat(hash).as("node %s/%s", level, index).isNotNull();
            return hash;
        };
        for (int size = 0; size <= SIZE_MAX; size++) {
            Hash root = root(LEAVES, size);
            assertThat(MerkleLog.root(LEAVES.subList(0, size))).isEqualTo(root);
            assertThat(MerkleLog.root(source, size)).isEqualTo(root);
            assertThat(range.root()).isEqualTo(root);
            assertThat(range.size()).isEqualTo(size);
            assertThat(CompactRange.of(source, size)).isEqualTo(range).hasSameHashCodeAs(range);
            assertThat(CompactRange.parse(range.toBytes())).isEqualTo(range);
            if (size < SIZE_MAX) {
                range = range.append(
                        LEAVES.get(size),
                        (level, index, hash) -> assertThat(stored.put(level + "/" + index, hash))
                                .isNull());
            }
        }
        assertThat(stored).hasSize(2 * SIZE_MAX - 1);
    }

    @Test
    void appendingLeavesTheOldRangeAsItWas() {
        CompactRange seven = CompactRange.of(HashSource.ofLeaves(LEAVES), 7);
        CompactRange eight = seven.append(LEAVES.get(7));
        CompactRange other = seven.append(LEAVES.get(8));
        assertThat(seven.root()).isEqualTo(root(LEAVES, 7));
        assertThat(eight.root()).isEqualTo(root(LEAVES, 8)).isNotEqualTo(other.root());
    }

    @Test
    void compactRangeKeepsItsStoredForm() throws IOException {
        CompactRange range = CompactRange.of(HashSource.ofLeaves(Rfc6962.PUBLISHED_LEAVES), 7);
        String golden = golden("compact-range-7.hex").strip();
        assertThat(HexFormat.of().formatHex(range.toBytes())).isEqualTo(golden);
        assertThat(CompactRange.parse(HexFormat.of().parseHex(golden))).isEqualTo(range);
    }

    @Test
    void refusesCompactRangesOfAnotherLength() {
        byte[] stored = CompactRange.of(HashSource.ofLeaves(LEAVES), 7).toBytes();
        List<byte[]> malformed = new ArrayList<>();
        for (int length = 0; length < stored.length; length++) {
            malformed.add(Arrays.copyOf(stored, length));
        }
        malformed.add(Arrays.copyOf(stored, stored.length + 1));
        malformed.add(Arrays.copyOf(stored, stored.length + 32));
        byte[] negative = new byte[40];
        negative[0] = (byte) 0x80;
        malformed.add(negative);
        for (byte[] bytes : malformed) {
            assertThatThrownBy(() -> CompactRange.parse(bytes))
                    .isInstanceOfSatisfying(
                            CairnException.Corrupt.class,
                            e -> assertThat(e.code()).isEqualTo("log-range-malformed"));
        }
    }

    @Test
    void refusesToGrowBeyond63Bits() {
        Hash[] levels = new Hash[64];
        levels[0] = LEAVES.getFirst();
        for (int level = 1; level < 64; level++) {
            levels[level] = MerkleLog.nodeHash(levels[level - 1], levels[level - 1]);
        }
        CompactRange full = CompactRange.of((level, _) -> levels[level], Long.MAX_VALUE);
        assertThat(full.root()).isEqualTo(MerkleLog.root((level, _) -> levels[level], Long.MAX_VALUE));
        assertThatThrownBy(() -> full.append(LEAVES.getFirst())).isInstanceOf(CairnException.Incorrect.class);
    }

    static String golden(String name) throws IOException {
        try (InputStream in = MerkleLogTest.class.getResourceAsStream("/golden/log/" + name)) {
            assertThat(in).as("golden file %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
