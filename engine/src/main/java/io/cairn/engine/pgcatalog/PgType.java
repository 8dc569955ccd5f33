package io.cairn.engine.pgcatalog;

import io.cairn.h2.schema.Domain;
import io.cairn.h2.table.Column;
import io.cairn.h2.value.ExtTypeInfoEnum;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A type as PostgreSQL numbers it.
 *
 * @param oid its object id
 * @param modifier its length, or precision and scale, in PostgreSQL's coding; -1 for none
 */
record PgType(int oid, int modifier) {
    /** As what H2 keeps text without a length. */
    static final int TEXT = 25;

    private static final int NONE = -1;
    private static final int TIME_DIGITS = 6;
    private static final TableLayout TYPES = Layouts.ALL.stream()
            .filter(layout -> layout.name().equals("pg_type"))
            .findFirst()
            .orElseThrow();
    private static final SortedMap<Integer, List<String>> BY_OID = new TreeMap<>();

    static {
        TYPES.rows().forEach(row -> BY_OID.put(Integer.valueOf(row.getFirst()), row));
    }

    static PgType of(Column column) {
        Domain domain = column.getDomain();
        return domain == null ? of(column.getType()) : new PgType(CatalogObjects.FIRST + domain.getId(), NONE);
    }

    static PgType of(TypeInfo type) {
        long length = type.getDeclaredPrecision();
        int scale = type.getDeclaredScale();
        int fraction = scale < 0 ? NONE : scale;
        // A time is written with all of its digits, as H2 would take whole seconds.
        int ofTime = scale == TIME_DIGITS ? NONE : fraction;
        return switch (type.getValueType()) {
            case Value.BOOLEAN -> new PgType(16, NONE);
            case Value.TINYINT, Value.SMALLINT -> new PgType(21, NONE);
            case Value.INTEGER -> new PgType(23, NONE);
            case Value.BIGINT -> new PgType(20, NONE);
            case Value.REAL -> new PgType(700, NONE);
            case Value.DOUBLE -> new PgType(701, NONE);
            case Value.NUMERIC -> new PgType(1700, length < 0 ? NONE : ((int) length << 16 | Math.max(scale, 0)) + 4);
            case Value.DECFLOAT -> new PgType(1700, NONE);
            case Value.CHAR -> new PgType(1042, length < 0 ? 5 : (int) length + 4);
            case Value.VARCHAR, Value.VARCHAR_IGNORECASE ->
                length < 0 ? new PgType(TEXT, NONE) : new PgType(1043, (int) length + 4);
            case Value.BINARY, Value.VARBINARY, Value.BLOB -> new PgType(17, NONE);
            case Value.DATE -> new PgType(1082, NONE);
            case Value.TIME -> new PgType(1083, ofTime);
            case Value.TIME_TZ -> new PgType(1266, ofTime);
            case Value.TIMESTAMP -> new PgType(1114, fraction);
            case Value.TIMESTAMP_TZ -> new PgType(1184, fraction);
            case Value.UUID -> new PgType(2950, NONE);
            case Value.JSON -> new PgType(3802, NONE);
            case Value.ARRAY -> {
                TypeInfo held = (TypeInfo) type.getExtTypeInfo();
                PgType element = of(held);
                // An array of arrays is one of more dimensions.
                yield held.getValueType() == Value.ARRAY ? element : new PgType(array(element.oid), element.modifier);
            }
            default ->
                type.getValueType() >= Value.INTERVAL_YEAR && type.getValueType() <= Value.INTERVAL_MINUTE_TO_SECOND
                        ? new PgType(1186, NONE)
                        : new PgType(TEXT, NONE);
        };
    }

    /** The array of a type. */
    static int array(int element) {
        return element >= CatalogObjects.FIRST
                ? CatalogObjects.ARRAYS + element - CatalogObjects.FIRST
                : Integer.parseInt(fixed(element, "typarray").orElse("0"));
    }

    /** The labels of an enumeration; of other types none. */
    static List<String> labels(TypeInfo type) {
        if (!(type.getExtTypeInfo() instanceof ExtTypeInfoEnum labels)) {
            return List.of();
        }
        return IntStream.range(0, labels.getCount())
                .mapToObj(labels::getEnumerator)
                .toList();
    }

