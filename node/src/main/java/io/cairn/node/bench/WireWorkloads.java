package io.cairn.node.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * pgbench's built-in scripts at our server and at PostgreSQL, in turns: the same program, tables, rows, clients,
 * prepared statements and retries after conflicts.
 *
 * <p>Ten branches as at pgbench's scale 10, with fewer accounts each, as every row is put in by signed mutations; the
 * scripts draw from the accounts that there are.
 */
final class WireWorkloads {
    private static final int BRANCHES = 10;
    private static final int ACCOUNTS = 10_000;
    private static final int ACCOUNTS_MIN = 20;
    private static final int LOAD_ROWS = 20_000;
    private static final double STANDARD_SCALE = 0.1;
    private static final double SAMPLING = 0.2;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final Map<String, Double> AIMS = new LinkedHashMap<>();

    static {
        AIMS.put("select-only", 0.6);
        AIMS.put("simple-update", 0.8);
        AIMS.put("tpcb-like", 1.0);
    }

    /**
     * Both servers are measured in turns, so that a machine that becomes slower does so for both; and where it does so
     * within a turn, that turn is not the median.
     */
    private static final int ROUNDS = 5;

    /** The scripts, by pgbench's names. */
    static final List<String> NAMES = List.copyOf(AIMS.keySet());

    private final BenchSettings settings;
    private final List<Integer> clients;
    private final Path folder;
    private final int accounts;

    private WireWorkloads(BenchSettings settings, List<Integer> clients) {
        this.settings = settings;
        this.clients = clients;
        this.folder = settings.folder().resolve("wire");
        this.accounts = (int) Math.max(ACCOUNTS_MIN, ACCOUNTS * settings.scale() / STANDARD_SCALE);
    }

    static List<BenchResult> run(BenchSettings settings, List<Integer> clients, Optional<Postgres> postgres)
            throws IOException {
        Optional<Path> binaries = Postgres.binaries();
        if (binaries.isEmpty()) {
            settings.say("pgbench is not installed: nothing over the wire (Debian: apt-get install postgresql-15)");
            return List.of();
        }
        return new WireWorkloads(settings, clients).measure(binaries.get(), postgres);
    }

    private List<BenchResult> measure(Path binaries, Optional<Postgres> postgres) throws IOException {
        List<BenchResult> results = new ArrayList<>();
        try (WireTarget target = WireTarget.start(folder)) {
            PgClient ours = target.client(binaries, folder);
            postgres.ifPresent(server -> load(server.client(), "PostgreSQL"));
            load(ours, "the node");
            postgres.ifPresent(server -> server.sql("vacuum analyze;"));
            List<String> wanted = NAMES.stream().filter(settings::wants).toList();
            settings.say("  warming up");
            for (String script : wanted) {
                warmUp(target, ours, script);
            }
            for (int count : clients) {
                for (String script : wanted) {
                    inTurns(target, ours, postgres, script, count).forEach(result -> add(results, result));
                }
            }
        }
        return results;
    }

