package io.cairn.node.parquet;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Reads the texts of days and times in cells. */
final class CellTimes {
    private static final int MICRO_DIGITS = 6;

    private CellTimes() {}

    /** Whether the fraction of a second is finer than a microsecond. */
    static boolean isFine(String cell) {
        int point = cell.indexOf('.');
        int digits = 0;
        while (point >= 0 && point + digits + 1 < cell.length() && Character.isDigit(cell.charAt(point + digits + 1))) {
            digits++;
        }
        return digits > MICRO_DIGITS;
    }

    /** Days since 1970. */
    static int days(String cell) {
        int day = cell.lastIndexOf('-');
        int month = cell.lastIndexOf('-', day - 1);
        return Math.toIntExact(LocalDate.of(
                        Integer.parseInt(cell.substring(0, month)),
                        Integer.parseInt(cell.substring(month + 1, day)),
                        Integer.parseInt(cell.substring(day + 1)))
                .toEpochDay());
    }

    /** Since midnight. */
    static long time(String cell, boolean isNanos) {
        long nanos = LocalTime.parse(cell).toNanoOfDay();
        return isNanos ? nanos : nanos / 1_000;
    }

    /** Since 1970, of a day and time with or without an offset. */
    static long timestamp(String cell, boolean isNanos) {
        int space = cell.indexOf(' ');
        int offset = Math.max(cell.indexOf('+', space), cell.indexOf('-', space));
        String time = cell.substring(space + 1, offset < 0 ? cell.length() : offset);
        long seconds = offset < 0 ? 0 : ZoneOffset.of(cell.substring(offset)).getTotalSeconds();
        long unit = isNanos ? 1_000_000_000L : 1_000_000L;
        long days = days(cell.substring(0, space));
        return Math.addExact(
                Math.multiplyExact(Math.subtractExact(Math.multiplyExact(days, 86_400L), seconds), unit),
                time(time, isNanos));
    }
}
