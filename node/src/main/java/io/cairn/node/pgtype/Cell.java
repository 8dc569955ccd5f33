package io.cairn.node.pgtype;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** One value of a row or a parameter. Which encodings it has depends on the {@link SqlType} it is used with. */
public sealed interface Cell {
    /** Whether it is the null of SQL. */
    default boolean isNull() {
        return equals(Special.NULL);
    }

    /** Values that have no parts. */
    enum Special implements Cell {
        /** The null of SQL, of any type. */
        NULL,
        /** Not a number, of type numeric. */
        NAN,
        /** Larger than all of type numeric. */
        INFINITY,
        /** Smaller than all of type numeric. */
        NEGATIVE_INFINITY
    }

    /** Of type bool. */
    record Bool(boolean value) implements Cell {}

    /** Of type int2, int4, int8 or oid. */
    record Int(long value) implements Cell {}

    /** Of type float4. */
    record Real(float value) implements Cell {}

    /** Of type float8. */
    record Double(double value) implements Cell {}

    /** Of type numeric, in its bounds: 131,072 digits before the point and 16,383 after it. */
    record Numeric(BigDecimal value) implements Cell {}

    /** Of type text, varchar, bpchar, name, char, json, jsonb or unknown. */
    record Text(String value) implements Cell {}

    /** Of type bytea. */
    record Bytes(byte[] value) implements Cell {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }

    /**
     * Of type date.
     *
     * @param days since 2000-01-01; the smallest and the largest int stand for the infinities
     */
    record Day(int days) implements Cell {
        /** A day of the calendar. */
        public static Day of(LocalDate day) {
            return new Day(Math.toIntExact(ChronoUnit.DAYS.between(PgEpoch.DAY, day)));
        }
    }

    /**
     * Of type time.
     *
     * @param micros since midnight, up to 24:00
     */
    record Time(long micros) implements Cell {
        /** A time of day, cut to microseconds. */
        public static Time of(LocalTime time) {
            return new Time(time.toNanoOfDay() / 1_000);
        }
    }

    /**
     * Of type timetz.
     *
     * @param micros since midnight, up to 24:00
     * @param offsetSeconds of the zone, positive east of Greenwich
     */
    record ZonedTime(long micros, int offsetSeconds) implements Cell {}

    /**
     * Of type timestamp, or timestamptz and then in UTC.
     *
     * @param micros since 2000-01-01 00:00; the smallest and the largest long stand for the infinities
     */
    record Stamp(long micros) implements Cell {
        /** Of type timestamp, cut to microseconds. */
        public static Stamp of(LocalDateTime time) {
            return new Stamp(ChronoUnit.MICROS.between(PgEpoch.TIME, time));
        }

        /** Of type timestamptz, cut to microseconds. */
        public static Stamp of(Instant time) {
            return of(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        }
    }

    /** Of type interval: three parts that are not carried into each other. */
    record Interval(int months, int days, long micros) implements Cell {}

    /** Of type uuid. */
    record Uuid(java.util.UUID value) implements Cell {}

    /**
     * Of an array type.
     *
     * @param elements all of them, the last dimension running fastest; no arrays
     * @param dimensions how many there are in each; none for the empty array
     */
    record Array(List<Cell> elements, List<Integer> dimensions) implements Cell {
        /** How deep arrays may be nested. */
        public static final int DIMENSIONS_MAX = 6;

        /** Refuses elements that do not fill the dimensions. */
        public Array {
            elements = List.copyOf(elements);
            dimensions = List.copyOf(dimensions);
            long count = dimensions.isEmpty() ? 0 : 1;
            for (int length : dimensions) {
                count = length < 1 ? -1 : Math.min(count * length, Integer.MAX_VALUE);
            }
            if (count != elements.size() || dimensions.size() > DIMENSIONS_MAX) {
                throw SqlFailure.of("2202E", "wrong number of elements in an array");
            }
        }

        /** An array of one dimension. */
        public static Array of(List<Cell> elements) {
            return new Array(elements, elements.isEmpty() ? List.of() : List.of(elements.size()));
        }
    }
}
