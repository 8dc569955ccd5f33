package io.cairn.engine.tree;

import org.jspecify.annotations.Nullable;

/** Is told of every entry that differs between two roots, in key order. */
@FunctionalInterface
public interface DiffVisitor {
    /**
     * An entry was added, removed or changed. The arrays belong to the visitor.
     *
     * @param key the key of the entry
     * @param before its value under the earlier root, or null where it was added
     * @param after its value under the later root, or null where it was removed
     * @return true to go on, false to stop
     */
    boolean changed(byte[] key, byte @Nullable [] before, byte @Nullable [] after);
}
