package io.cairn.node.database;

import io.cairn.engine.log.Control;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.log.ReplicaSet;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.DatabaseAddress;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.state.EngineFailure;
import io.cairn.engine.state.EngineVersions;
import io.cairn.engine.tree.StateTree;
import io.cairn.node.journal.Disk;
import io.cairn.node.journal.Journal;
import io.cairn.node.journal.JournalLimits;
import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import io.cairn.node.store.DatabaseStore;
import io.cairn.node.store.NodeStore;
import io.cairn.node.store.RootRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All databases of a node: opened when first asked for, closed when idle.
 *
 * <p>Threading: any thread. Opening one database does not hold up the others.
 */
public final class Databases implements AutoCloseable {
    private static final int SCRUB_MILLIS = 60_000;

    private final NodeSettings settings;
    private final NodeIdentity identity;
    private final EngineVersions versions;
    private final Disk disk;
    private final NodeStore store;
    private final NodeThreads nodeThreads = new NodeThreads();
    private final Sequencer.Threads threads;
    private final DatabaseFolders folders;
    private final CleanMark cleanMark;
    private final ConcurrentSkipListMap<String, Slot> slots = new ConcurrentSkipListMap<>();

    /** A database that exists, open or not. Its monitor guards opening and closing. */
    private static final class Slot {
        private final DatabaseFolders.Place place;
        private @Nullable RuntimeException refused;
        private long usedNanos;
        private volatile @Nullable Database open;

        /** Whether the store holds its newest sealed block, so that it can be looked at while it is closed. */
        private volatile boolean storeIsWhole;

        Slot(DatabaseFolders.Place place, boolean storeIsWhole) {
            this.place = place;
            this.storeIsWhole = storeIsWhole;
        }
    }

    /** Opens what is under the settings' folder; makes it where there is nothing. */
    public Databases(NodeSettings settings, NodeIdentity identity, Disk disk, InstantSource clock) {
        this(settings, identity, disk, clock, EngineVersions.released());
    }

    /** The same with a choice of engine versions. */
    public Databases(
            NodeSettings settings, NodeIdentity identity, Disk disk, InstantSource clock, EngineVersions versions) {
        this(settings, identity, disk, clock, versions, LinkedNodes.NONE);
    }

    /** The same with other nodes, which may be asked for databases that are linked here. */
    public Databases(
            NodeSettings settings,
            NodeIdentity identity,
            Disk disk,
            InstantSource clock,
            EngineVersions versions,
            LinkedNodes nodes) {
        this.settings = settings;
        this.identity = identity;
        this.versions = versions;
        this.disk = disk;
        this.store = NodeStore.open(settings.folder().resolve("store"), settings.cacheBytes());
        this.threads = nodeThreads.lent(clock, new LinkedSources(this, nodes));
        this.folders = new DatabaseFolders(settings.folder().resolve("databases"), disk, store);
        this.cleanMark = new CleanMark(settings.folder(), disk);
        boolean storeIsWhole = cleanMark.take();
        folders.find().forEach(place -> slots.put(place.address(), new Slot(place, storeIsWhole)));
        nodeThreads.repeat(this::closeIdle, Math.max(1, settings.idleMillisMax() / 4));
        nodeThreads.beside(this::openThoseWithCrons);
        Scrubber scrubber = new Scrubber(this::openJournals);
        nodeThreads.repeat(() -> nodeThreads.beside(scrubber::step), SCRUB_MILLIS);
    }

    /** Who the node is. */
    public NodeIdentity identity() {
        return identity;
    }

    /** The store of all databases, for its figures. */
    public NodeStore store() {
        return store;
    }

    /** The addresses of all databases. */
    public List<String> addresses() {
        return List.copyOf(slots.keySet());
    }

    /** The databases that are open now. */
    public List<Database> open() {
        List<Database> open = new ArrayList<>();
        for (Slot slot : slots.values()) {
            Database database = slot.open;
            if (database != null) {
                open.add(database);
            }
        }
        return open;
    }

