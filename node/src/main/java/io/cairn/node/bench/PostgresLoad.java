package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The same rows in PostgreSQL: the same columns, an index on each, a primary key; driven by pgbench with prepared
 * statements over TCP. The server makes the texts of an insert itself, which costs it three MD5.
 */
final class PostgresLoad {
    private static final String TABLE =
            " (id bigserial primary key, number int not null, short varchar(20) not null, long varchar(80) not null);";
    private static final String INSERT = """
            \\set a random(1, 1000000000)
            insert into writes (number, short, long) values (:a, left(md5(:a::text), 20), \
            left(md5((:a + 1)::text) || md5((:a + 2)::text) || md5((:a + 3)::text), 80));
            """;

    @SuppressWarnings("InlineFormatString") // a statement reads better whole
    private static final String FILL = """
            insert into reads (number, short, long) select (random() * 1000000000)::int, left(md5(i::text), 20), \
            left(md5((i + 1)::text) || md5((i + 2)::text) || md5((i + 3)::text), 80) from generate_series(1, \
            """;

    private static final double NANOS_PER_MICRO = 1000;
    private static final int LATENCY_FIELD = 2;

    private final Postgres server;
    private final Path folder;

    PostgresLoad(Postgres server, Path folder, int rows) throws IOException {
        this.server = server;
        this.folder = folder;
        for (String table : List.of("writes", "reads")) {
            server.sql("create table " + table + TABLE);
            for (String column : List.of("number", "short", "long")) {
                server.sql("create index on " + table + " (" + column + ");");
            }
        }
        server.sql(FILL + rows + ") i;");
        server.sql("vacuum analyze reads;");
        server.sql("checkpoint;");
        Files.writeString(folder.resolve("insert.sql"), INSERT);
        Files.writeString(
                folder.resolve("select.sql"),
                "\\set id random(1, " + rows + ")\nselect id, number, short, long from reads where id = :id;\n");
    }

    Measured inserts(int clients, int seconds) {
        return measure("insert.sql", clients, seconds, 1.0);
    }

    Measured selects(int clients, int seconds) {
        return measure("select.sql", clients, seconds, 0.2);
    }

    /** The bytes that the inserted rows take with their indexes, by the bytes of their values. */
    double diskPerByte() {
        String sizes = server.sql("select pg_total_relation_size('writes') / (count(*) * " + Rows.BYTES
                + ".0) from writes where (select count(*) from writes) > 0;");
        return Double.parseDouble(sizes.strip());
    }

    private Measured measure(String script, int clients, int seconds, double sampling) {
        pgbench(script, clients, Math.max(1, seconds / 5), List.of());
        double cpu = server.cpuSeconds();
        String output =
                pgbench(script, clients, seconds, List.of("-l", "--log-prefix=times", "--sampling-rate=" + sampling));
        double rate = output.lines()
                .filter(line -> line.startsWith("tps = "))
                .map(line -> new StringTokenizer(line.substring("tps = ".length())).nextToken())
                .mapToDouble(Double::parseDouble)
                .findFirst()
                // It prints none where connecting took all of the time.
                .orElse(0);
        try {
            double micros = (server.cpuSeconds() - cpu) * 1e6 / Math.max(1, rate * seconds);
            return new Measured(rate, times(), micros, Machine.load());
        } catch (IOException e) {
            throw new CairnException.Unavailable("bench-failed", "cannot read the times of pgbench", e);
        }
    }

    private String pgbench(String script, int clients, int seconds, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-n",
                "-M",
                "prepared",
                "-f",
                script,
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(server.port()),
                "-U",
                "postgres",
                "-c",
                Integer.toString(clients),
                "-j",
                Integer.toString(Math.min(clients, 2)),
                "-T",
                Integer.toString(seconds)));
        arguments.addAll(more);
        arguments.add("postgres");
        return server.run(false, "pgbench", arguments.toArray(new String[0]));
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
                lines.forEach(line -> times.recordValue(Math.round(latencyMicros(line) * NANOS_PER_MICRO)));
            }
            Files.delete(log);
        }
        return times;
    }

    /** Lines are: client, transaction, microseconds, script, time. */
    private static double latencyMicros(String line) {
        StringTokenizer fields = new StringTokenizer(line);
        for (int i = 0; i < LATENCY_FIELD; i++) {
            fields.nextToken();
        }
        return Double.parseDouble(fields.nextToken());
    }
}
