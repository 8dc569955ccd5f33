package io.cairn.node.store;

import io.cairn.engine.model.Hash;
import io.cairn.engine.tree.PageStore;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One database's part of the store. */
public final class DatabaseStore {
    static final String ROOT_NAME = "";

    private final NodeStore store;
    private final int number;
    private final RocksPages pages;

    DatabaseStore(NodeStore store, int number) {
        this.store = store;
        this.number = number;
        this.pages = new RocksPages(store, number);
    }

    /** The number that its keys begin with. */
    public int number() {
        return number;
    }

    /** Its pages. Changes are readable at once and are kept with the next {@link StoreBatch#commit}. */
    public PageStore pages() {
        return pages;
    }

    /** Begins a set of changes that are kept together with those of {@link #pages}, or not at all. */
    public StoreBatch batch() {
        return new StoreBatch(store, number, pages);
    }

    /** Drops the changes of {@link #pages} since the last commit, after work that failed. */
    public void discardPages() {
        pages.forgetWaiting();
    }

    /** The state that the store holds, or empty for a database it does not know. */
    public Optional<RootRecord> root() {
        return bytes(Family.META, StoreKeys.name(number, ROOT_NAME)).map(RootRecord::decode);
    }

    /** The hash of a node of the Merkle log, leaves being level 0. */
    public Optional<Hash> logNode(int level, long index) {
        return bytes(Family.LOG, StoreKeys.logNode(number, level, index)).map(Hash::of);
    }

    /** Where a mutation was ordered, or empty for one that never was. */
    public Optional<MutationPlace> mutation(Hash id) {
        return bytes(Family.IDS, StoreKeys.mutation(number, id)).map(value -> {
            ByteBuffer place = ByteBuffer.wrap(value);
            return new MutationPlace(place.getLong(), place.getInt());
        });
    }

    /** The bytes of the block at a height. */
    public Optional<byte[]> block(long height) {
        return bytes(Family.BLOCKS, StoreKeys.number(number, height));
    }

    /** What was kept under a name. */
    public Optional<byte[]> meta(String name) {
        return bytes(Family.META, StoreKeys.name(number, name));
    }

    private Optional<byte[]> bytes(Family family, byte[] key) {
        return Optional.ofNullable(store.get(family, key));
    }

    /** Deletes everything of this database, in order to build it again from its journal; durable on return. */
    public void deleteAll() {
        pages.forgetWaiting();
        store.write(batch -> {
            byte[] start = StoreKeys.start(number);
            // Read as unsigned, the number behind the largest one is still a larger key.
            byte[] end = StoreKeys.start(number + 1);
            for (Family family : Family.values()) {
                batch.deleteRange(family, start, end);
            }
        });
        store.flush();
    }
}
