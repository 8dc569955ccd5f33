package io.cairn.node.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Clients of PostgreSQL as processes. */
final class SqlClients {
    private SqlClients() {}

    /** What psql says to a script: rows without alignment or headings; skips the test where there is no psql. */
    static String psql(int port, String input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "psql",
                        "-X",
                        "-A",
                        "-t",
                        "-v",
                        "VERBOSITY=verbose",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-U",
                        "me",
                        "any")
                .redirectErrorStream(true);
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            return abort("SKIPPED: psql is not installed: " + missing);
        }
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** What a program of PostgreSQL's comes to. */
    record Run(int exit, String output) {}

    /** Runs one to its end; skips the test where it is not installed. */
    static Run run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Process process = start(environment, command);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    /** Starts one, with messages and output in one stream; skips the test where it is not installed. */
    static Process start(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException missing) {
            return abort("SKIPPED: " + command[0] + " is not installed: " + missing);
        }
    }
}
