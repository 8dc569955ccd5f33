package io.cairn.engine.verify;

import io.cairn.engine.codec.Car;
import io.cairn.engine.codec.Cid;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A question, its result, and all that is needed to check it: a signed header and the pages that the question
 * touches.
 *
 * <p>Stored as a CARv1 archive ({@code answer.car}) whose only root is a DAG-CBOR record ({@code
 * docs/formats.md}), followed by the pages as raw blocks, sorted by the bytes of their CIDs. One answer has
 * one archive, byte for byte.
 *
 * @param header the canonical bytes of the block's header
 * @param checkpoint the text of the node's signed note about that block
 * @param documents the result, in order
 * @param pages the pages of the state tree, by ascending hash
 */
public record Answer(
        Question question, byte[] header, String checkpoint, List<StoredDocument> documents, List<byte[]> pages) {
    /** The longest archive in bytes. */
    public static final int BYTES_MAX = 48 << 20;

    private static final int PAGE_BYTES_MAX = 2 << 20;
    private static final Car.Limits LIMITS = new Car.Limits(BYTES_MAX, WitnessPages.PAGES_MAX + 1, BYTES_MAX);

    /** Copies the lists. */
    public Answer {
        documents = List.copyOf(documents);
        pages = List.copyOf(pages);
    }

    /**
     * An answer that has been checked.
     *
     * @param header the header that the node signed
     * @param collectionExists whether there is such a collection; the result of one that is not there is empty
     */
    public record Verified(Answer answer, ProvenHeader header, boolean collectionExists) {}

    /**
     * Answers a question from the state after a block.
     *
     * @param state makes a view of the state after the block, which tells the consumer of every page that it loads
     * @throws CairnException.Incorrect {@code witness-too-large} where the proof is beyond what a verifier takes
     */
    public static Answer make(
            Question question, byte[] header, String checkpoint, Function<BiConsumer<Hash, byte[]>, MapView> state) {
        TreeMap<Hash, byte[]> pages = new TreeMap<>();
        long[] bytes = {0};
        MapView view = state.apply((hash, page) -> {
            bytes[0] += page.length;
            if (bytes[0] > WitnessPages.BYTES_MAX || pages.size() >= WitnessPages.PAGES_MAX) {
                throw new CairnException.Incorrect(
                        "witness-too-large", "query", "the proof is over 16 MiB; ask for fewer documents at once");
            }
            pages.put(hash, page);
        });
        List<StoredDocument> documents = question.run(view).documents();
        return new Answer(question, header, checkpoint, documents, List.copyOf(pages.values()));
    }

    /** The archive. */
    public byte[] toCar() {
        Car.Block record = Car.Block.of(Cid.Codec.DAG_CBOR, AnswerRecord.encode(this));
        List<Car.Block> blocks = new ArrayList<>(pages.size());
        for (byte[] page : pages) {
            blocks.add(Car.Block.of(Cid.Codec.RAW, page));
        }
        blocks.sort(Comparator.comparing(Car.Block::cid));
        blocks.addFirst(record);
        return new Car(List.of(record.cid()), blocks).toBytes();
    }

    /**
     * Reads an archive without checking what it says; use {@link #verify} before believing it.
     *
     * @throws CairnException.ProofInvalid {@code answer-malformed} for bytes that {@link #toCar} would not have
     *     written, or {@code car-block-mismatch}
     */
    public static Answer parse(byte[] car) {
        Answer answer;
        try {
            Car archive = Car.read(car, LIMITS);
            if (archive.blocks().isEmpty()) {
                throw malformed("the archive is empty");
            }
            List<byte[]> pages = new ArrayList<>(archive.blocks().size());
            for (Car.Block block : archive.blocks().subList(1, archive.blocks().size())) {
                if (block.cid().codec() != Cid.Codec.RAW || block.data().length > PAGE_BYTES_MAX) {
                    throw malformed("the block " + block.cid() + " is no page");
                }
                pages.add(block.data());
            }
            answer = AnswerRecord.decode(archive.blocks().getFirst().data(), pages);
        } catch (CairnException.Incorrect | CairnException.Unsupported refusal) {
            throw new CairnException.ProofInvalid("answer-malformed", refusal.at(), refusal.getMessage());
        }
        if (!Arrays.equals(answer.toCar(), car)) {
            throw malformed("the archive is not in canonical form");
        }
        return answer;
    }

    /**
     * Reads and checks an archive: the checkpoint's signature by the node's key, the header in it, the pages under
     * the header's state root, and the result by asking the question again over these pages, which must be exactly
     * the ones it needs.
     *
     * @param nodeKey the Ed25519 public key of the node, 32 bytes
     * @throws CairnException.ProofInvalid {@code answer-wrong} where the result is another, or the code of the check
     *     that failed
     */
    public static Verified verify(byte[] car, byte[] nodeKey) {
        Answer answer = parse(car);
        ProvenHeader header = ProvenHeader.verify(answer.header(), answer.checkpoint(), nodeKey);
        header.requireDatabase(answer.question().database());
        WitnessView view = new WitnessView(header.header().stateRoot(), answer.pages());
        Question.Outcome outcome = rerun(answer.question(), view);
        view.requireAllUsed();
        if (!AnswerRecord.sameDocuments(outcome.documents(), answer.documents())) {
            throw new CairnException.ProofInvalid(
                    "answer-wrong",
                    "result",
                    "the result is not what the pages say: they hold "
                            + outcome.documents().size() + " documents for this question, or others");
        }
        return new Verified(answer, header, outcome.collectionExists());
    }

    private static Question.Outcome rerun(Question question, WitnessView view) {
        try {
            return question.run(view);
        } catch (CairnException.Incorrect | CairnException.Unsupported | CairnException.NotFound refusal) {
            throw new CairnException.ProofInvalid("answer-malformed", refusal.at(), refusal.getMessage());
        } catch (CairnException.Fault fault) {
            throw new CairnException.ProofInvalid(
                    "answer-wrong", "pages", "the signed state contradicts itself: " + fault.getMessage());
        }
    }

    static CairnException.ProofInvalid malformed(String what) {
        return new CairnException.ProofInvalid("answer-malformed", "", what);
    }
}
