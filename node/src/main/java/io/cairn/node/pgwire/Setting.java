package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A setting that the server itself knows. What docs/pgwire.md says of each is what it does. */
enum Setting {
    APPLICATION_NAME("application_name", "", Told.YES, Setting::printable),
    BYTEA_OUTPUT("bytea_output", "hex", Told.NO, oneOf("hex", "escape")),
    CHECK_FUNCTION_BODIES("check_function_bodies", "on", Told.NO, UnaryOperator.identity()),
    CLIENT_ENCODING("client_encoding", "UTF8", Told.YES, Setting::encoding),
    CLIENT_MIN_MESSAGES("client_min_messages", "notice", Told.NO, Setting::noticeLevel),
    DATE_STYLE("DateStyle", "ISO, MDY", Told.YES, Setting::dateStyle),
    DEFAULT_READ_ONLY("default_transaction_read_only", "off", Told.FIXED, Setting::fixed),
    DEFAULT_ISOLATION("default_transaction_isolation", "serializable", Told.NO, Setting::isolation),
    DEFAULT_TABLE_ACCESS_METHOD("default_table_access_method", "heap", Told.NO, UnaryOperator.identity()),
    DEFAULT_TABLESPACE("default_tablespace", "", Told.NO, UnaryOperator.identity()),
    EXTRA_FLOAT_DIGITS("extra_float_digits", "1", Told.NO, Setting::floatDigits),
    IDLE_IN_TRANSACTION_TIMEOUT("idle_in_transaction_session_timeout", "0", Told.NO, Setting::millis),
    IDLE_SESSION_TIMEOUT("idle_session_timeout", "0", Told.NO, Setting::millis),
    IN_HOT_STANDBY("in_hot_standby", "off", Told.FIXED, Setting::fixed),
    INTEGER_DATETIMES("integer_datetimes", "on", Told.FIXED, Setting::fixed),
    INTERVAL_STYLE("IntervalStyle", "postgres", Told.YES, oneOf("postgres")),
    IS_SUPERUSER("is_superuser", "off", Told.FIXED, Setting::fixed),
    JIT("jit", "on", Told.NO, UnaryOperator.identity()),
    LOCK_TIMEOUT("lock_timeout", "0", Told.NO, Setting::millis),
    MAINTENANCE_WORK_MEM("maintenance_work_mem", "64MB", Told.NO, UnaryOperator.identity()),
    MAX_IDENTIFIER_LENGTH("max_identifier_length", "63", Told.FIXED_AND_SILENT, Setting::fixed),
    ROW_SECURITY("row_security", "on", Told.NO, UnaryOperator.identity()),
    SEARCH_PATH("search_path", "\"$user\", public", Told.NO, UnaryOperator.identity()),
    SERVER_ENCODING("server_encoding", "UTF8", Told.FIXED, Setting::fixed),
    SERVER_VERSION("server_version", "15.0 (Cairn)", Told.FIXED, Setting::fixed),
    SERVER_VERSION_NUM("server_version_num", "150000", Told.FIXED_AND_SILENT, Setting::fixed),
    SESSION_AUTHORIZATION("session_authorization", "", Told.FIXED, Setting::fixed),
    STANDARD_CONFORMING_STRINGS("standard_conforming_strings", "on", Told.YES, oneOf("on")),
    STATEMENT_TIMEOUT("statement_timeout", "0", Told.NO, Setting::millis),
    SYNCHRONOUS_COMMIT("synchronous_commit", "on", Told.NO, UnaryOperator.identity()),
    TIME_ZONE("TimeZone", "UTC", Told.YES, Setting::zone),
    TRANSACTION_ISOLATION("transaction_isolation", "serializable", Told.NO, Setting::isolation),
    TRANSACTION_TIMEOUT("transaction_timeout", "0", Told.NO, Setting::millis),
    WORK_MEM("work_mem", "4MB", Told.NO, UnaryOperator.identity()),
    XML_OPTION("xmloption", "content", Told.NO, oneOf("content", "document"));

    private static final int NAME_MAX = 63;
    private static final List<String> ISOLATION_LEVELS =
            List.of("serializable", "repeatable read", "read committed", "read uncommitted");
    private static final List<String> NOTICE_LEVELS =
            List.of("debug5", "debug4", "debug3", "debug2", "debug1", "debug", "log", "notice", "warning", "error");

    private final String word;
    private final String standard;
    private final Told told;
    /** One of the functions below: none holds anything that changes. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final UnaryOperator<String> reading;

    Setting(String word, String standard, Told told, UnaryOperator<String> reading) {
        this.word = word;
        this.standard = standard;
        this.told = told;
        this.reading = reading;
    }

    /** Whether clients are told of a value when it changes. */
    private enum Told {
        YES,
        NO,
        FIXED,
        FIXED_AND_SILENT
    }

    /** The setting of a name in any case. */
    static Optional<Setting> of(String name) {
        return Stream.of(values())
                .filter(setting -> setting.word.equalsIgnoreCase(name))
                .findFirst();
    }

