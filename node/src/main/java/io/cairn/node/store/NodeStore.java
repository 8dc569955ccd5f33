package io.cairn.node.store;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The one RocksDB of a node, shared by its databases.
 *
 * <p>There is no write-ahead log: a commit is visible at once and durable after {@link #flush}, or earlier when
 * RocksDB makes room. After a crash the store holds all families as of the same commit, each database's {@link
 * RootRecord} says which, and the journal is replayed behind it.
 *
 * <p>Threading: everything may be called from any thread, but each database has one writer.
 */
public final class NodeStore implements AutoCloseable {
    static {
        RocksDB.loadLibrary();
    }

    private final Path folder;
    private final StoreOptions options;
    private final RocksDB rocks;
    private final List<ColumnFamilyHandle> handles;
    private final Map<Family, ColumnFamilyHandle> handlesByFamily = new EnumMap<>(Family.class);
    private final ReadOptions reading = new ReadOptions().setVerifyChecksums(true);
    private final WriteOptions writing = new WriteOptions().setDisableWAL(true);
    private final Map<Integer, DatabaseStore> databases = new ConcurrentHashMap<>();

    /** Calls hold it shared, closing alone: a native object must not go while a call is inside. */
    private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();

    private boolean closed;

    private NodeStore(Path folder, StoreOptions options, RocksDB rocks, List<ColumnFamilyHandle> handles) {
        this.folder = folder;
        this.options = options;
        this.rocks = rocks;
        this.handles = handles;
        int next = 1;
        for (Family family : Family.values()) {
            handlesByFamily.put(family, handles.get(next++));
        }
    }

    /**
     * Opens the store, and creates it where the folder is empty.
     *
     * @param cacheBytes how much memory blocks, indexes and filters may take
     * @throws CairnException.Corrupt {@code store-corrupt} when its files are damaged
     * @throws CairnException.Unavailable {@code store-locked} while another process has it open, {@code
     *     store-unreadable} when the disk fails
     */
    public static NodeStore open(Path folder, long cacheBytes) {
        StoreOptions options = new StoreOptions(cacheBytes);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            ManifestCheck.require(folder);
            RocksDB rocks = RocksDB.open(options.database(), folder.toString(), options.families(), handles);
            return new NodeStore(folder, options, rocks, handles);
        } catch (RocksDBException e) {
            options.close();
            throw StoreFailure.whileOpening(folder, e);
        } catch (CairnException.Corrupt damaged) {
            options.close();
            throw damaged;
        } catch (IOException e) {
            options.close();
            throw new CairnException.Unavailable(
                    "store-unreadable", folder + " cannot be made or read: " + e.getMessage(), e);
        }
    }

    /** The part of the store that belongs to a database; the same object for the same number. */
    public DatabaseStore database(int number) {
        Check.argument(number >= 0, "store/database", "database numbers are not negative, got " + number);
        return databases.computeIfAbsent(number, key -> new DatabaseStore(this, key));
    }

    /**
     * Makes every commit so far durable, all families at once.
     *
     * @throws CairnException.Unavailable {@code store-stopped} when the disk fails
     */
    public void flush() {
        call(() -> {
            try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
                rocks.flush(waiting, handles);
                return true;
            }
        });
    }

    /** What RocksDB tells under a name of its own, for metrics. */
    public long property(String name) {
        return call(() -> rocks.getAggregatedLongProperty(name));
    }

    byte @Nullable [] get(Family family, byte[] key) {
        lifetime.readLock().lock();
        try {
            requireOpen();
            return rocks.get(handle(family), reading, key);
        } catch (RocksDBException e) {
            throw StoreFailure.of(folder, e);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    void write(StoreWork fill) {
        call(() -> {
            try (WriteBatch batch = new WriteBatch()) {
                fill.fill(new BatchWriter(batch, this));
                rocks.write(writing, batch);
                return true;
            }
        });
    }

    ColumnFamilyHandle handle(Family family) {
        return Objects.requireNonNull(handlesByFamily.get(family));
    }

    /** Fills a batch. */
    interface StoreWork {
        void fill(BatchWriter batch) throws RocksDBException;
    }

    private interface RocksCall<T> {
        T call() throws RocksDBException;
    }

    private <T> T call(RocksCall<T> work) {
        lifetime.readLock().lock();
        try {
            requireOpen();
            return work.call();
        } catch (RocksDBException e) {
            throw StoreFailure.of(folder, e);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new CairnException.Unavailable("store-closed", "the store in " + folder + " is closed");
        }
    }

    /** Flushes and closes. What was not committed is gone. */
    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            try {
                flush();
            } finally {
                closed = true;
                handles.forEach(ColumnFamilyHandle::close);
                rocks.close();
                reading.close();
                writing.close();
                options.close();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}
