package io.cairn.node.wire;

import java.util.function.LongSupplier;

/** Hands out nonces of one key in one database, each once. Safe for several threads. */
final class NonceCounter {
    private final LongSupplier highestUsed;
    private long next;

    /** Begins behind the highest that the newest block knows to be used. */
    NonceCounter(LongSupplier highestUsed) {
        this.highestUsed = highestUsed;
    }

    synchronized long take() {
        if (next == 0) {
            next = highestUsed.getAsLong() + 1;
        }
        return next++;
    }

    /** Learns that a nonce cannot be used; entries not yet sealed may have used more than the state tells. */
    synchronized void skip(long refused) {
        next = Math.max(Math.max(next, refused + 1), highestUsed.getAsLong() + 1);
    }
}