    String word() {
        return word;
    }

    String standard() {
        return standard;
    }

    boolean isTold() {
        return told == Told.YES || told == Told.FIXED;
    }

    boolean isFixed() {
        return told == Told.FIXED || told == Told.FIXED_AND_SILENT;
    }

    /** Whether {@link SqlSession#apply} is told of it. */
    boolean isForStatements() {
        return this == SEARCH_PATH || this == TIME_ZONE;
    }

    /**
     * A value in the form it is kept and shown in.
     *
     * @throws SqlFailure where the setting cannot have it
     */
    String read(String value) {
        if (isFixed()) {
            throw SqlFailure.of(SqlState.CANNOT_CHANGE, "parameter \"" + word + "\" cannot be changed");
        }
        try {
            return reading.apply(value.strip());
        } catch (IllegalArgumentException | DateTimeException e) {
            SqlFailure failure = SqlFailure.of(
                    SqlState.INVALID_PARAMETER, "invalid value for parameter \"" + word + "\": \"" + value + "\"");
            throw e.getMessage() == null ? failure : failure.withDetail(e.getMessage());
        }
    }

    private static String fixed(String value) {
        throw new IllegalArgumentException(value);
    }

    private static UnaryOperator<String> oneOf(String... words) {
        return value -> Stream.of(words)
                .filter(value::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Offered: " + String.join(", ", words) + "."));
    }

    private static String printable(String value) {
        StringBuilder text = new StringBuilder();
        value.chars().limit(NAME_MAX).forEach(c -> text.append(c < 0x20 || c > 0x7E ? '?' : (char) c));
        return text.toString();
    }

    /** SQL_ASCII means no conversion, and the server's encoding is UTF8: both are the same bytes. */
    private static String encoding(String value) {
        return switch (value.toUpperCase(Locale.ROOT).replace("-", "").replace("_", "")) {
            case "UTF8", "UNICODE" -> "UTF8";
            case "SQLASCII" -> "SQL_ASCII";
            default -> throw new IllegalArgumentException("Offered: UTF8, SQL_ASCII.");
        };
    }

    private static String noticeLevel(String value) {
        String level = value.toLowerCase(Locale.ROOT);
        if (!NOTICE_LEVELS.contains(level)) {
            throw new IllegalArgumentException("Offered: " + String.join(", ", NOTICE_LEVELS) + ".");
        }
        return level;
    }

    /** All transactions are serializable, which is at least what is asked for. */
    private static String isolation(String value) {
        if (!ISOLATION_LEVELS.contains(value.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("Offered: " + String.join(", ", ISOLATION_LEVELS) + ".");
        }
        return ISOLATION_LEVELS.getFirst();
    }

    /** Only the order of ISO is read and written; the second word is what PostgreSQL would fall back on. */
    private static String dateStyle(String value) {
        String order = "MDY";
        for (String part : value.toUpperCase(Locale.ROOT).split(",", -1)) {
            switch (part.strip()) {
                case "ISO" -> {}
                case "MDY", "DMY", "YMD" -> order = part.strip();
                default -> throw new IllegalArgumentException("Only ISO is offered.");
            }
        }
        return "ISO, " + order;
    }

    private static String floatDigits(String value) {
        int digits = Integer.parseInt(value);
        if (digits < -15 || digits > 3) {
            throw new IllegalArgumentException("It is from -15 to 3.");
        }
        return Integer.toString(digits);
    }

    /** Milliseconds, or a number with one of PostgreSQL's units of time. */
    private static String millis(String value) {
        String digits = value.replaceAll("[^0-9].*", "");
        long factor = switch (value.substring(digits.length()).strip()) {
            case "", "ms" -> 1;
            case "s" -> 1_000;
            case "min" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> throw new IllegalArgumentException("Units are ms, s, min, h and d.");
        };
        long millis = Math.multiplyExact(Integer.parseInt(digits), factor);
        if (millis > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("It is at most 2147483647 ms.");
        }
        return Long.toString(millis);
    }

    private static String zone(String value) {
        return zoneOf(value) instanceof ZoneOffset
                ? offsetName(value)
                : zoneOf(value).getId();
    }

    private static String offsetName(String value) {
        return zoneOf(value).equals(ZoneOffset.UTC) ? "UTC" : value.toUpperCase(Locale.ROOT);
    }

    /** The zone of a value that was {@link #read}. In {@code GMT+1}, as in POSIX, plus means west. */
    static ZoneId zoneOf(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        if (upper.equals("UTC") || upper.equals("GMT") || upper.equals("Z")) {
            return ZoneOffset.UTC;
        }
        if (upper.startsWith("GMT") || upper.startsWith("UTC")) {
            return ZoneOffset.ofTotalSeconds(-ZoneOffset.of(value.substring(3)).getTotalSeconds());
        }
        if (upper.startsWith("+") || upper.startsWith("-")) {
            throw new IllegalArgumentException("Zones are named, as Europe/Zurich, UTC or GMT-1.");
        }
        return ZoneId.of(value);
    }
}
