package io.cairn.node.database;

import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.tree.DiffVisitor;
import io.cairn.engine.tree.PageTracker;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A database as a sealed block left it. Immutable; any thread. */
public final class Snapshot {
    private final StateTree tree;
    private final BlockRow block;
    private final Header header;
    private final LongSupplier oldestRetained;

    /** Every read asks for it, and it cannot change. */
    private volatile @Nullable DatabaseRecord database;

    Snapshot(StateTree tree, BlockRow block, LongSupplier oldestRetained) {
        this.tree = tree;
        this.block = block;
        this.oldestRetained = oldestRetained;
        this.header = Header.decode(block.header());
    }

    /** The header of the block. */
    public Header header() {
        return header;
    }

    /** The header's canonical bytes. */
    public byte[] headerBytes() {
        return block.header().clone();
    }

    /** The node's signed checkpoint of the block. */
    public String checkpoint() {
        return block.checkpoint();
    }

    /** The root of the state. */
    public TreeRoot root() {
        return block.root();
    }

    /** The database's record, or null before the database is created. */
    public @Nullable DatabaseRecord database() {
        DatabaseRecord known = database;
        if (known == null) {
            byte[] stored = view().get(Keys.database());
            known = stored == null ? null : DatabaseRecord.decode(stored);
            database = known;
        }
        return known;
    }

    BlockRow block() {
        return block;
    }

    /** The state. */
    public MapView view() {
        return new RetainedView(tree.view(block.root()), this);
    }

    /** The state, telling {@code tracker} of every page read. */
    public MapView view(PageTracker tracker) {
        return new RetainedView(tree.view(block.root(), tracker), this);
    }

    /**
     * Visits the entries of {@code [low, high)} that differ between the state after another block and this one, telling
     * {@code tracker} of every page of both that is loaded.
     */
    public void differences(Snapshot from, byte[] low, byte[] high, DiffVisitor visitor, PageTracker tracker) {
        try {
            tree.diff(from.root(), root(), visitor, low, high, tracker);
        } catch (CairnException.Corrupt missing) {
            throw from.header.height() < header.height() ? from.explain(missing) : explain(missing);
        }
    }

    /** What a missing page means: damage, or that the block is retained no longer. */
    CairnException explain(CairnException.Corrupt missing) {
        return header.height() < oldestRetained.getAsLong() ? notRetained(header.height()) : missing;
    }

    static CairnException notRetained(long height) {
        return new CairnException.NotFound(
                "block-not-retained", "the state at block " + height + " is no longer kept by this node");
    }
}
