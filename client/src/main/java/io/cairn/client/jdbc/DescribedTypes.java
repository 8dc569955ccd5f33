package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlType;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Types of values, and domains that were made of them. */
final class DescribedTypes {
    private final CairnConnection connection;

    DescribedTypes(CairnConnection connection) {
        this.connection = connection;
    }

    static ResultSet types() {
        Listing listing = new Listing("TYPE_NAME DATA_TYPE# PRECISION# LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS"
                + " NULLABLE# CASE_SENSITIVE! SEARCHABLE# UNSIGNED_ATTRIBUTE! FIXED_PREC_SCALE! AUTO_INCREMENT!"
                + " LOCAL_TYPE_NAME MINIMUM_SCALE# MAXIMUM_SCALE# SQL_DATA_TYPE# SQL_DATETIME_SUB# NUM_PREC_RADIX#");
        for (SqlType type : SqlType.values()) {
            if (type == SqlType.ARRAY || type == SqlType.ROW || type == SqlType.NULL) {
                continue;
            }
            boolean isText = type == SqlType.CHAR || type == SqlType.VARCHAR || type == SqlType.JSON;
            boolean isNumber = DescribedColumn.isNumber(type);
            listing.add(
                    JdbcType.name(type),
                    JdbcType.number(type),
                    DescribedColumn.standardSize(type),
                    isNumber || type == SqlType.BOOLEAN ? null : "'",
                    isNumber || type == SqlType.BOOLEAN ? null : "'",
                    type == SqlType.NUMERIC ? "precision,scale" : null,
                    DatabaseMetaData.typeNullable,
                    isText,
                    DatabaseMetaData.typeSearchable,
                    !isNumber,
                    false,
                    type == SqlType.SMALLINT || type == SqlType.INTEGER || type == SqlType.BIGINT,
                    null,
                    0,
                    type == SqlType.NUMERIC ? 1000 : 0,
                    null,
                    null,
                    10);
        }
        return listing.sorted(1).result();
    }

    ResultSet domains(@Nullable String schemaPattern, @Nullable String typePattern, int @Nullable [] types)
            throws SQLException {
        Listing listing = new Listing("TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE# REMARKS BASE_TYPE#");
        if (types != null && Arrays.stream(types).noneMatch(type -> type == Types.DISTINCT)) {
            return listing.result();
        }
        CatalogQuery query = new CatalogQuery("select n.nspname, t.typname, b.typname,"
                        + " pg_catalog.obj_description(t.oid, 'pg_type') from pg_catalog.pg_type t"
                        + " join pg_catalog.pg_namespace n on n.oid = t.typnamespace"
                        + " join pg_catalog.pg_type b on b.oid = t.typbasetype"
                        + " where t.typtype = 'd' and n.nspname not in ('pg_catalog', 'information_schema')")
                .like("n.nspname", schemaPattern)
                .like("t.typname", typePattern);
        try (ResultSet rows = connection.askCatalog(query)) {
            while (rows.next()) {
                SqlType base = JdbcType.named(Objects.requireNonNullElse(rows.getString(3), ""));
                listing.add(
                        connection.getCatalog(),
                        rows.getString(1),
                        rows.getString(2),
                        JdbcType.javaClass(base).getName(),
                        Types.DISTINCT,
                        rows.getString(4),
                        JdbcType.number(base));
            }
        }
        return listing.sorted(4, 1, 2).result();
    }
}
