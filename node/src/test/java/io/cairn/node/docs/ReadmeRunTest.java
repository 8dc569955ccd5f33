package io.cairn.node.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell blocks of the README, typed line by line into a shell of somebody new: an empty home, a node of their own.
 * Only the block that builds is left out: its demo is in {@code TrialsTest}, and its verify is what runs this test. The
 * {@code ./cairn} here starts the compiled classes, as the real one would build them again.
 */
class ReadmeRunTest {
    private static final String BACKGROUND = " &";
    private static final int SECONDS_MAX = 60;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new TreeMap<>();
    private final List<Process> background = new ArrayList<>();

    @BeforeEach
    void makeLauncher() throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Path launcher = folder.resolve("cairn");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + java + "' -Xlog:all=off --enable-native-access=ALL-UNNAMED"
                        + " --sun-misc-unsafe-memory-access=allow -cp '" + System.getProperty("java.class.path")
                        + "' io.cairn.node.cli.Main \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("HOME", folder.toString());
        environment.put("CAIRN_HOME", folder.resolve("home").toString());
        // Not 7420, where somebody may have a node.
        environment.put("CAIRN_NODE_PORT", "0");
    }

    @AfterEach
    void stopBackground() throws InterruptedException {
        for (Process process : background) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void everyCommandDoesWhatTheReadmeSays() throws Exception {
        List<String> outputs = new ArrayList<>();
        for (List<String> block : Documents.blocks("README.md", "sh")) {
            if (block.stream().noneMatch(line -> line.startsWith("./mvnw"))) {
                for (String line : block) {
                    outputs.add(type(line));
                }
            }
        }
        assertThat(outputs).as("lines that were typed").hasSizeGreaterThanOrEqualTo(5);
        Value last = Json.parse(outputs.getLast());
        assertThat(((Value.Document) last).get("name")).isEqualTo(Value.of("Ridge"));
    }

    private String type(String line) throws Exception {
        String command =
                line.contains("#") ? line.substring(0, line.indexOf('#')).strip() : line.strip();
        return command.endsWith(BACKGROUND)
                ? start(command.substring(0, command.length() - BACKGROUND.length()))
                : run(command);
    }

    /** A node: waits for its first line, as a person would, and says to later commands where it is. */
    private String start(String command) throws IOException {
        Process process = shell(command);
        background.add(process);
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        assertThat(line).as("%s: %s", command, errors()).isNotNull();
        environment.put("CAIRN_NODE", String.valueOf(((Value.Document) Json.parse(line)).get("url")));
        return line;
    }

    private String run(String command) throws Exception {
        Process process = shell(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as(command).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, errors()).isZero();
        assertThat(output).as(command).isNotBlank();
        return output;
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors.txt"));
    }

    private Process shell(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors.txt").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAIRN_"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
