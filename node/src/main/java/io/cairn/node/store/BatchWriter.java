package io.cairn.node.store;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Puts typed changes into a native batch. */
final class BatchWriter {
    private final WriteBatch batch;
    private final NodeStore store;

    BatchWriter(WriteBatch batch, NodeStore store) {
        this.batch = batch;
        this.store = store;
    }

    void put(Family family, byte[] key, byte[] value) throws RocksDBException {
        batch.put(store.handle(family), key, value);
    }

    void delete(Family family, byte[] key) throws RocksDBException {
        batch.delete(store.handle(family), key);
    }

    /** Deletes everything from {@code start} to before {@code end}. */
    void deleteRange(Family family, byte[] start, byte[] end) throws RocksDBException {
        batch.deleteRange(store.handle(family), start, end);
    }
}