    private List<BenchResult> inTurns(
            WireTarget target, PgClient ours, Optional<Postgres> postgres, String script, int count)
            throws IOException {
        Series theirs = new Series("postgresql-" + script, script, count);
        Series own = new Series(script, script, count);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double other = 0;
            if (postgres.isPresent()) {
                settle(target, postgres);
                Postgres server = postgres.get();
                other = theirs.run(server.client(), server::cpuSeconds);
            }
            settle(target, postgres);
            double rate = own.run(ours, target::cpuSeconds);
            if (other > 0) {
                ratios.add(rate / other);
            }
        }
        List<BenchResult> results = new ArrayList<>();
        postgres.ifPresent(_ -> results.add(theirs.result()));
        results.add(own.result().with("aim", aim(script)).against(ratios));
        return results;
    }

    private void load(PgClient client, String where) {
        long rows = (long) BRANCHES * accounts;
        settings.say("  loading " + rows + " accounts into " + where);
        List<String> statements = new ArrayList<>(List.of(
                "create table pgbench_history"
                        + " (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))",
                "create table pgbench_tellers (tid int not null primary key, bid int, tbalance int, filler char(84))",
                "create table pgbench_accounts (aid int not null primary key, bid int, abalance int, filler char(84))",
                "create table pgbench_branches (bid int not null primary key, bbalance int, filler char(88))",
                "insert into pgbench_branches select b, 0, '' from generate_series(1, " + BRANCHES + ") b",
                "insert into pgbench_tellers select t, (t - 1) / 10 + 1, 0, '' from generate_series(1, " + BRANCHES * 10
                        + ") t"));
        for (long from = 1; from <= rows; from += LOAD_ROWS) {
            statements.add("insert into pgbench_accounts select a, (a - 1) / " + accounts
                    + " + 1, 0, '' from generate_series(" + from + ", " + Math.min(rows, from + LOAD_ROWS - 1) + ") a");
        }
        client.sql(statements.toArray(new String[0]));
    }

    private void warmUp(WireTarget target, PgClient client, String script) throws IOException {
        int count = Collections.max(clients);
        WarmUp.run(settings.seconds(), () -> {
            double cpu = target.cpuSeconds();
            PgClient.Run run = client.pgbench(arguments(client, script), count, settings.seconds(), SAMPLING);
            return micros(run, target.cpuSeconds() - cpu);
        });
    }

    private static void settle(WireTarget target, Optional<Postgres> postgres) {
        postgres.ifPresent(server -> server.sql("checkpoint;"));
        Quiet.await(target.pids());
        postgres.ifPresent(server -> Quiet.await(server.pid()));
    }

    /** The runs of one server; the first seconds of each are not measured. */
    private final class Series {
        private final String name;
        private final String script;
        private final int count;
        private final List<PgClient.Run> runs = new ArrayList<>();
        private double cpuSeconds;

        Series(String name, String script, int count) {
            this.name = name;
            this.script = script;
            this.count = count;
        }

        /** Runs once more, and returns how many transactions a second there were. */
        double run(PgClient client, DoubleSupplier cpu) throws IOException {
            List<String> arguments = arguments(client, script);
            PgClient.Run _ = client.pgbench(arguments, count, Math.max(1, settings.seconds() / 5), SAMPLING);
            double before = cpu.getAsDouble();
            PgClient.Run run = client.pgbench(arguments, count, settings.seconds(), sampling(script));
            double used = cpu.getAsDouble() - before;
            settings.say(String.format(
                    Locale.ROOT,
                    "    %s round %d: %.0f/s, %.0f us of processor",
                    name,
                    runs.size() + 1,
                    run.perSecond(),
                    micros(run, used)));
            runs.add(run);
            cpuSeconds += used;
            return run.perSecond();
        }

        BenchResult result() {
            return WireWorkloads.this.result(name, count, PgClient.Run.of(runs), cpuSeconds / runs.size());
        }
    }

    private static double aim(String script) {
        return AIMS.getOrDefault(script, 0.0);
    }

    private static double sampling(String script) {
        return "select-only".equals(script) ? SAMPLING : 1;
    }

    private BenchResult result(String name, int count, PgClient.Run run, double cpuSeconds) {
        BenchResult result = BenchResult.of(
                name, count, new Measured(run.perSecond(), run.times(), micros(run, cpuSeconds), Machine.load()));
        return name.endsWith("select-only")
                ? result
                : result.with("retries", run.retries()).with("failed", run.failed());
    }

    private double micros(PgClient.Run run, double cpuSeconds) {
        return cpuSeconds * MICROS_PER_SECOND / Math.max(1, run.perSecond() * settings.seconds());
    }

    /** A built-in script that draws from the accounts that were put in. */
    private List<String> arguments(PgClient client, String script) throws IOException {
        Path file = client.folder().resolve(script + ".sql");
        String text = client.builtin(script).replace("100000 * :scale", accounts + " * :scale");
        Files.writeString(file, text);
        return List.of("-f", file.toString(), "-s", Integer.toString(BRANCHES));
    }

    private void add(List<BenchResult> results, BenchResult result) {
        settings.say("  " + BenchReport.line(result));
        results.add(result);
    }
}
