package io.cairn.client.api;

import io.cairn.engine.log.ConsistencyProof;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.verify.AnswerVerifier;
import io.cairn.engine.witness.ProvenHeader;
import java.util.List;

/**
 * The highest block that a client has seen of one database, and the check that every further one continues or
 * precedes it. Safe for several threads.
 */
final class Heads {
    /** Fetches the hashes that prove the log of one size a beginning of the log of another. */
    interface Consistency {
        List<Hash> between(long fromSize, long toSize);
    }

    private final PinStore store;
    private final Consistency consistency;
    private final AnswerVerifier verifier;
    private Pin pin;

    Heads(Pin pin, PinStore store, Consistency consistency) {
        this.pin = pin;
        this.store = store;
        this.consistency = consistency;
        this.verifier = new AnswerVerifier(pin.nodeKeyBytes());
    }

    /** Checks answers by the key that is pinned. */
    AnswerVerifier verifier() {
        return verifier;
    }

    synchronized Pin pin() {
        return pin;
    }

    /** Accepts the newest header that a node shows now; {@code asked} is the pin when it was asked. */
    void acceptNewest(ProvenHeader proven, Pin asked) {
        requireSameDatabase(proven);
        if (proven.header().height() < asked.height()) {
            throw new CairnException.ProofInvalid(
                    "head-rolled-back",
                    "header/height",
                    "the node shows block " + proven.header().height() + " as its newest, but had shown block "
                            + asked.height() + " before: it lost or hides data");
        }
        accept(proven);
    }

    /** Accepts a header of any height that belongs to the one history. */
    void accept(ProvenHeader proven) {
        requireSameDatabase(proven);
        Pin known = pin();
        if (known.height() > 0) {
            requireLinked(proven, known);
        }
        advance(proven);
    }

    private void requireSameDatabase(ProvenHeader proven) {
        Pin known = pin();
        if (!proven.network().equals(known.network())
                || !proven.header().database().equals(known.database())) {
            throw new CairnException.ProofInvalid(
                    "database-mismatch", "header/database", "the answer is about another database or network");
        }
    }

    private synchronized void advance(ProvenHeader proven) {
        if (proven.header().height() > pin.height()) {
            pin = pin.at(proven);
            store.save(pin);
        }
    }

    private void requireLinked(ProvenHeader proven, Pin known) {
        Header header = proven.header();
        if (header.height() == known.height()) {
            require(proven.hash().equals(known.hash()), header.height());
        } else if (header.height() == known.height() + 1) {
            require(header.previous().equals(known.hash()), header.height());
        } else if (header.logSize() == known.logSize()) {
            require(header.logRoot().equals(known.logRoot()), header.height());
        } else if (header.height() > known.height()) {
            require(header.logSize() > known.logSize(), header.height());
            prove(known.logSize(), known.logRoot(), header.logSize(), header.logRoot());
        } else {
            require(header.logSize() < known.logSize(), header.height());
            prove(header.logSize(), header.logRoot(), known.logSize(), known.logRoot());
        }
    }

    private void prove(long fromSize, Hash fromRoot, long toSize, Hash toRoot) {
        new ConsistencyProof(fromSize, toSize, consistency.between(fromSize, toSize)).verify(fromRoot, toRoot);
    }

    private static void require(boolean holds, long height) {
        if (!holds) {
            throw new CairnException.ProofInvalid(
                    "head-forked",
                    "header",
                    "block " + height + " contradicts a block that the node had signed before: keep both as evidence");
        }
    }
}
