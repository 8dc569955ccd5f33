package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;

/** What a cell of a result is. The number is part of the digest of a result and never changes. */
public enum SqlType {
    /** Truth. */
    BOOLEAN(1),
    /** 16 bits. */
    SMALLINT(2),
    /** 32 bits. */
    INTEGER(3),
    /** 64 bits. */
    BIGINT(4),
    /** Decimal digits. */
    NUMERIC(5),
    /** 32 bits of floating point. */
    REAL(6),
    /** 64 bits of floating point. */
    DOUBLE(7),
    /** Characters, filled up with spaces. */
    CHAR(8),
    /** Characters. */
    VARCHAR(9),
    /** Bytes. */
    BYTES(10),
    /** A day. */
    DATE(11),
    /** A time of day. */
    TIME(12),
    /** A time of day with an offset. */
    TIME_WITH_ZONE(13),
    /** A day and time. */
    TIMESTAMP(14),
    /** An instant. */
    TIMESTAMP_WITH_ZONE(15),
    /** A span of time. */
    INTERVAL(16),
    /** 128 bits. */
    UUID(17),
    /** JSON. */
    JSON(18),
    /** Values of one type. */
    ARRAY(19),
    /** Values of several types. */
    ROW(20),
    /** Nothing but null. */
    NULL(21);

    private final int code;

    SqlType(int code) {
        this.code = code;
    }

    /** The number in digests. */
    public int code() {
        return code;
    }

    /** The type of a name; {@code bytes-malformed} where there is none. */
    public static SqlType named(String name) {
        for (SqlType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new CairnException.Incorrect("bytes-malformed", "types", "there is no type " + name);
    }
}
