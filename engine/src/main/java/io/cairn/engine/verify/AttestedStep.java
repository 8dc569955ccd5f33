package io.cairn.engine.verify;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.state.PrivateTransaction;
import io.cairn.engine.witness.ProvenHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A node's signed word on what a statement of a private transaction came to, for who may not see whole pages of the state
 * and so cannot run it. The transaction is signed with the digests of what was told here: it is committed only where that
 * is what the statements lead to.
 *
 * @param step what the step is called, see {@link SqlStep#name}
 * @param header the canonical bytes of the header of the block whose state was copied
 * @param checkpoint the text of the node's signed note about that block
 * @param rights what the rights that held are called
 * @param signature by the node's key over {@link #text}
 */
public record AttestedStep(Hash step, byte[] header, String checkpoint, Hash rights, Came came, byte[] signature) {
    private static final long VERSION = 1;
    private static final String KIND = "sql-step-attested";
    private static final SqlResult NOTHING = new SqlResult(List.of(), List.of(), 0);

    /** How DAG-CBOR begins a map of fourteen fields. */
    private static final int MAP_OF_FIELDS = 0xAE;

    /**
     * What a statement came to, and how the copy stands behind it.
     *
     * @param result what it answered; of no columns where it was refused
     * @param refusal what it was refused with, or null
     */
    public record Came(
            SqlResult result,
            CairnException.@Nullable Refused refusal,
            boolean isFailed,
            boolean isUnchanged,
            boolean askedForTime) {
        /** The result, or throws what the statement was refused with. */
        public SqlResult orThrow() {
            if (refusal != null) {
                throw refusal;
            }
            return result;
        }
    }

    /** A step whose signature holds, and the header that the node has signed. */
    public record Verified(AttestedStep step, ProvenHeader header) {}

    /** Runs a step on a node's copy. */
    public static Came run(SqlStep step, PrivateTransaction copy, SqlEngine engine) {
        SqlResult result = NOTHING;
        CairnException.Refused refusal = null;
        try {
            result = step.describes()
                    ? copy.describe(engine, step.statement().text())
                    : copy.run(engine, step.statement()).result();
        } catch (CairnException.Refused refused) {
            refusal = refused;
        }
        return new Came(result, refusal, copy.isFailed(), copy.isUnchanged(), copy.askedForTime());
    }

    /** The same, signed. */
    public AttestedStep sign(UnaryOperator<byte[]> key) {
        return new AttestedStep(step, header, checkpoint, rights, came, key.apply(text()));
    }

    /** Whether bytes may be such a step: an archive begins with another byte than a map of its size. */
    public static boolean isOne(byte[] record) {
        return record.length > 0 && (record[0] & 0xFF) == MAP_OF_FIELDS;
    }

    /** What is signed: a line of its own, then the hash of the record without signature. */
    public byte[] text() {
        Hash hash = Sha256.hash(ValueCodec.encode(fields().build()));
        return ("cairn attested step\n" + hash.hex() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Value.Document.Builder fields() {
        return Value.Document.builder()
                .put("v", VERSION)
                .put("kind", KIND)
                .put("step", Value.of(step.toBytes()))
                .put("header", Value.of(header))
                .put("checkpoint", checkpoint)
                .put("rights", Value.of(rights.toBytes()))
                .put("columns", SignedRows.columns(came.result))
                .put("rows", SignedRows.rows(came.result))
                .put("changed", came.result.changed())
                .put("refusal", refusal(came.refusal))
                .put("failed", Value.of(came.isFailed))
                .put("unchanged", Value.of(came.isUnchanged))
                .put("timed", Value.of(came.askedForTime));
    }

    private static Value refusal(CairnException.@Nullable Refused refused) {
        return refused == null
                ? Value.none()
                : Value.Document.builder()
                        .put("code", refused.code())
                        .put("at", refused.at())
                        .put("words", String.valueOf(refused.getMessage()))
                        .build();
    }

    /** The bytes that are sent. */
    public byte[] encode() {
        return ValueCodec.encode(fields().put("signature", Value.of(signature)).build());
    }

    /**
     * Reads a step; nothing of it is checked yet.
     *
     * @throws CairnException.ProofInvalid {@code answer-malformed}
     */
    public static AttestedStep decode(byte[] record) {
        try {
            if (ValueCodec.decode(record) instanceof Value.Document fields
                    && Value.of(VERSION).equals(fields.get("v"))
                    && Value.of(KIND).equals(fields.get("kind"))) {
                AttestedStep step = new AttestedStep(
                        Hash.of(SignedRows.bytes(fields, "step")),
                        SignedRows.bytes(fields, "header"),
                        SignedRows.text(fields, "checkpoint"),
                        Hash.of(SignedRows.bytes(fields, "rights")),
                        came(fields),
                        SignedRows.bytes(fields, "signature"));
                if (Arrays.equals(step.encode(), record)) {
                    return step;
                }
            }
        } catch (CairnException.Incorrect | CairnException.Unsupported malformed) {
            throw SignedRows.malformed();
        }
        throw SignedRows.malformed();
    }

    private static Came came(Value.Document fields) {
        if (fields.get("changed") instanceof Value.Int changed) {
            return new Came(
                    SignedRows.read(fields, changed.value()),
                    refused(fields.get("refusal")),
                    Value.of(true).equals(fields.get("failed")),
                    Value.of(true).equals(fields.get("unchanged")),
                    Value.of(true).equals(fields.get("timed")));
        }
        throw SignedRows.malformed();
    }

    private static CairnException.@Nullable Refused refused(@Nullable Value value) {
        return value instanceof Value.Document refusal
                ? new CairnException.Refused(
                        SignedRows.text(refusal, "code"),
                        SignedRows.text(refusal, "at"),
                        SignedRows.text(refusal, "words"))
                : null;
    }

    /**
     * Checks that a node has signed the step.
     *
     * @throws CairnException.ProofInvalid {@code attestation-invalid}
     */
    Verified verify(byte[] nodeKey, ProvenHeader proven) {
        try {
            NodeKey.verify(nodeKey, text(), signature);
        } catch (CairnException.ProofInvalid wrong) {
            throw new CairnException.ProofInvalid(
                    "attestation-invalid", "signature", "the node's key has not signed this step");
        }
        return new Verified(this, proven);
    }
}
