package io.cairn.node.store;

import io.cairn.engine.tree.PageStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final byte[] DELETED = {};

    private final NodeStore store;
    private final int database;
    private final Map<Long, byte[]> waiting = new ConcurrentHashMap<>();
    private final AtomicLong waitingBytes = new AtomicLong();

    RocksPages(NodeStore store, int database) {
        this.store = store;
        this.database = database;
    }

    @Override
    public byte @Nullable [] get(long pageId) {
        byte[] record = waiting.get(pageId);
        if (record != null) {
            return isDeleted(record) ? null : record;
        }
        return store.get(Family.PAGES, StoreKeys.number(database, pageId));
    }

    @Override
    public void put(long pageId, byte[] record) {
        waiting.put(pageId, record);
        if (waitingBytes.addAndGet(record.length) > WAITING_BYTES_MAX) {
            store.write(this::drainPuts);
            waiting.values().removeIf(value -> !isDeleted(value));
            waitingBytes.set(0);
        }
    }

    @Override
    public void delete(long pageId) {
        byte[] unwritten = waiting.remove(pageId);
        if (unwritten == null || isDeleted(unwritten)) {
            waiting.put(pageId, DELETED);
        }
    }

    private void drainPuts(BatchWriter batch) throws RocksDBException {
        for (Map.Entry<Long, byte[]> change : waiting.entrySet()) {
            if (!isDeleted(change.getValue())) {
                batch.put(Family.PAGES, StoreKeys.number(database, change.getKey()), change.getValue());
            }
        }
    }

    /** Adds everything that waits to a batch. */
    void drainTo(BatchWriter batch) throws RocksDBException {
        drainPuts(batch);
        for (Map.Entry<Long, byte[]> change : waiting.entrySet()) {
            if (isDeleted(change.getValue())) {
                batch.delete(Family.PAGES, StoreKeys.number(database, change.getKey()));
            }
        }
    }

    /** Forgets what waits: it was written, or is not wanted. */
    void forgetWaiting() {
        waiting.clear();
        waitingBytes.set(0);
    }

    private static boolean isDeleted(byte[] record) {
        return record == DELETED;
    }
}
