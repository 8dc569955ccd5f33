package io.cairn.node.store;

import io.cairn.engine.model.Check;
import io.cairn.engine.model.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Changes of one database that are kept together. Used by the database's writer, once. */
public final class StoreBatch {
    private final NodeStore store;
    private final int database;
    private final RocksPages pages;
    private final List<Change> changes = new ArrayList<>();
    private boolean committed;

    StoreBatch(NodeStore store, int database, RocksPages pages) {
        this.store = store;
        this.database = database;
        this.pages = pages;
    }

    private record Change(Family family, List<byte[]> keyAndValue) {}

    /** Keeps the hash of a node of the Merkle log; {@code level} 0 to 63. */
    public StoreBatch logNode(int level, long index, Hash hash) {
        Check.argument(level >= 0 && level < 64, "store/level", "log levels go from 0 to 63, got " + level);
        return add(Family.LOG, StoreKeys.logNode(database, level, index), hash.toBytes());
    }

    /** Keeps where a mutation was ordered. */
    public StoreBatch mutation(Hash id, MutationPlace place) {
        byte[] value = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(place.sequence())
                .putInt(place.place())
                .array();
        return add(Family.IDS, StoreKeys.mutation(database, id), value);
    }

    /** Keeps the bytes of a block. */
    public StoreBatch block(long height, byte[] block) {
        return add(Family.BLOCKS, StoreKeys.number(database, height), block);
    }

    /** Keeps bytes under a name of at least one character. */
    public StoreBatch meta(String name, byte[] value) {
        Check.argument(!name.isEmpty(), "store/name", "the empty name is the root record's");
        return add(Family.META, StoreKeys.name(database, name), value);
    }

    /** Keeps the state that the store holds once this is committed. */
    public StoreBatch root(RootRecord root) {
        return add(Family.META, StoreKeys.name(database, DatabaseStore.ROOT_NAME), root.encode());
    }

    private StoreBatch add(Family family, byte[] key, byte[] value) {
        changes.add(new Change(family, List.of(key, value)));
        return this;
    }

    /** Makes the changes and those of the pages visible at once; durable after {@link NodeStore#flush}. */
    public void commit() {
        Check.invariant(!committed, "a batch is committed once");
        store.write(batch -> {
            pages.drainTo(batch);
            for (Change change : changes) {
                batch.put(
                        change.family(),
                        change.keyAndValue().getFirst(),
                        change.keyAndValue().getLast());
            }
        });
        committed = true;
        pages.forgetWaiting();
    }
}