    /** The bytes of a value of a type that PostgreSQL has by itself; -1 where they vary. */
    static int length(int oid) {
        return Integer.parseInt(fixed(oid, "typlen").orElse("-1"));
    }

    /** As {@link #length(int)}; a label is a number of four bytes. */
    static int length(Domain domain) {
        return labels(domain.getDataType()).isEmpty()
                ? length(of(domain.getDataType()).oid())
                : 4;
    }

    /** What a column of {@code pg_type} says of a type that PostgreSQL has by itself. */
    static Optional<String> fixed(int oid, String column) {
        List<String> row = BY_OID.get(oid);
        return row == null ? Optional.empty() : Optional.of(row.get(TYPES.column(column)));
    }

    /** The id of a type that PostgreSQL has by itself, by its name there or in SQL. */
    static Optional<Integer> named(String name) {
        if (name.endsWith("[]")) {
            return named(name.substring(0, name.length() - 2)).map(PgType::array);
        }
        String known = switch (name) {
            case "boolean" -> "bool";
            case "smallint" -> "int2";
            case "integer", "int" -> "int4";
            case "bigint" -> "int8";
            case "real" -> "float4";
            case "double precision" -> "float8";
            case "decimal" -> "numeric";
            case "character varying" -> "varchar";
            case "character" -> "bpchar";
            case "time without time zone" -> "time";
            case "time with time zone" -> "timetz";
            case "timestamp without time zone" -> "timestamp";
            case "timestamp with time zone" -> "timestamptz";
            case "array" -> "anyarray";
            default -> name;
        };
        return TYPES.rows().stream()
                .filter(row -> row.get(1).equals(known))
                .map(row -> Integer.valueOf(row.getFirst()))
                .findFirst();
    }

    /**
     * A type's name in PostgreSQL's words, as {@code format_type} gives it.
     *
     * @param hasModifier whether the modifier is known; a type without one is not called by it
     */
    static String format(CatalogObjects objects, int oid, int modifier, boolean hasModifier) {
        if (oid == 0) {
            return "-";
        }
        String element = fixed(oid, "typelem").orElse("0");
        // Vectors can be subscripted as arrays are, and are none.
        boolean isArray = fixed(oid, "typsubscript").orElse("").startsWith("array_")
                && !fixed(oid, "typstorage").orElse("p").equals("p");
        if (isArray && !element.equals("0")) {
            return format(objects, Integer.parseInt(element), modifier, hasModifier) + "[]";
        }
        if (oid >= CatalogObjects.ARRAYS && oid < CatalogObjects.LABELS) {
            return format(objects, oid - CatalogObjects.ARRAYS + CatalogObjects.FIRST, NONE, true) + "[]";
        }
        for (Domain domain : objects.domains()) {
            if (CatalogObjects.FIRST + domain.getId() == oid) {
                return objects.named(CatalogObjects.oid(domain.getSchema()), domain.getName());
            }
        }
        return fixed(oid, "typname")
                .map(name -> inWords(name, modifier, hasModifier))
                .orElse("???");
    }

    private static String inWords(String name, int modifier, boolean hasModifier) {
        String length = modifier < 0 ? "" : "(" + (modifier - 4) + ")";
        String fraction = modifier < 0 ? "" : "(" + modifier + ")";
        return switch (name) {
            case "bool" -> "boolean";
            case "int2" -> "smallint";
            case "int4" -> "integer";
            case "int8" -> "bigint";
            case "float4" -> "real";
            case "float8" -> "double precision";
            case "varchar" -> "character varying" + length;
            case "bpchar" -> modifier < 0 && hasModifier ? "bpchar" : "character" + length;
            case "numeric" ->
                modifier < 0 ? name : "numeric(" + (modifier - 4 >> 16) + "," + (modifier - 4 & 0x7FF) + ")";
            case "time", "timestamp" -> name + fraction + " without time zone";
            case "timetz" -> "time" + fraction + " with time zone";
            case "timestamptz" -> "timestamp" + fraction + " with time zone";
            case "bit" -> modifier < 0 && hasModifier ? "\"bit\"" : "bit" + fraction;
            case "varbit" -> "bit varying" + fraction;
            case "char", "any" -> "\"" + name + "\"";
            default -> name;
        };
    }
}
