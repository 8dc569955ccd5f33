package io.cairn.client.api;

import java.util.function.LongSupplier;

/** Hands out nonces of one account, upwards from the highest that the node knows. Safe for several threads. */
final class Nonces {
    private final LongSupplier highest;
    private long next;

    /** {@code highest} asks the node for the highest nonce that the account has used in a sealed block. */
    Nonces(LongSupplier highest) {
        this.highest = highest;
    }

    synchronized long take() {
        if (next == 0) {
            next = highest.getAsLong() + 1;
        }
        return next++;
    }

    /** Learns that {@code refused} cannot be used; entries not yet sealed may have used more than the node tells. */
    synchronized void skip(long refused) {
        next = Math.max(Math.max(next, refused + 1), highest.getAsLong() + 1);
    }
}
