package io.cairn.client.jdbc;

import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/** What exists in other databases and not here: no procedures, no functions of users, no structured types. */
abstract class AbsentThings extends StatedLimits {
    private static final String PROCEDURES =
            "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 RESERVED3"
                    + " REMARKS PROCEDURE_TYPE# SPECIFIC_NAME";
    private static final String FUNCTIONS =
            "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE# SPECIFIC_NAME";
    private static final String ARGUMENTS = "COLUMN_NAME COLUMN_TYPE# DATA_TYPE# TYPE_NAME PRECISION# LENGTH# SCALE#"
            + " RADIX# NULLABLE# REMARKS COLUMN_DEF SQL_DATA_TYPE# SQL_DATETIME_SUB# CHAR_OCTET_LENGTH#"
            + " ORDINAL_POSITION# IS_NULLABLE SPECIFIC_NAME";

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
