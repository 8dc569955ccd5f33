package io.cairn.engine.pgcatalog;

import io.cairn.h2.schema.Domain;
import io.cairn.h2.schema.Sequence;
import io.cairn.h2.table.Column;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of relations as {@code information_schema} describes them. */
final class InformationColumns {
    private static final String CATALOG = CatalogObjects.DATABASE_NAME;

    /** The most bytes that PostgreSQL says of a text without a length. */
    private static final int OCTETS_MAX = 1 << 30;

    private static final int BYTES_OF_CHARACTER = 4;

    private InformationColumns() {}

    static void columns(Rows rows, CatalogObjects objects) {
        for (Relation relation : InformationTables.withColumns(objects)) {
            String schema = objects.schemaName(relation.namespace());
            switch (relation) {
                case Relation.Stored stored -> {
                    for (Column column : stored.table().getVisibleColumns()) {
                        rows.add(stored(objects, schema, stored, column));
                    }
                }
                case Relation.System system -> {
                    for (int i = 0; i < system.layout().columns().size(); i++) {
                        rows.add(system(objects, schema, system, i));
                    }
                }
                case Relation.Indexed _, Relation.Numbers _ -> {
                    // Neither is a table or view.
                }
            }
        }
    }

    private static @Nullable Object[] system(
            CatalogObjects objects, String schema, Relation.System relation, int place) {
        ColumnLayout column = relation.layout().columns().get(place);
        PgType type = new PgType(PgType.named(column.type().replace("\"", "")).orElse(PgType.TEXT), -1);
        List<@Nullable Object> cells =
                new ArrayList<>(place(schema, relation.name(), column.name(), place + 1, !column.isNotNull()));
        cells.addAll(type(objects, type));
        cells.addAll(Arrays.asList("is_identity", "NO", "is_generated", "NEVER", "is_updatable", "NO"));
        return cells.toArray();
    }

    private static @Nullable Object[] stored(
            CatalogObjects objects, String schema, Relation.Stored relation, Column column) {
        List<@Nullable Object> cells = new ArrayList<>(
                place(schema, relation.name(), column.getName(), column.getColumnId() + 1, column.isNullable()));
        Domain domain = column.getDomain();
        List<String> labels = domain == null ? List.of() : PgType.labels(domain.getDataType());
        if (domain == null) {
            cells.addAll(type(objects, PgType.of(column)));
        } else if (labels.isEmpty()) {
            cells.addAll(type(objects, PgType.of(domain.getDataType())));
            cells.addAll(Arrays.asList(
                    "domain_catalog", CATALOG,
                    "domain_schema", domain.getSchema().getName(),
                    "domain_name", domain.getName()));
        } else {
            cells.addAll(Arrays.asList(
                    "data_type",
                    "USER-DEFINED",
                    "udt_catalog",
                    CATALOG,
                    "udt_schema",
                    domain.getSchema().getName(),
                    "udt_name",
                    domain.getName()));
        }
        boolean isGenerated = column.isGenerated();
        String text = Definitions.defaultText(column);
        cells.addAll(Arrays.asList(
                "column_default", isGenerated ? null : text,
                "is_generated", isGenerated ? "ALWAYS" : "NEVER",
                "generation_expression", isGenerated ? text : null,
                "is_updatable", relation.kind().equals("r") ? "YES" : "NO"));
        cells.addAll(identity(column));
        return cells.toArray();
    }

    private static List<@Nullable Object> place(
            String schema, String table, String column, int number, boolean isNullable) {
        return Arrays.asList(
                "table_catalog", CATALOG,
                "table_schema", schema,
                "table_name", table,
                "column_name", column,
                "ordinal_position", number,
                "is_nullable", isNullable ? "YES" : "NO",
                "dtd_identifier", Integer.toString(number),
                "is_self_referencing", "NO");
    }

