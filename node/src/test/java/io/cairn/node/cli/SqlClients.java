package io.cairn.node.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

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
}
