package io.cairn.engine.verify;

import io.cairn.engine.model.Hash;
import java.util.List;

/**
 * A block that an answer draws on beside the one it is of.
 *
 * @param header the canonical bytes of its header
 * @param checkpoint the text of the node's signed note about it
 * @param proof that of its log and the log of the answer's block one is a beginning of the other; empty where they are
 *     equally long
 */
record SignedBlock(byte[] header, String checkpoint, List<Hash> proof) {
    SignedBlock {
        proof = List.copyOf(proof);
    }
}
