package io.cairn.client.api;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;

/**
 * A node's signed word that a mutation has a place in the order of a database, given before any block proves it. One
 * that the log contradicts is evidence against the node. The text is that of docs/formats.md, section 9.
 *
 * @param mutation id of the mutation or bundle
 * @param timeMillis the entry's time
 */
public record Promise(String database, long sequence, long timeMillis, Hash mutation, byte[] signature) {
    /** Reads the promise in a fate and checks that it is the node's and about this mutation. */
    static Promise of(Shape fate, String database, Hash mutation, byte[] nodeKey) {
        if (!fate.has("promise")) {
            throw new CairnException.ProofInvalid(
                    "promise-missing", "promise", "the node says that the mutation has a place, but promises nothing");
        }
        Shape told = fate.shape("promise");
        Promise promise =
                new Promise(database, told.number("sequence"), told.number("time"), mutation, told.bytes("signature"));
        if (promise.sequence() != fate.number("sequence") || promise.timeMillis() != fate.number("time")) {
            throw new CairnException.ProofInvalid(
                    "promise-invalid", "promise", "the node promises another place than it tells");
        }
        promise.verify(nodeKey);
        return promise;
    }

    /** What the node has signed. */
    public String text() {
        return "cairn promise\n" + database + "\n" + sequence + "\n" + timeMillis + "\n" + mutation.hex() + "\n";
    }

    /** Refuses, with {@code promise-invalid}, what the key has not signed. */
    public void verify(byte[] nodeKey) {
        try {
            NodeKey.verify(nodeKey, text().getBytes(StandardCharsets.UTF_8), signature);
        } catch (CairnException.ProofInvalid wrong) {
            throw new CairnException.ProofInvalid(
                    "promise-invalid",
                    "promise/signature",
                    "the node has not signed this promise: " + wrong.getMessage());
        }
    }

    /** The failure that another content of the promised place is. */
    CairnException broken(String found) {
        return new CairnException.ProofInvalid(
                "promise-broken",
                "promise",
                "the node had promised place " + sequence + " at time " + timeMillis + " to mutation " + mutation.hex()
                        + ", but its log has " + found + ": keep the promise and the block as evidence");
    }
}
