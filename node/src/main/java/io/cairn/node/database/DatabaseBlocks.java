package io.cairn.node.database;

import io.cairn.engine.log.ConsistencyProof;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.InclusionProof;
import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.SqlPast;
import io.cairn.engine.verify.SqlBlocks;
import io.cairn.engine.view.MapView;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The blocks of a database, for proofs of answers in SQL to draw on.
 *
 * @param newest the block that counts as the newest
 */
public record DatabaseBlocks(Database database, Snapshot newest) implements SqlBlocks {
    @Override
    public Block asked() {
        return new Sealed(newest);
    }

    @Override
    public Block at(long height) {
        return new Sealed(database.at(height));
    }

    @Override
    public Block notAfter(long timeMillis) {
        return new Sealed(database.notAfter(timeMillis, newest.header().height()));
    }

    @Override
    public Optional<Block> behind(Block block) {
        long height = ((Sealed) block).snapshot().header().height() + 1;
        return height > newest.header().height() ? Optional.empty() : Optional.of(at(height));
    }

    @Override
    public long oldest() {
        return database.oldestRetained();
    }

    @Override
    public Entry entry(long sequence) {
        return database.entry(sequence);
    }

    @Override
    public List<Hash> inclusion(long sequence, long size) {
        return InclusionProof.create(database::logNode, sequence - 1, size).hashes();
    }

    @Override
    public List<Hash> consistency(long fromSize, long toSize) {
        return ConsistencyProof.create(database::logNode, fromSize, toSize).hashes();
    }

    /** A block whose state is kept. */
    private record Sealed(Snapshot snapshot) implements Block {
        @Override
        public byte[] header() {
            return snapshot.headerBytes();
        }

        @Override
        public String checkpoint() {
            return snapshot.checkpoint();
        }

        @Override
        public MapView state(BiConsumer<Hash, byte[]> pages) {
            return snapshot.view(pages::accept);
        }

        @Override
        public void differences(
                Block from, byte[] low, byte[] high, SqlPast.Difference visitor, BiConsumer<Hash, byte[]> pages) {
            snapshot.differences(
                    ((Sealed) from).snapshot(),
                    low,
                    high,
                    (key, before, after) -> {
                        visitor.differs(key, before, after);
                        return true;
                    },
                    pages::accept);
        }
    }
}
