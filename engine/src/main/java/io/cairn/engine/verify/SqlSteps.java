package io.cairn.engine.verify;

import io.cairn.engine.codec.Car;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.state.PrivateTransaction;
import io.cairn.engine.view.MapView;
import io.cairn.engine.witness.ProvenHeader;
import io.cairn.engine.witness.WitnessPages;
import io.cairn.engine.witness.WitnessView;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The base of a private transaction at a client: one state, proved by a signed header, whose pages come as statements
 * need them. Pages that no statement needs do no harm here: a page is taken by its hash, and nothing is counted absent
 * because it did not come. Not thread-safe.
 */
public final class SqlSteps {
    private static final long VERSION = 1;
    private static final String KIND = "sql-step";

    private final SignedBlock head;
    private final ProvenHeader header;
    private final WitnessPages pages = WitnessPages.growing();
    private final WitnessView view;

    private SqlSteps(SignedBlock head, ProvenHeader header) {
        this.head = head;
        this.header = header;
        this.view = WitnessView.over(header.header().stateRoot(), pages);
    }

    /** The header of the block whose state is copied. */
    public ProvenHeader header() {
        return header;
    }

    /** The state of that block, as far as pages have come: reading beyond them is {@code witness-page-missing}. */
    public MapView view() {
        return view;
    }

    /** Fails with {@code witness-page-missing} where a read since the last call has lacked a page. */
    public void requireComplete() {
        pages.requireFound();
    }

    /** Takes the pages of a further step, which must be of the same block. */
    public void add(byte[] car) {
        List<Car.Block> blocks = blocks(car);
        if (!decode(blocks.getFirst().data()).is(head)) {
            throw new CairnException.ProofInvalid("answer-mismatch", "", "the node answered from another block");
        }
        pages.grow(blocks.subList(1, blocks.size()));
    }

    static SqlSteps begin(byte[] car, BiFunction<byte[], String, ProvenHeader> proof) {
        List<Car.Block> blocks = blocks(car);
        SignedBlock head = decode(blocks.getFirst().data());
        SqlSteps steps = new SqlSteps(head, proof.apply(head.header(), head.checkpoint()));
        steps.pages.grow(blocks.subList(1, blocks.size()));
        return steps;
    }

    private static List<Car.Block> blocks(byte[] car) {
        try {
            return Answer.blocks(car);
        } catch (CairnException.Incorrect | CairnException.Unsupported refusal) {
            throw new CairnException.ProofInvalid("answer-malformed", refusal.at(), refusal.getMessage());
        }
    }

    private static SignedBlock decode(byte[] record) {
        if (ValueCodec.decode(record) instanceof Value.Document fields
                && fields.size() == 4
                && Value.of(VERSION).equals(fields.get("v"))
                && Value.of(KIND).equals(fields.get("kind"))
                && fields.get("header") instanceof Value.Bytes header
                && fields.get("checkpoint") instanceof Value.Text checkpoint) {
            return new SignedBlock(header.value(), checkpoint.value());
        }
        throw new CairnException.ProofInvalid("answer-malformed", "", "the record is not that of a step in SQL");
    }

    /**
     * Runs a step on a node's copy and makes the archive of the pages that it touched. That it is refused is no
     * failure: the client will find so itself.
     *
     * @param state makes a view of the state that was copied, which tells the consumer of every page that it loads
     */
    public static byte[] prove(
            SqlStep step,
            PrivateTransaction copy,
            SqlEngine engine,
            SignedBlock block,
            Function<BiConsumer<Hash, byte[]>, MapView> state) {
        LoadedPages loaded = new LoadedPages();
        copy.rebase(state.apply(loaded));
        try {
            if (step.describes()) {
                copy.describe(engine, step.statement().text());
            } else {
                copy.run(engine, step.statement());
            }
        } catch (CairnException.Refused refused) {
            // The pages that it was refused on are the answer.
        }
        byte[] record = ValueCodec.encode(Value.Document.builder()
                .put("v", VERSION)
                .put("kind", KIND)
                .put("header", Value.of(block.header()))
                .put("checkpoint", block.checkpoint())
                .build());
        return Answer.archive(record, loaded.byHash());
    }

    /**
     * A block as a node signed it.
     *
     * @param header canonical bytes
     * @param checkpoint the text of the signed note
     */
    public record SignedBlock(byte[] header, String checkpoint) {
        boolean is(SignedBlock other) {
            return checkpoint.equals(other.checkpoint) && Arrays.equals(header, other.header);
        }
    }
}
