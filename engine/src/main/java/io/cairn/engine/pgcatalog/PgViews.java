package io.cairn.engine.pgcatalog;

import io.cairn.h2.schema.Sequence;

/** The rows of the views that list relations by name. */
final class PgViews {
    private PgViews() {}

    static void fill(String view, Rows rows, CatalogObjects objects) {
        for (Relation relation : objects.relations()) {
            String schema = objects.schemaName(relation.namespace());
            switch (relation) {
                case Relation.Stored stored -> stored(view, rows, objects, schema, stored);
                case Relation.Indexed indexed -> indexed(view, rows, objects, schema, indexed);
                case Relation.Numbers numbers -> {
                    if (view.equals("pg_sequences")) {
                        sequence(rows, schema, numbers);
                    }
                }
                case Relation.System system -> system(view, rows, schema, system);
            }
        }
    }

    private static void indexed(
            String view, Rows rows, CatalogObjects objects, String schema, Relation.Indexed indexed) {
        if (view.equals("pg_indexes")) {
            rows.add(
                    "schemaname", schema,
                    "tablename", indexed.on().name(),
                    "indexname", indexed.name(),
                    "indexdef", Definitions.index(objects, indexed, false));
        } else if (view.equals("pg_stat_user_indexes") || view.equals("pg_stat_all_indexes")) {
            rows.add(
                    "relid", indexed.on().oid(),
                    "indexrelid", indexed.oid(),
                    "schemaname", schema,
                    "relname", indexed.on().name(),
                    "indexrelname", indexed.name());
        }
    }

    private static void stored(
            String view, Rows rows, CatalogObjects objects, String schema, Relation.Stored relation) {
        boolean isView = relation.kind().equals("v");
        switch (view) {
            case "pg_views" -> {
                if (isView) {
                    rows.add(
                            "schemaname",
                            schema,
                            "viewname",
                            relation.name(),
                            "viewowner",
                            CatalogObjects.OWNER_NAME,
                            "definition",
                            Definitions.view(objects, relation.oid()).orElse(null));
                }
            }
            case "pg_tables" -> {
                if (!isView) {
                    rows.add(
                            "schemaname",
                            schema,
                            "tablename",
                            relation.name(),
                            "tableowner",
                            CatalogObjects.OWNER_NAME,
                            "hasindexes",
                            !CatalogObjects.indexes(relation).isEmpty(),
                            "hasrules",
                            false,
                            "hastriggers",
                            false,
                            "rowsecurity",
                            false);
                }
            }
            case "pg_stat_user_tables", "pg_stat_all_tables" -> {
                if (!isView) {
                    rows.add("relid", relation.oid(), "schemaname", schema, "relname", relation.name());
                }
            }
            default -> {
                // Other views are not about tables.
            }
        }
    }

    private static void system(String view, Rows rows, String schema, Relation.System system) {
        boolean isView = system.kind().equals("v");
        if (view.equals("pg_tables") && !isView) {
            rows.add("schemaname", schema, "tablename", system.name(), "tableowner", CatalogObjects.OWNER_NAME);
        } else if (view.equals("pg_views") && isView) {
            rows.add("schemaname", schema, "viewname", system.name(), "viewowner", CatalogObjects.OWNER_NAME);
        }
    }

    private static void sequence(Rows rows, String schema, Relation.Numbers numbers) {
        Sequence sequence = numbers.sequence();
        rows.add(
                "schemaname", schema,
                "sequencename", numbers.name(),
                "sequenceowner", CatalogObjects.OWNER_NAME,
                "data_type",
                        PgType.fixed(PgType.of(sequence.getDataType()).oid(), "typname")
                                .orElse("int8"),
                "start_value", sequence.getStartValue(),
                "min_value", sequence.getMinValue(),
                "max_value", sequence.getMaxValue(),
                "increment_by", sequence.getIncrement(),
                "cycle", sequence.getCycle() == Sequence.Cycle.CYCLE,
                "cache_size", 1L);
    }
}
