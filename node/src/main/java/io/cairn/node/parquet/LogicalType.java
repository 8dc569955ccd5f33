package io.cairn.node.parquet;

/** What stored values mean, in the format's newer words and, for older readers, in its older ones. */
sealed interface LogicalType {
    /** What the physical type says. */
    record Plain() implements LogicalType {}

    /** A meaning without settings; {@code converted} is its older number, or -1 where there was none. */
    record Simple(int field, int converted) implements LogicalType {}

    /** A signed integer of fewer bits than its physical type. */
    record Short() implements LogicalType {}

    /** Decimal digits. */
    record Decimal(int precision, int scale) implements LogicalType {}

    /**
     * A time of day, or a day and time.
     *
     * @param isInstant whether it is a point of time in UTC, not what a clock shows somewhere
     */
    record Time(boolean isTimestamp, boolean isInstant, boolean isNanos) implements LogicalType {}

    /** Adds this to the description of a column. */
    default void describe(Thrift element) {
        switch (this) {
            case Plain _ -> {}
            case Simple simple -> {
                if (simple.converted >= 0) {
                    element.i32(6, simple.converted);
                }
                element.struct(10, logical -> logical.struct(simple.field, LogicalType::nothing));
            }
            case Short _ ->
                element.i32(6, 16)
                        .struct(
                                10,
                                logical -> logical.struct(
                                        10, integer -> integer.i8(1, 16).flag(2, true)));
            case Decimal decimal ->
                element.i32(6, 5)
                        .i32(7, decimal.scale)
                        .i32(8, decimal.precision)
                        .struct(
                                10,
                                logical -> logical.struct(
                                        5, body -> body.i32(1, decimal.scale).i32(2, decimal.precision)));
            case Time time -> {
                // The older words know microseconds, and instants only.
                if (!time.isNanos && (time.isInstant || !time.isTimestamp)) {
                    element.i32(6, time.isTimestamp ? 10 : 8);
                }
                element.struct(
                        10,
                        logical -> logical.struct(
                                time.isTimestamp ? 8 : 7,
                                body -> body.flag(1, time.isInstant)
                                        .struct(2, unit -> unit.struct(time.isNanos ? 3 : 2, LogicalType::nothing))));
            }
        }
    }

    private static void nothing(Thrift empty) {}
}
