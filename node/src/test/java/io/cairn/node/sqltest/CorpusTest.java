package io.cairn.node.sqltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of sqllogictest: a sample of them, all with {@code -Dcairn.full=true}. */
final class CorpusTest {
    private static final boolean FULL = Boolean.getBoolean("cairn.full");
    private static final long SAMPLE = 60_000;
    private static final long SEED = Long.getLong("cairn.seed", 3);
    private static final double QUERIES_PASSED_MIN = 0.999;

    @Test
    void scriptsPass() throws IOException, InterruptedException, URISyntaxException {
        SqlTestSettings settings = FULL
                ? new SqlTestSettings(SqlTestSettings.ENGINE, Long.MAX_VALUE, Long.MAX_VALUE, 1, 0, 2, 10)
                : new SqlTestSettings(SqlTestSettings.ENGINE, SAMPLE, 1_000, 4, SEED, 2, 10);
        Tally tally = run(settings, corpus());
        assertThat(tally.records()).isGreaterThanOrEqualTo(FULL ? 5_900_000 : SAMPLE);
        assertThat((double) tally.queriesPassed() / tally.queries())
                .as("seed %d: %s", SEED, tally.failures())
                .isGreaterThanOrEqualTo(QUERIES_PASSED_MIN);
    }

    @Test
    void theScriptsThatFailMostAreRunWhole(@TempDir Path folder) throws Exception {
        try (FileSystem jar = FileSystems.newFileSystem(corpus());
                DirectoryStream<Path> scripts = Files.newDirectoryStream(jar.getPath("/test/evidence"), "*.test")) {
            for (Path script : scripts) {
                Files.copy(script, folder.resolve(script.getFileName().toString()));
            }
        }
        Tally tally =
                run(new SqlTestSettings(SqlTestSettings.ENGINE, Long.MAX_VALUE, Long.MAX_VALUE, 1, 0, 2, 10), folder);
        assertThat(tally.failures())
                .as("a class of failures that is in the table is in the scripts, or the table is out of date")
                .containsKeys("sql-42601 syntax error at or near", "sql-42000 Values of types and are not comparable");
    }

    /** Runs scripts; a class of failures that docs/conformance.md does not explain is a defect. */
    private static Tally run(SqlTestSettings settings, Path scripts) throws IOException, InterruptedException {
        Tally tally = new SqlTest(settings, _ -> {}).run(List.of(scripts));
        assertThat(explained())
                .as("seed %d: %s", SEED, tally.kept())
                .containsAll(tally.failures().keySet());
        return tally;
    }

    /** The classes in the table of docs/conformance.md; any other is a defect. */
    private static List<String> explained() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/conformance.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "the folder with docs/conformance.md");
        }
        return Files.readAllLines(folder.resolve("docs/conformance.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
    }

    private static Path corpus() throws IOException, URISyntaxException {
        URL script = Objects.requireNonNull(CorpusTest.class.getResource("/test/select1.test"), "the scripts");
        return Path.of(
                ((JarURLConnection) script.openConnection()).getJarFileURL().toURI());
    }
}
