package io.cairn.node.parquet;

/** How values are stored; the numbers are the format's. */
enum PhysicalType {
    /** Single bits, the lowest of a byte first. */
    BOOLEAN(0),
    INT32(1),
    INT64(2),
    FLOAT(4),
    DOUBLE(5),
    /** A length and as many bytes. */
    BYTE_ARRAY(6),
    /** Bytes whose number is the column's. */
    FIXED_LEN_BYTE_ARRAY(7);

    private final int code;

    PhysicalType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
