package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the database holds, read from its own catalog and so proved like any answer. */
final class CairnMetaData extends StatedLimits {
    private static final String PROCEDURES =
            "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 RESERVED3"
                    + " REMARKS PROCEDURE_TYPE# SPECIFIC_NAME";
    private static final String FUNCTIONS =
            "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE# SPECIFIC_NAME";
    private static final String ARGUMENTS = "COLUMN_NAME COLUMN_TYPE# DATA_TYPE# TYPE_NAME PRECISION# LENGTH# SCALE#"
            + " RADIX# NULLABLE# REMARKS COLUMN_DEF SQL_DATA_TYPE# SQL_DATETIME_SUB# CHAR_OCTET_LENGTH#"
            + " ORDINAL_POSITION# IS_NULLABLE SPECIFIC_NAME";
    private static final String KEYS = "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM"
            + " FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ# UPDATE_RULE# DELETE_RULE# FK_NAME PK_NAME DEFERRABILITY#";
    private static final List<String> TABLE_TYPES = List.of("SYSTEM TABLE", "SYSTEM VIEW", "TABLE", "VIEW");
    private static final String YES = "YES";

    private final CairnConnection connection;

    CairnMetaData(CairnConnection connection) {
        this.connection = connection;
    }

    private ResultSet run(CatalogQuery query) throws SQLException {
        return connection.askCatalog(query);
    }

