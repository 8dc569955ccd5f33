package io.cairn.engine.verify;

import io.cairn.engine.model.Hash;
import java.util.List;

/**
 * An entry that an answer draws on.
 *
 * @param entry its canonical bytes
 * @param proof that it is in the log of the answer's block
 */
record LoggedEntry(byte[] entry, List<Hash> proof) {
    LoggedEntry {
        proof = List.copyOf(proof);
    }
}
