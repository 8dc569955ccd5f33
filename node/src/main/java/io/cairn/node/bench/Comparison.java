package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.util.Optional;

/** PostgreSQL with its rows, where there is one. */
record Comparison(Optional<Postgres> server, Optional<PostgresLoad> load) implements AutoCloseable {
    static Comparison none() {
        return new Comparison(Optional.empty(), Optional.empty());
    }

    static Comparison start(BenchSettings settings, int rows) {
        Optional<Postgres> server = Postgres.start(settings);
        if (server.isEmpty()) {
            return none();
        }
        try {
            settings.say("  loading " + rows + " rows into PostgreSQL");
            PostgresLoad load = new PostgresLoad(server.get(), settings.folder().resolve("postgres"), rows);
            return new Comparison(server, Optional.of(load));
        } catch (IOException e) {
            server.get().close();
            throw new CairnException.Unavailable("bench-failed", "cannot prepare PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** Waits until neither the node nor PostgreSQL has anything left to do. */
    void settle(long node) {
        server.ifPresent(postgres -> postgres.sql("checkpoint;"));
        if (server.isPresent()) {
            Quiet.await(node, server.get().pid());
        } else {
            Quiet.await(node);
        }
    }

    @Override
    public void close() {
        server.ifPresent(Postgres::close);
    }
}
