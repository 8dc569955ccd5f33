package io.cairn.engine.tree;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps pages on the heap and nowhere else: for tests, audits and trees that may be lost. Thread-safe. */
public final class MemoryPageStore implements PageStore {
    private final ConcurrentHashMap<Long, byte[]> records = new ConcurrentHashMap<>();

    /** Creates an empty store. */
    public MemoryPageStore() {}

    @Override
    public byte @Nullable [] get(long pageId) {
        return records.get(pageId);
    }

    @Override
    public void put(long pageId, byte[] record) {
        records.put(pageId, record);
    }

    @Override
    public void delete(long pageId) {
        records.remove(pageId);
    }

    /** How many records there are. */
    public long pages() {
        return records.mappingCount();
    }
}
