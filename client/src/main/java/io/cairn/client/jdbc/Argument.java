package io.cairn.client.jdbc;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The value of a parameter. What the engine has no value of is sent as text and cast to its type, so that an
 * expression means what it would in PostgreSQL.
 *
 * @param form how the values are written
 * @param values one, or the elements of an array
 * @param type PostgreSQL's name of what each value is cast to; of a plain one nothing
 */
record Argument(Form form, List<Value> values, String type) {
    static final Argument NULL = of(Value.none());

    /** How values are written. */
    enum Form {
        PLAIN,
        CAST,
        ARRAY
    }

    static Argument of(Value value) {
        return new Argument(Form.PLAIN, List.of(value), "");
    }

    static Argument cast(String text, String type) {
        return new Argument(Form.CAST, List.of(Value.of(text)), type);
    }

    /** Cast even where it is a value, as a whole number would be taken for an integer. */
    static Argument of(double value) {
        return Double.isFinite(value)
                ? new Argument(Form.CAST, List.of(Value.of(value)), "float8")
                : cast(Double.toString(value), "float8");
    }

    static Argument of(String text) throws SQLException {
        try {
            return of((Value) Value.of(text));
        } catch (CairnException malformed) {
            throw Failures.of(malformed);
        }
    }

    static Argument of(BigDecimal value) {
        return cast(value.toString(), "numeric");
    }

    static Argument array(String type, @Nullable Object[] elements) throws SQLException {
        List<Value> values = new ArrayList<>();
        for (Object element : elements) {
            if (element instanceof Object[]) {
                throw Failures.unsupported("an array of arrays as a parameter");
            }
            // The value is enough here: every element is cast to the type.
            values.add(of(element).values().getFirst());
        }
        return new Argument(Form.ARRAY, values, type);
    }

    /** For whatever class JDBC knows but the old ones of times, which need to know where they go. */
    static Argument of(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> NULL;
            case String text -> of(text);
            case Boolean bool -> of(Value.of(bool));
            case Byte number -> of(Value.of(number));
            case Short number -> of(Value.of(number));
            case Integer number -> of(Value.of(number));
            case Long number -> of(Value.of(number));
            case Float number -> of(number.doubleValue());
            case Double number -> of(number.doubleValue());
            case BigDecimal number -> of(number);
            case BigInteger number -> of(new BigDecimal(number));
            case Character character -> of(character.toString());
            case byte[] bytes -> of(Value.of(bytes));
            case UUID uuid -> cast(uuid.toString(), "uuid");
            case Blob blob -> of(Value.of(blob.getBytes(1, Math.toIntExact(blob.length()))));
            case Clob clob -> of(clob.getSubString(1, Math.toIntExact(clob.length())));
            case Array array -> array(array.getBaseTypeName(), (Object[]) array.getArray());
            case Object[] array -> array(elementType(array), array);
            case int[] array ->
                array("int4", java.util.Arrays.stream(array).boxed().toArray());
            case long[] array ->
                array("int8", java.util.Arrays.stream(array).boxed().toArray());
            case double[] array ->
                array("float8", java.util.Arrays.stream(array).boxed().toArray());
            case Enum<?> constant -> of(Value.of(constant.name()));
            default -> time(value);
        };
    }

    private static Argument time(Object value) throws SQLException {
        return switch (value) {
            case LocalDate day -> cast(day.toString(), "date");
            case LocalTime time -> cast(Times.text(time), "time");
            case LocalDateTime time -> cast(Times.text(time), "timestamp");
            case OffsetTime time -> cast(Times.text(time), "timetz");
            case OffsetDateTime time -> cast(Times.text(time), "timestamptz");
            case ZonedDateTime time -> cast(Times.text(time.toOffsetDateTime()), "timestamptz");
            case Instant instant -> cast(Times.text(instant.atOffset(ZoneOffset.UTC)), "timestamptz");
            case java.sql.Date date -> cast(Times.text(date, ZoneId.systemDefault()), "date");
            case java.sql.Time time -> cast(Times.text(time, ZoneId.systemDefault()), "time");
            default ->
                throw Failures.unsupported("a parameter of " + value.getClass().getName());
        };
    }

    /** PostgreSQL's name of what an array holds. */
    private static String elementType(Object[] array) {
        return switch (array.getClass().getComponentType().getName()) {
            case "java.lang.Boolean" -> "bool";
            case "java.lang.Short" -> "int2";
            case "java.lang.Integer" -> "int4";
            case "java.lang.Long" -> "int8";
            case "java.lang.Float" -> "float4";
            case "java.lang.Double" -> "float8";
            case "java.math.BigDecimal" -> "numeric";
            case "java.util.UUID" -> "uuid";
            case "java.time.LocalDate" -> "date";
            case "java.time.LocalDateTime" -> "timestamp";
            case "java.time.OffsetDateTime", "java.time.Instant" -> "timestamptz";
            default -> "text";
        };
    }

    /** What stands in the text for it, with marks from {@code $first} on. */
    String mark(int first) {
        return switch (form) {
            case PLAIN -> "$" + first;
            case CAST -> cast(first);
            case ARRAY ->
                values.isEmpty()
                        ? "CAST(ARRAY[] AS " + type + "[])"
                        : IntStream.range(first, first + values.size())
                                .mapToObj(this::cast)
                                .collect(Collectors.joining(", ", "ARRAY[", "]"));
        };
    }

    private String cast(int number) {
        return "CAST($" + number + " AS " + type + ")";
    }
}