    private static List<@Nullable Object> type(CatalogObjects objects, PgType type) {
        boolean isArray = PgType.fixed(type.oid(), "typcategory").orElse("").equals("A");
        return Arrays.asList(
                "data_type", isArray ? "ARRAY" : PgType.format(objects, type.oid(), -1, false),
                "character_maximum_length", length(type),
                "character_octet_length", octets(type),
                "numeric_precision", precision(type),
                "numeric_precision_radix", radix(type),
                "numeric_scale", scale(type),
                "datetime_precision", fraction(type),
                "udt_catalog", CATALOG,
                "udt_schema", "pg_catalog",
                "udt_name", PgType.fixed(type.oid(), "typname").orElse(null));
    }

    private static List<@Nullable Object> identity(Column column) {
        Sequence sequence = column.getSequence();
        if (!column.isIdentity() || sequence == null) {
            return Arrays.asList("is_identity", "NO", "identity_cycle", "NO");
        }
        return Arrays.asList(
                "is_identity", "YES",
                "identity_generation", column.isGeneratedAlways() ? "ALWAYS" : "BY DEFAULT",
                "identity_start", Long.toString(sequence.getStartValue()),
                "identity_increment", Long.toString(sequence.getIncrement()),
                "identity_maximum", Long.toString(sequence.getMaxValue()),
                "identity_minimum", Long.toString(sequence.getMinValue()),
                "identity_cycle", sequence.getCycle() == Sequence.Cycle.CYCLE ? "YES" : "NO");
    }

    /** The types of elements of columns that are arrays. */
    static void elements(Rows rows, CatalogObjects objects) {
        for (Relation.Stored table : objects.tables()) {
            for (Column column : table.table().getVisibleColumns()) {
                if (column.getType().getValueType() == Value.ARRAY) {
                    PgType element = PgType.of((TypeInfo) column.getType().getExtTypeInfo());
                    String number = Integer.toString(column.getColumnId() + 1);
                    rows.add(
                            "object_catalog",
                            CATALOG,
                            "object_schema",
                            objects.schemaName(table.namespace()),
                            "object_name",
                            table.name(),
                            "object_type",
                            table.kind().equals("r") ? "TABLE" : "VIEW",
                            "collection_type_identifier",
                            number,
                            "data_type",
                            PgType.format(objects, element.oid(), -1, false),
                            "udt_catalog",
                            CATALOG,
                            "udt_schema",
                            "pg_catalog",
                            "udt_name",
                            PgType.fixed(element.oid(), "typname").orElse(null),
                            "dtd_identifier",
                            "a" + number);
                }
            }
        }
    }

    static @Nullable Integer length(PgType type) {
        return isText(type) && type.modifier() >= 0 ? type.modifier() - 4 : null;
    }

    private static boolean isText(PgType type) {
        return type.oid() == 1042 || type.oid() == 1043 || type.oid() == PgType.TEXT;
    }

    private static @Nullable Integer octets(PgType type) {
        Integer length = length(type);
        return !isText(type)
                ? null
                : length == null ? Integer.valueOf(OCTETS_MAX) : Integer.valueOf(length * BYTES_OF_CHARACTER);
    }

    static @Nullable Integer bits(int oid) {
        return switch (oid) {
            case 21 -> 16;
            case 23 -> 32;
            case 20 -> 64;
            case 700 -> 24;
            case 701 -> 53;
            default -> null;
        };
    }

    static @Nullable Integer precision(PgType type) {
        boolean isLimited = type.oid() == 1700 && type.modifier() >= 0;
        return isLimited ? Integer.valueOf(type.modifier() - 4 >> 16) : bits(type.oid());
    }

    static @Nullable Integer radix(PgType type) {
        return type.oid() == 1700 ? Integer.valueOf(10) : bits(type.oid()) == null ? null : Integer.valueOf(2);
    }

    static @Nullable Integer scale(PgType type) {
        return switch (type.oid()) {
            case 20, 21, 23 -> Integer.valueOf(0);
            case 1700 -> type.modifier() < 0 ? null : Integer.valueOf(type.modifier() - 4 & 0x7FF);
            default -> null;
        };
    }

    static @Nullable Integer fraction(PgType type) {
        return switch (type.oid()) {
            case 1082 -> Integer.valueOf(0);
            case 1083, 1114, 1184, 1266, 1186 -> Integer.valueOf(type.modifier() < 0 ? 6 : type.modifier());
            default -> null;
        };
    }
}
