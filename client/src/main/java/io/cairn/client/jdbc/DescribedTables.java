package io.cairn.client.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Schemas and tables, and what their owner may do with them. */
final class DescribedTables {
    /** That an id in {@code pg_description} is a relation's. */
    static final String OF_RELATION = "d.classoid = 'pg_class'::regclass";

    private static final List<String> TYPES = List.of("SEQUENCE", "SYSTEM TABLE", "SYSTEM VIEW", "TABLE", "VIEW");
    private static final List<String> COLUMN_PRIVILEGES = List.of("INSERT", "SELECT", "UPDATE");
    private static final List<String> TABLE_PRIVILEGES = List.of("DELETE", "INSERT", "SELECT", "TRUNCATE", "UPDATE");

    private final CairnConnection connection;

    DescribedTables(CairnConnection connection) {
        this.connection = connection;
    }

    static boolean isSystem(String schema) {
        return schema.equals("pg_catalog") || schema.equals("information_schema");
    }

    static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNullElse(rows.getString(column), "");
    }

    ResultSet schemas(@Nullable String pattern) throws SQLException {
        Listing listing = new Listing("TABLE_SCHEM TABLE_CATALOG");
        CatalogQuery query =
                new CatalogQuery("select nspname from pg_catalog.pg_namespace where true").like("nspname", pattern);
        try (ResultSet rows = connection.askCatalog(query)) {
            while (rows.next()) {
                listing.add(rows.getString(1), connection.getCatalog());
            }
        }
        return listing.sorted(0).result();
    }

    static ResultSet types() {
        Listing listing = new Listing("TABLE_TYPE");
        TYPES.forEach(listing::add);
        return listing.result();
    }

    ResultSet tables(@Nullable String schemaPattern, @Nullable String tablePattern, String @Nullable [] types)
            throws SQLException {
        Listing listing =
                new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
                        + " SELF_REFERENCING_COL_NAME REF_GENERATION");
        CatalogQuery query = new CatalogQuery("select n.nspname, c.relname, c.relkind, d.description"
                        + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        + " left join pg_catalog.pg_description d on d.objoid = c.oid and d.objsubid = 0 and "
                        + OF_RELATION + " where c.relkind in ('r', 'v', 'S')")
                .like("n.nspname", schemaPattern)
                .like("c.relname", tablePattern);
        try (ResultSet rows = connection.askCatalog(query)) {
            while (rows.next()) {
                String schema = text(rows, 1);
                String type = type(schema, text(rows, 3));
                if (types == null || Arrays.asList(types).contains(type)) {
                    listing.add(
                            connection.getCatalog(),
                            schema,
                            rows.getString(2),
                            type,
                            rows.getString(4),
                            null,
                            null,
                            null,
                            null,
                            null);
                }
            }
        }
        return listing.sorted(3, 1, 2).result();
    }

    private static String type(String schema, String kind) {
        return switch (kind) {
            case "S" -> "SEQUENCE";
            case "v" -> isSystem(schema) ? "SYSTEM VIEW" : "VIEW";
            default -> isSystem(schema) ? "SYSTEM TABLE" : "TABLE";
        };
    }

    /** What the owners may do; the catalog does not tell of rights that were granted. */
    ResultSet tablePrivileges(@Nullable String schemaPattern, @Nullable String tablePattern) throws SQLException {
        Listing listing = new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
        CatalogQuery query = new CatalogQuery("select n.nspname, c.relname, r.rolname from pg_catalog.pg_class c"
                        + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_catalog.pg_roles r on r.oid = c.relowner where c.relkind in ('r', 'v')")
                .like("n.nspname", schemaPattern)
                .like("c.relname", tablePattern);
        try (ResultSet rows = connection.askCatalog(query)) {
            while (rows.next()) {
                String owner = rows.getString(3);
                for (String privilege : isSystem(text(rows, 1)) ? List.of("SELECT") : TABLE_PRIVILEGES) {
                    listing.add(
                            connection.getCatalog(),
                            rows.getString(1),
                            rows.getString(2),
                            owner,
                            owner,
                            privilege,
                            "YES");
                }
            }
        }
        return listing.sorted(1, 2, 5).result();
    }

    /** As {@link #tablePrivileges}, column by column. */
    ResultSet columnPrivileges(@Nullable String schema, @Nullable String table, @Nullable String columnPattern)
            throws SQLException {
        Listing listing =
                new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
        CatalogQuery query = new CatalogQuery("select n.nspname, c.relname, a.attname, r.rolname"
                        + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_catalog.pg_roles r on r.oid = c.relowner"
                        + " join pg_catalog.pg_attribute a on a.attrelid = c.oid"
                        + " where c.relkind in ('r', 'v') and a.attnum > 0")
                .is("n.nspname", schema)
                .is("c.relname", table)
                .like("a.attname", columnPattern);
        try (ResultSet rows = connection.askCatalog(query)) {
            while (rows.next()) {
                String owner = rows.getString(4);
                for (String privilege : isSystem(text(rows, 1)) ? List.of("SELECT") : COLUMN_PRIVILEGES) {
                    listing.add(
                            connection.getCatalog(),
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            owner,
                            owner,
                            privilege,
                            "YES");
                }
            }
        }
        return listing.sorted(3, 6).result();
    }
}