    private static boolean isSystem(String schema) {
        return schema.equals("pg_catalog") || schema.equals("information_schema");
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public String getURL() {
        return connection.settings().url();
    }

    @Override
    public String getUserName() {
        return connection.account();
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return connection.isReadOnly();
    }

    @Override
    public boolean supportsConvert(int from, int to) {
        return false;
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int level) {
        return level == Connection.TRANSACTION_SERIALIZABLE;
    }

    @Override
    public boolean supportsResultSetType(int type) {
        return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        Listing listing = new Listing("TABLE_CAT");
        listing.add(connection.getCatalog());
        return listing.result();
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalog, @Nullable String pattern) throws SQLException {
        Listing listing = new Listing("TABLE_SCHEM TABLE_CATALOG");
        CatalogQuery query = new CatalogQuery("select schema_name from information_schema.schemata where true");
        try (ResultSet rows = run(query.like("schema_name", pattern))) {
            while (rows.next()) {
                listing.add(rows.getString(1), connection.getCatalog());
            }
        }
        return listing.sorted(0).result();
    }

    @Override
    public ResultSet getTableTypes() {
        Listing listing = new Listing("TABLE_TYPE");
        TABLE_TYPES.forEach(listing::add);
        return listing.result();
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            String @Nullable [] types)
            throws SQLException {
        Listing listing =
                new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
                        + " SELF_REFERENCING_COL_NAME REF_GENERATION");
        CatalogQuery query = new CatalogQuery(
                        "select table_schema, table_name, table_type from information_schema.tables where true")
                .like("table_schema", schemaPattern)
                .like("table_name", tablePattern);
        try (ResultSet rows = run(query)) {
            while (rows.next()) {
                String schema = text(rows, 1);
                String kind = text(rows, 3).equals("VIEW") ? "VIEW" : "TABLE";
                String type = isSystem(schema) ? "SYSTEM " + kind : kind;
                if (types == null || Arrays.asList(types).contains(type)) {
                    listing.add(
                            connection.getCatalog(), schema, text(rows, 2), type, null, null, null, null, null, null);
                }
            }
        }
        return listing.sorted(3, 1, 2).result();
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNullElse(rows.getString(column), "");
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        Listing listing = new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE# TYPE_NAME COLUMN_SIZE#"
                + " BUFFER_LENGTH# DECIMAL_DIGITS# NUM_PREC_RADIX# NULLABLE# REMARKS COLUMN_DEF SQL_DATA_TYPE#"
                + " SQL_DATETIME_SUB# CHAR_OCTET_LENGTH# ORDINAL_POSITION# IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA"
                + " SCOPE_TABLE SOURCE_DATA_TYPE# IS_AUTOINCREMENT IS_GENERATEDCOLUMN");
        CatalogQuery query = new CatalogQuery(
                        "select table_schema, table_name, column_name, ordinal_position, column_default, is_nullable,"
                                + " data_type, character_maximum_length, numeric_precision, numeric_scale,"
                                + " datetime_precision, is_identity, is_generated"
                                + " from information_schema.columns where true")
                .like("table_schema", schemaPattern)
                .like("table_name", tablePattern)
                .like("column_name", columnPattern);
        try (ResultSet rows = run(query)) {
            while (rows.next()) {
                DescribedColumn column = DescribedColumn.of(rows);
                boolean nullable = YES.equals(rows.getString("is_nullable"));
                listing.add(
                        connection.getCatalog(),
                        rows.getString("table_schema"),
                        rows.getString("table_name"),
                        rows.getString("column_name"),
                        column.number(),
                        column.typeName(),
                        column.size(),
                        null,
                        column.digits(),
                        column.radix(),
                        nullable ? columnNullable : columnNoNulls,
                        null,
                        column.isIdentity() ? null : rows.getString("column_default"),
                        null,
                        null,
                        column.size(),
                        rows.getInt("ordinal_position"),
                        nullable ? YES : "NO",
                        null,
                        null,
                        null,
                        null,
                        column.isAutoIncrement() ? YES : "NO",
                        "ALWAYS".equals(rows.getString("is_generated")) ? YES : "NO");
            }
        }
        return listing.sorted(1, 2, 16).result();
    }

    @Override
    public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        Listing listing = new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ# PK_NAME");
        try (ResultSet rows = run(primaryKey(schema, table))) {
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

    private static CatalogQuery primaryKey(@Nullable String schema, @Nullable String table) {
        return new CatalogQuery("select k.table_schema, k.table_name, k.column_name, k.ordinal_position,"
                        + " k.constraint_name from information_schema.table_constraints c"
                        + " join information_schema.key_column_usage k on k.constraint_schema = c.constraint_schema"
                        + " and k.constraint_name = c.constraint_name and k.table_name = c.table_name"
                        + " where c.constraint_type = 'PRIMARY KEY'")
                .is("c.table_schema", schema)
                .is("c.table_name", table);
    }

    @Override
    public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return keys(null, null, schema, table).sorted(1, 2, 11, 8).result();
    }

    @Override
    public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return keys(schema, table, null, null).sorted(5, 6, 11, 8).result();
    }

    @Override
    public ResultSet getCrossReference(
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String foreignCatalog,
            @Nullable String foreignSchema,
            @Nullable String foreignTable)
            throws SQLException {
        return keys(parentSchema, parentTable, foreignSchema, foreignTable)
                .sorted(5, 6, 11, 8)
                .result();
    }

    private Listing keys(
            @Nullable String primarySchema,
            @Nullable String primaryTable,
            @Nullable String foreignSchema,
            @Nullable String foreignTable)
            throws SQLException {
        Listing listing = new Listing(KEYS);
        CatalogQuery query = new CatalogQuery("select p.table_schema, p.table_name, p.column_name, f.table_schema,"
                        + " f.table_name, f.column_name, f.ordinal_position, r.update_rule, r.delete_rule,"
                        + " r.constraint_name, r.unique_constraint_name"
                        + " from information_schema.referential_constraints r"
                        + " join information_schema.key_column_usage f on f.constraint_schema = r.constraint_schema"
                        + " and f.constraint_name = r.constraint_name"
                        + " join information_schema.key_column_usage p"
                        + " on p.constraint_schema = r.unique_constraint_schema"
                        + " and p.constraint_name = r.unique_constraint_name"
                        + " and p.ordinal_position = f.position_in_unique_constraint where true")
                .is("p.table_schema", primarySchema)
                .is("p.table_name", primaryTable)
                .is("f.table_schema", foreignSchema)
                .is("f.table_name", foreignTable);
        try (ResultSet rows = run(query)) {
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
                        rule(text(rows, 8)),
                        rule(text(rows, 9)),
                        rows.getString(10),
                        rows.getString(11),
                        importedKeyNotDeferrable);
            }
        }
        return listing;
    }

    private static int rule(String words) {
        return switch (words) {
            case "CASCADE" -> importedKeyCascade;
            case "SET NULL" -> importedKeySetNull;
            case "SET DEFAULT" -> importedKeySetDefault;
            case "RESTRICT" -> importedKeyRestrict;
            default -> importedKeyNoAction;
        };
    }

    @Override
    public ResultSet getIndexInfo(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate)
            throws SQLException {
        Listing listing = new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE! INDEX_QUALIFIER INDEX_NAME TYPE#"
                + " ORDINAL_POSITION# COLUMN_NAME ASC_OR_DESC CARDINALITY# PAGES# FILTER_CONDITION");
        CatalogQuery query = new CatalogQuery(
                        "select n.nspname, t.relname, i.indisunique, x.relname, a.attnum, a.attname"
                                + " from pg_catalog.pg_index i"
                                + " join pg_catalog.pg_class t on t.oid = i.indrelid"
                                + " join pg_catalog.pg_class x on x.oid = i.indexrelid"
                                + " join pg_catalog.pg_namespace n on n.oid = t.relnamespace"
                                + " join pg_catalog.pg_attribute a on a.attrelid = i.indexrelid"
                                + (unique ? " where i.indisunique" : " where true"))
                .is("n.nspname", schema)
                .is("t.relname", table);
        try (ResultSet rows = run(query)) {
            while (rows.next()) {
                listing.add(
                        connection.getCatalog(),
                        rows.getString(1),
                        rows.getString(2),
                        !rows.getBoolean(3),
                        null,
                        rows.getString(4),
                        tableIndexOther,
                        rows.getInt(5),
                        rows.getString(6),
                        "A",
                        null,
                        null,
                        null);
            }
        }
        return listing.sorted(3, 5, 7).result();
    }

    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        Listing listing = new Listing("SCOPE# COLUMN_NAME DATA_TYPE# TYPE_NAME COLUMN_SIZE# BUFFER_LENGTH#"
                + " DECIMAL_DIGITS# PSEUDO_COLUMN#");
        try (ResultSet keys = run(primaryKey(schema, table).then("order by k.ordinal_position"))) {
            while (keys.next()) {
                try (ResultSet column = getColumns(null, escaped(keys, 1), escaped(keys, 2), escaped(keys, 3))) {
                    while (column.next()) {
                        listing.add(
                                bestRowSession,
                                column.getString("COLUMN_NAME"),
                                column.getInt("DATA_TYPE"),
                                column.getString("TYPE_NAME"),
                                column.getObject("COLUMN_SIZE"),
                                null,
                                column.getObject("DECIMAL_DIGITS"),
                                bestRowNotPseudo);
                    }
                }
            }
        }
        return listing.result();
    }

    /** A name as a pattern that only it is like. */
    private static String escaped(ResultSet rows, int column) throws SQLException {
        return text(rows, column).replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }

    @Override
    public ResultSet getTablePrivileges(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
            throws SQLException {
        Listing listing = new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
        CatalogQuery query = new CatalogQuery("select table_schema, table_name, grantor, grantee, privilege_type,"
                        + " is_grantable from information_schema.table_privileges where true")
                .like("table_schema", schemaPattern)
                .like("table_name", tablePattern);
        try (ResultSet rows = run(query)) {
            while (rows.next()) {
                listing.add(
                        connection.getCatalog(),
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6));
            }
        }
        return listing.sorted(1, 2, 5).result();
    }

    @Override
    public ResultSet getColumnPrivileges(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, @Nullable String columnPattern)
            throws SQLException {
        Listing listing =
                new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
        CatalogQuery query = new CatalogQuery("select table_schema, table_name, column_name, grantor, grantee,"
                        + " privilege_type, is_grantable from information_schema.column_privileges where true")
                .is("table_schema", schema)
                .is("table_name", table)
                .like("column_name", columnPattern);
        try (ResultSet rows = run(query)) {
            while (rows.next()) {
                listing.add(
                        connection.getCatalog(),
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7));
            }
        }
        return listing.sorted(3, 6).result();
    }

    @Override
    public ResultSet getTypeInfo() {
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
                    typeNullable,
                    isText,
                    typeSearchable,
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

    @Override
    public ResultSet getUDTs(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String typePattern,
            int @Nullable [] types)
            throws SQLException {
        Listing listing = new Listing("TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE# REMARKS BASE_TYPE#");
        boolean wanted = types == null || Arrays.stream(types).anyMatch(type -> type == Types.DISTINCT);
        CatalogQuery query = new CatalogQuery(
                        "select domain_schema, domain_name, data_type from information_schema.domains where true")
                .like("domain_schema", schemaPattern)
                .like("domain_name", typePattern);
        try (ResultSet rows = run(query)) {
            while (wanted && rows.next()) {
                if (!isSystem(text(rows, 1))) {
                    SqlType base = JdbcType.named(text(rows, 3));
                    listing.add(
                            connection.getCatalog(),
                            rows.getString(1),
                            rows.getString(2),
                            JdbcType.javaClass(base).getName(),
                            Types.DISTINCT,
                            null,
                            JdbcType.number(base));
                }
            }
        }
        return listing.sorted(4, 1, 2).result();
    }

    @Override
    public ResultSet getClientInfoProperties() {
        Listing listing = new Listing("NAME MAX_LEN# DEFAULT_VALUE DESCRIPTION");
        Map<String, String> meanings = Map.of(
                "ApplicationName", "the program",
                "ClientHostname", "the machine that it runs on",
                "ClientUser", "who uses it");
        meanings.forEach((name, meaning) -> listing.add(name, 0, "", meaning));
        return listing.sorted(0).result();
    }

    // What follows exists in other databases and not here: no procedures, no structured types, no hidden columns.

    @Override
    public ResultSet getProcedures(@Nullable String catalog, @Nullable String schema, @Nullable String name) {
        return new Listing(PROCEDURES).result();
    }

    @Override
    public ResultSet getProcedureColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, @Nullable String column) {
        return new Listing("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME " + ARGUMENTS).result();
    }

    @Override
    public ResultSet getFunctions(@Nullable String catalog, @Nullable String schema, @Nullable String name) {
        return new Listing(FUNCTIONS).result();
    }

    @Override
    public ResultSet getFunctionColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, @Nullable String column) {
        return new Listing("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME " + ARGUMENTS).result();
    }

    @Override
    public ResultSet getVersionColumns(@Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return new Listing("SCOPE# COLUMN_NAME DATA_TYPE# TYPE_NAME COLUMN_SIZE# BUFFER_LENGTH# DECIMAL_DIGITS#"
                        + " PSEUDO_COLUMN#")
                .result();
    }

    @Override
    public ResultSet getSuperTypes(@Nullable String catalog, @Nullable String schema, @Nullable String type) {
        return new Listing("TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME").result();
    }

    @Override
    public ResultSet getSuperTables(@Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME").result();
    }

    @Override
    public ResultSet getAttributes(
            @Nullable String catalog, @Nullable String schema, @Nullable String type, @Nullable String attribute) {
        return new Listing(
                        "TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE# ATTR_TYPE_NAME ATTR_SIZE# DECIMAL_DIGITS#"
                                + " NUM_PREC_RADIX# NULLABLE# REMARKS ATTR_DEF SQL_DATA_TYPE# SQL_DATETIME_SUB#"
                                + " CHAR_OCTET_LENGTH# ORDINAL_POSITION# IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
                                + " SOURCE_DATA_TYPE#")
                .result();
    }

    @Override
    public ResultSet getPseudoColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, @Nullable String column) {
        return new Listing("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE# COLUMN_SIZE# DECIMAL_DIGITS#"
                        + " NUM_PREC_RADIX# COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH# IS_NULLABLE")
                .result();
    }
}
