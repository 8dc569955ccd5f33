package io.cairn.node.api;

import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.state.PrivateTransaction;
import io.cairn.engine.verify.SqlStep;
import io.cairn.node.database.Snapshot;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies on which the statements of private transactions were run, so that the next statement need not begin from the
 * first. The ones not used longest are dropped; clients then send all statements again. Safe for several threads.
 */
final class PrivateCopies {
    private static final int COPIES_MAX = 512;
    private static final long EDITS_MAX = 2_000_000;

    private final Map<Name, PrivateTransaction> copies = new LinkedHashMap<>();
    private long edits;

    /** Which copy: what it began with, and what was run on it. */
    record Name(String database, PrivateTransaction.Start start, Hash prefix) {
        /** The same copy with one more statement. */
        Name behind(SqlText statement) {
            return new Name(database, start, SqlStep.behind(prefix, statement));
        }
    }

    static Name name(Snapshot snapshot, SqlStep step) {
        return new Name(
                snapshot.header().database(), step.start(snapshot.header().height()), step.prefix());
    }

    /** Takes a copy out, for one statement. */
    synchronized @Nullable PrivateTransaction take(Name name) {
        PrivateTransaction copy = copies.remove(name);
        edits -= copy == null ? 0 : copy.edits();
        return copy;
    }

    synchronized void keep(Name name, PrivateTransaction copy) {
        PrivateTransaction other = copies.remove(name);
        edits += copy.edits() - (other == null ? 0 : other.edits());
        copies.put(name, copy);
        Iterator<PrivateTransaction> oldest = copies.values().iterator();
        while (copies.size() > COPIES_MAX || edits > EDITS_MAX) {
            edits -= oldest.next().edits();
            oldest.remove();
        }
    }
}
