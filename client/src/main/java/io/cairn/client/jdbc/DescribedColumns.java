package io.cairn.client.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Columns of tables. */
final class DescribedColumns {
    private static final String YES = "YES";
    private static final String NO = "NO";

    private final CairnConnection connection;

    DescribedColumns(CairnConnection connection) {
        this.connection = connection;
    }

    ResultSet columns(@Nullable String schemaPattern, @Nullable String tablePattern, @Nullable String columnPattern)
            throws SQLException {
        Listing listing = new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE# TYPE_NAME COLUMN_SIZE#"
                + " BUFFER_LENGTH# DECIMAL_DIGITS# NUM_PREC_RADIX# NULLABLE# REMARKS COLUMN_DEF SQL_DATA_TYPE#"
                + " SQL_DATETIME_SUB# CHAR_OCTET_LENGTH# ORDINAL_POSITION# IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA"
                + " SCOPE_TABLE SOURCE_DATA_TYPE# IS_AUTOINCREMENT IS_GENERATEDCOLUMN");
        CatalogQuery query = new CatalogQuery("select n.nspname, c.relname, a.attname, a.attnum, d.description,"
                        + " a.attnotnull or t.typnotnull as required, " + DescribedColumn.FIELDS
                        + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_catalog.pg_attribute a on a.attrelid = c.oid" + DescribedColumn.JOINS
                        + " left join pg_catalog.pg_description d on d.objoid = c.oid and d.objsubid = a.attnum and "
                        + DescribedTables.OF_RELATION
                        + " where c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped")
                .like("n.nspname", schemaPattern)
                .like("c.relname", tablePattern)
                .like("a.attname", columnPattern);
        try (ResultSet rows = connection.askCatalog(query)) {
            while (rows.next()) {
                add(listing, rows);
            }
        }
        return listing.sorted(1, 2, 16).result();
    }

    private void add(Listing listing, ResultSet rows) throws SQLException {
        DescribedColumn column = DescribedColumn.of(rows);
        boolean isRequired = rows.getBoolean("required");
        boolean isGenerated =
                !Objects.requireNonNullElse(rows.getString("attgenerated"), "").isBlank();
        listing.add(
                connection.getCatalog(),
                rows.getString("nspname"),
                rows.getString("relname"),
                rows.getString("attname"),
                column.number(),
                column.typeName(),
                column.size(),
                null,
                column.digits(),
                column.radix(),
                isRequired ? DatabaseMetaData.columnNoNulls : DatabaseMetaData.columnNullable,
                rows.getString("description"),
                isGenerated ? null : column.standard(),
                null,
                null,
                column.size(),
                rows.getInt("attnum"),
                isRequired ? NO : YES,
                null,
                null,
                null,
                column.isDomain() ? JdbcType.number(column.type()) : null,
                column.isAutoIncrement() ? YES : NO,
                isGenerated ? YES : NO);
    }

    /** The columns of a table's primary key. */
    ResultSet bestRowIdentifier(@Nullable String schema, @Nullable String table) throws SQLException {
        Listing listing = new Listing("SCOPE# COLUMN_NAME DATA_TYPE# TYPE_NAME COLUMN_SIZE# BUFFER_LENGTH#"
                + " DECIMAL_DIGITS# PSEUDO_COLUMN#");
        CatalogQuery query = new CatalogQuery("select a.attname, " + DescribedColumn.FIELDS + DescribedKeys.FROM_KEYS
                        + DescribedColumn.JOINS + " where o.contype = 'p'")
                .is("n.nspname", schema)
                .is("c.relname", table)
                .then("order by c.oid, k.place");
        try (ResultSet rows = connection.askCatalog(query)) {
            while (rows.next()) {
                DescribedColumn column = DescribedColumn.of(rows);
                listing.add(
                        DatabaseMetaData.bestRowSession,
                        rows.getString("attname"),
                        column.number(),
                        column.typeName(),
                        column.size(),
                        null,
                        column.digits(),
                        DatabaseMetaData.bestRowNotPseudo);
            }
        }
        return listing.result();
    }
}
