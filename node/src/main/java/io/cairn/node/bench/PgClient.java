package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * PostgreSQL's own programs, psql and pgbench, at a server on this machine that speaks its protocol.
 *
 * @param binaries where the programs are
 * @param folder where pgbench finds scripts and leaves times
 * @param address the server
 */
record PgClient(Path binaries, Path folder, PgClient.Address address) {
    private static final double NANOS_PER_MICRO = 1000;
    private static final int LATENCY_FIELD = 2;
    private static final int TRIES_MAX = 1000;
    private static final int STATEMENT_SECONDS_MAX = 600;
    private static final int SPARE_SECONDS = 120;

    /**
     * Where a server on the loopback address is, and as whom it is entered.
     *
     * @param password empty where none is asked for
     */
    record Address(int port, String user, String database, String password) {
        Map<String, String> environment() {
            return password.isEmpty() ? Map.of() : Map.of("PGPASSWORD", password);
        }

        private List<String> options() {
            return List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-U", user);
        }
    }

    /**
     * What one run of pgbench came to.
     *
     * @param perSecond transactions that were carried out, a second
     * @param times how long each took with its retries, in nanoseconds
     * @param retries how often one was begun again after a conflict, for each that was carried out
     * @param failed transactions that were given up
     */
    record Run(double perSecond, Histogram times, double retries, double failed) {
        /** What several runs of the same length came to. */
        static Run of(List<Run> runs) {
            Histogram all = Measured.histogram();
            runs.forEach(run -> all.add(run.times()));
            double total = runs.stream().mapToDouble(Run::perSecond).sum();
            return new Run(
                    total / runs.size(),
                    all,
                    runs.stream()
                                    .mapToDouble(run -> run.retries() * run.perSecond())
                                    .sum()
                            / Math.max(1, total),
                    runs.stream().mapToDouble(Run::failed).sum());
        }
    }

    /** Runs statements, each in a transaction of its own, and gives what they print. */
    String sql(String... statements) {
        List<String> command = new ArrayList<>(List.of(binaries.resolve("psql").toString()));
        command.addAll(address.options());
        command.addAll(List.of("-d", address.database(), "-X", "-v", "ON_ERROR_STOP=1", "-q", "-A", "-t"));
        for (String statement : statements) {
            command.addAll(List.of("-c", statement));
        }
        return run(command, folder, address.environment(), STATEMENT_SECONDS_MAX);
    }

    /** The text of one of pgbench's built-in scripts. */
    String builtin(String script) {
        return run(
                List.of(binaries.resolve("pgbench").toString(), "--show-script=" + script),
                folder,
                Map.of(),
                STATEMENT_SECONDS_MAX);
    }

    /** Runs a script for some seconds with prepared statements; a conflict is tried again. */
    Run pgbench(List<String> script, int clients, int seconds, double sampling) {
        List<String> command =
                new ArrayList<>(List.of(binaries.resolve("pgbench").toString(), "-n", "-M", "prepared"));
        command.addAll(script);
        command.addAll(address.options());
        command.addAll(List.of("-c", Integer.toString(clients), "-j", Integer.toString(Math.min(clients, 2))));
        command.addAll(List.of("-T", Integer.toString(seconds), "--max-tries=" + TRIES_MAX));
        command.addAll(List.of("-l", "--log-prefix=times", "--sampling-rate=" + sampling, address.database()));
        String output = run(command, folder, address.environment(), seconds + SPARE_SECONDS);
        // It prints no rate where connecting took all of the time.
        double done = number(output, "number of transactions actually processed: ");
        try {
            return new Run(
                    number(output, "tps = "),
                    times(),
                    number(output, "total number of retries: ") / Math.max(1, done),
                    number(output, "number of failed transactions: "));
        } catch (IOException e) {
            throw new CairnException.Unavailable("bench-failed", "cannot read the times of pgbench", e);
        }
    }

    private static double number(String output, String before) {
        return output.lines()
                .filter(line -> line.startsWith(before))
                .map(line -> new StringTokenizer(line.substring(before.length())).nextToken())
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(0);
    }

    private Histogram times() throws IOException {
        Histogram times = Measured.histogram();
        List<Path> logs;
        try (Stream<Path> files = Files.list(folder)) {
            logs = files.filter(file -> file.getFileName().toString().startsWith("times"))
                    .toList();
        }
        for (Path log : logs) {
            try (Stream<String> lines = Files.lines(log)) {
                lines.map(PgClient::latency)
                        .filter(latency -> !"failed".equals(latency))
                        .forEach(latency ->
                                times.recordValue(Math.round(Double.parseDouble(latency) * NANOS_PER_MICRO)));
            }
            Files.delete(log);
        }
        return times;
    }

    /** Lines are: client, transaction, microseconds or "failed", script, time, retries. */
    private static String latency(String line) {
        StringTokenizer fields = new StringTokenizer(line);
        for (int i = 0; i < LATENCY_FIELD; i++) {
            fields.nextToken();
        }
        return fields.nextToken();
    }

    /** Runs a program to its end and gives what it prints; ends it where it takes too long. */
    static String run(List<String> command, Path folder, Map<String, String> environment, int secondsMax) {
        String program = String.valueOf(Path.of(command.getFirst()).getFileName());
        try {
            // A file, because a server that a program starts would hold a pipe open.
            Path output = Files.createTempFile(folder, "output-", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .directory(folder.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(secondsMax, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new CairnException.Unavailable("bench-failed", program + " took over " + secondsMax + " s");
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (process.exitValue() != 0) {
                throw new CairnException.Unavailable(
                        "bench-failed", program + " ended with " + process.exitValue() + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new CairnException.Unavailable("bench-failed", program + " did not run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CairnException.Unavailable("bench-failed", "interrupted", e);
        }
    }
}
