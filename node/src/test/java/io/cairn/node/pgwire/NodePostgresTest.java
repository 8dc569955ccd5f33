package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.engine.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What node-postgres makes of the server; its packages are installed once under target. */
final class NodePostgresTest {
    private static final Path SOURCE = Path.of("src/test/js-pg").toAbsolutePath();
    private static final Path TARGET = Path.of("target/js-pg").toAbsolutePath();
    private static final int SECONDS_MAX = 180;

    private record Run(int exit, String output) {}

    @Test
    void connectsQueriesAndFailsAsWithPostgresql() throws Exception {
        install();
        Files.copy(SOURCE.resolve("client.mjs"), TARGET.resolve("client.mjs"), StandardCopyOption.REPLACE_EXISTING);
        ScramSecret secret = ScramSecret.of("open sesame", PgServer.salt(), ScramSecret.ITERATIONS);
        PgSettings settings =
                PgSettings.local(0).withAuthentication(new Authentication.Scram(Map.of("tester", secret)));
        Run run;
        try (TestServer server = TestServer.start(settings)) {
            run = run("node", "client.mjs", Integer.toString(server.port()));
        }
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(Json.parse(run.output().strip())).isEqualTo(Json.parse("""
                {"inserted": 1,
                 "row": {"i": 1, "c": "größe ✓", "x": "00ff", "moment": "2026-11-21T10:59:00.250Z", "n": "12.50"},
                 "fields": ["i", "c", "x", "moment", "n"],
                 "binary": {"i": 1, "c": "größe ✓"},
                 "many": [{"a": 1}, {"b": 2}],
                 "empty": 0,
                 "states": ["23505", "25P02", "42601", "8"],
                 "ended": "ROLLBACK",
                 "notices": ["raised"]}
                """));
    }

    private static void install() throws Exception {
        Files.createDirectories(TARGET);
        Path lock = SOURCE.resolve("package-lock.json");
        Path marker = TARGET.resolve("installed-lock.json");
        if (Files.exists(marker) && Arrays.equals(Files.readAllBytes(marker), Files.readAllBytes(lock))) {
            return;
        }
        for (String name : List.of("package.json", "package-lock.json")) {
            Files.copy(SOURCE.resolve(name), TARGET.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Run npm = run("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
        assumeTrue(npm.exit() == 0, "SKIPPED: npm ci ended with " + npm.exit() + ": " + npm.output());
        Files.copy(lock, marker, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Run run(String... command) throws Exception {
        Path output = Files.createTempFile(TARGET, "output", ".txt");
        try {
            Process process = start(new ProcessBuilder(command)
                    .directory(TARGET.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile()));
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(output);
            assertThat(ended).as("%s ended: %s", command[0], text).isTrue();
            return new Run(process.exitValue(), text);
        } finally {
            Files.delete(output);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            return abort("SKIPPED: Node.js and npm are not installed: " + missing);
        }
    }
}
