package io.cairn.engine.verify;

import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.InclusionProof;
import io.cairn.engine.log.MerkleLog;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.witness.ProvenHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fate of a mutation, or of one run of a cron, with its proof: that its entry is in the log, that its outcome is in
 * its block, and that a node signed that block. Needs nothing but the node's key to be checked.
 *
 * <p>Stored as JSON text ({@code receipt.json}, see {@code docs/formats.md}). One receipt has one text, byte
 * for byte.
 *
 * @param database the address of the database
 * @param entry the entry with the mutation, the bundle around it, or the record of the clock
 * @param index of the mutation within a bundle, or of the run within what was due; 0 for what stands alone
 * @param logProof that the entry is in the header's log
 * @param outcome the outcome and that it is in the header's receipts tree
 * @param header the canonical bytes of the block's header
 * @param checkpoint the text of the node's signed note about that block
 */
public record Receipt(
        String database,
        Entry entry,
        int index,
        List<Hash> logProof,
        OutcomeProof outcome,
        byte[] header,
        String checkpoint) {
    /** Copies the proof. */
    public Receipt {
        logProof = List.copyOf(logProof);
    }

    /**
     * A receipt that has been checked.
     *
     * @param header the header that the node signed
     * @param submission the payload of the entry
     * @param mutation the mutation that the receipt is for; null for a run of a cron, whose {@link Clock#tick} is in the
     *     outcome
     * @param outcome what became of it
     */
    public record Verified(
            Receipt receipt,
            ProvenHeader header,
            Submission submission,
            @Nullable Signed mutation,
            Outcome outcome) {}

    /** The JSON text, with its newline. */
    public String toJson() {
        return ReceiptJson.print(this);
    }

    /**
     * Reads a text without checking what it says; use {@link #verify} before believing it.
     *
     * @throws CairnException.ProofInvalid {@code receipt-malformed} for a text that {@link #toJson} would not have
     *     written
     */
    public static Receipt parse(String json) {
        return ReceiptJson.parse(json);
    }

    /**
     * Checks everything: the checkpoint's signature by the node's key, the header in it, the entry in the log, the
     * outcome in the block, and the mutation's own signature.
     *
     * @param nodeKey the Ed25519 public key of the node, 32 bytes
     * @throws CairnException.ProofInvalid {@code receipt-wrong} where parts do not belong together, or the code of
     *     the check that failed
     */
    public Verified verify(byte[] nodeKey) {
        ProvenHeader proven = ProvenHeader.verify(header, checkpoint, nodeKey);
        proven.requireDatabase(database);
        Header block = proven.header();
        new InclusionProof(entry.sequence() - 1, block.logSize(), logProof)
                .verify(Entry.leafHash(entry.encode()), block.logRoot());
        outcome.verify(MerkleLog.leafHash(outcome.bytes()), block.receiptsRoot());
        try {
            return match(proven);
        } catch (CairnException.Incorrect | CairnException.Unsupported refusal) {
            throw new CairnException.ProofInvalid("receipt-malformed", refusal.at(), refusal.getMessage());
        }
    }

    private Verified match(ProvenHeader proven) {
        Submission submission = Submission.ofEntry(entry.payload());
        CairnException failure = submission.failure();
        if (failure != null) {
            throw new CairnException.ProofInvalid(failure.code(), "mutation/" + failure.at(), failure.getMessage());
        }
        Outcome fate = Outcome.decode(outcome.bytes());
        if (submission instanceof Submission.Due due) {
            require(due.clock().database().equals(database), "mutation", "the clock is of another database");
            require(
                    fate.sequence() == entry.sequence() && fate.index() == index,
                    "outcome",
                    "the outcome belongs to another run");
            return new Verified(this, proven, submission, null, fate);
        }
        require(index < submission.mutations().size(), "index", "the entry has no mutation " + index);
        Signed mutation = submission.mutations().get(index);
        Hash id = mutation.id() == null ? Hash.ZERO : mutation.id();
        boolean same = fate.sequence() == entry.sequence()
                && fate.index() == index
                && fate.mutation().equals(id);
        require(same, "outcome", "the outcome belongs to another mutation");
        require(!fate.isOk() || mutation.failure() == null, "outcome", "an impossible mutation cannot be applied");
        return new Verified(this, proven, submission, mutation, fate);
    }

    private static void require(boolean holds, String at, String what) {
        if (!holds) {
            throw new CairnException.ProofInvalid("receipt-wrong", at, what);
        }
    }
}
