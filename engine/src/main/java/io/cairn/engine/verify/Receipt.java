package io.cairn.engine.verify;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.InclusionProof;
import io.cairn.engine.log.MerkleLog;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.Submission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fate of one mutation with everything needed to check it offline: the entry and its place in the log, the
 * outcome and its place in the block, and the signed header over both.
 *
 * @param entry canonical bytes of the entry
 * @param logProof path of the entry in the log of the header
 * @param outcome canonical bytes of the outcome
 * @param receiptIndex place of the outcome in its block
 * @param receiptCount outcomes in the block
 */
public record Receipt(
        byte[] entry,
        List<Hash> logProof,
        byte[] outcome,
        long receiptIndex,
        long receiptCount,
        List<Hash> receiptProof,
        HeaderProof header) {
    private static final String FORMAT = "cairn-receipt-1";
    private static final int TEXT_BYTES_MAX = 16 * 1024 * 1024;

    /**
     * What a verified receipt says.
     *
     * @param submission the mutation or bundle as signed by its user
     */
    public record Verified(Entry entry, Submission submission, Outcome outcome, Header header, String network) {}

    /** The receipt's canonical text: one line of JSON. */
    public byte[] toText() {
        Value.Document shape = Value.Document.builder()
                .put("format", FORMAT)
                .put("entry", bytes(entry))
                .put("logProof", hashes(logProof))
                .put("outcome", bytes(outcome))
                .put("receiptIndex", receiptIndex)
                .put("receiptCount", receiptCount)
                .put("receiptProof", hashes(receiptProof))
                .put("header", bytes(header.header()))
                .put("checkpoint", header.checkpoint())
                .build();
        return (Json.print(shape) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Value bytes(byte[] bytes) {
        return Value.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static Value hashes(List<Hash> hashes) {
        List<Value> values = new ArrayList<>(hashes.size());
        hashes.forEach(hash -> values.add(Value.of(hash.hex())));
        return new Value.Array(values);
    }

    /** Parses a receipt; refuses every text but the canonical one, so that no byte of a file goes unchecked. */
    public static Receipt parse(byte[] text) {
        if (text.length > TEXT_BYTES_MAX) {
            throw malformed("a receipt has at most 16 MiB");
        }
        try {
            Receipt receipt = read(Json.parse(text));
            if (!Arrays.equals(receipt.toText(), text)) {
                throw malformed("the text is not the canonical form of what it says");
            }
            return receipt;
        } catch (CairnException.Incorrect | IllegalArgumentException broken) {
            throw malformed("the text is no receipt: " + broken.getMessage());
        }
    }

    private static Receipt read(Value value) {
        if (value instanceof Value.Document shape
                && Value.of(FORMAT).equals(shape.get("format"))
                && shape.get("receiptIndex") instanceof Value.Int index
                && shape.get("receiptCount") instanceof Value.Int count
                && shape.get("checkpoint") instanceof Value.Text checkpoint) {
            return new Receipt(
                    readBytes(shape.get("entry")),
                    readHashes(shape.get("logProof")),
                    readBytes(shape.get("outcome")),
                    index.value(),
                    count.value(),
                    readHashes(shape.get("receiptProof")),
                    new HeaderProof(readBytes(shape.get("header")), checkpoint.value()));
        }
        throw malformed("a field is missing or has another type");
    }

    private static byte[] readBytes(@Nullable Value value) {
        if (value instanceof Value.Text text) {
            return Base64.getUrlDecoder().decode(text.value());
        }
        throw malformed("expected base64url");
    }

    private static List<Hash> readHashes(@Nullable Value value) {
        if (!(value instanceof Value.Array array)) {
            throw malformed("expected a list of hashes");
        }
        List<Hash> hashes = new ArrayList<>();
        for (Value element : array.values()) {
            hashes.add(Hash.parse(element.toString()));
        }
        return hashes;
    }

    private static CairnException malformed(String message) {
        return new CairnException.ProofInvalid("receipt-malformed", "receipt", message);
    }

    /** Verifies the receipt against the key of the node that signed its header. */
    public Verified verify(byte[] nodeKey) {
        try {
            return check(nodeKey);
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.ProofInvalid(malformed.code(), malformed.at(), malformed.getMessage());
        }
    }

    private Verified check(byte[] nodeKey) {
        Header signed = header.verify(nodeKey);
        Entry placed = Entry.decode(entry);
        new InclusionProof(placed.sequence() - 1, signed.logSize(), logProof)
                .verify(Entry.leafHash(entry), signed.logRoot());
        new InclusionProof(receiptIndex, receiptCount, receiptProof)
                .verify(MerkleLog.leafHash(outcome), signed.receiptsRoot());
        Outcome fate = Outcome.decode(outcome);
        Submission submission = Submission.of(placed.payload());
        if (submission.failure() != null && submission.payer() == null) {
            throw submission.failure();
        }
        boolean same = fate.sequence() == placed.sequence() && fate.index() < submission.mutations().size();
        if (same) {
            Signed mutation = submission.mutations().get(fate.index());
            same = mutation.id() == null
                    ? fate.mutation().equals(Hash.ZERO)
                    : fate.mutation().equals(mutation.id());
        }
        if (!same) {
            throw new CairnException.ProofInvalid(
                    "receipt-outcome-mismatch", "outcome", "the outcome is another mutation's");
        }
        return new Verified(placed, submission, fate, signed, header.network());
    }
}
