package io.cairn.node.cli;

import io.cairn.engine.log.Header;
import io.cairn.engine.log.ReplicaSet;
import io.cairn.engine.model.CairnException;
import io.cairn.node.database.JournalReplay;
import java.nio.file.Path;

/**
 * Verifies a journal by replaying all of it, and that its database belongs to the node whose key is given: the first
 * record names the keys that may sign for it, and every header repeats their hash.
 */
final class JournalReplayVerifier implements JournalVerifier {
    @Override
    public String verify(Path folder, byte[] nodeKey) {
        JournalReplay.Result replayed = JournalReplay.run(folder, _ -> {});
        Header head = replayed.head();
        if (head == null) {
            throw new CairnException.ProofInvalid("journal-invalid", "journal", "the journal seals no block");
        }
        if (!head.replicaSet().equals(ReplicaSet.single(nodeKey).hash())) {
            throw new CairnException.ProofInvalid(
                    "journal-signer-mismatch", "journal", "the journal's database is signed for by another key");
        }
        return "journal of " + replayed.records() + " records, " + replayed.mutations() + " mutations replayed ("
                + replayed.refused() + " refused) to block " + head.height() + " with state root "
                + head.stateRoot().hex() + " of " + head.database();
    }
}
