package io.cairn.node.database;

import io.cairn.engine.log.Control;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.state.SealedBlock;
import io.cairn.engine.state.StateMachine;
import io.cairn.engine.view.MapView;
import io.cairn.node.journal.Journal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Orders submissions, makes them durable, applies them and seals blocks.
 *
 * <p>Threading: {@link #run} runs on a shared executor, never twice at a time; it owns the state machine. A merge
 * of the newest sealed block runs beside it on {@code merging}, and hands its result back; entries are written on
 * {@code writing} while they are applied here. Nobody is told anything before it is durable, nothing is sealed while the block before is still merging. Whatever is thrown stops the
 * database.
 */
final class Sequencer {
    private static final int BATCH_MAX = 1_024;

    private final StateMachine machine;
    private final EntryLog log;
    private final NodeSettings settings;
    private final Threads threads;
    private final Publisher publisher;
    private final Intake intake;
    private final BlockPace pace;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile boolean hasCrons;
    private volatile @Nullable SealedBlock merged;
    private volatile @Nullable RuntimeException stopped;

    private List<Pending> open = new ArrayList<>();
    /** The seal of the open block where it is in the journal already, and the block before is still merging. */
    private @Nullable Ready ready;
    /** Whether a record of the clock was ordered last, so that it is the turn of others. */
    private boolean ticked;
    /** When it wakes for a cron; 0 for never. */
    private long wakesAtMillis;

    /** What the node lends to all databases. */
    record Threads(
            Executor sequencing,
            Executor merging,
            Executor writing,
            ScheduledExecutorService timer,
            InstantSource clock,
            Executor linking,
            LinkDesk.Source links) {}

    /** Merges and publishes blocks. */
    interface Publisher {
        /** Merges and publishes a block; then tells what waited for it. */
        void publish(SealedBlock block, long journalIndex, List<Pending> entries);

        /** Shows a state that is durable, and whose block is not sealed yet. */
        void applied(MapView state, long sequence, long timeMillis);

        /** The fate of a submission that was sealed before, or null. */
        @Nullable
        Fate find(Hash id);

        /** Puts the tree of a published block beneath the open one. */
        void rebase(StateMachine machine, SealedBlock block);

        /** From now on something runs by itself some time, or nothing does any more. */
        void crons(boolean hasCrons);

        /** The database stopped; it answers nothing but this from now on. */
        void stopped(RuntimeException cause);
    }

    Sequencer(StateMachine machine, Journal journal, NodeSettings settings, Threads threads, Publisher publisher) {
        this.machine = machine;
        this.settings = settings;
        this.pace = new BlockPace(settings);
        this.threads = threads;
        this.publisher = publisher;
        this.intake = new Intake(machine, threads, publisher::find, new TakingIn());
        this.log = new EntryLog(journal, threads.writing(), intake::fail);
    }

    /**
     * Begins: takes over what a recovery has applied after the newest block, and looks for what is due.
     *
     * @param hadCrons whether something ran by itself when the database was closed
     */
    void begin(List<Pending> applied, boolean hadCrons) {
        for (Pending pending : applied) {
            intake.add(pending);
            open.add(pending);
        }
        hasCrons = hadCrons;
        if (!applied.isEmpty()) {
            pace.hasten();
        }
        wake();
    }

    /** Takes a submission that has passed every check without state; whose seal is waited for is sealed as soon as may be. */
    CompletableFuture<Fate> submit(Pending pending, Wait wait) {
        RuntimeException cause = stopped;
        if (cause != null) {
            return CompletableFuture.failedFuture(cause);
        }
        CompletableFuture<Fate> future = pending.await(wait, false);
        if (!intake.offer(pending, settings.queuedMax())) {
            return CompletableFuture.failedFuture(
                    new CairnException.Busy("database-busy", "too many mutations wait; try again shortly"));
        }
        if (wait.compareTo(Wait.APPLIED) > 0) {
            pace.hasten();
        }
        wake();
        return future;
    }

    /** Seals the open block as soon as may be. */
    void hasten() {
        pace.hasten();
        wake();
    }

    /** A submission that is not in a published block yet, or null. */
    @Nullable
    Pending unsealed(Hash id) {
        return intake.unsealed(id);
    }

    /** Whether nothing is under way, and nothing will be by itself. */
    boolean isQuiet() {
        return intake.isEmpty() && !running.get() && !hasCrons;
    }

    int queued() {
        return intake.queued();
    }

    private void wake() {
        again.set(true);
        if (running.compareAndSet(false, true)) {
            threads.sequencing().execute(this::run);
        }
    }

    private void run() {
        try {
            do {
                again.set(false);
                while (stopped == null && step()) {
                    if (ticked) {
                        // Crons may keep a database busy for ever: others that wait for this thread come first.
                        threads.sequencing().execute(this::run);
                        return;
                    }
                }
                RuntimeException cause = stopped;
                if (cause != null) {
                    // What was taken meanwhile is told as well.
                    intake.failAll(cause);
                }
                running.set(false);
            } while (again.get() && running.compareAndSet(false, true));
        } catch (RuntimeException | Error broken) {
            // The edge of the thread: one database stops, the node goes on.
            stop(broken);
            running.set(false);
        }
    }

    private boolean step() {
        SealedBlock done = merged;
        boolean worked = done != null;
        if (done != null) {
            merged = null;
            publisher.rebase(machine, done);
            pace.mergeEnds();
        }
        Ready complete = ready;
        if (complete != null) {
            if (!pace.isMerging()) {
                ready = null;
                seal(complete.seal(), complete.index());
            }
            return worked;
        }
        if (pace.isTimeToTake(machine, intake.queuedMutations())) {
            worked |= takeAndOrder(
                    Math.max(machine.lastTimeMillis(), threads.clock().millis()));
        }
        if (machine.openEntries() > 0 && pace.isSealDue(machine, 0) && !pace.isMerging()) {
            pace.ended();
            Control.Seal seal = nextSeal(machine.lastTimeMillis());
            seal(seal, log.write(List.of(), seal));
            worked = true;
        }
        return worked;
    }

    /** Orders what is due at this time, and else what waits; in turn where what is due does not fit an entry. */
    private boolean takeAndOrder(long timeMillis) {
        Long due = machine.mutations().nextDueMillis();
        boolean isDue = due != null && due <= timeMillis;
        int room = isDue ? machine.mutations().entriesBeforeClock(machine.nextSequence()) : BATCH_MAX;
        List<Pending> batch = isDue && !ticked ? List.of() : intake.take(Math.min(room, BATCH_MAX));
        ticked = isDue && batch.isEmpty();
        if (due != null && ticked) {
            batch = List.of(clock(due));
        }
        if (!batch.isEmpty()) {
            order(batch, timeMillis, pace.isSealDue(machine, batch.size()));
        }
        wakeWhenDue(timeMillis);
        return !batch.isEmpty();
    }

    private Pending clock(long dueMillis) {
        Clock clock =
                new Clock(dueMillis, Objects.requireNonNull(machine.database()).address());
        Pending pending = new Pending(new Submission.Due(clock.encode(), clock));
        intake.add(pending);
        return pending;
    }

    /** Wakes when the next cron is due, unless that is arranged for already. */
    private void wakeWhenDue(long nowMillis) {
        Long due = machine.mutations().nextDueMillis();
        if (hasCrons != (due != null)) {
            hasCrons = due != null;
            publisher.crons(hasCrons);
        }
        if (due != null && (wakesAtMillis <= nowMillis || due < wakesAtMillis)) {
            wakesAtMillis = due;
            ScheduledFuture<?> _ =
                    threads.timer().schedule(this::wake, Math.max(0, due - nowMillis), TimeUnit.MILLISECONDS);
        }
    }

    /** Gives submissions their places, makes them durable and applies them; seals the block behind them where it is due. */
    private void order(List<Pending> batch, long time, boolean sealing) {
        boolean first = machine.openEntries() == 0;
        List<EntryLog.Placed> placed = log.place(batch, machine.nextSequence(), time);
        if (sealing) {
            applyAndSeal(placed, nextSeal(time));
            return;
        }
        tell(placed, applyAndWrite(placed));
        if (first) {
            ScheduledFuture<?> _ =
                    threads.timer().schedule(this::hasten, settings.blockMillisMax(), TimeUnit.MILLISECONDS);
        }
    }

    /** Applies entries while they are written, and returns when they are durable. */
    private List<List<Outcome>> applyAndWrite(List<EntryLog.Placed> placed) {
        EntryLog.Write write = log.begin(placed);
        List<List<Outcome>> outcomes;
        try {
            outcomes = placed.stream().map(this::apply).toList();
        } catch (RuntimeException | Error broken) {
            // It has its place nevertheless, so that it can be put into quarantine.
            write.await();
            throw broken;
        }
        write.await();
        return outcomes;
    }

    /**
     * The same with one write for entries and seal. An entry on which the engine breaks must not be sealed, or it could not
     * be put into quarantine; so they are applied first, and nobody is told before the write.
     */
    private void applyAndSeal(List<EntryLog.Placed> placed, Control.Seal seal) {
        List<List<Outcome>> outcomes = new ArrayList<>(placed.size());
        try {
            for (EntryLog.Placed each : placed) {
                outcomes.add(apply(each));
            }
        } catch (RuntimeException | Error broken) {
            log.begin(placed).await();
            throw broken;
        }
        pace.ended();
        long sealIndex = log.write(placed, seal);
        tell(placed, outcomes);
        if (pace.isMerging()) {
            ready = new Ready(seal, sealIndex);
        } else {
            seal(seal, sealIndex);
        }
    }

    /** What was told to one who is not waiting for a seal, others have to be shown from then on. */
    private void tell(List<EntryLog.Placed> placed, List<List<Outcome>> outcomes) {
        if (placed.stream().anyMatch(each -> each.pending().isShown())) {
            show();
        }
        for (int i = 0; i < placed.size(); i++) {
            placed.get(i).pending().applied(outcomes.get(i));
        }
    }

    /** What the intake needs of it. */
    private final class TakingIn implements Intake.Sequencing {
        @Override
        public void wake() {
            Sequencer.this.wake();
        }

        @Override
        public void hasten() {
            pace.hasten();
        }

        @Override
        public void show() {
            Sequencer.this.show();
        }
    }

    private void show() {
        if (machine.openEntries() > 0 || pace.isMerging()) {
            pace.shown();
            publisher.applied(machine.stateBehindLastEntry(), machine.nextSequence() - 1, machine.lastTimeMillis());
        }
    }

    /** The seal of a block whose merge waits for the one before. */
    private record Ready(Control.Seal seal, long index) {}

    private List<Outcome> apply(EntryLog.Placed placed) {
        open.add(placed.pending());
        return machine.apply(
                placed.entry(), placed.journaled().payload(), placed.pending().submission());
    }

    private Control.Seal nextSeal(long lastTimeMillis) {
        return new Control.Seal(
                machine.openHeight(), Math.max(lastTimeMillis, threads.clock().millis()));
    }

    /** Ends the open block; its seal is durable. */
    private void seal(Control.Seal seal, long index) {
        int edits = machine.openEdits();
        SealedBlock block = machine.seal(seal);
        List<Pending> entries = open;
        open = new ArrayList<>();
        pace.mergeBegins(edits, block.outcomes().size());
        threads.merging().execute(() -> merge(block, index, entries));
    }

    private void merge(SealedBlock block, long index, List<Pending> entries) {
        try {
            publisher.publish(block, index, entries);
            entries.forEach(intake::forget);
            merged = block;
            wake();
        } catch (RuntimeException | Error broken) {
            // The edge of the thread: one database stops, the node goes on.
            stop(broken);
        }
    }

    /** Stops for good: everybody who waits is told why. */
    void stop(Throwable broken) {
        RuntimeException cause = broken instanceof CairnException known
                ? known
                : new CairnException.Unavailable("database-stopped", "the database stopped: " + broken, broken);
        stopped = cause;
        publisher.stopped(cause);
        intake.failAll(cause);
    }
}
