package io.cairn.node.database;

import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.node.journal.Journal;
import io.cairn.node.journal.RecordCursor;
import io.cairn.node.store.DatabaseStore;
import io.cairn.node.store.MutationPlace;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a database's sealed blocks hold, from the first to the newest, whether their states are retained or not.
 *
 * <p>Threading: any thread; it only reads.
 */
final class BlockHistory {
    /** Where a journal's first entry is: behind the record that begins it. */
    private static final long FIRST_ENTRY_INDEX = 2;

    private final DatabaseStore store;
    private final Journal journal;
    private final Supplier<Header> newest;

    /** {@code newest} gives the newest sealed block's header, and throws where there is none. */
    BlockHistory(DatabaseStore store, Journal journal, Supplier<Header> newest) {
        this.store = store;
        this.journal = journal;
        this.newest = newest;
    }

    /** What is kept of a block; {@code block-not-found} where there is none. */
    BlockRow block(long height) {
        return store.block(height).map(BlockRow::decode).orElseThrow(() -> noBlock(height));
    }

    private static CairnException.NotFound noBlock(long height) {
        return new CairnException.NotFound("block-not-found", "there is no block " + height);
    }

    /** The height of the newest block up to one whose time is not after this; {@code block-not-found} before the first. */
    long heightNotAfter(long timeMillis, long heightMax) {
        Predicate<BlockRow> notAfter = row -> Header.decode(row.header()).timeMillis() <= timeMillis;
        if (!notAfter.test(block(1))) {
            throw new CairnException.NotFound("block-not-found", "the database had no block at that time");
        }
        return last(heightMax, notAfter);
    }

    /** The height of the block that holds an entry; {@code entry-not-found} where it is not sealed. */
    long heightOf(long sequence) {
        Header head = newest.get();
        if (sequence < 1 || sequence > head.logSize()) {
            throw new CairnException.NotFound("entry-not-found", "entry " + sequence + " is not in a sealed block");
        }
        return last(head.height(), row -> row.firstSequence() <= sequence);
    }

    /** The highest block that something is true of, where it is of all below it, and of the first. */
    private long last(long heightMax, Predicate<BlockRow> isTrue) {
        long low = 1;
        long high = heightMax;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (isTrue.test(block(middle))) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The fate of a submission or mutation whose block is sealed, or null. */
    @Nullable
    Fate find(Hash id) {
        Optional<MutationPlace> place = store.mutation(id);
        if (place.isEmpty()) {
            return null;
        }
        long sequence = place.get().sequence();
        long height = heightOf(sequence);
        List<Outcome> outcomes = outcomes(height).stream()
                .filter(outcome -> outcome.sequence() == sequence)
                .toList();
        return new Fate(id, sequence, entry(sequence).timeMillis(), Wait.FINAL, outcomes, height, false);
    }

    /** The outcomes of a block's mutations, in order: the leaves of its receipts root. */
    List<Outcome> outcomes(long height) {
        return BlockMaker.decodeOutcomes(
                store.meta(BlockMaker.outcomesName(height)).orElseThrow(() -> noBlock(height)));
    }

    /** The hash of a complete subtree of the entry log; {@code entry-not-found} where not all of it is sealed. */
    Hash logNode(int level, long index) {
        return store.logNode(level, index)
                .orElseThrow(() -> new CairnException.NotFound(
                        "entry-not-found", "the entry log has no subtree " + index + " at level " + level));
    }

    /** A sealed entry, read from the journal and checked. */
    Entry entry(long sequence) {
        long height = heightOf(sequence);
        BlockRow row = block(height);
        long start = height == 1 ? FIRST_ENTRY_INDEX : block(height - 1).journalIndex() + 1;
        // Nothing but its entries is in a block, as a rule.
        JournalRecord likely = journal.read(Math.min(start + sequence - row.firstSequence(), row.journalIndex() - 1));
        if (isEntry(likely, sequence)) {
            return Entry.decode(likely.payload());
        }
        try (RecordCursor cursor = journal.readFrom(start)) {
            for (Optional<JournalRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                if (isEntry(next.get(), sequence)) {
                    return Entry.decode(next.get().payload());
                }
            }
        }
        throw new CairnException.Corrupt("journal-corrupt", "journal", "entry " + sequence + " is missing");
    }

    private static boolean isEntry(JournalRecord journaled, long sequence) {
        return journaled.kind() == RecordKind.ENTRY && Recovery.sequence(journaled) == sequence;
    }
}
