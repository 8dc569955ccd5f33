package io.cairn.engine.fpjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** npm's fpjson-lang 0.1.5 on ramda 0.28.0, installed in the build's own folder. */
final class Reference {
    private static final String PACKAGES =
            "{\"name\":\"reference\",\"private\":true,\"dependencies\":{\"fpjson-lang\":\"0.1.5\",\"ramda\":\"0.28.0\"}}";
    private static final long MINUTES_MAX = 5;

    private final Path folder;

    private Reference(Path folder) {
        this.folder = folder;
    }

    /** Installs it; the test that asks is skipped where npm is absent or cannot. */
    static Reference install() throws IOException, InterruptedException {
        Path folder = Path.of("target", "fpjson-reference").toAbsolutePath();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), PACKAGES);
        if (!Files.exists(folder.resolve("node_modules/ramda/package.json"))) {
            run(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error");
        }
        assertThat(Files.readString(folder.resolve("node_modules/ramda/package.json")))
                .contains("\"0.28.0\"");
        assertThat(Files.readString(folder.resolve("node_modules/fpjson-lang/package.json")))
                .contains("\"0.1.5\"");
        return new Reference(folder);
    }

    /** The answers to requests: a field {@code value}, or {@code error}. */
    List<Value.Document> answers(List<String> requests) throws IOException, InterruptedException {
        Path script = folder.resolve("reference.js");
        try (InputStream in = Reference.class.getResourceAsStream("/fpjson/reference.js")) {
            Files.write(script, in.readAllBytes());
        }
        Path input = folder.resolve("requests.jsonl");
        Path output = folder.resolve("answers.jsonl");
        Files.write(input, requests, StandardCharsets.UTF_8);
        ProcessBuilder builder = new ProcessBuilder("node", script.toString(), folder.toString())
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors.txt").toFile());
        finish(builder.start(), "node", folder.resolve("errors.txt"));
        return Files.readAllLines(output).stream()
                .map(line -> (Value.Document) Json.parse(line))
                .toList();
    }

    private static void run(Path folder, String... command) throws InterruptedException {
        try {
            Path log = folder.resolve("install.txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            finish(process, command[0], log);
        } catch (IOException e) {
            abort("not compared with npm's fpjson-lang: " + e.getMessage());
        }
    }

    private static void finish(Process process, String name, Path log) throws IOException, InterruptedException {
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            abort("not compared with npm's fpjson-lang: " + name + " did not end");
        }
        if (process.exitValue() != 0) {
            abort("not compared with npm's fpjson-lang: " + name + " failed: " + Files.readString(log));
        }
    }
}
