package io.cairn.node.database;

import io.cairn.engine.state.StateMachine;

/**
 * When a block ends, and whether entries are taken while the one before it is merged.
 *
 * <p>Threading: the sequencer's thread; {@link #hasten} is for any.
 */
final class BlockPace {
    private static final int BLOCKS_AHEAD_MAX = 4;

    /** A block of so few edits is merged in the time that a few forced writes take. */
    private static final int MERGED_SOON_EDITS_MAX = 1_000;

    /** While a block is merged the next is begun with this part of its mutations: small blocks cost more for each. */
    private static final double NEXT_BLOCK_PART = 0.5;

    /** A block of which something was shown ends with so many edits: until it is merged, reads go through all of them. */
    private static final int SHOWN_EDITS_MAX = 4_000;

    private final NodeSettings settings;
    private volatile boolean isDue;
    private boolean isShown;
    private boolean merging;
    private boolean mergedSoon;
    private int mergingMutations;

    BlockPace(NodeSettings settings) {
        this.settings = settings;
    }

    /** Somebody waits for the end of the open block. */
    void hasten() {
        isDue = true;
    }

    /** Something in the open block was shown to others. */
    void shown() {
        isShown = true;
    }

    /** The end of the open block is written: who waits for one from now on waits for the next. */
    void ended() {
        isDue = false;
    }

    /** The open block is merged from now on, and another is open. */
    void mergeBegins(int edits, int mutations) {
        mergedSoon = edits <= MERGED_SOON_EDITS_MAX;
        mergingMutations = mutations;
        merging = true;
        isShown = false;
    }

    void mergeEnds() {
        merging = false;
    }

    boolean isMerging() {
        return merging;
    }

    /**
     * Whether entries are taken while a block is merged. What waits for a seal is begun with then where it makes a block of
     * its own; else it gains nothing by it, and costs a forced write.
     */
    boolean isTimeToTake(StateMachine machine, int queuedMutations) {
        if (!merging) {
            return true;
        }
        return isDue && mergedSoon
                ? queuedMutations >= NEXT_BLOCK_PART * mergingMutations
                : machine.openEntries() < BLOCKS_AHEAD_MAX * settings.blockEntriesMax();
    }

    /** Whether the open block ends behind so many entries more. */
    boolean isSealDue(StateMachine machine, int more) {
        if (isShown && !merging && machine.openEdits() >= SHOWN_EDITS_MAX) {
            return true;
        }
        boolean full = machine.openEntries() + more >= settings.blockEntriesMax()
                || machine.openEdits() >= settings.blockEditsMax();
        return (isDue || full) && (!merging || mergedSoon);
    }
}
