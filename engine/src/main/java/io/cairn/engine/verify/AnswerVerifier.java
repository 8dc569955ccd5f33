package io.cairn.engine.verify;

import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.witness.ProvenHeader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Checks the answers of one node. Remembers the last checkpoint whose signature held, because a node answers many
 * questions from one block.
 *
 * <p>Safe for several threads.
 */
public final class AnswerVerifier {
    private final byte[] nodeKey;
    private volatile @Nullable Head last;

    /** A header and a checkpoint that were found to be the node's. */
    private record Head(byte[] header, String checkpoint, ProvenHeader proven) {
        boolean is(byte[] otherHeader, String otherCheckpoint) {
            return checkpoint.equals(otherCheckpoint) && Arrays.equals(header, otherHeader);
        }
    }

    /**
     * For the node with this key.
     *
     * @param nodeKey its Ed25519 public key, 32 bytes
     */
    public AnswerVerifier(byte[] nodeKey) {
        this.nodeKey = nodeKey.clone();
    }

    /**
     * Reads and checks an archive: the checkpoint's signature by the node's key, the header in it, the pages under
     * the header's state root, and the result by asking the question again over these pages, which must be exactly
     * the ones it needs.
     *
     * @throws io.cairn.engine.model.CairnException.ProofInvalid {@code answer-wrong} where the result is another, or
     *     the code of the check that failed
     */
    public Answer.Verified verify(byte[] car) {
        Answer.Archive archive = Answer.read(car);
        Answer answer = archive.answer();
        return Answer.verify(archive, proven(answer.header(), answer.checkpoint()));
    }

    /**
     * Reads and checks an archive with a question in SQL, as {@link #verify} does, and answers it: runs the statement on
     * its pages.
     *
     * @throws io.cairn.engine.model.CairnException.ProofInvalid {@code answer-wrong} where the statement fails there, or
     *     the code of the check that failed
     */
    public SqlAnswer.Verified verifySql(byte[] car) {
        return verifySql(car, new SqlEngine());
    }

    /**
     * As {@link #verifySql(byte[])}, for an archive that leaves out the catalog where the engine has it. The engine is
     * to be used again only where this does not fail and the header is one of the history that the caller knows.
     */
    public SqlAnswer.Verified verifySql(byte[] car, SqlEngine engine) {
        return SqlAnswer.verify(SqlAnswer.read(car), this::proven, engine);
    }

    /** Reads the archive of a transaction's first step and checks its header; what was read is for more steps. */
    public SqlSteps beginSteps(byte[] car) {
        return SqlSteps.begin(car, this::proven);
    }

    /**
     * Reads and checks an answer in SQL that the node has signed without a proof.
     *
     * @throws io.cairn.engine.model.CairnException.ProofInvalid {@code attestation-invalid}, or the code of the check
     *     that failed
     */
    public AttestedAnswer.Verified verifyAttested(byte[] record) {
        AttestedAnswer answer = AttestedAnswer.decode(record);
        return answer.verify(nodeKey, proven(answer.header(), answer.checkpoint()));
    }

    /**
     * Reads and checks what the node says that a step of a transaction came to, signed without a proof.
     *
     * @throws io.cairn.engine.model.CairnException.ProofInvalid {@code attestation-invalid}, or the code of the check
     *     that failed
     */
    public AttestedStep.Verified verifyStep(byte[] record) {
        AttestedStep step = AttestedStep.decode(record);
        return step.verify(nodeKey, proven(step.header(), step.checkpoint()));
    }

    private ProvenHeader proven(byte[] header, String checkpoint) {
        Head known = last;
        if (known != null && known.is(header, checkpoint)) {
            return known.proven();
        }
        ProvenHeader proven = ProvenHeader.verify(header, checkpoint, nodeKey);
        last = new Head(header.clone(), checkpoint, proven);
        return proven;
    }
}
