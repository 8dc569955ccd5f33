package io.cairn.node.database;

import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.model.CairnException;
import io.cairn.node.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * The end of a database's log: gives submissions their places there and makes them durable.
 *
 * <p>Threading: the sequencer's thread. A write goes on on another one while what it holds is applied, so that disk and
 * processor work for the same entries at the same time; nothing else is done with the log until it has come to its end.
 */
final class EntryLog {
    private final Journal journal;
    private final Executor writing;
    private final BiConsumer<Pending, RuntimeException> failed;

    /** {@code failed} is told of submissions that did not become durable. */
    EntryLog(Journal journal, Executor writing, BiConsumer<Pending, RuntimeException> failed) {
        this.journal = journal;
        this.writing = writing;
        this.failed = failed;
    }

    /** A submission in its place. */
    record Placed(Pending pending, Entry entry, JournalRecord journaled) {}

    /** A write that is under way. */
    interface Write {
        /**
         * Returns once all of it is durable, and who waits for its order is told.
         *
         * @throws CairnException.Unavailable {@code journal-stopped} where it is not, and nobody knows what of it will be there
         */
        void await();
    }

    /** Gives submissions the next places, from this entry on. */
    List<Placed> place(List<Pending> batch, long firstSequence, long timeMillis) {
        List<Placed> placed = new ArrayList<>(batch.size());
        long sequence = firstSequence;
        long index = journal.lastIndex();
        for (Pending pending : batch) {
            Entry entry = new Entry(sequence++, timeMillis, pending.submission().bytes());
            placed.add(new Placed(pending, entry, new JournalRecord(0, ++index, RecordKind.ENTRY, entry.encode())));
        }
        return placed;
    }

    /** Begins to write entries. */
    Write begin(List<Placed> placed) {
        List<JournalRecord> records = records(placed);
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> journal.append(records), writing);
        return () -> durable(placed, () -> join(end));
    }

    /** Writes entries, and the seal of a block behind them; returns where that is. */
    long write(List<Placed> placed, Control.Seal seal) {
        List<JournalRecord> records = records(placed);
        long index = journal.lastIndex() + placed.size() + 1;
        records.add(new JournalRecord(0, index, RecordKind.SEAL, seal.encode()));
        durable(placed, () -> journal.append(records));
        return index;
    }

    private static List<JournalRecord> records(List<Placed> placed) {
        List<JournalRecord> records = new ArrayList<>(placed.size() + 1);
        placed.forEach(each -> records.add(each.journaled()));
        return records;
    }

    private void durable(List<Placed> placed, Runnable write) {
        try {
            write.run();
        } catch (CairnException.Unavailable notDurable) {
            placed.forEach(each -> failed.accept(each.pending(), notDurable));
            throw notDurable;
        }
        placed.forEach(each -> each.pending().ordered(each.entry()));
    }

    private static void join(CompletableFuture<Void> end) {
        try {
            end.join();
        } catch (CompletionException broken) {
            switch (broken.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw broken;
            }
        }
    }
}
