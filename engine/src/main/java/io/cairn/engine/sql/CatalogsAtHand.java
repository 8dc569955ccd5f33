package io.cairn.engine.sql;

import io.cairn.engine.model.Hash;
import io.cairn.engine.view.MapView;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalogs that an engine met lately, by their names. Those that were not used longest are let go of. */
final class CatalogsAtHand {
    private static final int CATALOGS_MAX = 16;

    /** What the rows of all may have; H2 makes some dozens of times as much of them. */
    private static final long CATALOG_BYTES_MAX = 4L << 20;

    private final Map<Hash, Met> catalogs = new LinkedHashMap<>(16, 0.75f, true);
    private long catalogBytes;

    /** A catalog, and how many bytes its rows have. */
    private record Met(H2Catalog catalog, long bytes) {}

    /** The catalog of a state, which is read where it is not at hand. */
    H2Catalog of(MapView state) {
        Hash name = Binding.catalogName(state);
        Met known = catalogs.get(name);
        if (known == null) {
            CatalogContent content = CatalogContent.named(state);
            known = new Met(H2Catalog.open(state), content.bytes());
            catalogs.put(name, known);
            catalogBytes += known.bytes();
            forgetSome();
        }
        return known.catalog();
    }

    boolean has(Hash name) {
        return catalogs.containsKey(name);
    }

    List<Hash> names() {
        return List.copyOf(catalogs.keySet());
    }

    void clear() {
        catalogs.clear();
        catalogBytes = 0;
    }

    /** The last one stays, however large. */
    private void forgetSome() {
        Iterator<Met> oldest = catalogs.values().iterator();
        while (catalogs.size() > CATALOGS_MAX || catalogBytes > CATALOG_BYTES_MAX && catalogs.size() > 1) {
            catalogBytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
