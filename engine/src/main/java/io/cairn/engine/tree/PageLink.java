package io.cairn.engine.tree;

import io.cairn.engine.model.Hash;

/**
 * A link from a page to a tree page or value page below it.
 *
 * @param hash the SHA-256 of the linked page, as the linking page states it
 * @param pageId where the page store keeps the linked page
 */
public record PageLink(Hash hash, long pageId) {}
