package io.cairn.engine.verify;

import io.cairn.engine.log.ConsistencyProof;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.HashSource;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.InclusionProof;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.SqlPast;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The blocks of a database in memory.
 *
 * @param oldest the lowest block whose state counts as kept
 */
record TestBlocks(StateTree tree, List<Sealed> sealed, List<Entry> entries, List<Hash> leaves, long oldest)
        implements SqlBlocks {
    /** One block. */
    record Sealed(StateTree tree, TreeRoot root, Header decoded, String checkpoint) implements Block {
        @Override
        public byte[] header() {
            return decoded.encode();
        }

        @Override
        public MapView state(BiConsumer<Hash, byte[]> pages) {
            return tree.view(root, pages::accept);
        }

        @Override
        public void differences(
                Block from, byte[] low, byte[] high, SqlPast.Difference visitor, BiConsumer<Hash, byte[]> pages) {
            tree.diff(
                    ((Sealed) from).root(),
                    root,
                    (key, before, after) -> {
                        visitor.differs(key, before, after);
                        return true;
                    },
                    low,
                    high,
                    pages::accept);
        }
    }

    TestBlocks keptFrom(long height) {
        return new TestBlocks(tree, sealed, entries, leaves, height);
    }

    @Override
    public Block asked() {
        return sealed.getLast();
    }

    @Override
    public Block at(long height) {
        if (height < oldest) {
            throw new CairnException.NotFound("block-not-retained", "block " + height + " is kept no more");
        }
        if (height > sealed.size()) {
            throw new CairnException.NotFound("block-not-found", "there is no block " + height);
        }
        return sealed.get((int) height - 1);
    }

    @Override
    public Block notAfter(long timeMillis) {
        Block found = null;
        for (Sealed block : sealed) {
            found = block.decoded().timeMillis() <= timeMillis ? block : found;
        }
        if (found == null) {
            throw new CairnException.NotFound("block-not-found", "there was no block at that time");
        }
        return found;
    }

    @Override
    public Optional<Block> behind(Block block) {
        int height = (int) ((Sealed) block).decoded().height();
        return height < sealed.size() ? Optional.of(sealed.get(height)) : Optional.empty();
    }

    @Override
    public Entry entry(long sequence) {
        return entries.get((int) sequence - 1);
    }

    @Override
    public List<Hash> inclusion(long sequence, long size) {
        return InclusionProof.create(HashSource.ofLeaves(leaves), sequence - 1, size)
                .hashes();
    }

    @Override
    public List<Hash> consistency(long fromSize, long toSize) {
        return ConsistencyProof.create(HashSource.ofLeaves(leaves), fromSize, toSize)
                .hashes();
    }
}
