package io.cairn.engine.tree;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** A third store, which is nobody's product, under the same contract. */
class MvPageStoreTest extends PageStoreContract {
    @Override
    protected PageStore open() {
        return new MvPageStore(new MVStore.Builder().open());
    }

    @Override
    protected void close(PageStore store) {
        ((MvPageStore) store).store.close();
    }

    private static final class MvPageStore implements PageStore {
        private final MVStore store;
        private final MVMap<Long, byte[]> records;

        MvPageStore(MVStore store) {
            this.store = store;
            this.records = store.openMap("pages");
        }

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
    }
}
