package io.cairn.node.database;

import io.cairn.engine.log.CompactRange;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.state.SealedBlock;
import io.cairn.engine.state.StateMachine;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.view.MapView;
import io.cairn.node.journal.Journal;
import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import io.cairn.node.store.DatabaseStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One open database: takes submissions, shows what sealed blocks left.
 *
 * <p>Threading: every method may be called from any thread. Futures are completed on the database's own threads, so
 * what hangs on them must be short.
 */
public final class Database implements AutoCloseable {
    /** Longest wait for an entry to be sealed. */
    public static final int AFTER_SECONDS_MAX = 30;

    private final String address;
    private final BlockHistory history;
    private final Journal journal;
    private final StateTree tree;
    private final BlockMaker maker;
    private final Sequencer sequencer;
    private final CronMark cronMark;
    private final NodeSettings settings;
    private final Heads heads;
    private final Object publishing = new Object();
    private final AtomicBoolean explaining = new AtomicBoolean();
    private volatile @Nullable RuntimeException stopped;
    private volatile int nextEngineVersion;

    /** Guarded by {@code publishing}. */
    private boolean closed;

    Database(
            DatabaseFolders.Place place,
            Journal journal,
            DatabaseStore store,
            Recovery.Recovered recovered,
            NodeSettings settings,
            Sequencer.Threads threads) {
        this.address = place.address();
        this.journal = journal;
        this.history = new BlockHistory(store, journal, () -> head().header());
        this.tree = recovered.tree();
        this.maker = recovered.maker();
        this.settings = settings;
        this.nextEngineVersion = recovered.machine().nextEngineVersion();
        this.heads = new Heads(recovered
                .head()
                .map(row -> newest(new Snapshot(tree, row, maker::oldestRetained), recovered.machine()))
                .orElse(null));
        this.sequencer = new Sequencer(recovered.machine(), journal, settings, threads, new Publishing());
        this.cronMark = place.cronMark();
        sequencer.begin(recovered.unsealed(), cronMark.isSet());
    }

    /** Of what was told before it was sealed others have to be told after a crash as well. */
    private static Newest newest(Snapshot head, StateMachine machine) {
        return machine.openEntries() == 0
                ? new Newest(head)
                : new Newest(
                        head, machine.stateBehindLastEntry(), machine.nextSequence() - 1, machine.lastTimeMillis());
    }

    /** The address. */
    public String address() {
        return address;
    }

    /** Orders and applies a submission; rejections complete the future with a {@code CairnException}. */
    public CompletableFuture<Fate> submit(Submission submission, Wait wait) {
        CairnException failure = submission.failure();
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        return sequencer.submit(new Pending(submission), wait);
    }

    /** The same, so that {@link #newest} knows of what was done when the future is. Its block may be sealed later. */
    public CompletableFuture<Fate> carryOut(Submission submission) {
        CairnException failure = submission.failure();
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        return sequencer.submit(Pending.shown(submission), Wait.APPLIED);
    }

    /** The newest state that anybody was told of; {@code database-not-sealed} before the first block. */
    public Newest newest() {
        requireRunning();
        return known(heads.newest());
    }

    /**
     * The newest sealed block, once it holds everything that {@link #newest} tells of: what somebody was told has been done,
     * others must meet. Fails as {@link #after} does.
     */
    public CompletableFuture<Snapshot> caughtUp() {
        Newest told = heads.newest();
        return told == null ? CompletableFuture.completedFuture(head()) : after(told.sequence());
    }

    private static <T> T known(@Nullable T sealed) {
        if (sealed == null) {
            throw new CairnException.NotFound("database-not-sealed", "the database has no sealed block yet");
        }
        return sealed;
    }

    /** The newest sealed block; {@code database-not-sealed} before the first. */
    public Snapshot head() {
        requireRunning();
        return known(heads.head());
    }

    /** The database's record as its newest block left it; empty before the first. */
    Optional<DatabaseRecord> record() {
        return Optional.ofNullable(heads.head()).map(Snapshot::database);
    }

