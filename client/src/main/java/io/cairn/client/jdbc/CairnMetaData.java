package io.cairn.client.jdbc;

import io.cairn.client.jdbc.DescribedKeys.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds, read from its {@code pg_catalog} and so proved like any answer. A name is a pattern only
 * where JDBC says so; a null one is any. The catalog of a table, which is always this database, is not looked at.
 */
final class CairnMetaData extends AbsentThings {
    private final CairnConnection connection;
    private final DescribedTables tables;
    private final DescribedColumns columns;
    private final DescribedKeys keys;
    private final DescribedTypes types;

    CairnMetaData(CairnConnection connection) {
        this.connection = connection;
        this.tables = new DescribedTables(connection);
        this.columns = new DescribedColumns(connection);
        this.keys = new DescribedKeys(connection);
        this.types = new DescribedTypes(connection);
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
        return tables.schemas(null);
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalog, @Nullable String pattern) throws SQLException {
        return tables.schemas(pattern);
    }

    @Override
    public ResultSet getTableTypes() {
        return DescribedTables.types();
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            String @Nullable [] types)
            throws SQLException {
        return tables.tables(schemaPattern, tablePattern, types);
    }

    @Override
    public ResultSet getTablePrivileges(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
            throws SQLException {
        return tables.tablePrivileges(schemaPattern, tablePattern);
    }

    @Override
    public ResultSet getColumnPrivileges(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, @Nullable String columnPattern)
            throws SQLException {
        return tables.columnPrivileges(schema, table, columnPattern);
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        return columns.columns(schemaPattern, tablePattern, columnPattern);
    }

    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        return columns.bestRowIdentifier(schema, table);
    }

    @Override
    public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return keys.primaryKeys(new Place(schema, table));
    }

    @Override
    public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return keys.foreignKeys(Place.ANY, new Place(schema, table))
                .sorted(1, 2, 11, 8)
                .result();
    }

    @Override
    public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return keys.foreignKeys(new Place(schema, table), Place.ANY)
                .sorted(5, 6, 11, 8)
                .result();
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
        return keys.foreignKeys(new Place(parentSchema, parentTable), new Place(foreignSchema, foreignTable))
                .sorted(5, 6, 11, 8)
                .result();
    }

    @Override
    public ResultSet getIndexInfo(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate)
            throws SQLException {
        return keys.indexes(new Place(schema, table), unique);
    }

    @Override
    public ResultSet getTypeInfo() {
        return DescribedTypes.types();
    }

    @Override
    public ResultSet getUDTs(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String typePattern,
            int @Nullable [] types)
            throws SQLException {
        return this.types.domains(schemaPattern, typePattern, types);
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
}
