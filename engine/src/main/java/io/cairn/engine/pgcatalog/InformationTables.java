package io.cairn.engine.pgcatalog;

import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.schema.Domain;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.schema.Sequence;
import java.util.List;

/** The rows of {@code information_schema}. Views of what does not exist here are empty. */
final class InformationTables {
    private static final String CATALOG = CatalogObjects.DATABASE_NAME;

    private InformationTables() {}

    static void fill(String view, Rows rows, CatalogObjects objects) {
        switch (view) {
            case "information_schema_catalog_name" -> rows.add("catalog_name", CATALOG);
            case "enabled_roles" -> rows.add("role_name", CatalogObjects.OWNER_NAME);
            case "schemata" -> schemata(rows, objects);
            case "tables" -> tables(rows, objects);
            case "views" -> views(rows, objects);
            case "sequences" -> sequences(rows, objects);
            case "domains" -> domains(rows, objects);
            case "domain_constraints" -> domainConstraints(rows, objects);
            case "columns" -> InformationColumns.columns(rows, objects);
            case "element_types" -> InformationColumns.elements(rows, objects);
            case "table_constraints" -> InformationConstraints.constraints(rows, objects);
            case "key_column_usage" -> InformationConstraints.keys(rows, objects);
            case "referential_constraints" -> InformationConstraints.references(rows, objects);
            case "constraint_column_usage" -> InformationConstraints.columns(rows, objects);
            case "constraint_table_usage" -> InformationConstraints.tables(rows, objects);
            case "check_constraints" -> InformationConstraints.checks(rows, objects);
            default -> {
                // Nothing of this kind exists.
            }
        }
    }

    private static void schemata(Rows rows, CatalogObjects objects) {
        for (Schema schema : objects.schemas().values()) {
            rows.add(
                    "catalog_name",
                    CATALOG,
                    "schema_name",
                    schema.getName(),
                    "schema_owner",
                    CatalogObjects.OWNER_NAME);
        }
    }

    /** Tables and views, the system's included. */
    static List<Relation> withColumns(CatalogObjects objects) {
        return objects.relations().stream()
                .filter(relation ->
                        relation.kind().equals("r") || relation.kind().equals("v"))
                .toList();
    }

    private static void tables(Rows rows, CatalogObjects objects) {
        for (Relation relation : withColumns(objects)) {
            boolean isTable = relation.kind().equals("r");
            rows.add(
                    "table_catalog",
                    CATALOG,
                    "table_schema",
                    objects.schemaName(relation.namespace()),
                    "table_name",
                    relation.name(),
                    "table_type",
                    isTable ? "BASE TABLE" : "VIEW",
                    "is_insertable_into",
                    isTable && relation instanceof Relation.Stored ? "YES" : "NO",
                    "is_typed",
                    "NO");
        }
    }

    private static void views(Rows rows, CatalogObjects objects) {
        for (Relation relation : withColumns(objects)) {
            if (relation.kind().equals("v")) {
                rows.add(
                        "table_catalog", CATALOG,
                        "table_schema", objects.schemaName(relation.namespace()),
                        "table_name", relation.name(),
                        "view_definition",
                                Definitions.view(objects, relation.oid()).orElse(null),
                        "check_option", "NONE",
                        "is_updatable", "NO",
                        "is_insertable_into", "NO",
                        "is_trigger_updatable", "NO",
                        "is_trigger_deletable", "NO",
                        "is_trigger_insertable_into", "NO");
            }
        }
    }

    private static void sequences(Rows rows, CatalogObjects objects) {
        for (Relation.Numbers numbers : objects.sequences()) {
            Sequence sequence = numbers.sequence();
            // One that belongs to an identity column is no sequence of its own, as in PostgreSQL.
            if (sequence.getBelongsToTable()) {
                continue;
            }
            PgType type = PgType.of(sequence.getDataType());
            rows.add(
                    "sequence_catalog", CATALOG,
                    "sequence_schema", objects.schemaName(numbers.namespace()),
                    "sequence_name", numbers.name(),
                    "data_type", PgType.format(objects, type.oid(), -1, false),
                    "numeric_precision", InformationColumns.bits(type.oid()),
                    "numeric_precision_radix", 2,
                    "numeric_scale", 0,
                    "start_value", Long.toString(sequence.getStartValue()),
                    "minimum_value", Long.toString(sequence.getMinValue()),
                    "maximum_value", Long.toString(sequence.getMaxValue()),
                    "increment", Long.toString(sequence.getIncrement()),
                    "cycle_option", sequence.getCycle() == Sequence.Cycle.CYCLE ? "YES" : "NO");
        }
    }

    private static void domains(Rows rows, CatalogObjects objects) {
        for (Domain domain : objects.domains()) {
            if (PgType.labels(domain.getDataType()).isEmpty()) {
                PgType base = PgType.of(domain.getDataType());
                rows.add(
                        "domain_catalog", CATALOG,
                        "domain_schema", domain.getSchema().getName(),
                        "domain_name", domain.getName(),
                        "data_type", PgType.format(objects, base.oid(), -1, false),
                        "character_maximum_length", InformationColumns.length(base),
                        "numeric_precision", InformationColumns.precision(base),
                        "numeric_precision_radix", InformationColumns.radix(base),
                        "numeric_scale", InformationColumns.scale(base),
                        "datetime_precision", InformationColumns.fraction(base),
                        "domain_default", Definitions.text(domain.getDefaultExpression()),
                        "udt_catalog", CATALOG,
                        "udt_schema", "pg_catalog",
                        "udt_name", PgType.fixed(base.oid(), "typname").orElse(null),
                        "dtd_identifier", "1");
            }
        }
    }

    private static void domainConstraints(Rows rows, CatalogObjects objects) {
        for (Domain domain : objects.domains()) {
            for (Constraint check : CatalogObjects.checks(domain)) {
                rows.add(
                        "constraint_catalog",
                        CATALOG,
                        "constraint_schema",
                        domain.getSchema().getName(),
                        "constraint_name",
                        check.getName(),
                        "domain_catalog",
                        CATALOG,
                        "domain_schema",
                        domain.getSchema().getName(),
                        "domain_name",
                        domain.getName(),
                        "is_deferrable",
                        "NO",
                        "initially_deferred",
                        "NO");
            }
        }
    }
}