    private TreeMap<String, Journal> openJournals() {
        TreeMap<String, Journal> journals = new TreeMap<>();
        open().forEach(database -> journals.put(database.address(), database.journal()));
        return journals;
    }

    /** Whether a database is open, or does not exist: whether {@link #require} answers at once. */
    public boolean isOpen(String address) {
        Slot slot = slots.get(address);
        return slot == null || slot.open != null;
    }

    /**
     * A database's record as its newest block left it, without opening the database; empty where only opening it can
     * tell, as after a crash.
     */
    public Optional<DatabaseRecord> glance(String address) {
        Slot slot = slots.get(address);
        if (slot == null) {
            return Optional.empty();
        }
        Database open = slot.open;
        if (open != null && open.failure() == null) {
            return open.record();
        }
        return slot.storeIsWhole ? storedRecord(store.database(slot.place.number())) : Optional.empty();
    }

    private static Optional<DatabaseRecord> storedRecord(DatabaseStore stored) {
        try {
            return stored.root()
                    .flatMap(root -> stored.block(root.height()))
                    .map(BlockRow::decode)
                    .map(row -> new Snapshot(new StateTree(stored.pages(), row.nextPageId()), row, () -> 0).database());
        } catch (CairnException.Corrupt damaged) {
            // Opening the database rebuilds its pages.
            return Optional.empty();
        }
    }

    /** A database, opened if need be; {@code database-not-found} where there is none. */
    public Database require(String address) {
        Slot slot = slots.get(address);
        if (slot == null) {
            throw notFound(address);
        }
        synchronized (slot) {
            slot.usedNanos = System.nanoTime();
            if (slot.refused != null) {
                throw slot.refused;
            }
            Database open = slot.open;
            if (open == null) {
                open = open(address, slot);
                slot.open = open;
                slot.storeIsWhole = true;
            }
            return open;
        }
    }

    private static CairnException notFound(String address) {
        return new CairnException.NotFound("database-not-found", "this node has no database " + address);
    }

    private Database open(String address, Slot slot) {
        try {
            return recoverOrRebuild(address, slot);
        } catch (CairnException.Corrupt corrupt) {
            throw refused(slot, corrupt);
        } catch (EngineFailure broken) {
            String what = "the database stopped: " + broken.getMessage();
            throw refused(slot, new CairnException.Unavailable("database-stopped", what, broken));
        }
    }

    private Database recoverOrRebuild(String address, Slot slot) {
        try {
            return recover(slot);
        } catch (CairnException.Corrupt corrupt) {
            if (!corrupt.code().equals("store-corrupt")) {
                throw corrupt;
            }
            Log.write(LogLevel.WARNING, told("pages-rebuilt", address).causedBy(corrupt));
            // Pages are only a copy of what the journal says: rebuild them from it.
            store.database(slot.place.number()).deleteAll();
            return recover(slot);
        }
    }

    /** The database stays shut, rather than fail the same way for everybody who asks. */
    private static RuntimeException refused(Slot slot, RuntimeException cause) {
        Log.write(LogLevel.ERROR, told("database-stopped", slot.place.address()).causedBy(cause));
        slot.refused = cause;
        return cause;
    }

    private static Event told(String event, String address) {
        return Event.of(event).with("database", address);
    }

    private Database recover(Slot slot) {
        Journal journal = journal(slot.place);
        try {
            DatabaseStore databaseStore = store.database(slot.place.number());
            databaseStore.discardPages();
            Recovery.Recovered recovered = new Recovery(journal, databaseStore, identity, settings, versions).run();
            return new Database(slot.place, journal, databaseStore, recovered, settings, threads);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
        }
    }

    private Journal journal(DatabaseFolders.Place place) {
        return Journal.open(disk, place.journal(), place.address(), JournalLimits.standard());
    }

