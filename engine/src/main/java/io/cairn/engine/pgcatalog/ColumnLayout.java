package io.cairn.engine.pgcatalog;

import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueBoolean;
import io.cairn.h2.value.ValueInteger;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueVarchar;

/**
 * A column of a system table.
 *
 * @param type its type in PostgreSQL's words; of a domain, what it is based on
 */
record ColumnLayout(String name, String type, boolean isNotNull) {
    /** The type that H2 keeps it as: names and single characters are texts, vectors are arrays. */
    TypeInfo h2Type() {
        if (type.endsWith("[]")) {
            return TypeInfo.getTypeInfo(Value.ARRAY, -1, 0, new ColumnLayout(name, element(), false).h2Type());
        }
        return switch (type) {
            case "boolean" -> TypeInfo.TYPE_BOOLEAN;
            case "smallint" -> TypeInfo.TYPE_SMALLINT;
            case "integer", "oid", "xid" -> TypeInfo.TYPE_INTEGER;
            case "bigint" -> TypeInfo.TYPE_BIGINT;
            case "real" -> TypeInfo.TYPE_REAL;
            case "double precision" -> TypeInfo.TYPE_DOUBLE;
            case "numeric" -> TypeInfo.TYPE_DECFLOAT;
            case "timestamp with time zone" -> TypeInfo.TYPE_TIMESTAMP_TZ;
            case "bytea" -> TypeInfo.TYPE_VARBINARY;
            case "int2vector" -> TypeInfo.getTypeInfo(Value.ARRAY, -1, 0, TypeInfo.TYPE_SMALLINT);
            case "oidvector" -> TypeInfo.getTypeInfo(Value.ARRAY, -1, 0, TypeInfo.TYPE_INTEGER);
            default -> TypeInfo.TYPE_VARCHAR;
        };
    }

    private String element() {
        return type.substring(0, type.length() - 2);
    }

    /** What stands in a row that says nothing of this column. */
    Value standard() {
        if (!isNotNull) {
            return ValueNull.INSTANCE;
        }
        return switch (h2Type().getValueType()) {
            case Value.BOOLEAN -> ValueBoolean.FALSE;
            case Value.VARCHAR -> ValueVarchar.EMPTY;
            case Value.ARRAY -> ValueNull.INSTANCE;
            default -> ValueInteger.get(0);
        };
    }
}
