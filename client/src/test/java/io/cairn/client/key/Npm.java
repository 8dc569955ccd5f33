package io.cairn.client.key;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts of {@code src/test/js} with the packages of its lock file, installed once under target. */
final class Npm {
    private static final Path SOURCE = Path.of("src/test/js").toAbsolutePath();
    private static final Path TARGET = Path.of("target/test-js").toAbsolutePath();
    private static final long INSTALL_SECONDS_MAX = 180;
    private static final long RUN_SECONDS_MAX = 120;

    private Npm() {}

    /** What a script writes when it is given {@code input}. Skips the test where Node or the packages are not to be had. */
    static String run(String script, String input) throws IOException, InterruptedException {
        install();
        Files.copy(SOURCE.resolve(script), TARGET.resolve(script), StandardCopyOption.REPLACE_EXISTING);
        Result result = execute(List.of("node", script), input, RUN_SECONDS_MAX);
        if (result.code() != 0) {
            throw new AssertionError(script + " ended with " + result.code() + "\n" + result.error());
        }
        return result.output();
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        assumeTrue(exists("node") && exists("npm"), "skipped: node and npm are not installed");
        byte[] lock = Files.readAllBytes(SOURCE.resolve("package-lock.json"));
        Path marker = TARGET.resolve("installed-lock.json");
        if (Files.exists(marker) && Arrays.equals(Files.readAllBytes(marker), lock)) {
            return;
        }
        Files.copy(SOURCE.resolve("package.json"), TARGET.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
        Files.write(TARGET.resolve("package-lock.json"), lock);
        Result result = execute(
                List.of("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"),
                "",
                INSTALL_SECONDS_MAX);
        if (result.code() != 0) {
            abort("skipped: npm ci ended with " + result.code() + ": " + result.error());
        }
        Files.write(marker, lock);
    }

    private static boolean exists(String command) throws InterruptedException {
        try {
            return execute(List.of(command, "--version"), "", 30).code() == 0;
        } catch (IOException _) {
            // The system's way to say that there is no such command.
            return false;
        }
    }

    private record Result(int code, String output, String error) {}

    private static Result execute(List<String> command, String input, long secondsMax)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(TARGET, "output", ".txt");
        Path error = Files.createTempFile(TARGET, "error", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(TARGET.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(error.toFile())
                    .start();
            try (OutputStream stream = process.getOutputStream()) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(secondsMax, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(command + " took more than " + secondsMax + " s");
            }
            return new Result(process.exitValue(), Files.readString(output), Files.readString(error));
        } finally {
            Files.delete(output);
            Files.delete(error);
        }
    }
}
