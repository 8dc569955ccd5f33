package io.cairn.engine.state;

import io.cairn.engine.log.CompactRange;
import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One database as a pure function of its journal: entries go in, outcomes and headers come out.
 *
 * <p>Life of a block: {@link #apply} edits an overlay; {@link #seal} freezes it and opens the next one on top, so
 * that entries go on while somebody merges the frozen edits into the tree; {@link #rebase} puts the merged tree
 * beneath. Not thread-safe: one thread owns it.
 */
public final class StateMachine {
    private final EngineVersions versions;
    private final Control.Genesis genesis;
    private final Mutations.Kept kept;
    private CompactRange log;

    /** What trials keep; made for the first. */
    private Mutations.@Nullable Kept tried;

    private final TreeMap<Long, Control.Quarantine> quarantined = new TreeMap<>();

    private EngineVersion version;
    private int nextVersion;
    private Overlay open;
    private Catalog catalog;
    private Mutations mutations;
    private long height;
    private long lastTimeMillis;
    private List<Outcome> outcomes = new ArrayList<>();
    private List<Hash> leaves = new ArrayList<>();
    private long firstSequence;
    private @Nullable String database;

    /** A database before its first entry, over an empty view. */
    public StateMachine(EngineVersions versions, Control.Genesis genesis, MapView empty) {
        this(versions, genesis, empty, new Position(CompactRange.EMPTY, 0, 0, genesis.engineVersion()));
    }

    /** A database at a sealed block. */
    public StateMachine(EngineVersions versions, Control.Genesis genesis, MapView state, Position position) {
        this(versions, genesis, state, position, null);
    }

    /** A database at a sealed block; {@code wanted} is told what rules do to one mutation behind it, nobody where null. */
    public StateMachine(
            EngineVersions versions,
            Control.Genesis genesis,
            MapView state,
            Position position,
            @Nullable TraceOf wanted) {
        this.kept = new Mutations.Kept(wanted);
        this.versions = versions;
        this.genesis = genesis;
        this.log = position.log();
        this.height = position.height();
        this.lastTimeMillis = position.timeMillis();
        this.version = versions.load(position.engineVersion());
        this.nextVersion = position.engineVersion();
        this.open = new Overlay(state);
        this.catalog = new Catalog(open);
        this.mutations = new Mutations(genesis, open, catalog, kept, openHeight());
        this.firstSequence = log.size() + 1;
        DatabaseRecord record = catalog.database();
        this.database = record == null ? null : record.address();
    }

    /**
     * Where a database stands after a block.
     *
     * @param log the log of all its entries
     * @param engineVersion the version of the next block
     */
    public record Position(CompactRange log, long height, long timeMillis, int engineVersion) {}

    /** The sequence that the next entry must have. */
    public long nextSequence() {
        return log.size() + 1;
    }

    /** The height of the open block. */
    public long openHeight() {
        return height + 1;
    }

    /** Entries in the open block. */
    public int openEntries() {
        return leaves.size();
    }

    /** Edited keys in the open block. */
    public int openEdits() {
        return open.size();
    }

    /** The greatest time so far; the next entry's may not be below. */
    public long lastTimeMillis() {
        return lastTimeMillis;
    }

    /** The database as the open block leaves it; null before entry 1. */
    public @Nullable DatabaseRecord database() {
        return catalog.database();
    }

    /** What the gate may ask of the open block. */
    public Mutations mutations() {
        return mutations;
    }

    /** The state as the open block leaves it; only the owner thread may read it. */
    public MapView state() {
        return open;
    }

    /** The state as the last entry left it, for any thread: entries that are applied from now on do not change it. */
    public MapView stateBehindLastEntry() {
        return open.frozenCopy();
    }

    /**
     * Applies one entry. Refusals are outcomes; what is thrown stops the database, an {@link EngineFailure} where the
     * engine itself broke on the entry.
     *
     * @param encoded the canonical bytes of {@code entry}
     * @param submission the entry's payload, checked
     */
    public List<Outcome> apply(Entry entry, byte[] encoded, Submission submission) {
        Check.invariant(entry.sequence() == nextSequence(), "entries are dense: " + entry.sequence());
        Check.invariant(entry.timeMillis() >= lastTimeMillis, "time does not decrease");
        mutations.requireClock(entry, submission);
        mutations.openLinked(entry, submission);
        List<Outcome> applied = carryOut(entry, submission);
        if (entry.sequence() == 1) {
            DatabaseRecord created = catalog.database();
            if (created == null) {
                throw new CairnException.Incorrect(
                        applied.getFirst().code(), applied.getFirst().at(), "entry 1 does not create a database");
            }
            database = created.address();
            quarantined.values().forEach(this::requireSigned);
        }
        Hash leaf = Entry.leafHash(encoded);
        log = log.append(leaf);
        leaves.add(leaf);
        lastTimeMillis = entry.timeMillis();
        outcomes.addAll(applied);
        return applied;
    }

    /**
     * What the rules of a submission would ask for of other databases and it does not carry, were it the next entry: found
     * by carrying it out on a copy. Empty where the database has no links.
     *
     * @param timeMillis the time that the entry would have
     */
    public List<LinkedRead> missingLinkedReads(Submission submission, long timeMillis) {
        if (!catalog.hasLinks()) {
            return List.of();
        }
        Mutations.Kept lasting = tried == null ? new Mutations.Kept(null) : tried;
        tried = lasting;
        Overlay copy = new Overlay(open);
        Mutations trial = new Mutations(genesis, copy, new Catalog(copy), lasting, openHeight());
        Entry entry = new Entry(nextSequence(), Math.max(timeMillis, lastTimeMillis), submission.bytes());
        try {
            trial.openLinked(entry, submission);
            trial.apply(entry, submission, version);
        } catch (RuntimeException | StackOverflowError broken) {
            // Whoever carries it out in earnest meets the same, and says so.
            return List.of();
        }
        return List.copyOf(trial.missing());
    }

    private List<Outcome> carryOut(Entry entry, Submission submission) {
        if (quarantined.containsKey(entry.sequence())) {
            return mutations.quarantine(entry, submission);
        }
        try {
            return mutations.apply(entry, submission, version);
        } catch (CairnException.Corrupt | CairnException.Unavailable | CairnException.Busy ofThisMachine) {
            throw ofThisMachine;
        } catch (RuntimeException | StackOverflowError broken) {
            throw new EngineFailure(entry.sequence(), broken);
        }
    }

    /**
     * Marks an entry of the open block, not yet applied, as one to refuse: {@code quarantine-too-late} for one that
     * is applied, and for entry 1, without which there is no database. In block 1 the signature is checked as soon
     * as entry 1 has told the database's address, which is before any entry can be refused.
     */
    public void quarantine(Control.Quarantine record) {
        if (record.sequence() < Math.max(nextSequence(), 2)) {
            throw new CairnException.ProofInvalid(
                    "quarantine-too-late", "quarantine", "entry " + record.sequence() + " cannot be refused any more");
        }
        if (database != null) {
            requireSigned(record);
        }
        quarantined.put(record.sequence(), record);
    }

    private void requireSigned(Control.Quarantine record) {
        record.verify(String.valueOf(database), genesis.replicas());
    }

    /** Moves to another engine version from the next block on. */
    public void switchEngine(Control.EngineSwitch record) {
        versions.load(record.engineVersion());
        nextVersion = record.engineVersion();
    }

    /** Closes the open block and opens the next. */
    public SealedBlock seal(Control.Seal seal) {
        Check.invariant(seal.height() == height + 1, "blocks are dense: " + seal.height());
        Check.invariant(database != null, "a block holds entry 1 or follows it");
        Overlay frozen = open;
        frozen.freeze();
        lastTimeMillis = Math.max(lastTimeMillis, seal.timeMillis());
        height = seal.height();
        SealedBlock block = new SealedBlock(
                new SealedBlock.Facts(
                        database == null ? "" : database,
                        genesis.epoch(),
                        height,
                        log.size(),
                        log.root(),
                        lastTimeMillis,
                        version.number(),
                        genesis.replicas().hash()),
                firstSequence,
                List.copyOf(outcomes),
                List.copyOf(leaves),
                frozen);
        version = versions.load(nextVersion);
        outcomes = new ArrayList<>();
        leaves = new ArrayList<>();
        firstSequence = log.size() + 1;
        quarantined.clear();
        open = new Overlay(frozen);
        catalog = new Catalog(open);
        mutations = new Mutations(genesis, open, catalog, kept, openHeight());
        return block;
    }

    /** Puts the tree that a sealed block was merged into beneath the block that was opened on top of it. */
    public void rebase(SealedBlock block, MapView merged) {
        Check.invariant(block.facts().height() == height, "only the newest sealed block can be rebased on");
        open.rebase(merged);
    }

    /** The engine version of the next block. */
    public int nextEngineVersion() {
        return nextVersion;
    }

    /** The position after the newest sealed block. */
    public Position position() {
        Check.invariant(leaves.isEmpty(), "a position is taken between blocks");
        return new Position(log, height, lastTimeMillis, nextVersion);
    }
}
