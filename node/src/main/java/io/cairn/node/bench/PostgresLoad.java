package io.cairn.node.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    private final Postgres server;

    PostgresLoad(Postgres server, Path folder, int rows) throws IOException {
        this.server = server;
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
        server.client().pgbench(List.of("-f", script), clients, Math.max(1, seconds / 5), 1);
        double cpu = server.cpuSeconds();
        PgClient.Run run = server.client().pgbench(List.of("-f", script), clients, seconds, sampling);
        double micros = (server.cpuSeconds() - cpu) * 1e6 / Math.max(1, run.perSecond() * seconds);
        return new Measured(run.perSecond(), run.times(), micros, Machine.load());
    }
}
