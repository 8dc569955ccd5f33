package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;

/**
 * What one statement may cost, counted the same on every machine: entries read, bytes written. H2's own looks at its
 * clock are a third budget, of steps in between.
 */
final class Budget {
    private long readsMade;
    private long readsLeft;
    private long bytesLeft;

    private Budget(long readsLeft, long bytesLeft) {
        this.readsLeft = readsLeft;
        this.bytesLeft = bytesLeft;
    }

    /** As much as the limits say. */
    static Budget of(SqlLimits limits) {
        return new Budget(limits.readsMax(), limits.writtenBytesMax());
    }

    /** For what is bounded otherwise: a catalog that is opened. */
    static Budget unlimited() {
        return new Budget(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Pays for reading an entry. */
    void read() {
        readsMade++;
        if (--readsLeft < 0) {
            throw new CairnException.Refused(
                    "sql-54000", "statement", "the statement reads more entries than a statement may");
        }
    }

    /** Allows as many reads again as the limits say. */
    void renew(SqlLimits limits) {
        readsLeft = limits.readsMax();
    }

    /** How many entries were read. */
    long readsMade() {
        return readsMade;
    }

    /** Pays for an edit. */
    void edit(int bytes) {
        bytesLeft -= bytes;
        if (bytesLeft < 0) {
            throw new CairnException.Refused(
                    "sql-54000", "statement", "the statement writes more bytes than a statement may");
        }
    }
}
