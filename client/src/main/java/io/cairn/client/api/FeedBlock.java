package io.cairn.client.api;

import io.cairn.engine.model.Hash;
import java.util.List;

/**
 * What one block changed, as the node tells it: documents by collection and id, without their fields.
 *
 * @param height of the block, from which a feed resumes
 * @param truncated whether there were more changes than the node tells
 */
public record FeedBlock(long height, Hash hash, List<Change> changes, boolean truncated) {
    /** Copies the list. */
    public FeedBlock {
        changes = List.copyOf(changes);
    }
}
