package io.cairn.client.api;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.verify.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Fetches receipts of one database, checks them and compares them with what was seen and promised. */
final class Receipts {
    private final Contact contact;
    private final Promises promises;

    Receipts(Contact contact, Promises promises) {
        this.contact = contact;
        this.promises = promises;
    }

    /** The receipt of what has this place in the entry that is found by an id: its own or that of a mutation in it. */
    Receipt.Verified ofEntry(Hash id, int index) {
        Receipt.Verified verified = fetch(id, "?index=" + index);
        Signed mutation = verified.mutation();
        boolean isOfId = Objects.equals(id, verified.submission().id())
                || (mutation == null ? id.equals(verified.outcome().mutation()) : Objects.equals(id, mutation.id()));
        return accepted(verified, isOfId && verified.receipt().index() == index);
    }

    /** The receipt of the mutation, or the run of a cron, that has this id. */
    Receipt.Verified of(Hash id) {
        Receipt.Verified verified = fetch(id, "");
        boolean isWhole = Objects.equals(id, verified.submission().id())
                && verified.receipt().index() == 0;
        return accepted(verified, isWhole || id.equals(verified.outcome().mutation()));
    }

    private Receipt.Verified fetch(Hash id, String query) {
        byte[] text = contact.bytes(
                "/mutations/" + id.hex() + "/receipt" + query, token -> Transport.Call.get(Transport.JSON, token));
        return Receipt.parse(new String(text, StandardCharsets.UTF_8))
                .verify(contact.heads().pin().nodeKeyBytes());
    }

    private Receipt.Verified accepted(Receipt.Verified verified, boolean isAsked) {
        if (!isAsked) {
            throw new CairnException.ProofInvalid("receipt-wrong", "mutation", "the receipt is of another mutation");
        }
        contact.heads().accept(verified.header());
        promises.compare(verified);
        return verified;
    }
}
