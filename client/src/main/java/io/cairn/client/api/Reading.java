package io.cairn.client.api;

import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents that were read.
 *
 * @param documents in order, each with {@code _id} and {@code _owner}
 * @param height of the block that was read
 * @param stateRoot of that block
 * @param archive the proof that was checked, fit for a file {@code answer.car}; null where the node was believed
 */
public record Reading(List<Value.Document> documents, long height, Hash stateRoot, byte @Nullable [] archive) {
    /** Copies the list. */
    public Reading {
        documents = List.copyOf(documents);
    }

    /** Whether the answer was proved. */
    public boolean isProved() {
        return archive != null;
    }
}
