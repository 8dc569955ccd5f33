package io.cairn.engine.sql;

import io.cairn.engine.model.Value;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.ResultInterface;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.ValueArray;
import io.cairn.h2.value.ValueBigint;
import io.cairn.h2.value.ValueBoolean;
import io.cairn.h2.value.ValueDecfloat;
import io.cairn.h2.value.ValueDouble;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueRow;
import io.cairn.h2.value.ValueVarbinary;
import io.cairn.h2.value.ValueVarchar;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cells of results as text in PostgreSQL's form, and parameters as H2's values. */
final class Cells {
    private Cells() {}

    static io.cairn.h2.value.Value parameter(Value value) {
        return switch (value) {
            case Value.Null _ -> ValueNull.INSTANCE;
            case Value.Bool bool -> ValueBoolean.get(bool.value());
            case Value.Int number -> ValueBigint.get(number.value());
            case Value.Double number -> ValueDouble.get(number.value());
            case Value.Text text -> ValueVarchar.get(text.value());
            case Value.Bytes bytes -> ValueVarbinary.get(bytes.value());
            default -> throw DbException.get(ErrorCode.FEATURE_NOT_SUPPORTED_1, "parameters that are no single value");
        };
    }

    static SqlColumn column(ResultInterface result, int index) {
        TypeInfo type = result.getColumnType(index);
        SqlType sqlType = type(type.getValueType());
        boolean hasScale = sqlType == SqlType.NUMERIC;
        return new SqlColumn(
                result.getAlias(index),
                sqlType,
                type.getPrecision(),
                hasScale ? type.getScale() : 0,
                result.getNullable(index) != 0,
                element(type));
    }

    /** What arrays of a type hold in the end; empty of other types. */
    static Optional<SqlType> element(TypeInfo type) {
        TypeInfo inner = type;
        while (inner.getValueType() == io.cairn.h2.value.Value.ARRAY
                && inner.getExtTypeInfo() instanceof TypeInfo element) {
            inner = element;
        }
        SqlType held = type(inner.getValueType());
        return inner.equals(type) || held == SqlType.NULL ? Optional.empty() : Optional.of(held);
    }

    static SqlType type(int type) {
        return switch (type) {
            case io.cairn.h2.value.Value.UNKNOWN, io.cairn.h2.value.Value.NULL -> SqlType.NULL;
            case io.cairn.h2.value.Value.BOOLEAN -> SqlType.BOOLEAN;
            case io.cairn.h2.value.Value.TINYINT, io.cairn.h2.value.Value.SMALLINT -> SqlType.SMALLINT;
            case io.cairn.h2.value.Value.INTEGER -> SqlType.INTEGER;
            case io.cairn.h2.value.Value.BIGINT -> SqlType.BIGINT;
            case io.cairn.h2.value.Value.NUMERIC, io.cairn.h2.value.Value.DECFLOAT -> SqlType.NUMERIC;
            case io.cairn.h2.value.Value.REAL -> SqlType.REAL;
            case io.cairn.h2.value.Value.DOUBLE -> SqlType.DOUBLE;
            case io.cairn.h2.value.Value.CHAR -> SqlType.CHAR;
            case io.cairn.h2.value.Value.BINARY, io.cairn.h2.value.Value.VARBINARY, io.cairn.h2.value.Value.BLOB ->
                SqlType.BYTES;
            case io.cairn.h2.value.Value.DATE -> SqlType.DATE;
            case io.cairn.h2.value.Value.TIME -> SqlType.TIME;
            case io.cairn.h2.value.Value.TIME_TZ -> SqlType.TIME_WITH_ZONE;
            case io.cairn.h2.value.Value.TIMESTAMP -> SqlType.TIMESTAMP;
            case io.cairn.h2.value.Value.TIMESTAMP_TZ -> SqlType.TIMESTAMP_WITH_ZONE;
            case io.cairn.h2.value.Value.UUID -> SqlType.UUID;
            case io.cairn.h2.value.Value.JSON -> SqlType.JSON;
            case io.cairn.h2.value.Value.ARRAY -> SqlType.ARRAY;
            case io.cairn.h2.value.Value.ROW -> SqlType.ROW;
            default ->
                type >= io.cairn.h2.value.Value.INTERVAL_YEAR
                                && type <= io.cairn.h2.value.Value.INTERVAL_MINUTE_TO_SECOND
                        ? SqlType.INTERVAL
                        : SqlType.VARCHAR;
        };
    }

    /** A cell as PostgreSQL prints it; null for null. */
    static @Nullable String text(io.cairn.h2.value.Value value) {
        return switch (type(value.getValueType())) {
            case NULL -> null;
            case BOOLEAN -> value.getBoolean() ? "t" : "f";
            case BYTES -> "\\x" + HexFormat.of().formatHex(value.getBytesNoCopy());
            case NUMERIC ->
                value instanceof ValueDecfloat decimal
                        ? decimal.getString()
                        : value.getBigDecimal().toPlainString();
            case REAL -> Floats.text(value.getString(), Floats.REAL_DIGITS);
            case DOUBLE -> Floats.text(value.getString(), Floats.DOUBLE_DIGITS);
            case ARRAY -> array((ValueArray) value);
            case ROW -> row((ValueRow) value);
            default -> value.getString();
        };
    }

    private static String array(ValueArray array) {
        StringBuilder text = new StringBuilder("{");
        for (io.cairn.h2.value.Value element : array.getList()) {
            text.append(text.length() > 1 ? "," : "");
            String cell = text(element);
            boolean plain = element.getValueType() == io.cairn.h2.value.Value.ARRAY;
            text.append(cell == null ? "NULL" : plain ? cell : quoted(cell));
        }
        return text.append('}').toString();
    }

    private static String row(ValueRow row) {
        StringBuilder text = new StringBuilder("(");
        io.cairn.h2.value.Value[] fields = row.getList();
        for (int i = 0; i < fields.length; i++) {
            text.append(i > 0 ? "," : "");
            String cell = text(fields[i]);
            if (cell != null && isPlain(cell, "(),\"\\ \t\n\r\f\u000B")) {
                text.append(cell);
            } else if (cell != null) {
                text.append('"')
                        .append(cell.replace("\\", "\\\\").replace("\"", "\"\""))
                        .append('"');
            }
        }
        return text.append(')').toString();
    }

    private static boolean isPlain(String cell, String special) {
        boolean plain = !cell.isEmpty();
        for (int i = 0; i < cell.length() && plain; i++) {
            plain = special.indexOf(cell.charAt(i)) < 0;
        }
        return plain;
    }

    private static String quoted(String cell) {
        boolean plain = !isNull(cell) && isPlain(cell, "{}\",\\ \t\n\r\f\u000B");
        return plain ? cell : '"' + cell.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Whether a text would be read as null, in whatever case. */
    private static boolean isNull(String cell) {
        boolean isNull = cell.length() == 4;
        for (int i = 0; i < cell.length() && isNull; i++) {
            isNull = (cell.charAt(i) | 0x20) == "null".charAt(i);
        }
        return isNull;
    }
}
