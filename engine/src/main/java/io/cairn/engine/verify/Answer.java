package io.cairn.engine.verify;

import io.cairn.engine.codec.Car;
import io.cairn.engine.codec.CarWriter;
import io.cairn.engine.codec.Cid;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import io.cairn.engine.model.Hash;
import io.cairn.engine.view.MapView;
import io.cairn.engine.witness.ProvenHeader;
import io.cairn.engine.witness.WitnessPages;
import io.cairn.engine.witness.WitnessView;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
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

    /** What a block adds to its data: its identifier, and the varint of its length. */
    private static final int BLOCK_HEAD_BYTES = Cid.BYTES + 4;

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
     * @return the archive
     * @throws CairnException.Incorrect {@code witness-too-large} where the proof is beyond what a verifier takes
     */
    public static byte[] prove(
            Question question, byte[] header, String checkpoint, Function<BiConsumer<Hash, byte[]>, MapView> state) {
        LoadedPages pages = new LoadedPages();
        List<StoredDocument> documents = question.run(state.apply(pages)).documents();
        Answer answer = new Answer(question, header, checkpoint, documents, List.of());
        return archive(AnswerRecord.encode(answer), pages.byHash());
    }

    /** The archive. */
    public byte[] toCar() {
        TreeMap<Hash, byte[]> byHash = new TreeMap<>();
        for (byte[] page : pages) {
            byHash.put(Sha256.hash(page), page);
        }
        Check.argument(byHash.size() == pages.size(), "pages", "an answer holds a page once");
        return archive(AnswerRecord.encode(this), byHash);
    }

    static byte[] archive(byte[] record, SortedMap<Hash, byte[]> pages) {
        Cid root = Cid.of(Cid.Codec.DAG_CBOR, record);
        int bytes = record.length;
        for (byte[] page : pages.values()) {
            bytes += page.length + BLOCK_HEAD_BYTES;
        }
        CarWriter out = new CarWriter(List.of(root), bytes).block(root, record);
        pages.forEach((hash, page) -> out.block(new Cid(Cid.Codec.RAW, hash), page));
        return out.toBytes();
    }

    /** An answer as it was read, with its pages as blocks whose hashes are known. */
    record Archive(Answer answer, List<Car.Block> pages) {}

    /**
     * Reads an archive without checking what it says; use {@link #verify} before believing it.
     *
     * @throws CairnException.ProofInvalid {@code answer-malformed} for bytes that {@link #toCar} would not have
     *     written, or {@code car-block-mismatch}
     */
    public static Answer parse(byte[] car) {
        return read(car).answer();
    }

    static Archive read(byte[] car) {
        try {
            List<Car.Block> blocks = blocks(car);
            List<Car.Block> pages = blocks.subList(1, blocks.size());
            byte[] record = blocks.getFirst().data();
            List<byte[]> bytes = pages.stream().map(Car.Block::data).toList();
            Answer answer = AnswerRecord.decode(record, bytes);
            if (!Arrays.equals(AnswerRecord.encode(answer), record)) {
                throw malformed("the record is not in canonical form");
            }
            return new Archive(answer, pages);
        } catch (CairnException.Incorrect | CairnException.Unsupported refusal) {
            throw new CairnException.ProofInvalid("answer-malformed", refusal.at(), refusal.getMessage());
        }
    }

    /** The blocks, in the one order: the record, then pages by ascending hash. */
    static List<Car.Block> blocks(byte[] car) {
        Car archive = Car.read(car, LIMITS);
        List<Car.Block> blocks = archive.blocks();
        if (blocks.isEmpty()
                || blocks.getFirst().cid().codec() != Cid.Codec.DAG_CBOR
                || !archive.roots().equals(List.of(blocks.getFirst().cid()))) {
            throw malformed("the archive does not begin with the record that is its only root");
        }
        for (int i = 1; i < blocks.size(); i++) {
            Car.Block block = blocks.get(i);
            if (block.cid().codec() != Cid.Codec.RAW || block.data().length > PAGE_BYTES_MAX) {
                throw malformed("the block " + block.cid() + " is no page");
            }
            if (i > 1 && blocks.get(i - 1).cid().compareTo(block.cid()) >= 0) {
                throw malformed("the pages are not in the order of their hashes");
            }
        }
        return blocks;
    }

    /**
     * Reads and checks an archive by the key of its node.
     *
     * @param nodeKey the Ed25519 public key of the node, 32 bytes
     * @throws CairnException.ProofInvalid as {@link AnswerVerifier#verify} does
     */
    public static Verified verify(byte[] car, byte[] nodeKey) {
        return new AnswerVerifier(nodeKey).verify(car);
    }

    static Verified verify(Archive archive, ProvenHeader header) {
        Answer answer = archive.answer();
        header.requireDatabase(answer.question().database());
        WitnessView view = WitnessView.of(header.header().stateRoot(), archive.pages());
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
        } catch (CairnException.Incorrect | CairnException.Unsupported | CairnException.Refused refusal) {
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
