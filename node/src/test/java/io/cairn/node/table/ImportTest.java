package io.cairn.node.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTest {
    private static List<String> rows(String text, FileForm form, Map<String, ColumnType> given) throws IOException {
        Columns columns = Columns.infer(new StringReader(text), form, given);
        return shown(columns.rows(new StringReader(text), form));
    }

    private static List<String> shown(RowReader reader) throws IOException {
        List<String> shown = new ArrayList<>();
        for (Row row = reader.next(); row != null; row = reader.next()) {
            shown.add(
                    row.document() == null
                            ? row.line() + ": " + row.problem()
                            : row.line() + ": " + Json.print(row.document()));
        }
        return shown;
    }

    private static Map<String, ColumnType> types(String text) throws IOException {
        return Columns.infer(new StringReader(text), FileForm.CSV, Map.of()).types();
    }

    @Test
    void keepsLeadingZerosOfWholeColumn() throws IOException {
        String text = "zip,city\n00501,Holtsville\n90210,Beverly Hills\n";
        assertThat(types(text)).containsEntry("zip", ColumnType.TEXT);
        assertThat(rows(text, FileForm.CSV, Map.of()))
                .containsExactly(
                        "2: {\"zip\":\"00501\",\"city\":\"Holtsville\"}",
                        "3: {\"zip\":\"90210\",\"city\":\"Beverly Hills\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, INTEGER",
        "-5, INTEGER",
        "9223372036854775807, INTEGER",
        "9223372036854775808, TEXT",
        "-0, TEXT",
        "+7, TEXT",
        "007, TEXT",
        "1_000, TEXT",
        "0x10, TEXT",
        "NaN, TEXT",
        "Infinity, TEXT",
        "1.5, NUMBER",
        "-0.25, NUMBER",
        "1e3, NUMBER",
        "1., TEXT",
        ".5, TEXT",
        "1e, TEXT",
        "1e999, TEXT",
        "12345678901234567.89, TEXT",
        "01.5, TEXT",
        "1.5f, TEXT",
        "true, BOOLEAN",
        "TRUE, TEXT",
        "2020-01-01, TEXT",
        "-, TEXT"
    })
    void findsTypeThatLosesNothing(String cell, ColumnType type) throws IOException {
        assertThat(types("a\n" + cell + "\n")).containsEntry("a", type);
    }

    @Test
    void findsTypeThatHoldsAllCells() throws IOException {
        assertThat(types("a,b,c,d\n1,1,true,\n2.5,x,1,\n,2,,\n"))
                .containsEntry("a", ColumnType.NUMBER)
                .containsEntry("b", ColumnType.TEXT)
                .containsEntry("c", ColumnType.TEXT)
                .containsEntry("d", ColumnType.TEXT);
    }

    @Test
    void leavesEmptyCellsOut() throws IOException {
        assertThat(rows("a,b\n1,\n,2\n", FileForm.CSV, Map.of())).containsExactly("2: {\"a\":1}", "3: {\"b\":2}");
    }

    @Test
    void readsQuotedCellsOverSeveralLines() throws IOException {
        String text = "\uFEFFa,b\r\n\"x \"\"y\"\", z\",\"two\nlines\"\r\n1,2\r\n";
        assertThat(rows(text, FileForm.CSV, Map.of()))
                .containsExactly("2: {\"a\":\"x \\\"y\\\", z\",\"b\":\"two\\nlines\"}", "4: {\"a\":\"1\",\"b\":\"2\"}");
    }

    @Test
    void namesBadRowsByLineAndGoesOn() throws IOException {
        String text = "a,b\n1,2\n3\n4,5,6\n\"x\"y,1\n7,8\n\"open,9\n";
        List<String> rows = rows(text, FileForm.CSV, Map.of());
        assertThat(rows).hasSize(6);
        assertThat(rows.get(1)).isEqualTo("3: 1 cells where the header has 2");
        assertThat(rows.get(2)).isEqualTo("4: 3 cells where the header has 2");
        assertThat(rows.get(3)).isEqualTo("5: text after a closing quote");
        assertThat(rows.get(4)).isEqualTo("6: {\"a\":7,\"b\":8}");
        assertThat(rows.get(5)).startsWith("7: the quote that opens on line 7 is never closed");
    }

    @Test
    void refusesCellsThatTheGivenTypeCannotHold() throws IOException {
        assertThat(rows("a\n1\nx\n", FileForm.CSV, Map.of("a", ColumnType.INTEGER)))
                .containsExactly("2: {\"a\":1}", "3: column a: x is no integer");
        assertThat(rows("a\n1\n", FileForm.CSV, Map.of("a", ColumnType.TEXT))).containsExactly("2: {\"a\":\"1\"}");
        assertThatThrownBy(() -> rows("a\n1\n", FileForm.CSV, Map.of("b", ColumnType.TEXT)))
                .isInstanceOf(CairnException.Incorrect.class);
    }

    @Test
    void refusesHeadersThatNameNothingOrOneThingTwice() {
        for (String text : List.of("", "a,a\n1,2\n", "a,\n1,2\n", "\"a\n")) {
            assertThatThrownBy(() -> types(text)).isInstanceOf(CairnException.Incorrect.class);
        }
    }

    @Test
    void readsTabsWithoutQuoting() throws IOException {
        assertThat(rows("a\tb\n\"x\"\t1\n", FileForm.TSV, Map.of()))
                .containsExactly("2: {\"a\":\"\\\"x\\\"\",\"b\":1}");
    }

    @Test
    void readsJsonLinesAndArrays() throws IOException {
        assertThat(shown(JsonRows.lines(new StringReader("{\"a\":1}\n\n[1]\n{\"a\":\n{\"b\":2}"))))
                .satisfies(rows -> {
                    assertThat(rows).hasSize(4);
                    assertThat(rows.get(0)).isEqualTo("1: {\"a\":1}");
                    assertThat(rows.get(1)).isEqualTo("3: not an object");
                    assertThat(rows.get(2)).startsWith("4: ");
                    assertThat(rows.get(3)).isEqualTo("5: {\"b\":2}");
                });
        assertThat(shown(JsonRows.array(new StringReader("[{\"a\":\"]},\\\"\"},\n {\"b\":[1,{}]}\n]\n"))))
                .containsExactly("1: {\"a\":\"]},\\\"\"}", "2: {\"b\":[1,{}]}");
        assertThat(shown(JsonRows.array(new StringReader(" [ ] ")))).isEmpty();
        assertThat(shown(JsonRows.array(new StringReader("[{}")))).containsExactly("1: the array is not closed");
        assertThat(shown(JsonRows.array(new StringReader("{}")))).containsExactly("1: expected an array of objects");
    }

    @Test
    void writesCsvThatReadsBack() throws IOException {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = "ab,\"\n\r x0é";
        for (int round = 0; round < 200; round++) {
            StringBuilder cell = new StringBuilder("t");
            for (int i = random.nextInt(12); i > 0; i--) {
                cell.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var document = io.cairn.engine.model.Value.Document.builder()
                    .put("a", cell.toString())
                    .put("b", round)
                    .build();
            StringWriter out = new StringWriter();
            RowWriter writer = new RowWriter(out, FileForm.CSV, List.of("a", "b"));
            writer.write(document);
            writer.finish();
            Columns columns = Columns.infer(new StringReader(out.toString()), FileForm.CSV, Map.of());
            Row row =
                    columns.rows(new StringReader(out.toString()), FileForm.CSV).next();
            assertThat((Object) row.document())
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(document);
        }
    }
}
