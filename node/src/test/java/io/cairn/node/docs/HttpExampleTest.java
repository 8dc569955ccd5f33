package io.cairn.node.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.node.cli.NodeProcess;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in docs/http.md, run by Node.js with ethers and bson from npm against a real node. */
class HttpExampleTest {
    private static final int SCRIPT_LINES_MAX = 40;
    private static final int NODE_VERSION_MIN = 18;
    private static final int SECONDS_MAX = 180;
    private static final List<String> OFFLINE =
            List.of("ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "ECONNREFUSED", "ENOTCACHED");

    private record Run(int exit, String output) {}

    @Test
    void theScriptInTheDocumentSignsSubmitsAndReadsBack(@TempDir Path data) throws Exception {
        List<List<String>> scripts = Documents.blocks("docs/http.md", "js");
        assertThat(scripts).hasSize(1);
        assertThat(scripts.getFirst()).hasSizeLessThanOrEqualTo(SCRIPT_LINES_MAX);
        assumeNode();
        Path folder = install();
        Files.write(folder.resolve("example.mjs"), scripts.getFirst());
        NodeConfig config = NodeConfig.read(null, Map.of(), Map.of("port", "0"));
        Run run;
        try (NodeProcess node = NodeProcess.start(config, data, "test")) {
            run = run(folder, "node", "example.mjs", "http://127.0.0.1:" + node.port());
        }
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(Json.parse(run.output().strip())).isInstanceOfSatisfying(Value.Document.class, shown -> {
            assertThat(shown.get("fate")).isEqualTo(Value.of("applied"));
            assertThat(shown.get("code")).isEqualTo(Value.of("ok"));
            assertThat(shown.get("sequence")).isEqualTo(Value.of(2L));
            assertThat(shown.get("document")).isInstanceOfSatisfying(Value.Document.class, document -> {
                assertThat(document.get("_id")).isEqualTo(Value.of("ridge"));
                assertThat(document.get("name")).isEqualTo(Value.of("Ridge"));
                assertThat(document.get("km")).isEqualTo(Value.of(14L));
                assertThat(String.valueOf(document.get("_owner"))).contains("db3_user:eth:0x");
            });
        });
    }

    /** A wallet that people use opens a session for a key that only Node.js knows, which then writes for it. */
    @Test
    void theScriptGoesOnInASession(@TempDir Path data) throws Exception {
        assumeNode();
        Path folder = install();
        List<String> script =
                new ArrayList<>(Documents.blocks("docs/http.md", "js").getFirst());
        script.addAll(Files.readAllLines(Path.of("src/test/js/session.mjs")));
        Files.write(folder.resolve("session.mjs"), script);
        NodeConfig config = NodeConfig.read(null, Map.of(), Map.of("port", "0"));
        Run run;
        try (NodeProcess node = NodeProcess.start(config, data, "test")) {
            run = run(folder, "node", "session.mjs", "http://127.0.0.1:" + node.port());
        }
        assertThat(run.exit()).as(run.output()).isZero();
        Value shown = Json.parse(run.output().strip().lines().toList().getLast());
        assertThat(shown).isInstanceOfSatisfying(Value.Document.class, fields -> {
            assertThat(fields.get("owner")).isEqualTo(fields.get("wallet"));
            assertThat(fields.get("entries")).isEqualTo(Value.of(1L));
            assertThat(fields.get("refused")).isEqualTo(Value.of("session-closed"));
        });
    }

    private static void assumeNode() throws Exception {
        String version = version("node").replace("v", "");
        int dot = version.indexOf('.');
        assumeTrue(
                dot > 0 && Integer.parseInt(version.substring(0, dot)) >= NODE_VERSION_MIN,
                "SKIPPED: the script of docs/http.md needs Node.js " + NODE_VERSION_MIN + " or later, found "
                        + version);
        version("npm");
    }

    private static String version(String command) throws Exception {
        try {
            return run(Path.of(System.getProperty("user.dir")), command, "--version")
                    .output()
                    .strip();
        } catch (IOException missing) {
            return abort("SKIPPED: the script of docs/http.md is not run without " + command + ": " + missing);
        }
    }

    /** A folder beside the compiled tests with the locked packages; made once for each lock file. */
    private static Path install() throws Exception {
        Path folder = buildFolder().resolve("http-example");
        Files.createDirectories(folder);
        Path source = Documents.root().resolve("node/src/test/js");
        Path lock = folder.resolve("package-lock.json");
        boolean installed = Files.exists(folder.resolve("node_modules/.package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(lock, source.resolve("package-lock.json")) < 0;
        if (installed) {
            return folder;
        }
        for (String name : List.of("package.json", "package-lock.json")) {
            Files.copy(source.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Run npm = run(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline");
        if (npm.exit() != 0) {
            assumeTrue(OFFLINE.stream().noneMatch(npm.output()::contains), "SKIPPED: npm has no network");
        }
        assertThat(npm.exit()).as("npm ci: %s", npm.output()).isZero();
        return folder;
    }

    private static Path buildFolder() throws URISyntaxException {
        Path classes = Path.of(HttpExampleTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return classes.resolveSibling("js");
    }

    private static Run run(Path folder, String... command) throws Exception {
        Path output = Files.createTempFile("cairn-http-example", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(output);
            assertThat(ended).as("%s did not end: %s", command[0], text).isTrue();
            return new Run(process.exitValue(), text);
        } finally {
            Files.delete(output);
        }
    }
}
