package io.cairn.client.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Keys and indexes of tables. */
final class DescribedKeys {
    /** Constraints {@code o} of tables {@code c} of schemas {@code n}, and their columns {@code a} at places of {@code k}. */
    static final String FROM_KEYS = " from pg_catalog.pg_constraint o"
            + " join pg_catalog.pg_class c on c.oid = o.conrelid"
            + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            + " cross join lateral unnest(o.conkey) with ordinality as k(number, place)"
            + " join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.number";

    private static final String KEYS = "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM"
            + " FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ# UPDATE_RULE# DELETE_RULE# FK_NAME PK_NAME DEFERRABILITY#";

    private final CairnConnection connection;

    DescribedKeys(CairnConnection connection) {
        this.connection = connection;
    }

    /** A table by its schema and name; null where any will do. */
    record Place(@Nullable String schema, @Nullable String table) {
        static final Place ANY = new Place(null, null);
    }

    ResultSet primaryKeys(Place table) throws SQLException {
        Listing listing = new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ# PK_NAME");
        CatalogQuery query = new CatalogQuery("select n.nspname, c.relname, a.attname, k.place, o.conname" + FROM_KEYS
                        + " where o.contype = 'p'")
                .is("n.nspname", table.schema())
                .is("c.relname", table.table());
        try (ResultSet rows = connection.askCatalog(query)) {
            while (rows.next()) {
                listing.add(
                        connection.getCatalog(),
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getInt(4),
                        rows.getString(5));
            }
        }
        return listing.sorted(3).result();
    }

    /** The foreign keys of one table that refer to another. */
    Listing foreignKeys(Place referred, Place referring) throws SQLException {
        Listing listing = new Listing(KEYS);
        CatalogQuery query = new CatalogQuery("select pn.nspname, pc.relname, pa.attname, n.nspname, c.relname,"
                        + " a.attname, k.place, o.confupdtype, o.confdeltype, o.conname, i.relname" + FROM_KEYS
                        + " join pg_catalog.pg_class pc on pc.oid = o.confrelid"
                        + " join pg_catalog.pg_namespace pn on pn.oid = pc.relnamespace"
                        + " join pg_catalog.pg_attribute pa on pa.attrelid = pc.oid"
                        + " and pa.attnum = o.confkey[k.place]"
                        + " left join pg_catalog.pg_class i on i.oid = o.conindid where o.contype = 'f'")
                .is("pn.nspname", referred.schema())
                .is("pc.relname", referred.table())
                .is("n.nspname", referring.schema())
                .is("c.relname", referring.table());
        try (ResultSet rows = connection.askCatalog(query)) {
            while (rows.next()) {
                listing.add(
                        connection.getCatalog(),
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        connection.getCatalog(),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getInt(7),
                        rule(DescribedTables.text(rows, 8)),
                        rule(DescribedTables.text(rows, 9)),
                        rows.getString(10),
                        rows.getString(11),
                        DatabaseMetaData.importedKeyNotDeferrable);
            }
        }
        return listing;
    }

    private static int rule(String letter) {
        return switch (letter) {
            case "c" -> DatabaseMetaData.importedKeyCascade;
            case "n" -> DatabaseMetaData.importedKeySetNull;
            case "d" -> DatabaseMetaData.importedKeySetDefault;
            case "r" -> DatabaseMetaData.importedKeyRestrict;
            default -> DatabaseMetaData.importedKeyNoAction;
        };
    }

    ResultSet indexes(Place table, boolean unique) throws SQLException {
        Listing listing = new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE! INDEX_QUALIFIER INDEX_NAME TYPE#"
                + " ORDINAL_POSITION# COLUMN_NAME ASC_OR_DESC CARDINALITY# PAGES# FILTER_CONDITION");
        CatalogQuery query = new CatalogQuery("select n.nspname, c.relname, i.indisunique, x.relname, a.attnum,"
                        + " a.attname, i.indoption[a.attnum - 1] & 1 from pg_catalog.pg_index i"
                        + " join pg_catalog.pg_class c on c.oid = i.indrelid"
                        + " join pg_catalog.pg_class x on x.oid = i.indexrelid"
                        + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_catalog.pg_attribute a on a.attrelid = i.indexrelid"
                        + (unique ? " where i.indisunique" : " where true"))
                .is("n.nspname", table.schema())
                .is("c.relname", table.table());
        try (ResultSet rows = connection.askCatalog(query)) {
            while (rows.next()) {
                listing.add(
                        connection.getCatalog(),
                        rows.getString(1),
                        rows.getString(2),
                        !rows.getBoolean(3),
                        null,
                        rows.getString(4),
                        DatabaseMetaData.tableIndexOther,
                        rows.getInt(5),
                        rows.getString(6),
                        rows.getInt(7) == 1 ? "D" : "A",
                        null,
                        null,
                        null);
            }
        }
        return listing.sorted(3, 5, 7).result();
    }
}
