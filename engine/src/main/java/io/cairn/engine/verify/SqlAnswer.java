package io.cairn.engine.verify;

import io.cairn.engine.codec.Car;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.view.MapView;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A question in SQL with all that is needed to answer it: a signed header and the pages that the statement touches,
 * catalog included. The rows are not in it: whoever checks it runs the statement again and so has them.
 *
 * <p>Stored as an archive like {@link Answer}; the record is DAG-CBOR ({@code docs/formats.md}).
 *
 * @param header the canonical bytes of the block's header
 * @param checkpoint the text of the node's signed note about that block
 */
public record SqlAnswer(SqlQuestion question, byte[] header, String checkpoint) {
    private static final long VERSION = 1;
    private static final String KIND = "sql";

    /**
     * An answer that has been checked, with the rows that the statement gives on it.
     *
     * @param header the header that the node signed
     */
    public record Verified(SqlAnswer answer, ProvenHeader header, SqlResult result) {}

    /**
     * Makes the answer to a question from the state after a block.
     *
     * @param state makes a view of the state after the block, which tells the consumer of every page that it loads
     * @return the archive
     * @throws CairnException.Incorrect {@code witness-too-large} where the proof is beyond what a verifier takes
     */
    public static byte[] prove(
            SqlQuestion question, byte[] header, String checkpoint, Function<BiConsumer<Hash, byte[]>, MapView> state) {
        LoadedPages pages = new LoadedPages();
        question.run(state.apply(pages), Header.decode(header));
        return Answer.archive(new SqlAnswer(question, header, checkpoint).encode(), pages.byHash());
    }

    private byte[] encode() {
        return ValueCodec.encode(Value.Document.builder()
                .put("v", VERSION)
                .put("kind", KIND)
                .put("sql", question.text())
                .put("parameters", new Value.Array(question.parameters()))
                .put("caller", question.caller())
                .put("database", question.database())
                .put("header", Value.of(header))
                .put("checkpoint", checkpoint)
                .build());
    }

    private static SqlAnswer decode(byte[] record) {
        if (!(ValueCodec.decode(record) instanceof Value.Document fields)
                || !Value.of(VERSION).equals(fields.get("v"))
                || !Value.of(KIND).equals(fields.get("kind"))
                || !(fields.get("sql") instanceof Value.Text text)
                || !(fields.get("parameters") instanceof Value.Array parameters)
                || !(fields.get("caller") instanceof Value.Text caller)
                || !(fields.get("database") instanceof Value.Text database)
                || !(fields.get("header") instanceof Value.Bytes header)
                || !(fields.get("checkpoint") instanceof Value.Text checkpoint)) {
            throw Answer.malformed("the record is not that of an answer in SQL");
        }
        SqlAnswer answer = new SqlAnswer(
                new SqlQuestion(database.value(), text.value(), parameters.values(), caller.value()),
                header.value(),
                checkpoint.value());
        if (!Arrays.equals(answer.encode(), record)) {
            throw Answer.malformed("the record is not in canonical form");
        }
        return answer;
    }

    /** An answer as it was read, with its pages as blocks whose hashes are known. */
    record Archive(SqlAnswer answer, List<Car.Block> pages) {}

    static Archive read(byte[] car) {
        try {
            List<Car.Block> blocks = Answer.blocks(car);
            return new Archive(decode(blocks.getFirst().data()), blocks.subList(1, blocks.size()));
        } catch (CairnException.Incorrect | CairnException.Unsupported refusal) {
            throw new CairnException.ProofInvalid("answer-malformed", refusal.at(), refusal.getMessage());
        }
    }

    /** Runs the statement on the pages, which must be exactly those that it needs. */
    static Verified verify(Archive archive, ProvenHeader header) {
        SqlQuestion question = archive.answer().question();
        header.requireDatabase(question.database());
        WitnessView view = WitnessView.of(header.header().stateRoot(), archive.pages());
        SqlResult result = rerun(question, view, header.header());
        view.requireAllUsed();
        return new Verified(archive.answer(), header, result);
    }

    private static SqlResult rerun(SqlQuestion question, WitnessView view, Header header) {
        try {
            return question.run(view, header);
        } catch (CairnException.Refused | CairnException.Incorrect refused) {
            throw new CairnException.ProofInvalid(
                    "answer-wrong", "pages", "the statement fails on the proof: " + refused.getMessage());
        }
    }
}
