package io.cairn.node.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read back by DuckDB, which shares no code with the writer. */
class ParquetFileTest {
    @TempDir
    Path folder;

    private static SqlColumn column(String name, SqlType type, long precision, int scale) {
        return new SqlColumn(name, type, precision, scale, true);
    }

    @SafeVarargs
    private Path write(List<SqlColumn> columns, List<@Nullable String>... rows) throws IOException {
        Path file = folder.resolve("answer.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            List<List<@Nullable String>> all = new ArrayList<>();
            for (List<@Nullable String> row : rows) {
                all.add(row);
            }
            ParquetFile.write(out, new SqlResult(columns, all, 0));
        }
        return file;
    }

    /** The rows that DuckDB gives for a question in which {@code FILE} stands for the file. */
    private static List<String> ask(Path file, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(question.replace("FILE", "'" + file + "'"))) {
                while (rows.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        cells.add(rows.getString(i));
                    }
                    found.add(
                            String.join("|", cells.stream().map(String::valueOf).toList()));
                }
            }
            return found;
        }
    }

    @Test
    void everyTypeIsReadAsWhatItIs() throws Exception {
        List<SqlColumn> columns = List.of(
                column("b", SqlType.BOOLEAN, 0, 0),
                column("s", SqlType.SMALLINT, 0, 0),
                column("i", SqlType.INTEGER, 0, 0),
                column("l", SqlType.BIGINT, 0, 0),
                column("n9", SqlType.NUMERIC, 9, 2),
                column("n18", SqlType.NUMERIC, 18, 4),
                column("n38", SqlType.NUMERIC, 38, 10),
                column("n", SqlType.NUMERIC, 100_000, 0),
                column("f", SqlType.REAL, 0, 0),
                column("d", SqlType.DOUBLE, 0, 0),
                column("t", SqlType.VARCHAR, 0, 0),
                column("x", SqlType.BYTES, 0, 0),
                column("day", SqlType.DATE, 0, 0),
                column("time", SqlType.TIME, 0, 0),
                column("ts", SqlType.TIMESTAMP, 0, 0),
                column("tz", SqlType.TIMESTAMP_WITH_ZONE, 0, 0),
                column("u", SqlType.UUID, 0, 0),
                column("j", SqlType.JSON, 0, 0),
                column("a", SqlType.ARRAY, 0, 0));
        Path file = write(
                columns,
                Arrays.asList(
                        "t",
                        "-7",
                        "2147483647",
                        "-9223372036854775808",
                        "-12.34",
                        "99999999999999.9999",
                        "-1234567890123456789012345678.0123456789",
                        "3.5",
                        "1.5",
                        "NaN",
                        "wren \u00e9",
                        "\\x00ff",
                        "1969-12-31",
                        "23:59:59.123456",
                        "2026-11-21 10:11:12.5",
                        "2026-11-21 10:11:12+02",
                        "00000000-0000-0001-0000-000000000002",
                        "{\"a\":1}",
                        "{1,2}"),
                Arrays.asList(new String[19]),
                Arrays.asList(
                        "f",
                        "32767",
                        "0",
                        "1",
                        "0.01",
                        "0.0001",
                        "0.0000000001",
                        "-12",
                        "0",
                        "1e300",
                        "",
                        "\\x",
                        "0044-03-15",
                        "00:00:00",
                        "0001-01-01 00:00:00",
                        "1970-01-01 00:00:00-05:30",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "null",
                        "{}"));
        assertThat(ask(file, "select column_type from (describe select * from FILE)"))
                .containsExactly(
                        "BOOLEAN",
                        "SMALLINT",
                        "INTEGER",
                        "BIGINT",
                        "DECIMAL(9,2)",
                        "DECIMAL(18,4)",
                        "DECIMAL(38,10)",
                        "DECIMAL(3,1)",
                        "FLOAT",
                        "DOUBLE",
                        "VARCHAR",
                        "BLOB",
                        "DATE",
                        "TIME",
                        "TIMESTAMP",
                        "TIMESTAMP WITH TIME ZONE",
                        "UUID",
                        "JSON",
                        "VARCHAR");
        assertThat(ask(file, "select * exclude (x, tz), hex(x), epoch_us(tz) from FILE"))
                .containsExactly(
                        "true|-7|2147483647|-9223372036854775808|-12.34|99999999999999.9999"
                                + "|-1234567890123456789012345678.0123456789|3.5|1.5|NaN|wren \u00e9|1969-12-31"
                                + "|23:59:59.123456|2026-11-21 10:11:12.5|00000000-0000-0001-0000-000000000002"
                                + "|{\"a\":1}|{1,2}|00FF|1795248672000000",
                        "null|null|null|null|null|null|null|null|null|null|null|null|null|null|null|null|null|null|null",
                        "false|32767|0|1|0.01|0.0001|1E-10|-12.0|0.0|1.0E300||0044-03-15|00:00"
                                + "|0001-01-01 00:00:00.0|ffffffff-ffff-ffff-ffff-ffffffffffff|null|{}||19800000000");
    }

    @Test
    void manyRowsAreCutIntoGroupsAndPages() throws Exception {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < 230_001; i++) {
            rows.add(Arrays.asList(Integer.toString(i), i % 3 == 0 ? null : "t" + i));
        }
        Path file = folder.resolve("many.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            List<SqlColumn> columns = List.of(column("i", SqlType.INTEGER, 0, 0), column("t", SqlType.VARCHAR, 0, 0));
            ParquetFile.write(out, new SqlResult(columns, rows, 0));
        }
        assertThat(ask(file, "select count(*), sum(i), count(t), count(*) filter (where t = 't' || i) from FILE"))
                .containsExactly("230001|26450115000|153334|153334");
    }

    @Test
    void columnsOfOneNameAreNumberedAndNoRowsAreAFile() throws Exception {
        Path file = write(List.of(column("a", SqlType.INTEGER, 0, 0), column("a", SqlType.NULL, 0, 0)));
        assertThat(ask(file, "select column_name from (describe select * from FILE)"))
                .containsExactly("a", "a_2");
        assertThat(ask(file, "select count(*) from FILE")).containsExactly("0");
    }

    @Test
    void decimalsAndTimesAreAsFineAsTheirCells() throws Exception {
        Path file = write(
                List.of(column("n", SqlType.NUMERIC, 100_000, 0), column("ts", SqlType.TIMESTAMP, 0, 0)),
                List.of("1e39", "2026-11-21 10:11:12.123456789"));
        assertThat(ask(file, "select column_type from (describe select * from FILE)"))
                .containsExactly("VARCHAR", "TIMESTAMP_NS");
        assertThat(ask(file, "select n, epoch_ns(ts) from FILE")).containsExactly("1e39|1795255872123456789");
    }

    @Test
    void aTimeBeyondTheFormatIsRefused() {
        SqlResult result = new SqlResult(
                List.of(column("ts", SqlType.TIMESTAMP, 0, 0)), List.of(List.of("9999-01-01 00:00:00.000000001")), 0);
        assertThatThrownBy(() -> ParquetFile.write(new ByteArrayOutputStream(), result))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refused -> assertThat(refused.code()).isEqualTo("parquet-not-representable"));
    }
}
