package io.cairn.engine.log;

import io.cairn.engine.model.Hash;

/** Takes the hashes of complete subtrees as a log grows, so that a {@link HashSource} can give them back. */
@FunctionalInterface
public interface HashSink {
    /** The complete subtree {@code index} of {@code level} has this root, now and for ever. */
    void node(int level, long index, Hash hash);
}
