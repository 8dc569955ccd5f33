package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;

/**
 * The rows of a catalog, all of them.
 *
 * @param name what a catalog with these rows is called: their hash, or {@link Hash#ZERO} before there was any. Whoever
 *     keeps a catalog by its name and meets that name in a state knows that the state has this catalog and no other
 * @param bytes how many bytes the rows have
 */
record CatalogContent(Hash name, long bytes) {
    static CatalogContent of(MapView state) {
        ByteWriter rows = new ByteWriter(4_096);
        MapView.Cursor cursor = state.seek(Keys.sqlCatalog(0));
        while (cursor.next() && cursor.key()[0] == Keys.SQL_CATALOG) {
            rows.prefixed(cursor.key()).prefixed(cursor.value());
        }
        return new CatalogContent(Sha256.hash(rows.toBytes()), rows.size());
    }

    /** The catalog of a state, whose rows must be those that its name says: else somebody has made the state up. */
    static CatalogContent named(MapView state) {
        CatalogContent content = of(state);
        Hash name = Binding.catalogName(state);
        boolean isRight =
                name.equals(Hash.ZERO) ? content.bytes() == 0 : content.name().equals(name);
        if (!isRight) {
            throw new CairnException.ProofInvalid(
                    "catalog-name-wrong", name.hex(), "the catalog does not have the rows that its name stands for");
        }
        return content;
    }
}
