package io.cairn.engine.log;

import io.cairn.engine.model.Hash;
import java.util.List;

/** Where the hashes of the complete subtrees of a log are kept. */
@FunctionalInterface
public interface HashSource {
    /**
     * The root of the complete subtree over the leaves {@code index * 2^level} to {@code (index + 1) * 2^level - 1};
     * at level 0 the leaf hash. Only asked for subtrees whose leaves are all in the log.
     */
    Hash node(int level, long index);

    /** A source over leaf hashes that are all at hand; computes each node anew, so only for small trees. */
    static HashSource ofLeaves(List<Hash> leafHashes) {
        List<Hash> leaves = List.copyOf(leafHashes);
        return (level, index) ->
                MerkleLog.root(leaves.subList(Math.toIntExact(index << level), Math.toIntExact((index + 1) << level)));
    }
}