    /**
     * Writes down that an entry on which the engine breaks is to be refused, and goes on with its database. What the
     * engine does is found out anew, by opening the database: where it opens, or breaks elsewhere, nothing is written
     * ({@code quarantine-not-needed}); an entry of a sealed block is {@code quarantine-too-late}.
     */
    public Database quarantine(String address, Control.Quarantine record) {
        Slot slot = slots.get(address);
        if (slot == null) {
            throw notFound(address);
        }
        record.verify(address, ReplicaSet.single(identity.key().publicKey()));
        synchronized (slot) {
            Database stopped = slot.open;
            if (stopped != null && stopped.failure() != null) {
                slot.open = null;
                stopped.close();
            }
            slot.refused = null;
            RuntimeException failure = failure(address);
            if (failure == null
                    || !(failure.getCause() instanceof EngineFailure broken)
                    || broken.sequence() != record.sequence()) {
                throw new CairnException.Refused(
                        "quarantine-not-needed",
                        "sequence",
                        "the engine does not break on entry " + record.sequence()
                                + (failure == null ? "" : "; " + failure.getMessage()));
            }
            try (Journal journal = journal(slot.place)) {
                long sealed = store.database(slot.place.number())
                        .root()
                        .map(RootRecord::journalIndex)
                        .orElse(journal.firstIndex());
                Quarantines.append(journal, sealed, record);
            }
            Log.write(LogLevel.WARNING, told("entry-quarantined", address).with("sequence", record.sequence()));
            slot.refused = null;
            return require(address);
        }
    }

    private @Nullable RuntimeException failure(String address) {
        try {
            return require(address).failure();
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    /** Makes the database that a CREATE_DATABASE mutation asks for; its fate is that of entry 1. */
    public CompletableFuture<Fate> create(Submission submission, Wait wait) {
        CairnException refusal = CreationGate.refusal(submission, identity.network());
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        String address = addressOf(submission);
        Database database;
        synchronized (this) {
            if (slots.containsKey(address)) {
                return repeated(address, submission, wait);
            }
            try {
                CreationGate.requireInTime(submission, threads.clock().millis());
            } catch (CairnException.Refused expired) {
                return CompletableFuture.failedFuture(expired);
            }
            database = found(address);
        }
        return database.submit(submission, wait);
    }

    /** The address of the database that a CREATE_DATABASE submission makes. */
    public String addressOf(Submission submission) {
        return DatabaseAddress.of(identity.network(), Objects.requireNonNull(submission.payer()), submission.nonce());
    }

    private CompletableFuture<Fate> repeated(String address, Submission submission, Wait wait) {
        Database existing = require(address);
        return existing.submit(submission, wait);
    }

    private Database found(String address) {
        DatabaseFolders.Place place = folders.make(address);
        Control.Genesis genesis = new Control.Genesis(
                identity.network(),
                0,
                versions.newest(),
                ReplicaSet.single(identity.key().publicKey()));
        try (Journal journal = journal(place)) {
            if (journal.lastIndex() == 0) {
                journal.append(List.of(new JournalRecord(0, 1, RecordKind.CONFIG, genesis.encode())));
            }
        }
        slots.put(address, new Slot(place, false));
        return require(address);
    }

    /** What runs by itself runs without being asked for. */
    private void openThoseWithCrons() {
        slots.forEach((address, slot) -> {
            if (slot.place.cronMark().isSet()) {
                try {
                    require(address);
                } catch (CairnException refused) {
                    // The log tells it, and whoever asks for the database is told the same.
                    return;
                }
            }
        });
    }

    private void closeIdle() {
        long now = System.nanoTime();
        long idleNanosMax = TimeUnit.MILLISECONDS.toNanos(settings.idleMillisMax());
        for (Slot slot : slots.values()) {
            synchronized (slot) {
                Database open = slot.open;
                if (open != null && now - slot.usedNanos > idleNanosMax && open.isQuiet()) {
                    slot.open = null;
                    open.close();
                }
            }
        }
    }

    @Override
    public void close() {
        nodeThreads.stopBeginning();
        for (Slot slot : slots.values()) {
            synchronized (slot) {
                Database open = slot.open;
                if (open != null) {
                    slot.open = null;
                    open.close();
                }
            }
        }
        nodeThreads.stop();
        store.close();
        cleanMark.leave();
    }
}
