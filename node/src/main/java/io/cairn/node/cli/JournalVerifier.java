package io.cairn.node.cli;

import io.cairn.engine.model.CairnException;
import java.nio.file.Path;

/** Replays the journal in a folder and compares what comes out with what a node has signed. */
@FunctionalInterface
public interface JournalVerifier {
    /**
     * Verifies a folder.
     *
     * @return what was found, in words for a person
     * @throws CairnException.ProofInvalid where the journal does not lead to what was signed
     * @throws CairnException.Corrupt where the journal is damaged
     */
    String verify(Path folder, byte[] nodeKey);

    /** Refuses every folder: for builds without a journal. */
    static JournalVerifier none() {
        return (folder, _) -> {
            throw new CairnException.Unsupported(folder.toString(), "this build does not verify journals");
        };
    }
}
