package io.cairn.engine.tree;

import io.cairn.engine.model.Hash;

/**
 * One root of the tree: a complete, immutable state.
 *
 * @param hash the SHA-256 of the root page, which is the state root
 * @param pageId where the page store keeps the root page; a local matter, not part of the state
 * @param level the level of the root page; 0 where the root is a leaf
 * @param entries how many entries the whole tree has
 */
public record TreeRoot(Hash hash, long pageId, int level, long entries) {}
