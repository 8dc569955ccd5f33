package io.cairn.node.database;

import io.cairn.engine.log.JournalRecord;
import io.cairn.node.journal.Journal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * A write to a database's log that is under way while what it holds is applied: the disk and the processor work for the same
 * entries at the same time.
 *
 * <p>Threading: one at a time for each journal; who begins it waits for its end before anything else is done with the journal.
 */
final class LogWrite {
    private final CompletableFuture<Void> end;

    private LogWrite(CompletableFuture<Void> end) {
        this.end = end;
    }

    static LogWrite begin(Journal journal, List<JournalRecord> records, Executor executor) {
        return new LogWrite(CompletableFuture.runAsync(() -> journal.append(records), executor));
    }

    /** Returns once the records are durable; throws what {@link Journal#append} threw. */
    void await() {
        try {
            end.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw failed;
            }
        }
    }
}
