package io.cairn.node.store;

import io.cairn.engine.tree.PageStore;
import io.cairn.engine.tree.PageStoreContract;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Pages that are committed one by one, and flushed now and then. */
class CommittedRocksPagesTest extends PageStoreContract {
    private static final int CHANGES_PER_FLUSH = 500;

    @TempDir
    Path folder;

    private @Nullable NodeStore store;

    @Override
    protected PageStore open() {
        NodeStore opened = NodeStore.open(folder, 1 << 20);
        store = opened;
        return new CommittingPages(opened);
    }

    @Override
    protected void close(PageStore pages) {
        NodeStore opened = store;
        if (opened != null) {
            opened.close();
        }
    }

    private static final class CommittingPages implements PageStore {
        private final NodeStore store;
        private final DatabaseStore database;
        private int changes;

        CommittingPages(NodeStore store) {
            this.store = store;
            this.database = store.database(0);
        }

        @Override
        public byte @Nullable [] get(long pageId) {
            return database.pages().get(pageId);
        }

        @Override
        public void put(long pageId, byte[] record) {
            database.pages().put(pageId, record);
            commit();
        }

        @Override
        public void delete(long pageId) {
            database.pages().delete(pageId);
            commit();
        }

        private void commit() {
            database.batch().commit();
            if (++changes % CHANGES_PER_FLUSH == 0) {
                store.flush();
            }
        }
    }
}
