package io.cairn.node.drill;

import static java.util.Objects.requireNonNull;

import io.cairn.engine.codec.Car;
import io.cairn.engine.codec.CarWriter;
import io.cairn.engine.codec.Cid;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.List;
import java.util.TreeMap;

/**
 * An answer in SQL taken apart and put together again, without any of the checks of who reads one.
 *
 * @param record what the archive says: statement, parameters, database, header, checkpoint
 * @param pages its pages by their hashes
 */
record SqlArchive(Value.Document record, TreeMap<Hash, byte[]> pages) {
    private static final Car.Limits LIMITS = new Car.Limits(32 << 20, 70_000, 4 << 20);

    static SqlArchive parse(byte[] car) {
        List<Car.Block> blocks = Car.read(car, LIMITS).blocks();
        if (!(ValueCodec.decode(blocks.getFirst().data()) instanceof Value.Document record)) {
            throw new CairnException.Fault("answer-malformed", "the node's own answer is none");
        }
        TreeMap<Hash, byte[]> pages = new TreeMap<>();
        blocks.subList(1, blocks.size()).forEach(page -> pages.put(page.cid().digest(), page.data()));
        return new SqlArchive(record, pages);
    }

    byte[] toCar() {
        return toCar(List.copyOf(pages.sequencedEntrySet()));
    }

    /** The archive with any pages under any names. */
    byte[] toCar(List<java.util.Map.Entry<Hash, byte[]>> blocks) {
        byte[] said = ValueCodec.encode(record);
        Cid root = Cid.of(Cid.Codec.DAG_CBOR, said);
        CarWriter out = new CarWriter(List.of(root), 1 << 16).block(root, said);
        blocks.forEach(page -> out.block(new Cid(Cid.Codec.RAW, page.getKey()), page.getValue()));
        return out.toBytes();
    }

    byte[] header() {
        if (record.get("header") instanceof Value.Bytes header) {
            return header.value();
        }
        throw new CairnException.Fault("answer-malformed", "the node's own answer has no header");
    }

    Hash stateRoot() {
        return Header.decode(header()).stateRoot();
    }

    SqlArchive under(byte[] header, String checkpoint) {
        return with(record.toBuilder()
                .put("header", Value.of(header))
                .put("checkpoint", checkpoint)
                .build());
    }

    /** These pages and this header as if they answered the question of another. */
    SqlArchive asAnswerTo(SqlArchive other) {
        return with(other.record.toBuilder()
                .put("header", requireNonNull(record.get("header")))
                .put("checkpoint", requireNonNull(record.get("checkpoint")))
                .build());
    }

    SqlArchive withPages(TreeMap<Hash, byte[]> others) {
        return new SqlArchive(record, others);
    }

    private SqlArchive with(Value.Document other) {
        return new SqlArchive(other, pages);
    }
}
