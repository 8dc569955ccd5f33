package io.cairn.engine.verify;

import io.cairn.engine.codec.Car;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlTarget;
import io.cairn.engine.witness.ProvenHeader;
import java.util.List;

/**
 * A question in SQL with all that is needed to answer it: a signed header and the pages that the statement touches,
 * those of the catalog too unless the asker has it; for questions about the past also other signed headers, and entries of the log. The rows are not in
 * it: whoever checks it runs the statement again and so has them.
 *
 * <p>Stored as an archive like {@link Answer}; the record is DAG-CBOR ({@code docs/formats.md}).
 *
 * @param header the canonical bytes of the header of the block that the answer is of
 * @param checkpoint the text of the node's signed note about that block
 * @param oldest how far back the node keeps states, where the answer is a history; else 0
 * @param blocks other blocks whose states or times the answer needs, by ascending height
 * @param entries entries that the answer needs, by ascending sequence
 */
public record SqlAnswer(
        SqlQuestion question,
        byte[] header,
        String checkpoint,
        long oldest,
        List<SignedBlock> blocks,
        List<LoggedEntry> entries) {
    /** Copies the lists. */
    public SqlAnswer {
        blocks = List.copyOf(blocks);
        entries = List.copyOf(entries);
    }

    /**
     * An answer that has been checked, with the rows that the statement gives on it.
     *
     * @param header the header that the node signed
     * @param isOfNewest whether the node says that this is its newest block, unless the question was asked of another
     */
    public record Verified(SqlAnswer answer, ProvenHeader header, SqlResult result, boolean isOfNewest) {}

    /**
     * An answer that is believed.
     *
     * @param header the canonical bytes of the block's header
     * @param checkpoint the text of the node's signed note about that block
     */
    public record Plain(byte[] header, String checkpoint, SqlResult result) {}

    /**
     * Makes the answer to a question.
     *
     * @return the archive
     * @throws CairnException.Incorrect {@code witness-too-large} where the proof is beyond what a verifier takes
     * @throws CairnException.NotFound {@code block-not-found} or {@code block-not-retained} where the question is about
     *     a state that is not kept
     */
    public static byte[] prove(SqlQuestion question, SqlBlocks blocks) {
        return proveFor(List.of(), question, blocks, new SqlEngines());
    }

    /**
     * Makes the answer for somebody who has catalogs of these names; fails as {@link #prove} does.
     *
     * @return the archive, without the pages of the catalog where that is among them: only who has it can check it
     */
    public static byte[] proveFor(List<Hash> catalogs, SqlQuestion question, SqlBlocks blocks, SqlEngines engines) {
        SqlProver prover = new SqlProver(question, blocks, Rights.unlimited());
        prover.runFor(catalogs, engines);
        return prover.archive();
    }

    /** Answers a question without proof, as far as somebody may read; fails as {@link #prove} does. */
    public static Plain plain(SqlQuestion question, SqlBlocks blocks, Rights rights, SqlEngines engines) {
        SqlProver prover = new SqlProver(question, blocks, rights);
        SqlResult result = prover.runKnowing(engines);
        return new Plain(prover.block().header(), prover.block().checkpoint(), result);
    }

    /**
     * The answer in an archive, unchecked: for its question and database.
     *
     * @throws CairnException.ProofInvalid {@code answer-malformed}
     */
    public static SqlAnswer parse(byte[] car) {
        return read(car).answer();
    }

    /** An answer as it was read, with its pages as blocks whose hashes are known. */
    record Archive(SqlAnswer answer, List<Car.Block> pages) {}

    static Archive read(byte[] car) {
        try {
            List<Car.Block> blocks = Answer.blocks(car);
            return new Archive(SqlRecord.decode(blocks.getFirst().data()), blocks.subList(1, blocks.size()));
        } catch (CairnException.Incorrect | CairnException.Unsupported refusal) {
            throw new CairnException.ProofInvalid("answer-malformed", refusal.at(), refusal.getMessage());
        }
    }

    /** Checks a header against its checkpoint. */
    interface Headers {
        ProvenHeader proven(byte[] header, String checkpoint);
    }

    /** Runs the statement on the pages, blocks and entries, which must be exactly those that it needs. */
    static Verified verify(Archive archive, Headers headers, SqlEngine engine) {
        SqlAnswer answer = archive.answer();
        SqlQuestion question = answer.question();
        ProvenHeader header = headers.proven(answer.header(), answer.checkpoint());
        header.requireDatabase(question.database());
        try {
            SqlTarget target = question.target();
            SqlVerifier verifier = new SqlVerifier(archive, header, headers);
            boolean isOfNewest = verifier.requireBlock(target);
            SqlResult result = question.run(
                    engine, verifier.state(header.header().height()), header.header(), verifier, Rights.unlimited());
            verifier.requireAllUsed();
            return new Verified(answer, header, result, isOfNewest);
        } catch (CairnException.Refused | CairnException.Incorrect refused) {
            throw new CairnException.ProofInvalid(
                    "answer-wrong", "pages", "the statement fails on the proof: " + refused.getMessage());
        }
    }
}
