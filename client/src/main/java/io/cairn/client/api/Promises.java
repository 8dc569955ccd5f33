package io.cairn.client.api;

import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.InclusionProof;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.verify.Receipt;
import io.cairn.engine.witness.ProvenHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The promises that a node gave this client and that no block has been compared with yet: the newest 10,000, in
 * memory. Safe for several threads.
 */
final class Promises {
    private static final int KEPT_MAX = 10_000;

    private final Contact contact;
    private final Map<Hash, Promise> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Promise> eldest) {
            return size() > KEPT_MAX;
        }
    };

    Promises(Contact contact) {
        this.contact = contact;
    }

    void keep(Promise promise) {
        synchronized (open) {
            open.put(promise.mutation(), promise);
        }
    }

    /** Compares a verified receipt with what was promised for its entry. */
    void compare(Receipt.Verified receipt) {
        Promise promise;
        synchronized (open) {
            promise = receipt.submission().id() == null
                    ? null
                    : open.remove(receipt.submission().id());
        }
        if (promise != null) {
            Entry entry = receipt.receipt().entry();
            if (entry.sequence() != promise.sequence() || entry.timeMillis() != promise.timeMillis()) {
                throw promise.broken("it at place " + entry.sequence() + ", time " + entry.timeMillis());
            }
        }
    }

    /** Compares every open promise with the log; how many are still open because their blocks are not sealed. */
    int check() {
        List<Promise> all;
        synchronized (open) {
            all = List.copyOf(open.values());
        }
        int pending = 0;
        for (Promise promise : all) {
            if (isKept(promise)) {
                synchronized (open) {
                    open.remove(promise.mutation());
                }
            } else {
                pending++;
            }
        }
        return pending;
    }

    /** Whether the log holds what was promised; false while no sealed block reaches so far. */
    boolean isKept(Promise promise) {
        Heads heads = contact.heads();
        Pin asked = heads.pin();
        Shape block = contact.json("/blocks/head");
        ProvenHeader proven =
                ProvenHeader.verify(block.bytes("header"), block.text("checkpoint"), asked.nodeKeyBytes());
        heads.acceptNewest(proven, asked);
        Header header = proven.header();
        long sequence = promise.sequence();
        if (header.logSize() < sequence) {
            return false;
        }
        Shape told = contact.json("/entries/" + sequence);
        Entry entry = new Entry(sequence, told.number("time"), told.bytes("payload"));
        List<Hash> hashes = contact.json("/log/inclusion?sequence=" + sequence + "&size=" + header.logSize())
                .hashes("proof");
        new InclusionProof(sequence - 1, header.logSize(), hashes)
                .verify(Entry.leafHash(entry.encode()), header.logRoot());
        Hash found = Submission.ofEntry(entry.payload()).id();
        if (!Objects.equals(found, promise.mutation()) || entry.timeMillis() != promise.timeMillis()) {
            throw promise.broken("mutation " + found + " at time " + entry.timeMillis() + " there");
        }
        return true;
    }
}
