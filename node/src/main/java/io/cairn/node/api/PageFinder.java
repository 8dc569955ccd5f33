package io.cairn.node.api;

import io.cairn.engine.model.Hash;
import io.cairn.engine.tree.PageLink;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.node.database.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds pages by hash without an index of all pages: whoever walks down from a root is told the ids of the children
 * of every page that was given out lately. A page never given out's parent is not found.
 *
 * <p>Threading: guarded by its own monitor.
 */
final class PageFinder {
    private static final int PAGES_KNOWN_MAX = 200_000;

    private final LinkedHashMap<Key, Long> known = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > PAGES_KNOWN_MAX;
        }
    };

    private record Key(String database, Hash hash) {}

    byte @Nullable [] find(Database database, Hash hash) {
        TreeRoot root = database.head().root();
        Long id = root.hash().equals(hash) ? Long.valueOf(root.pageId()) : id(database, hash);
        if (id == null) {
            return null;
        }
        byte[] page = database.tree().pageBytes(id);
        for (PageLink child : database.tree().children(id)) {
            put(new Key(database.address(), child.hash()), child.pageId());
        }
        return page;
    }

    private synchronized @Nullable Long id(Database database, Hash hash) {
        return known.get(new Key(database.address(), hash));
    }

    private synchronized void put(Key key, long id) {
        known.put(key, id);
    }
}
