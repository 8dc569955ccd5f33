package io.cairn.node.sqltest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts say is what is run and compared. */
final class ScriptsTest {
    private static final String TABLE = "statement ok\nCREATE TABLE t(a INTEGER, b VARCHAR(9), c DOUBLE PRECISION)\n\n"
            + "statement ok\nINSERT INTO t VALUES (2, '', 1.5), (10, NULL, 2), (1, 'x\ty', NULL)\n\n";

    @TempDir
    private Path folder;

    private Tally run(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script.test"), script);
        return run(settings(Long.MAX_VALUE, 1), file);
    }

    private static Tally run(SqlTestSettings settings, Path path) throws IOException, InterruptedException {
        return new SqlTest(settings, _ -> {}).run(List.of(path));
    }

    private static SqlTestSettings settings(long scriptLimit, int oneIn) {
        return new SqlTestSettings(SqlTestSettings.ENGINE, Long.MAX_VALUE, scriptLimit, oneIn, 1, 2, 10);
    }

    private void passes(String records) throws IOException, InterruptedException {
        assertThat(run(TABLE + records).kept()).as(records).isEmpty();
    }

    private String fails(String records) throws IOException, InterruptedException {
        Tally tally = run(TABLE + records);
        assertThat(tally.passed()).as(records).isFalse();
        assertThat(tally.failures()).hasSize(1);
        return tally.failures().keySet().iterator().next();
    }

    @Test
    void valuesAreWrittenByTheirTypes() throws IOException, InterruptedException {
        passes("query ITR nosort\nSELECT a, b, c FROM t ORDER BY a\n----\n"
                + "1\nx@y\nNULL\n2\n(empty)\n1.500\n10\nNULL\n2.000\n\n");
        passes("query I nosort\nSELECT c FROM t WHERE a = 2\n----\n1\n\n");
        passes("query II nosort\nSELECT 1 = 1, 1 = 2\n----\n1\n0\n\n");
    }

    @Test
    void rowsAndValuesAreSortedAsText() throws IOException, InterruptedException {
        passes("query II rowsort\nSELECT a, a + 1 FROM t\n----\n1\n2\n10\n11\n2\n3\n\n");
        passes("query II valuesort\nSELECT a, a + 1 FROM t\n----\n1\n10\n11\n2\n2\n3\n\n");
        assertThat(fails("query I nosort\nSELECT a FROM t ORDER BY a\n----\n1\n10\n2\n\n"))
                .isEqualTo("another answer");
    }

    @Test
    void manyValuesAreComparedByTheirHash() throws IOException, InterruptedException {
        passes("hash-threshold 2\n\nquery I rowsort\nSELECT a FROM t\n----\n"
                + "3 values hashing to 91ff90854a35e9226df03b9b06c2f9c8\n\n");
        assertThat(
                        fails(
                                "query I rowsort\nSELECT a FROM t\n----\n3 values hashing to 00000000000000000000000000000000\n\n"))
                .isEqualTo("another answer");
    }

    @Test
    void questionsOfOneLabelHaveOneAnswer() throws IOException, InterruptedException {
        passes("query I rowsort l\nSELECT 1\n----\n1\n\nquery I rowsort l\nSELECT 2 - 1\n----\n1\n\n");
        assertThat(fails("query I rowsort l\nSELECT 1\n----\n1\n\nquery I rowsort l\nSELECT 2\n----\n2\n\n"))
                .isEqualTo("another answer than under the same label");
    }

    @Test
    void recordsForOtherEnginesArePassedOver() throws IOException, InterruptedException {
        Tally tally = run("onlyif mysql # theirs\nstatement ok\nnonsense\n\nskipif cairn\nstatement ok\nnonsense\n\n"
                + "skipif mysql\nskipif oracle\nquery I\nSELECT 1\n----\n1\n\nonlyif cairn\nquery I\nSELECT 2\n----\n2\n\n"
                + "onlyif mysql\nhalt\n\nquery I\nSELECT 3\n----\n3\n\nhalt\n\nstatement ok\nnonsense\n\n");
        assertThat(tally.kept()).isEmpty();
        assertThat(tally.queriesPassed()).isEqualTo(3);
        assertThat(tally.toDocument().get("skipped")).hasToString("2");
    }

    @Test
    void refusalsAreCountedByTheirClass() throws IOException, InterruptedException {
        passes(
                "statement error\nINSERT INTO t VALUES (1, 2, 3, 4, 5)\n\nquery I rowsort\nSELECT count(*) FROM t\n----\n3\n\n");
        assertThat(fails("statement error\nINSERT INTO t(a) VALUES (1)\n\n"))
                .isEqualTo("carried out, though it must be refused");
        assertThat(fails("query I\nSELECT 1 FROM missing7\n----\n1\n\nquery I\nSELECT 1 FROM missing8\n----\n1\n\n"))
                .isEqualTo("sql-42P01 Table not found");
        assertThat(fails("query II\nSELECT 1\n----\n1\n\n")).isEqualTo("another number of columns");
    }

    @Test
    void aRefusedStatementLeavesNothing() throws IOException, InterruptedException {
        passes("statement error\nINSERT INTO t SELECT 7 / (a - 1), '', 0 FROM t ORDER BY a DESC\n\n"
                + "query I\nSELECT count(*) FROM t\n----\n3\n\n");
    }

    @Test
    void whatIsNoScriptIsRefused() {
        for (String script : List.of(
                "statement maybe\nSELECT 1\n",
                "statement\nSELECT 1\n",
                "query X\nSELECT 1\n",
                "query I sorted\nSELECT 1\n",
                "include other.test\n")) {
            assertThatThrownBy(() -> run(script))
                    .as(script)
                    .isInstanceOfSatisfying(
                            CairnException.Incorrect.class,
                            refused -> assertThat(refused.code()).isEqualTo("sqltest-malformed"))
                    .hasMessageContaining("script.test:1: ");
        }
    }

    @Test
    void scriptsAreFoundInFoldersAndArchives() throws IOException, InterruptedException {
        Path archive = folder.resolve("scripts.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("a/one.test", "b/two.slt", "b/readme.txt")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("query I\nSELECT 1\n----\n1\n\nquery I\nSELECT 2\n----\n2\n\n"
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(run(settings(Long.MAX_VALUE, 1), archive).queriesPassed()).isEqualTo(4);
        assertThat(run(settings(1, 1), archive).queriesPassed()).isEqualTo(2);
        assertThat(run(settings(Long.MAX_VALUE, 1_000_000), archive).queries()).isZero();
        Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> run(settings(1, 1), folder.resolve("empty")))
                .isInstanceOf(CairnException.NotFound.class);
        assertThatThrownBy(() -> run(settings(1, 1), folder.resolve("missing")))
                .isInstanceOf(CairnException.NotFound.class);
    }
}