    /** A retained block; {@code block-not-found} or {@code block-not-retained} otherwise. */
    public Snapshot at(long height) {
        Snapshot newest = head();
        if (height == newest.header().height()) {
            return newest;
        }
        BlockRow row = history.block(height);
        if (height <= newest.header().height() - settings.retainedBlocks()) {
            throw Snapshot.notRetained(height);
        }
        return new Snapshot(tree, row, maker::oldestRetained);
    }

    /** The newest block up to a height whose time is not after this one, as {@link #at} gives it. */
    public Snapshot notAfter(long timeMillis, long height) {
        return at(history.heightNotAfter(timeMillis, height));
    }

    /** The lowest block whose state is retained. */
    public long oldestRetained() {
        return Math.max(1, head().header().height() - settings.retainedBlocks() + 1);
    }

    /** The header and checkpoint of any block, retained or not. */
    public SignedHeader signedHeader(long height) {
        requireRunning();
        BlockRow row = history.block(height);
        return new SignedHeader(row.header(), row.checkpoint());
    }

    /** A header's canonical bytes with the node's checkpoint. */
    public record SignedHeader(byte[] header, String checkpoint) {}

    /**
     * The first block that holds an entry, once it is sealed; hastens that seal. Fails with a {@code
     * TimeoutException} where none comes within {@value Heads#AFTER_SECONDS_MAX} seconds.
     */
    public CompletableFuture<Snapshot> after(long sequence) {
        RuntimeException cause = stopped;
        return cause == null ? heads.after(sequence, sequencer::hasten) : CompletableFuture.failedFuture(cause);
    }

    /** A block that is being sealed, or was; fails as {@link #after} and {@link #at} do. */
    public CompletableFuture<Snapshot> sealed(long height) {
        CompletableFuture<Snapshot> future =
                new CompletableFuture<Snapshot>().orTimeout(AFTER_SECONDS_MAX, TimeUnit.SECONDS);
        Runnable stop = follow(snapshot -> {
            if (snapshot.header().height() >= height) {
                future.complete(snapshot);
            }
        });
        Snapshot now = heads.head();
        if (now != null && now.header().height() >= height) {
            future.complete(now);
        }
        return future.whenComplete((_, _) -> stop.run())
                .thenApply(newest -> newest.header().height() == height ? newest : at(height));
    }

    /** Tells a follower of every new block, in order, from now on. Call the returned action to stop. */
    public Runnable follow(Consumer<Snapshot> follower) {
        return heads.follow(follower);
    }

    /** The fate of a submission or mutation, or null where this database has never ordered it. */
    public @Nullable Fate fate(Hash id) {
        requireRunning();
        Pending pending = sequencer.unsealed(id);
        Fate fate = pending == null ? null : pending.fate();
        return fate == null ? history.find(id) : fate;
    }

    /** The outcomes of a block's mutations, in order: the leaves of its receipts root. */
    public List<Outcome> outcomes(long height) {
        return history.outcomes(height);
    }

    /** The block that holds an entry; {@code entry-not-found} where it is not sealed. */
    public SignedHeader blockOf(long sequence) {
        return signedHeader(history.heightOf(sequence));
    }

    /** A sealed entry, read from the journal and checked. */
    public Entry entry(long sequence) {
        return history.entry(sequence);
    }

