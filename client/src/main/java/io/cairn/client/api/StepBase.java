package io.cairn.client.api;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SequenceDraw;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.state.PrivateTransaction;
import io.cairn.engine.verify.AnswerVerifier;
import io.cairn.engine.verify.AttestedStep;
import io.cairn.engine.verify.SqlStep;
import io.cairn.engine.verify.SqlSteps;
import io.cairn.engine.witness.ProvenHeader;
import java.util.Arrays;
import java.util.List;

/** The state that a transaction's statements are run on, once the node has answered the first. */
sealed interface StepBase {
    /** The header of the block whose state is copied. */
    ProvenHeader header();

    default long height() {
        return header().header().height();
    }

    /** Takes what the node answered to a further step. */
    void add(SqlStep step, byte[] answer);

    /** Runs the statement of the last step; throws what it is refused with. */
    SqlResult run(SqlEngine engine, SqlText statement);

    /** What the statement of the last step takes and answers. */
    SqlResult describe(SqlEngine engine, String text);

    List<SequenceDraw> unreserved();

    boolean isFailed();

    boolean isUnchanged();

    boolean askedForTime();

    /** The base that the answer to a first step brings: pages where the reader may have them, else the node's word. */
    static StepBase of(String database, SqlStep step, byte[] answer, AnswerVerifier verifier) {
        if (AttestedStep.isOne(answer)) {
            return new Told(database, step, answer, verifier);
        }
        return new Copied(step, answer, verifier);
    }

    /** The rights of the reader are others than when the transaction began. */
    private static CairnException.Refused changedRights() {
        return new CairnException.Refused(
                "sql-40001", "text", "rights were changed since the transaction began: run it again");
    }

    /** Statements run here, on pages that are proved. */
    final class Copied implements StepBase {
        private final SqlSteps steps;
        private final PrivateTransaction copy;

        private Copied(SqlStep step, byte[] car, AnswerVerifier verifier) {
            steps = verifier.beginSteps(car);
            copy = new PrivateTransaction(steps.view(), step.start(height()));
            copy.checkReads(steps::requireComplete);
        }

        @Override
        public ProvenHeader header() {
            return steps.header();
        }

        @Override
        public void add(SqlStep step, byte[] car) {
            if (AttestedStep.isOne(car)) {
                throw changedRights();
            }
            steps.add(car);
        }

        @Override
        public SqlResult run(SqlEngine engine, SqlText statement) {
            return copy.run(engine, statement).result();
        }

        @Override
        public SqlResult describe(SqlEngine engine, String text) {
            return copy.describe(engine, text);
        }

        @Override
        public List<SequenceDraw> unreserved() {
            return copy.unreserved();
        }

        @Override
        public boolean isFailed() {
            return copy.isFailed();
        }

        @Override
        public boolean isUnchanged() {
            return copy.isUnchanged();
        }

        @Override
        public boolean askedForTime() {
            return copy.askedForTime();
        }
    }

    /** Statements run at the node, which signs what they came to. */
    final class Told implements StepBase {
        private final String database;
        private final AnswerVerifier verifier;
        private AttestedStep.Verified last;

        private Told(String database, SqlStep step, byte[] record, AnswerVerifier verifier) {
            this.database = database;
            this.verifier = verifier;
            this.last = checked(step, record);
        }

        private AttestedStep.Verified checked(SqlStep step, byte[] record) {
            AttestedStep.Verified verified = verifier.verifyStep(record);
            if (!verified.step().step().equals(step.name(database))) {
                throw new CairnException.ProofInvalid("answer-mismatch", "", "the node answered another step");
            }
            return verified;
        }

        @Override
        public ProvenHeader header() {
            return last.header();
        }

        @Override
        public void add(SqlStep step, byte[] record) {
            if (!AttestedStep.isOne(record)) {
                throw changedRights();
            }
            AttestedStep.Verified next = checked(step, record);
            if (!Arrays.equals(next.step().header(), last.step().header())) {
                throw new CairnException.ProofInvalid("answer-mismatch", "", "the node answered from another block");
            }
            last = next;
        }

        @Override
        public SqlResult run(SqlEngine engine, SqlText statement) {
            return last.step().came().orThrow();
        }

        @Override
        public SqlResult describe(SqlEngine engine, String text) {
            return last.step().came().orThrow();
        }

        /** Values are set aside for who may write every table only. */
        @Override
        public List<SequenceDraw> unreserved() {
            return List.of();
        }

        @Override
        public boolean isFailed() {
            return last.step().came().isFailed();
        }

        @Override
        public boolean isUnchanged() {
            return last.step().came().isUnchanged();
        }

        @Override
        public boolean askedForTime() {
            return last.step().came().askedForTime();
        }
    }
}
