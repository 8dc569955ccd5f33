package io.cairn.client.api;

import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.SequenceLane;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Seeds of transactions. Of two transactions with one lane the second begins when the first has ended, so that they can
 * share values of sequences that are set aside. Safe for several threads.
 */
public final class Lanes {
    /** From it, and from how many seeds there were, follows each seed: nobody else can tell one. */
    private final byte[] secret = new byte[Hash.BYTES];

    private long taken;
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();

    /** No lane is open. */
    public Lanes() {
        new SecureRandom().nextBytes(secret);
    }

    /** A new seed, in a lane that no open transaction has. */
    public synchronized Hash take() {
        byte[] seed = new Sha256().add(secret).addLong(taken++).finish().toBytes();
        byte[] lane = free.pollLast();
        if (lane != null) {
            System.arraycopy(lane, 0, seed, 0, lane.length);
        }
        return Hash.of(seed);
    }

    /** The transaction with a seed has ended. */
    public synchronized void giveBack(Hash seed) {
        free.addLast(Arrays.copyOf(seed.toBytes(), SequenceLane.SEED_BYTES));
    }
}
