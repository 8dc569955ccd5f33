package io.cairn.node.store;

import io.cairn.engine.tree.PageStore;
import io.cairn.engine.tree.PageStoreContract;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** Pages that wait for their commit. */
class RocksPagesTest extends PageStoreContract {
    @TempDir
    Path folder;

    private @Nullable NodeStore store;

    @Override
    protected PageStore open() {
        NodeStore opened = NodeStore.open(folder, 1 << 20);
        store = opened;
        return opened.database(1).pages();
    }

    @Override
    protected void close(PageStore pages) {
        NodeStore opened = store;
        if (opened != null) {
            opened.close();
        }
    }
}
