package io.cairn.engine.state;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;

/**
 * Makes the ids of the documents that one statement in SQL adds without one. They follow from what the signer knew: a
 * transaction that ran before on a private copy of the state made the same.
 */
final class DocumentIds {
    private static final int NUMBER_MAX = 0xFFFF;
    private static final int SALT_BYTES = 5;

    private final long order;
    private final long seed;
    private int next;

    /**
     * The ids of one statement.
     *
     * @param order what later ids have a greater one of: a sequence, or the height that a transaction began at; its lower
     *     48 bits count
     * @param seed of the statement, so that nobody can cheaply take an id in advance
     */
    DocumentIds(long order, long seed) {
        this.order = order;
        this.seed = seed;
    }

    /** Order (48 bits), number within the statement (16 bits), and 36 bits of a hash of seed and number. */
    String next() {
        if (next > NUMBER_MAX) {
            throw new CairnException.Refused(
                    "sql-54000", "statement", "a statement adds at most 65,536 documents without an id");
        }
        byte[] salt =
                Sha256.hash(new ByteWriter(12).u64(seed).u32(next).toBytes()).toBytes();
        ByteWriter bits = new ByteWriter(13);
        bits.u16((int) (order >>> 32) & 0xFFFF);
        bits.u32(order & 0xFFFFFFFFL);
        bits.u16(next++);
        bits.bytes(salt, 0, SALT_BYTES);
        return DocumentOperations.idOf(bits.toBytes());
    }
}
