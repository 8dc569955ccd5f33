package io.cairn.node.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerFormsTest {
    private static String table(SqlResult result, Expanded expanded, int width) {
        List<String> lines = new ArrayList<>();
        TableText.print(result, expanded, width, lines::add);
        if (width > 0 && expanded != Expanded.ON) {
            assertThat(lines)
                    .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
        }
        return String.join("\n", lines);
    }

    @Test
    void tablesAlignNumbersAndTellNullFromItsLetters() {
        SqlResult result = FakeSession.result(
                List.of("n", "name"),
                List.of(Arrays.asList("1", "wren"), Arrays.asList("20", null), Arrays.asList(null, "NULL")));
        assertThat(table(result, Expanded.AUTO, 80)).isEqualTo("""
                  n   |  name
                ------+--------
                    1 | wren
                   20 | NULL
                 NULL | "NULL\"""");
    }

    @Test
    void wideCellsAreBrokenToTheWidth() {
        SqlResult result = FakeSession.result(
                List.of("n", "words"), List.of(List.of("1", "a bird of the woods and hedges\nsings")));
        assertThat(table(result, Expanded.AUTO, 24)).isEqualTo("""
                 n |       words
                ---+-------------------
                 1 | a bird of the    .
                   | woods and hedges +
                   | sings""");
    }

    @Test
    void whatDoesNotFitIsShownCellByCell() {
        SqlResult result = FakeSession.result(
                List.of("first", "second", "third"),
                List.of(List.of("aaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbb", "cccccccccccccccccc")));
        assertThat(table(result, Expanded.AUTO, 30)).isEqualTo("""
                -[ row 1 ]+------------------
                first     | aaaaaaaaaaaaaaaaa.
                          | aaa
                second    | bbbbbbbbbbbbbbbbb.
                          | bbbbbbb
                third     | ccccccccccccccccc.
                          | c""");
        assertThat(table(result, Expanded.OFF, 30)).startsWith(" ").contains("|");
        assertThat(table(result, Expanded.OFF, 0).lines()).hasSize(3);
    }

    @Test
    void wideAndCombiningCharactersKeepTheColumnsStraight() {
        SqlResult result = FakeSession.result(
                List.of("a", "b"),
                List.of(List.of("\u9ce5", "x"), List.of("e\u0301", "y"), List.of("\ud83d\udc26", "z")));
        assertThat(table(result, Expanded.OFF, 0)).isEqualTo("""
                 a  | b
                ----+---
                 \u9ce5 | x
                 e\u0301  | y
                 \ud83d\udc26 | z""");
    }

    @Test
    void cellsCannotSteerTheTerminal() {
        SqlResult result =
                FakeSession.result(List.of("a\u001b[2J"), List.of(List.of("\u001b]0;title\u0007\r\t\u202e\u009b31m")));
        String table = table(result, Expanded.OFF, 0);
        assertThat(table.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7F));
        assertThat(table).contains("\\x1B]0;title\\x07\\r\\t\\u202E\\x9B31m");
    }

    @Test
    void csvTellsNullFromEmpty() {
        List<String> lines = new ArrayList<>();
        RowText.csv(
                FakeSession.result(
                        List.of("a", "b,c"), List.of(Arrays.asList(null, ""), List.of("x\"y", "two\nlines"))),
                lines::add);
        assertThat(lines).containsExactly("a,\"b,c\"", ",\"\"", "\"x\"\"y\",\"two\nlines\"");
    }

    @Test
    void jsonKeepsNumbersTruthAndJson() {
        List<SqlColumn> columns = new ArrayList<>();
        for (SqlType type : List.of(SqlType.BIGINT, SqlType.NUMERIC, SqlType.DOUBLE, SqlType.BOOLEAN, SqlType.JSON)) {
            columns.add(new SqlColumn("c", type, 0, 0, true));
        }
        List<String> lines = new ArrayList<>();
        RowText.json(
                new SqlResult(
                        columns,
                        List.of(
                                List.of("9007199254740993", "1.10", "Infinity", "t", "{\"a\":[1]}"),
                                Arrays.asList(null, null, "1E-7", "f", "null")),
                        0),
                lines::add);
        assertThat(lines)
                .containsExactly(
                        "[{\"c\":9007199254740993,\"c_2\":1.10,\"c_3\":\"Infinity\",\"c_4\":true,\"c_5\":{\"a\":[1]}},",
                        " {\"c\":null,\"c_2\":null,\"c_3\":1E-7,\"c_4\":false,\"c_5\":null}]");
        assertThat(Json.parse(String.join("\n", lines))).isNotNull();
        lines.clear();
        RowText.json(new SqlResult(columns, List.of(), 0), lines::add);
        assertThat(lines).containsExactly("[]");
    }

    @Test
    void failuresShowTheirPlace() {
        check("unknown (at character 8)", "select foo", "LINE 1: select foo", "               ^");
        check("Column \"t.FOO\" not found", "select a,\n  foo from t", "LINE 2:   foo from t", "          ^");
        check(
                "Syntax error in SQL statement \"select 1 [*]frm t\"",
                "select 1 frm t",
                "LINE 1: select 1 frm t",
                "                 ^");
        String wide = "select '" + "x".repeat(200) + "', foo";
        check(
                "Column \"foo\" not found",
                wide,
                "LINE 1: ..." + "x".repeat(64) + "', foo",
                " ".repeat(11 + 64 + 3) + "^");
        check("no place", "select 1");
        check("Column \"gone\" not found", "select 1");
    }

    private static void check(String message, String statement, String... lines) {
        assertThat(ErrorText.place(new CairnException.Refused("sql-42703", "statement", message), statement))
                .containsExactly(lines);
    }
}
