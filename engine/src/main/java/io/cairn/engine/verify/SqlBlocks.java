package io.cairn.engine.verify;

import io.cairn.engine.log.Entry;
import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.SqlPast;
import io.cairn.engine.view.MapView;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The blocks and entries of one database, as whoever proves answers in SQL has them. */
public interface SqlBlocks {
    /** The block that a question is asked of: the newest, unless the asker names another. */
    Block asked();

    /** A block whose state is kept; {@code block-not-found} or {@code block-not-retained} otherwise. */
    Block at(long height);

    /** The newest block whose time is not after this one, as {@link #at} gives it. */
    Block notAfter(long timeMillis);

    /** The block behind one, kept or not; empty where that is the newest. */
    Optional<Block> behind(Block block);

    /** The lowest block whose state is kept. */
    long oldest();

    /** A sealed entry. */
    Entry entry(long sequence);

    /** The proof that an entry is in the log of a size. */
    List<Hash> inclusion(long sequence, long size);

    /** The proof that the log of one size is a beginning of the log of another. */
    List<Hash> consistency(long fromSize, long toSize);

    /** A block. */
    interface Block {
        /** The canonical bytes of its header. */
        byte[] header();

        /** The node's signed note about it. */
        String checkpoint();

        /** The state after it, which tells {@code pages} of every page that it loads. */
        MapView state(BiConsumer<Hash, byte[]> pages);

        /** What differs between the state after another block and this one, telling of every page of both it loads. */
        void differences(
                Block from, byte[] low, byte[] high, SqlPast.Difference visitor, BiConsumer<Hash, byte[]> pages);
    }
}