    /**
     * What every line of the rules did to a mutation, found out by running it once more; one at a time.
     *
     * @param index its place in a bundle, else 0
     * @throws CairnException.NotFound {@code mutation-not-found}; {@code entry-not-found} where it is not sealed; {@code
     *     block-not-retained} where the state before its block is no longer kept
     * @throws CairnException.Busy {@code explaining-busy} while another is explained
     */
    public RuleExplanation explain(Hash id, long index) {
        Fate fate = fate(id);
        if (fate == null) {
            throw new CairnException.NotFound("mutation-not-found", "this database has no such mutation");
        }
        long height = history.heightOf(fate.sequence());
        Outcome outcome = outcomes(height).stream()
                .filter(each -> each.sequence() == fate.sequence() && each.index() == index)
                .findFirst()
                .orElseThrow(
                        () -> new CairnException.NotFound("mutation-not-found", "the bundle has no mutation " + index));
        Snapshot before = height == 1 ? null : at(height - 1);
        long size = before == null ? 0 : before.header().logSize();
        if (!explaining.compareAndSet(false, true)) {
            throw new CairnException.Busy("explaining-busy", "another mutation is being explained; try again shortly");
        }
        try {
            return RuleExplanation.of(journal, tree, before, CompactRange.of(this::logNode, size), outcome);
        } finally {
            explaining.set(false);
        }
    }

    /** The hash of a complete subtree of the entry log, for proofs; only of sealed entries. */
    public Hash logNode(int level, long index) {
        return history.logNode(level, index);
    }

    /** The tree that holds every retained state. */
    public StateTree tree() {
        return tree;
    }

    /** Submissions that wait for their place. */
    public int queued() {
        return sequencer.queued();
    }

    /** Bytes of the journal on disk. */
    public long journalBytes() {
        return journal.bytesOnDisk();
    }

    Journal journal() {
        return journal;
    }

    boolean isQuiet() {
        return sequencer.isQuiet() && !heads.isWatched();
    }

    /** Why the database stopped, or null while it runs. */
    public @Nullable RuntimeException failure() {
        return stopped;
    }

    private void requireRunning() {
        RuntimeException cause = stopped;
        if (cause != null) {
            throw cause;
        }
    }

    /** Returns when nothing is written any more, so that the database may be opened anew. */
    @Override
    public void close() {
        sequencer.stop(new CairnException.Unavailable("database-closed", "the database is being closed"));
        synchronized (publishing) {
            closed = true;
            journal.close();
        }
    }

    /** What the sequencer needs done with finished blocks. */
    private final class Publishing implements Sequencer.Publisher {
        @Override
        public void publish(SealedBlock block, long journalIndex, List<Pending> entries) {
            Snapshot snapshot = keep(block, journalIndex, entries);
            heads.sealed(snapshot);
            entries.forEach(pending -> pending.sealed(snapshot.header().height()));
            heads.tell(snapshot);
        }

        @Override
        public void applied(MapView state, long sequence, long timeMillis) {
            Snapshot sealed = heads.head();
            if (sealed != null) {
                heads.show(new Newest(sealed, state, sequence, timeMillis));
            }
        }

        private Snapshot keep(SealedBlock block, long journalIndex, List<Pending> entries) {
            synchronized (publishing) {
                if (closed) {
                    throw new CairnException.Unavailable("database-closed", "the database is closed");
                }
                BlockRow row = maker.make(block, journalIndex, nextEngineVersion, entries);
                Snapshot snapshot = new Snapshot(tree, row, maker::oldestRetained);
                journal.markHead(journalIndex, snapshot.header().hash().toBytes());
                return snapshot;
            }
        }

        @Override
        public @Nullable Fate find(Hash id) {
            return history.find(id);
        }

        @Override
        public void rebase(StateMachine machine, SealedBlock block) {
            Snapshot merged = heads.head();
            if (merged != null) {
                machine.rebase(block, merged.view());
            }
            nextEngineVersion = machine.nextEngineVersion();
        }

        @Override
        public void crons(boolean hasCrons) {
            cronMark.set(hasCrons);
        }

        @Override
        public void stopped(RuntimeException cause) {
            boolean broke = stopped == null
                    && !(cause instanceof CairnException known && known.code().equals("database-closed"));
            stopped = cause;
            if (broke) {
                Event event = Event.of("database-stopped").with("database", address);
                Log.write(LogLevel.ERROR, event.causedBy(cause));
            }
            heads.failed(cause);
        }
    }
}
