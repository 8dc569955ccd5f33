package io.cairn.node.database;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.state.LinkedRead;
import org.jspecify.annotations.Nullable;

/** Other nodes, asked for documents of their databases. */
public interface LinkedNodes {
    /** Asks nobody. */
    LinkedNodes NONE = (read, _) -> {
        throw notAllowed(read.url());
    };

    /**
     * The answer of the node that the link names to the question for one document, as an archive with its proof. It is not
     * checked. Blocks.
     *
     * @param height of the block to ask about; null for the newest
     * @throws CairnException.Forbidden {@code link-not-allowed} where this node may not ask that one
     * @throws CairnException.Refused {@code link-private} where not everybody may read the database, {@code link-too-large}
     * @throws CairnException.Unavailable {@code link-unavailable} where the node does not answer, or not with a proof
     */
    byte[] answer(LinkedRead read, @Nullable Long height);

    /** The failure of a question that the operator has not allowed. */
    static CairnException.Forbidden notAllowed(String origin) {
        return new CairnException.Forbidden(
                "link-not-allowed",
                "this node may not ask " + origin + " for a linked database; its operator allows that by link-origins");
    }
}
