package io.cairn.node.database;

import io.cairn.engine.log.Control;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.log.ReplicaSet;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.DatabaseAddress;
import io.cairn.engine.state.EngineVersions;
import io.cairn.node.journal.Disk;
import io.cairn.node.journal.Journal;
import io.cairn.node.journal.JournalLimits;
import io.cairn.node.store.DatabaseStore;
import io.cairn.node.store.NodeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All databases of a node: opened when first asked for, closed when idle.
 *
 * <p>Threading: any thread. Opening one database does not hold up the others.
 */
public final class Databases implements AutoCloseable {
    private static final int SEQUENCING_THREADS = 2;
    private static final String NUMBER_FILE = "number";

    private final NodeSettings settings;
    private final NodeIdentity identity;
    private final EngineVersions versions;
    private final Disk disk;
    private final NodeStore store;
    private final ExecutorService sequencing;
    private final ExecutorService merging;
    private final ScheduledExecutorService timer;
    private final Sequencer.Threads threads;
    private final ConcurrentSkipListMap<String, Slot> slots = new ConcurrentSkipListMap<>();
    private int lastNumber;

    /** A database that exists, open or not. Its monitor guards opening and closing. */
    private static final class Slot {
        private final Path folder;
        private final int number;
        private @Nullable Database open;
        private @Nullable RuntimeException refused;
        private long usedNanos;
        private volatile boolean isOpen;

        Slot(Path folder, int number) {
            this.folder = folder;
            this.number = number;
        }
    }

    /** Opens what is under the settings' folder; makes it where there is nothing. */
    public Databases(NodeSettings settings, NodeIdentity identity, Disk disk, InstantSource clock) {
        this(settings, identity, disk, clock, EngineVersions.released());
    }

    Databases(NodeSettings settings, NodeIdentity identity, Disk disk, InstantSource clock, EngineVersions versions) {
        this.settings = settings;
        this.identity = identity;
        this.versions = versions;
        this.disk = disk;
        this.store = NodeStore.open(settings.folder().resolve("store"), settings.cacheBytes());
        this.sequencing = Executors.newFixedThreadPool(SEQUENCING_THREADS, named("sequencer"));
        this.merging = Executors.newFixedThreadPool(SEQUENCING_THREADS, named("merger"));
        this.timer = Executors.newSingleThreadScheduledExecutor(named("timer"));
        this.threads = new Sequencer.Threads(sequencing, merging, timer, clock);
        discover();
        long period = Math.max(1, settings.idleMillisMax() / 4);
        ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(this::closeIdle, period, period, TimeUnit.MILLISECONDS);
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        return Thread.ofPlatform().name("cairn-" + name + "-", 0).daemon().factory();
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

    /** How many databases are open now. */
    public int openCount() {
        int count = 0;
        for (Slot slot : slots.values()) {
            synchronized (slot) {
                count += slot.open == null ? 0 : 1;
            }
        }
        return count;
    }

    /** Whether a database is open, or does not exist: whether {@link #require} answers at once. */
    public boolean isOpen(String address) {
        Slot slot = slots.get(address);
        return slot == null || slot.isOpen;
    }

    /** A database, opened if need be; {@code database-not-found} where there is none. */
    public Database require(String address) {
        Slot slot = slots.get(address);
        if (slot == null) {
            throw new CairnException.NotFound("database-not-found", "this node has no database " + address);
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
                slot.isOpen = true;
            }
            return open;
        }
    }

    private Database open(String address, Slot slot) {
        try {
            return recover(address, slot);
        } catch (CairnException.Corrupt corrupt) {
            if (corrupt.code().equals("store-corrupt")) {
                // Pages are only a copy of what the journal says: rebuild them from it.
                store.database(slot.number).deleteAll();
                return recover(address, slot);
            }
            slot.refused = corrupt;
            throw corrupt;
        }
    }

    private Database recover(String address, Slot slot) {
        Journal journal = Journal.open(disk, slot.folder.resolve("journal"), address, JournalLimits.standard());
        try {
            DatabaseStore databaseStore = store.database(slot.number);
            databaseStore.discardPages();
            Recovery.Recovered recovered = new Recovery(journal, databaseStore, identity, settings, versions).run();
            return new Database(address, journal, databaseStore, recovered, settings, threads);
        } catch (RuntimeException | Error e) {
            journal.close();
            throw e;
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
        Path folder = settings.folder().resolve("databases").resolve(address);
        int number = ++lastNumber;
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(NUMBER_FILE), Integer.toString(number));
        } catch (IOException e) {
            throw new CairnException.Unavailable("disk-failed", "cannot make " + folder + ": " + e.getMessage(), e);
        }
        DatabaseStore rest = store.database(number);
        if (rest.root().isPresent()) {
            // Of a database whose folder is gone. Deleting waits for the disk, so it is not done for nothing.
            rest.deleteAll();
        }
        Control.Genesis genesis = new Control.Genesis(
                identity.network(),
                0,
                versions.newest(),
                ReplicaSet.single(identity.key().publicKey()));
        try (Journal journal = Journal.open(disk, folder.resolve("journal"), address, JournalLimits.standard())) {
            if (journal.lastIndex() == 0) {
                journal.append(List.of(new JournalRecord(0, 1, RecordKind.CONFIG, genesis.encode())));
            }
        }
        Slot slot = new Slot(folder, number);
        slots.put(address, slot);
        return require(address);
    }

    /** Finds what is on disk; a database whose first entry never became durable is forgotten. */
    private void discover() {
        Path folder = settings.folder().resolve("databases");
        TreeMap<Integer, String> numbers = new TreeMap<>();
        try {
            Files.createDirectories(folder);
            List<Path> found;
            try (Stream<Path> children = Files.list(folder)) {
                found = new ArrayList<>(children.sorted().toList());
            }
            for (Path child : found) {
                String address = child.getFileName().toString();
                int number = number(child, numbers);
                numbers.put(number, address);
                slots.put(address, new Slot(child, number));
                lastNumber = Math.max(lastNumber, number);
            }
        } catch (IOException e) {
            throw new CairnException.Unavailable("disk-failed", "cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The number of a database; where the file is damaged, a new one, so that its pages are rebuilt. */
    private int number(Path folder, TreeMap<Integer, String> taken) throws IOException {
        Path file = folder.resolve(NUMBER_FILE);
        try {
            int number = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
            if (number > 0 && !taken.containsKey(number)) {
                return number;
            }
        } catch (NumberFormatException | java.nio.charset.CharacterCodingException damaged) {
            // Falls through to a new number.
            java.util.Objects.requireNonNull(damaged);
        }
        int number = lastNumber + 1_000_000;
        Files.writeString(file, Integer.toString(number));
        store.database(number).deleteAll();
        lastNumber = number;
        return number;
    }

    private void closeIdle() {
        long now = System.nanoTime();
        long idleNanosMax = TimeUnit.MILLISECONDS.toNanos(settings.idleMillisMax());
        for (Slot slot : slots.values()) {
            synchronized (slot) {
                Database open = slot.open;
                if (open != null && now - slot.usedNanos > idleNanosMax && open.isQuiet()) {
                    slot.isOpen = false;
                    open.close();
                    slot.open = null;
                }
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        for (Slot slot : slots.values()) {
            synchronized (slot) {
                if (slot.open != null) {
                    slot.open.close();
                    slot.open = null;
                }
            }
        }
        sequencing.shutdown();
        merging.shutdown();
        try {
            sequencing.awaitTermination(30, TimeUnit.SECONDS);
            merging.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
