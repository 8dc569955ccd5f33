package io.cairn.engine.state;

import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.rule.Cron;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What runs by itself in the open block: which run of a cron is due, whether a record of the clock stands for it, and the runs. */
final class Ticks {
    /** The most runs of crons in one entry; what is due beside them has an entry of its own. */
    static final int TICKS_MAX = 1_000;

    /**
     * How many steps the runs of one entry may have taken when another begins in it. What is due beside them has an entry of its
     * own, behind others that wait. Each run has all of its own steps, whatever ran before it.
     */
    private static final long STEPS_MAX = 2_000_000;
    /** The most entries between two records of the clock while crons are behind. */
    private static final int ENTRIES_BETWEEN_MAX = 1_024;

    private final Overlay block;
    private final Catalog catalog;
    private final Mutations.Kept kept;
    private final long height;

    Ticks(Overlay block, Catalog catalog, Mutations.Kept kept, long height) {
        this.block = block;
        this.catalog = catalog;
        this.kept = kept;
        this.height = height;
    }

    /** What runs next by itself; null where nothing does. */
    @Nullable
    Long nextDueMillis() {
        CronStore.Due due = catalog.nextDue();
        return due == null ? null : due.millis();
    }

    /**
     * Demands that a record of the clock stands where one is due, and nowhere else: {@code clock-missing}, {@code
     * clock-wrong}. Where the one before it left something behind, others may stand before it.
     */
    void requireClock(Entry entry, Submission submission) {
        CronStore.Due next = catalog.nextDue();
        CronStore.Due due = next == null || next.millis() > entry.timeMillis() ? null : next;
        String at = "entries/" + entry.sequence();
        if (submission instanceof Submission.Due record) {
            requireRight(record.clock(), due, at);
        } else if (due != null && entriesBeforeClock(entry.sequence()) == 0) {
            throw new CairnException.Incorrect(
                    "clock-missing", at, "the cron " + due.name() + " was due before this entry and has not run");
        }
    }

    /**
     * How many entries may stand, from this sequence on, before a record of the clock for what is due: none, unless the last
     * such record left something behind.
     */
    int entriesBeforeClock(long sequence) {
        long behind = CronStore.leftBehindBy(block);
        return behind == 0 ? 0 : (int) Math.max(0, behind + ENTRIES_BETWEEN_MAX + 1 - sequence);
    }

    private void requireRight(Clock clock, CronStore.@Nullable Due due, String at) {
        DatabaseRecord database = catalog.database();
        boolean fits = due != null
                && due.millis() == clock.dueMillis()
                && database != null
                && database.address().equals(clock.database());
        if (!fits) {
            throw new CairnException.Incorrect("clock-wrong", at, "the record of the clock says what is not so");
        }
    }

    /** Runs what is due, each at its own time and on what those before it left. */
    List<Outcome> run(Entry entry) {
        DatabaseRecord database = Objects.requireNonNull(catalog.database());
        CronStore.Due due = catalog.nextDue();
        List<Outcome> outcomes = new ArrayList<>();
        long steps = 0;
        boolean fits = true;
        while (due != null && due.millis() <= entry.timeMillis() && fits) {
            Tick tick = tick(entry, outcomes.size(), due, database);
            outcomes.add(tick.outcome());
            steps += tick.steps();
            fits = outcomes.size() < TICKS_MAX && steps < STEPS_MAX;
            catalog.forget();
            due = catalog.nextDue();
        }
        CronStore.leave(block, entry.sequence(), due != null && due.millis() <= entry.timeMillis());
        return outcomes;
    }

    /** The first run that is due counts as done: on one of them the engine breaks, and it would be due for ever. */
    List<Outcome> passOver(Entry entry) {
        DatabaseRecord database = Objects.requireNonNull(catalog.database());
        CronStore.Due due = Objects.requireNonNull(catalog.nextDue());
        CronStore.ticked(block, due.name(), Objects.requireNonNull(CronStore.find(block, due.name())));
        catalog.forget();
        Hash id = Clock.tick(database.address(), due.name(), due.millis());
        return List.of(new Outcome(entry.sequence(), 0, id, "quarantined", "", 0, List.of()));
    }

    /** One run, and how many steps it took. */
    private record Tick(Outcome outcome, long steps) {}

    private Tick tick(Entry entry, int index, CronStore.Due due, DatabaseRecord database) {
        Cron cron = Objects.requireNonNull(CronStore.find(block, due.name()));
        CronStore.ticked(block, due.name(), cron);
        Hash id = Clock.tick(database.address(), due.name(), due.millis());
        Transaction.Place place = new Transaction.Place(height, entry.sequence(), index, id, due.millis());
        Actor engine = new Actor(database.owner(), database.owner(), null);
        Transaction transaction = new Transaction(
                new Transaction.Block(
                        block,
                        catalog,
                        kept.sql(),
                        kept.programs(),
                        new LinkedReads(block, LinkedBlocks.NONE, new ArrayList<>())),
                kept.hooks(),
                engine,
                place);
        Outcome outcome = outcome(entry, due, cron, transaction);
        return new Tick(outcome, transaction.automation().stepsTaken());
    }

    private Outcome outcome(Entry entry, CronStore.Due due, Cron cron, Transaction transaction) {
        int index = transaction.index();
        Hash id = transaction.mutation();
        block.begin();
        try {
            transaction.automation().run(due.name(), cron);
        } catch (CairnException refusal) {
            Mutations.requireAboutInput(refusal);
            block.rollback();
            return new Outcome(
                    entry.sequence(),
                    index,
                    id,
                    refusal.code(),
                    refusal.at(),
                    0,
                    List.of(),
                    List.of(),
                    Mutations.detail(refusal));
        }
        block.commit();
        return Mutations.outcome(entry, index, id, transaction);
    }
}
