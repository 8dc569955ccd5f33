package io.cairn.engine.log;

import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Hash;
import java.util.List;

public final class MerkleLog {
    private MerkleLog() {}
    public static Hash leafHash(byte[] leaf) { return Sha256.hash(new byte[] {0}, leaf); }
    public static Hash nodeHash(Hash l, Hash r) { return Sha256.hash(new byte[] {1}, l.toBytes(), r.toBytes()); }
    public static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) return Sha256.hash();
        if (leaves.size() == 1) return leaves.get(0);
        int k = Integer.highestOneBit(leaves.size() - 1);
        return nodeHash(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }
}
