package io.cairn.node.pgtype;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type that a column or a parameter may have, with the object ids of {@code pg_type}.
 *
 * @param kind of what its values are; for an array, of what its elements are
 * @param array whether its values are arrays
 */
public record SqlType(Kind kind, boolean array) {
    /** What a client means that leaves the choice to the server. */
    public static final SqlType UNKNOWN = of(Kind.UNKNOWN);

    /** Text of any length. */
    public static final SqlType TEXT = of(Kind.TEXT);

    private static final Map<Integer, SqlType> BY_OID = Stream.of(Kind.values())
            .flatMap(kind -> kind.arrayOid == 0
                    ? Stream.of(new SqlType(kind, false))
                    : Stream.of(new SqlType(kind, false), new SqlType(kind, true)))
            .collect(Collectors.toUnmodifiableMap(SqlType::oid, Function.identity()));

    /** Refuses arrays of what has none. */
    public SqlType {
        if (array && kind.arrayOid == 0) {
            throw new IllegalArgumentException("no array of " + kind);
        }
    }

    /** The type of single values. */
    public static SqlType of(Kind kind) {
        return new SqlType(kind, false);
    }

    /** The type of arrays. */
    public static SqlType arrayOf(Kind kind) {
        return new SqlType(kind, true);
    }

    /** The type with an object id; {@link #UNKNOWN} for 0; empty for one that is not offered. */
    public static Optional<SqlType> ofOid(int oid) {
        return oid == 0 ? Optional.of(UNKNOWN) : Optional.ofNullable(BY_OID.get(oid));
    }

    /** The object id in {@code pg_type}. */
    public int oid() {
        return array ? kind.arrayOid : kind.oid;
    }

    /** The bytes of a value, or -1 where they differ. */
    public int size() {
        return array ? -1 : kind.size;
    }

    /** The name in {@code pg_type}: an array's begins with an underscore. */
    public String typeName() {
        return array ? "_" + kind.typeName : kind.typeName;
    }

    /** The type of what an array of this type holds. */
    public SqlType element() {
        return of(kind);
    }

    /** Of what values are. */
    public enum Kind {
        /** True and false. */
        BOOL(16, 1000, 1, "bool"),
        /** Bytes. */
        BYTEA(17, 1001, -1, "bytea"),
        /** One byte, of the catalog. */
        CHAR(18, 1002, 1, "char"),
        /** A name of the catalog. */
        NAME(19, 1003, 64, "name"),
        /** 64 bits. */
        INT8(20, 1016, 8, "int8"),
        /** 16 bits. */
        INT2(21, 1005, 2, "int2"),
        /** 32 bits. */
        INT4(23, 1007, 4, "int4"),
        /** Text. */
        TEXT(25, 1009, -1, "text"),
        /** An object id: 32 bits without sign. */
        OID(26, 1028, 4, "oid"),
        /** JSON as it was written. */
        JSON(114, 199, -1, "json"),
        /** A binary fraction of 32 bits. */
        FLOAT4(700, 1021, 4, "float4"),
        /** A binary fraction of 64 bits. */
        FLOAT8(701, 1022, 8, "float8"),
        /** Left to the other side. */
        UNKNOWN(705, 0, -2, "unknown"),
        /** Text padded with spaces. */
        BPCHAR(1042, 1014, -1, "bpchar"),
        /** Text with a limit. */
        VARCHAR(1043, 1015, -1, "varchar"),
        /** A day. */
        DATE(1082, 1182, 4, "date"),
        /** A time of day. */
        TIME(1083, 1183, 8, "time"),
        /** A day and time without zone. */
        TIMESTAMP(1114, 1115, 8, "timestamp"),
        /** A moment. */
        TIMESTAMPTZ(1184, 1185, 8, "timestamptz"),
        /** Months, days and microseconds. */
        INTERVAL(1186, 1187, 16, "interval"),
        /** A time of day with the offset of its zone. */
        TIMETZ(1266, 1270, 12, "timetz"),
        /** A decimal fraction. */
        NUMERIC(1700, 1231, -1, "numeric"),
        /** What a function without a result answers. */
        VOID(2278, 0, 4, "void"),
        /** A UUID. */
        UUID(2950, 2951, 16, "uuid"),
        /** JSON as a value. */
        JSONB(3802, 3807, -1, "jsonb");

        private final int oid;
        private final int arrayOid;
        private final int size;
        private final String typeName;

        Kind(int oid, int arrayOid, int size, String typeName) {
            this.oid = oid;
            this.arrayOid = arrayOid;
            this.size = size;
            this.typeName = typeName;
        }
    }
}
