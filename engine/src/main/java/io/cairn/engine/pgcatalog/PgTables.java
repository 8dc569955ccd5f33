package io.cairn.engine.pgcatalog;

import io.cairn.h2.schema.Domain;
import io.cairn.h2.schema.Schema;
import java.util.List;
import java.util.Map;

/** The rows of {@code pg_catalog}. Tables of what does not exist here are empty. */
final class PgTables {
    /** What {@code pg_settings} and {@code current_setting} say; a session's own settings are no part of the state. */
    static final List<Map.Entry<String, String>> SETTINGS = List.of(
            Map.entry("block_size", "8192"),
            Map.entry("client_encoding", "UTF8"),
            Map.entry("DateStyle", "ISO, MDY"),
            Map.entry("default_transaction_isolation", "serializable"),
            Map.entry("default_transaction_read_only", "off"),
            Map.entry("integer_datetimes", "on"),
            Map.entry("IntervalStyle", "postgres"),
            Map.entry("is_superuser", "off"),
            Map.entry("lc_collate", "C"),
            Map.entry("lc_ctype", "C"),
            Map.entry("max_identifier_length", "63"),
            Map.entry("max_index_keys", "32"),
            Map.entry("search_path", "\"$user\", public"),
            Map.entry("server_encoding", "UTF8"),
            Map.entry("server_version", "15.0"),
            Map.entry("server_version_num", "150000"),
            Map.entry("standard_conforming_strings", "on"),
            Map.entry("TimeZone", "UTC"),
            Map.entry("transaction_isolation", "serializable"),
            Map.entry("transaction_read_only", "off"));

    private PgTables() {}

    static void fill(String table, Rows rows, CatalogObjects objects) {
        switch (table) {
            case "pg_namespace" -> namespaces(rows, objects);
            case "pg_class" -> PgRelations.classes(rows, objects);
            case "pg_attribute" -> PgRelations.attributes(rows, objects);
            case "pg_attrdef" -> PgRelations.defaults(rows, objects);
            case "pg_index" -> PgRelations.indexes(rows, objects);
            case "pg_sequence" -> PgRelations.sequences(rows, objects);
            case "pg_constraint" -> PgConstraints.constraints(rows, objects);
            case "pg_depend" -> PgConstraints.dependencies(rows, objects);
            case "pg_type" -> types(rows, objects);
            case "pg_enum" -> labels(rows, objects);
            case "pg_description" -> PgDescriptions.fill(rows, objects);
            case "pg_rewrite" -> rules(rows, objects);
            case "pg_database" -> database(rows);
            case "pg_authid", "pg_roles" -> role(rows);
            case "pg_user", "pg_shadow" ->
                rows.add("usename", CatalogObjects.OWNER_NAME, "usesysid", CatalogObjects.OWNER);
            case "pg_settings" -> settings(rows);
            case "pg_tables",
                    "pg_views",
                    "pg_indexes",
                    "pg_sequences",
                    "pg_stat_user_tables",
                    "pg_stat_all_tables",
                    "pg_stat_user_indexes",
                    "pg_stat_all_indexes" -> PgViews.fill(table, rows, objects);
            default -> {
                // Nothing of this kind exists, or only what the layout holds.
            }
        }
    }

    private static void namespaces(Rows rows, CatalogObjects objects) {
        for (Map.Entry<Integer, Schema> schema : objects.schemas().entrySet()) {
            rows.add("oid", schema.getKey(), "nspname", schema.getValue().getName(), "nspowner", CatalogObjects.OWNER);
        }
    }

    /** The type of arrays of a type. */
    private static void array(Rows rows, Domain domain, int oid) {
        rows.add(
                "oid",
                PgType.array(oid),
                "typname",
                "_" + domain.getName(),
                "typnamespace",
                CatalogObjects.oid(domain.getSchema()),
                "typowner",
                CatalogObjects.OWNER,
                "typlen",
                -1,
                "typtype",
                "b",
                "typcategory",
                "A",
                "typisdefined",
                true,
                "typdelim",
                ",",
                "typelem",
                oid,
                "typinput",
                "array_in",
                "typoutput",
                "array_out",
                "typsubscript",
                "array_subscript_handler",
                "typtypmod",
                -1);
    }

