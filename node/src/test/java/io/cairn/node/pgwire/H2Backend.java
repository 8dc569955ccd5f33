package io.cairn.node.pgwire;

import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlType;
import io.cairn.node.pgtype.SqlType.Kind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A backend on an H2 database in memory: a real engine with transactions, for clients that do not know it is one. */
final class H2Backend implements SqlBackend, AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String url = "jdbc:h2:mem:pgwire" + COUNT.incrementAndGet()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;TIME ZONE=UTC";
    private final Connection keeper = connection();

    private Connection connection() {
        try {
            return DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SqlSession connect(Startup startup, Consumer<Notice> notices) {
        if (startup.database().equals("nowhere")) {
            throw SqlFailure.of("3D000", "database \"nowhere\" does not exist");
        }
        return new Session(connection(), notices);
    }

    @Override
    public void close() throws SQLException {
        keeper.close();
    }

    private static final class Session implements SqlSession {
        private final Connection connection;
        private final Consumer<Notice> notices;
        private final Map<String, String> applied = new HashMap<>();
        private TransactionStatus status = TransactionStatus.IDLE;
        private volatile PreparedStatement running;

        Session(Connection connection, Consumer<Notice> notices) {
            this.connection = connection;
            this.notices = notices;
            get(() -> {
                connection.setAutoCommit(false);
                return 0;
            });
        }

        private interface Call<T> {
            T run() throws SQLException;
        }

        private static <T> T get(Call<T> call) {
            try {
                return call.run();
            } catch (SQLException e) {
                String state = switch (e.getSQLState()) {
                    case "42S02", "42S03", "42S04" -> "42P01";
                    case "42S22" -> "42703";
                    case "42000", "42001" -> "42601";
                    default -> e.getSQLState();
                };
                throw SqlFailure.of(state, String.valueOf(e.getMessage()));
            }
        }

        private static String word(String sql) {
            return sql.strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT);
        }

        private static boolean isControl(String sql) {
            return switch (word(sql)) {
                case "begin", "start", "commit", "end", "rollback", "abort", "show", "raise" -> true;
                default -> false;
            };
        }

        @Override
        public Described describe(String sql, List<SqlType> parameterTypes) {
            if (isControl(sql)) {
                return new Described(List.of(), List.of());
            }
            return get(() -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    ParameterMetaData parameters = statement.getParameterMetaData();
                    List<SqlType> types = new ArrayList<>();
                    for (int i = 0; i < parameters.getParameterCount(); i++) {
                        SqlType asked = i < parameterTypes.size() ? parameterTypes.get(i) : SqlType.UNKNOWN;
                        types.add(asked.equals(SqlType.UNKNOWN) ? type(parameters, i + 1) : asked);
                    }
                    return new Described(types, columns(statement.getMetaData()));
                }
            });
        }

        private static SqlType type(ParameterMetaData parameters, int index) throws SQLException {
            return type(parameters.getParameterType(index), parameters.getParameterTypeName(index));
        }

        private static List<Column> columns(ResultSetMetaData data) throws SQLException {
            List<Column> columns = new ArrayList<>();
            for (int i = 1; data != null && i <= data.getColumnCount(); i++) {
                columns.add(Column.of(data.getColumnLabel(i), type(data.getColumnType(i), data.getColumnTypeName(i))));
            }
            return columns;
        }

        private static SqlType type(int jdbc, String name) {
            if (name.equalsIgnoreCase("uuid")) {
                return SqlType.of(Kind.UUID);
            }
            return switch (jdbc) {
                case Types.BOOLEAN -> SqlType.of(Kind.BOOL);
                case Types.SMALLINT, Types.TINYINT -> SqlType.of(Kind.INT2);
                case Types.INTEGER -> SqlType.of(Kind.INT4);
                case Types.BIGINT -> SqlType.of(Kind.INT8);
                case Types.REAL -> SqlType.of(Kind.FLOAT4);
                case Types.FLOAT, Types.DOUBLE -> SqlType.of(Kind.FLOAT8);
                case Types.NUMERIC, Types.DECIMAL -> SqlType.of(Kind.NUMERIC);
                case Types.BINARY, Types.VARBINARY, Types.BLOB -> SqlType.of(Kind.BYTEA);
                case Types.DATE -> SqlType.of(Kind.DATE);
                case Types.TIME -> SqlType.of(Kind.TIME);
                case Types.TIMESTAMP -> SqlType.of(Kind.TIMESTAMP);
                case Types.TIMESTAMP_WITH_TIMEZONE -> SqlType.of(Kind.TIMESTAMPTZ);
                case Types.ARRAY -> name.contains("INTEGER") ? SqlType.arrayOf(Kind.INT4) : SqlType.arrayOf(Kind.TEXT);
                default -> SqlType.TEXT;
            };
        }

        @Override
        public Result run(String sql, List<Parameter> parameters) {
            return switch (word(sql)) {
                case "begin", "start" -> {
                    status = TransactionStatus.IN_BLOCK;
                    yield new Result.Done("BEGIN");
                }
                case "commit", "end" -> ended(status != TransactionStatus.FAILED);
                case "rollback", "abort" -> {
                    if (sql.toLowerCase(Locale.ROOT).contains(" to ")) {
                        status = TransactionStatus.IN_BLOCK;
                        yield statement(sql, parameters);
                    }
                    yield ended(false);
                }
                case "show" -> throw Command.unknownSetting(sql);
                case "raise" -> {
                    notices.accept(Notice.of("raised"));
                    yield new Result.Done("RAISE");
                }
                default -> statement(sql, parameters);
            };
        }

        private Result ended(boolean keep) {
            status = TransactionStatus.IDLE;
            return get(() -> {
                if (keep) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return new Result.Done(keep ? "COMMIT" : "ROLLBACK");
            });
        }

        private Result statement(String sql, List<Parameter> parameters) {
            return get(() -> {
                PreparedStatement statement = connection.prepareStatement(sql);
                running = statement;
                try {
                    for (int i = 0; i < parameters.size(); i++) {
                        statement.setObject(i + 1, value(parameters.get(i)));
                    }
                    if (statement.execute()) {
                        return new H2Rows(statement, statement.getResultSet(), columns(statement.getMetaData()));
                    }
                    return new Result.Done(tag(sql, statement.getUpdateCount()));
                } finally {
                    running = null;
                }
            });
        }

        private static String tag(String sql, int count) {
            String word = word(sql).toUpperCase(Locale.ROOT);
            return switch (word) {
                case "INSERT" -> "INSERT 0 " + count;
                case "UPDATE", "DELETE", "MERGE" -> word + " " + count;
                case "CREATE", "DROP", "ALTER" -> word + " TABLE";
                default -> word;
            };
        }

        private static Object value(Parameter parameter) {
            return switch (parameter.cell()) {
                case Cell.Bool bool -> bool.value();
                case Cell.Int number -> number.value();
                case Cell.Real number -> number.value();
                case Cell.Double number -> number.value();
                case Cell.Numeric number -> number.value();
                case Cell.Text text -> text.value();
                case Cell.Bytes bytes -> bytes.value();
                case Cell.Day day -> LocalDate.of(2000, 1, 1).plusDays(day.days());
                case Cell.Time time -> LocalTime.ofNanoOfDay(time.micros() * 1_000);
                case Cell.Stamp stamp -> {
                    LocalDateTime local = LocalDateTime.of(2000, 1, 1, 0, 0).plusNanos(stamp.micros() * 1_000);
                    yield parameter.type().kind() == Kind.TIMESTAMPTZ
                            ? local.atOffset(java.time.ZoneOffset.UTC)
                            : local;
                }
                case Cell.Uuid uuid -> uuid.value();
                case Cell.Array array ->
                    array.elements().stream()
                            .map(cell -> value(new Parameter(parameter.type().element(), cell)))
                            .toArray();
                case Cell.Special _ -> null;
                case Cell.ZonedTime _, Cell.Interval _ -> throw SqlFailure.of("0A000", "not in this backend");
            };
        }

        @Override
        public CopyTarget copyIn(String table, List<String> columns) {
            String names = columns.isEmpty() ? "*" : String.join(", ", columns);
            return get(() -> {
                List<Column> found;
                try (PreparedStatement statement =
                        connection.prepareStatement("SELECT " + names + " FROM " + table + " WHERE FALSE")) {
                    found = columns(statement.getMetaData());
                }
                String list = String.join(", ", found.stream().map(Column::name).toList());
                String marks = String.join(", ", found.stream().map(_ -> "?").toList());
                return new Target(
                        connection.prepareStatement("INSERT INTO " + table + " (" + list + ") VALUES (" + marks + ")"),
                        found);
            });
        }

        @Override
        public void together() {
            // Every statement since the last end is one transaction here anyway.
        }

        @Override
        public void settle() {
            if (status == TransactionStatus.IDLE) {
                get(() -> {
                    connection.commit();
                    return 0;
                });
            }
        }

        @Override
        public void fail() {
            if (status == TransactionStatus.IDLE) {
                ended(false);
            } else {
                status = TransactionStatus.FAILED;
            }
        }

        @Override
        public TransactionStatus status() {
            return status;
        }

        @Override
        public void apply(String setting, String value) {
            if (setting.equals("search_path") && value.equals("refused")) {
                throw SqlFailure.of("3F000", "no such schema");
            }
            applied.put(setting, value);
        }

        @Override
        public void cancel() {
            PreparedStatement statement = running;
            if (statement != null) {
                get(() -> {
                    statement.cancel();
                    return 0;
                });
            }
        }

        @Override
        public void close() {
            get(() -> {
                connection.rollback();
                connection.close();
                return 0;
            });
        }
    }

    private record Target(PreparedStatement statement, List<Column> columns) implements CopyTarget {
        @Override
        public List<String> names() {
            return columns.stream().map(Column::name).toList();
        }

        @Override
        public List<SqlType> types() {
            return columns.stream().map(Column::type).toList();
        }

        @Override
        public void add(List<Cell> row) {
            Session.get(() -> {
                for (int i = 0; i < row.size(); i++) {
                    statement.setObject(i + 1, Session.value(new Parameter(types().get(i), row.get(i))));
                }
                return statement.executeUpdate();
            });
        }

        @Override
        public void finish() {}

        @Override
        public void close() {
            Session.get(() -> {
                statement.close();
                return 0;
            });
        }
    }

    private record H2Rows(PreparedStatement statement, ResultSet rows, List<Column> columns) implements Rows {
        @Override
        public List<Cell> next() {
            return Session.get(() -> {
                if (!rows.next()) {
                    return null;
                }
                List<Cell> cells = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    Object value = rows.getObject(i + 1);
                    cells.add(
                            value == null
                                    ? Cell.Special.NULL
                                    : cell(columns.get(i).type(), i + 1));
                }
                return cells;
            });
        }

        private Cell cell(SqlType type, int i) throws SQLException {
            if (type.array()) {
                List<Cell> elements = new ArrayList<>();
                for (Object element : (Object[]) rows.getArray(i).getArray()) {
                    elements.add(
                            element instanceof Number number
                                    ? new Cell.Int(number.longValue())
                                    : element == null ? Cell.Special.NULL : new Cell.Text(element.toString()));
                }
                return Cell.Array.of(elements);
            }
            return switch (type.kind()) {
                case BOOL -> new Cell.Bool(rows.getBoolean(i));
                case INT2, INT4, INT8 -> new Cell.Int(rows.getLong(i));
                case FLOAT4 -> new Cell.Real(rows.getFloat(i));
                case FLOAT8 -> new Cell.Double(rows.getDouble(i));
                case NUMERIC -> new Cell.Numeric(rows.getObject(i, BigDecimal.class));
                case BYTEA -> new Cell.Bytes(rows.getBytes(i));
                case DATE -> Cell.Day.of(rows.getObject(i, LocalDate.class));
                case TIME -> Cell.Time.of(rows.getObject(i, LocalTime.class));
                case TIMESTAMP -> Cell.Stamp.of(rows.getObject(i, LocalDateTime.class));
                case TIMESTAMPTZ ->
                    Cell.Stamp.of(rows.getObject(i, OffsetDateTime.class).toInstant());
                case UUID -> new Cell.Uuid(rows.getObject(i, UUID.class));
                default -> new Cell.Text(rows.getString(i));
            };
        }

        @Override
        public void close() {
            Session.get(() -> {
                statement.close();
                return 0;
            });
        }
    }
}
