package io.cairn.engine.verify;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.Car;
import io.cairn.engine.codec.Cid;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.DocumentRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * A proved answer: a CARv1 file whose root is a record of question, signed header and digest of the result, and
 * whose other blocks are the pages of state that answer it.
 *
 * <p>The result itself is not written: whoever verifies asks the question again of the pages and compares the
 * digest. So nothing can be added, dropped, altered or reordered.
 */
public final class Answer {
    private static final long VERSION = 1;
    private static final int BYTES_MAX = 24 * 1024 * 1024;
    private static final int BLOCKS_MAX = 65_537;
    private static final int BLOCK_BYTES_MAX = 2 * 1024 * 1024;

    private Answer() {}

    /**
     * What a verified answer says.
     *
     * @param header the block whose state answered
     * @param network the network that the signer named
     */
    public record Verified(Question question, Header header, String network, List<StoredDocument> documents) {}

    /** Writes an answer; {@code pages} are those that {@link Question#evaluate} touched, each once. */
    public static byte[] encode(
            Question question, HeaderProof proof, List<StoredDocument> documents, Collection<byte[]> pages) {
        Value.Document.Builder record = Value.Document.builder()
                .put("v", VERSION)
                .put("database", question.database())
                .put("collection", question.collection());
        switch (question) {
            case Question.Get get -> record.put("id", get.id());
            case Question.Find find -> record.put("query", find.options());
        }
        record.put("header", Value.of(proof.header()))
                .put("checkpoint", proof.checkpoint())
                .put("count", documents.size())
                .put("digest", Value.of(digest(documents).toBytes()));
        Car.Block root = Car.Block.of(Cid.Codec.DAG_CBOR, ValueCodec.encode(record.build()));
        TreeMap<Cid, Car.Block> sorted = new TreeMap<>();
        for (byte[] page : pages) {
            Car.Block block = Car.Block.of(Cid.Codec.RAW, page);
            sorted.put(block.cid(), block);
        }
        List<Car.Block> blocks = new ArrayList<>();
        blocks.add(root);
        blocks.addAll(sorted.values());
        return new Car(List.of(root.cid()), blocks).toBytes();
    }

    /** SHA-256 over id and stored bytes of each document in order, each with its length (varint) in front. */
    static Hash digest(List<StoredDocument> documents) {
        ByteWriter writer = new ByteWriter(1024);
        for (StoredDocument document : documents) {
            writer.prefixed(new ByteWriter(32).utf8(document.id()).toBytes());
            writer.prefixed(new DocumentRecord(
                            document.owner(),
                            document.createdSequence(),
                            document.changedSequence(),
                            document.fields())
                    .encode());
        }
        return Sha256.hash(writer.toBytes());
    }

    /** Verifies an answer against the node's key. Nothing in it is believed before. */
    public static Verified verify(byte[] bytes, byte[] nodeKey) {
        try {
            return check(bytes, nodeKey);
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.ProofInvalid(malformed.code(), malformed.at(), malformed.getMessage());
        }
    }

    private static Verified check(byte[] bytes, byte[] nodeKey) {
        Car car = Car.read(bytes, new Car.Limits(BYTES_MAX, BLOCKS_MAX, BLOCK_BYTES_MAX));
        if (car.roots().size() != 1
                || car.blocks().isEmpty()
                || !car.blocks().getFirst().cid().equals(car.roots().getFirst())
                || !(ValueCodec.decode(car.blocks().getFirst().data()) instanceof Value.Document record)) {
            throw invalid("answer-malformed", "the archive's root is no answer");
        }
        List<byte[]> pages = new ArrayList<>();
        for (Car.Block block : car.blocks().subList(1, car.blocks().size())) {
            if (block.cid().codec() != Cid.Codec.RAW) {
                throw invalid("answer-malformed", "a page has another codec than raw");
            }
            pages.add(block.data());
        }
        return check(record, pages, nodeKey);
    }

    private static Verified check(Value.Document record, List<byte[]> pages, byte[] nodeKey) {
        if (!(Value.of(VERSION).equals(record.get("v"))
                && record.size() == 8
                && record.get("header") instanceof Value.Bytes header
                && record.get("checkpoint") instanceof Value.Text checkpoint
                && record.get("count") instanceof Value.Int count
                && record.get("digest") instanceof Value.Bytes digest)) {
            throw invalid("answer-malformed", "the answer's record is malformed");
        }
        Question question = question(record);
        HeaderProof proof = new HeaderProof(header.value(), checkpoint.value());
        Header signed = proof.verify(nodeKey);
        if (!signed.database().equals(question.database())) {
            throw invalid("answer-database-mismatch", "the signed header is another database's");
        }
        WitnessView state = new WitnessView(signed.stateRoot(), pages);
        List<StoredDocument> documents = question.evaluate(state);
        state.requireAllUsed();
        if (documents.size() != count.value() || !digest(documents).matches(digest.value(), 0)) {
            throw invalid("answer-result-mismatch", "the answer is not what the state says");
        }
        return new Verified(question, signed, proof.network(), documents);
    }

    private static Question question(Value.Document record) {
        if (record.get("database") instanceof Value.Text database
                && record.get("collection") instanceof Value.Text collection) {
            if (record.get("id") instanceof Value.Text id) {
                return new Question.Get(database.value(), collection.value(), id.value());
            }
            if (record.get("query") instanceof Value.Array options) {
                return new Question.Find(database.value(), collection.value(), options);
            }
        }
        throw invalid("answer-malformed", "the answer names no question");
    }

    private static CairnException invalid(String code, String message) {
        return new CairnException.ProofInvalid(code, "answer", message);
    }
}