    private static void types(Rows rows, CatalogObjects objects) {
        for (Domain domain : objects.domains()) {
            List<String> labels = PgType.labels(domain.getDataType());
            PgType base = PgType.of(domain.getDataType());
            int oid = CatalogObjects.FIRST + domain.getId();
            boolean isEnum = !labels.isEmpty();
            rows.add(
                    "oid",
                    oid,
                    "typname",
                    domain.getName(),
                    "typnamespace",
                    CatalogObjects.oid(domain.getSchema()),
                    "typowner",
                    CatalogObjects.OWNER,
                    "typlen",
                    PgType.length(domain),
                    "typtype",
                    isEnum ? "e" : "d",
                    "typcategory",
                    isEnum ? "E" : PgType.fixed(base.oid(), "typcategory").orElse("U"),
                    "typisdefined",
                    true,
                    "typdelim",
                    ",",
                    "typarray",
                    PgType.array(oid),
                    "typinput",
                    isEnum ? "enum_in" : "domain_in",
                    "typoutput",
                    isEnum ? "enum_out" : PgType.fixed(base.oid(), "typoutput").orElse(""),
                    "typbasetype",
                    isEnum ? 0 : base.oid(),
                    "typtypmod",
                    isEnum ? -1 : base.modifier(),
                    "typdefault",
                    Definitions.text(domain.getDefaultExpression()));
            array(rows, domain, oid);
        }
    }

    private static void labels(Rows rows, CatalogObjects objects) {
        for (Domain domain : objects.domains()) {
            List<String> labels = PgType.labels(domain.getDataType());
            for (int i = 0; i < labels.size(); i++) {
                rows.add(
                        "oid", CatalogObjects.LABELS + domain.getId() * 4096 + i,
                        "enumtypid", CatalogObjects.FIRST + domain.getId(),
                        "enumsortorder", i + 1,
                        "enumlabel", labels.get(i));
            }
        }
    }

    /** A view is a rule of its relation. */
    private static void rules(Rows rows, CatalogObjects objects) {
        for (Relation.Stored table : objects.tables()) {
            if (table.table().isView()) {
                rows.add(
                        "oid",
                        CatalogObjects.KEY_INDEXES + table.table().getId(),
                        "rulename",
                        "_RETURN",
                        "ev_class",
                        table.oid(),
                        "ev_type",
                        "1",
                        "ev_enabled",
                        "O",
                        "is_instead",
                        true);
            }
        }
    }

    private static void database(Rows rows) {
        rows.add(
                "oid",
                CatalogObjects.FIRST,
                "datname",
                CatalogObjects.DATABASE_NAME,
                "datdba",
                CatalogObjects.OWNER,
                "encoding",
                6,
                "datlocprovider",
                "c",
                "datallowconn",
                true,
                "datconnlimit",
                -1,
                "dattablespace",
                1663,
                "datcollate",
                "C",
                "datctype",
                "C");
    }

    private static void role(Rows rows) {
        rows.add(
                "oid", CatalogObjects.OWNER,
                "rolname", CatalogObjects.OWNER_NAME,
                "rolinherit", true,
                "rolcanlogin", true,
                "rolsuper", false,
                "rolcreaterole", false,
                "rolcreatedb", false,
                "rolreplication", false,
                "rolbypassrls", false,
                "rolconnlimit", -1);
    }

    private static void settings(Rows rows) {
        for (Map.Entry<String, String> setting : SETTINGS) {
            rows.add(
                    "name",
                    setting.getKey(),
                    "setting",
                    setting.getValue(),
                    "category",
                    "Preset Options",
                    "short_desc",
                    "What every session begins with.",
                    "context",
                    "internal",
                    "vartype",
                    "string",
                    "source",
                    "default",
                    "boot_val",
                    setting.getValue(),
                    "reset_val",
                    setting.getValue(),
                    "pending_restart",
                    false);
        }
    }
}
