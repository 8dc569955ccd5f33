package io.cairn.node.store;

import io.cairn.engine.tree.PageStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The pages of one database. Changes wait in memory, readable at once, and go to RocksDB together with the root
 * record that needs them: a page that the last durable root names is never deleted before the next one holds.
 */
final class RocksPages implements PageStore {
    /** Beyond this new pages are written ahead of their root record, which does no harm: nothing names them. */
    private static final long WAITING_BYTES_MAX = 64L << 20;

    private final NodeStore store;
    private final int database;

    /** The records that were put since the last commit; empty for one that was deleted. */
    private final Map<Long, Optional<byte[]>> waiting = new ConcurrentSkipListMap<>();

    private final AtomicLong waitingBytes = new AtomicLong();

    RocksPages(NodeStore store, int database) {
        this.store = store;
        this.database = database;
    }

    @Override
    public byte @Nullable [] get(long pageId) {
        Optional<byte[]> change = waiting.get(pageId);
        return change != null ? change.orElse(null) : store.get(Family.PAGES, StoreKeys.number(database, pageId));
    }

    @Override
    public void put(long pageId, byte[] record) {
        waiting.put(pageId, Optional.of(record));
        if (waitingBytes.addAndGet(record.length) > WAITING_BYTES_MAX) {
            store.write(this::drainPuts);
            waiting.values().removeIf(Optional::isPresent);
            waitingBytes.set(0);
        }
    }

    @Override
    public void delete(long pageId) {
        Optional<byte[]> change = waiting.remove(pageId);
        if (change == null || change.isEmpty()) {
            waiting.put(pageId, Optional.empty());
        }
    }

    private void drainPuts(BatchWriter batch) throws RocksDBException {
        for (Map.Entry<Long, Optional<byte[]>> change : waiting.entrySet()) {
            if (change.getValue().isPresent()) {
                batch.put(
                        Family.PAGES,
                        StoreKeys.number(database, change.getKey()),
                        change.getValue().get());
            }
        }
    }

    /** Adds everything that waits to a batch. */
    void drainTo(BatchWriter batch) throws RocksDBException {
        drainPuts(batch);
        for (Map.Entry<Long, Optional<byte[]>> change : waiting.entrySet()) {
            if (change.getValue().isEmpty()) {
                batch.delete(Family.PAGES, StoreKeys.number(database, change.getKey()));
            }
        }
    }

    /** Forgets what waits: it was written, or is not wanted. */
    void forgetWaiting() {
        waiting.clear();
        waitingBytes.set(0);
    }
}
