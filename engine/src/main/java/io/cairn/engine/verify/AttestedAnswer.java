package io.cairn.engine.verify;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.witness.ProvenHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A node's signed word on an answer in SQL, for readers who may not see whole pages of the state: the question, the block,
 * the rights that held, and the rows. Nobody can check the rows; but a node that lies has signed its lie.
 *
 * <p>Stored as DAG-CBOR ({@code docs/formats.md}).
 *
 * @param header the canonical bytes of the header of the block that was read
 * @param checkpoint the text of the node's signed note about that block
 * @param rights what the rights that held are called; those of the node's newest block, whichever block was read
 * @param signature by the node's key over {@link #text}
 */
public record AttestedAnswer(
        SqlQuestion question, byte[] header, String checkpoint, Hash rights, SqlResult result, byte[] signature) {
    private static final long VERSION = 1;
    private static final String KIND = "sql-attested";

    /** How DAG-CBOR begins a map of twelve fields. */
    private static final int MAP_OF_FIELDS = 0xAC;

    /** An answer whose signature holds, and the header that the node has signed. */
    public record Verified(AttestedAnswer answer, ProvenHeader header) {}

    /** Signs an answer. */
    public static AttestedAnswer sign(AttestedAnswer unsigned, UnaryOperator<byte[]> key) {
        return new AttestedAnswer(
                unsigned.question,
                unsigned.header,
                unsigned.checkpoint,
                unsigned.rights,
                unsigned.result,
                key.apply(unsigned.text()));
    }

    /** Whether bytes may be an answer of this kind: an archive begins with another byte than a map of its size. */
    public static boolean isOne(byte[] record) {
        return record.length > 0 && (record[0] & 0xFF) == MAP_OF_FIELDS;
    }

    /** What is signed: a line of its own, then the hash of the record without signature. */
    public byte[] text() {
        Hash hash = Sha256.hash(ValueCodec.encode(fields().build()));
        return ("cairn attested answer\n" + hash.hex() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Value.Document.Builder fields() {
        return Value.Document.builder()
                .put("v", VERSION)
                .put("kind", KIND)
                .put("sql", question.text())
                .put("parameters", new Value.Array(question.parameters()))
                .put("caller", question.caller())
                .put("database", question.database())
                .put("header", Value.of(header))
                .put("checkpoint", checkpoint)
                .put("rights", Value.of(rights.toBytes()))
                .put("columns", SignedRows.columns(result))
                .put("rows", SignedRows.rows(result));
    }

    /** The stored bytes. */
    public byte[] encode() {
        return ValueCodec.encode(fields().put("signature", Value.of(signature)).build());
    }

    /**
     * Reads an answer; nothing of it is checked yet.
     *
     * @throws CairnException.ProofInvalid {@code answer-malformed}
     */
    public static AttestedAnswer decode(byte[] record) {
        try {
            if (ValueCodec.decode(record) instanceof Value.Document fields) {
                AttestedAnswer answer = decode(fields);
                if (Arrays.equals(answer.encode(), record)) {
                    return answer;
                }
            }
        } catch (CairnException.Incorrect | CairnException.Unsupported malformed) {
            throw SignedRows.malformed();
        }
        throw SignedRows.malformed();
    }

    private static AttestedAnswer decode(Value.Document fields) {
        if (!Value.of(VERSION).equals(fields.get("v"))
                || !Value.of(KIND).equals(fields.get("kind"))
                || !(fields.get("parameters") instanceof Value.Array parameters)) {
            throw SignedRows.malformed();
        }
        return new AttestedAnswer(
                new SqlQuestion(
                        SignedRows.text(fields, "database"),
                        SignedRows.text(fields, "sql"),
                        parameters.values(),
                        SignedRows.text(fields, "caller")),
                SignedRows.bytes(fields, "header"),
                SignedRows.text(fields, "checkpoint"),
                Hash.of(SignedRows.bytes(fields, "rights")),
                SignedRows.read(fields, 0),
                SignedRows.bytes(fields, "signature"));
    }

    /**
     * Checks that a node has signed the answer and the block.
     *
     * @throws CairnException.ProofInvalid {@code attestation-invalid}, or the code of the check of the header
     */
    Verified verify(byte[] nodeKey, ProvenHeader proven) {
        proven.requireDatabase(question.database());
        try {
            NodeKey.verify(nodeKey, text(), signature);
        } catch (CairnException.ProofInvalid wrong) {
            throw new CairnException.ProofInvalid(
                    "attestation-invalid", "signature", "the node's key has not signed this answer");
        }
        return new Verified(this, proven);
    }
}
