package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Session;
import io.cairn.client.api.SessionOptions;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.node.gateway.Gateway;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.pgwire.PgSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Speaks PostgreSQL to the programs of this machine. */
@Command(
        name = "pg",
        description = {
            "Serve PostgreSQL's clients beside you: what they write is signed with your key, what they read is verified.",
            "Listens on loopback and trusts whoever reaches the port.",
            "--session without a name has your key sign once, for a session that ends with the command or after a day.",
            "Example: cairn pg --port 5433 & psql -h 127.0.0.1 -p 5433"
        })
@SuppressWarnings("NullAway.Init")
final class PgCommand implements Callable<Integer> {
    private static final Duration SESSION_LIFE = Duration.ofDays(1);
    private static final int STOP_SECONDS_MAX = 10;

    @Mixin
    private Connection connection;

    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on, 0 for any (5433)")
    private int port = 5433;

    @Override
    public Integer call() throws InterruptedException {
        boolean opens = connection.wantsNewSession();
        CountDownLatch ended = new CountDownLatch(1);
        try (CairnClient client = opens ? connection.ownSigning() : connection.signing();
                Session session = opens ? open(connection.database(client)) : null) {
            serve(session == null ? connection.database(client) : session.database(), ended);
        } finally {
            ended.countDown();
        }
        return ExitCode.OK.number();
    }

    /** Serves until the process is told to end, which then waits for {@code ended}: a session is closed by a request. */
    private void serve(ClientDatabase database, CountDownLatch ended) throws InterruptedException {
        try (PgServer server = start(database)) {
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, ended), "cairn-stop"));
            connection.terminal().print(announcement(server, database));
            stopped.await();
        }
    }

    private static void stop(CountDownLatch stopped, CountDownLatch ended) {
        stopped.countDown();
        try {
            boolean _ = ended.await(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Session open(ClientDatabase database) {
        return database.openSession(
                SessionOptions.of(SESSION_LIFE, SessionScope.SQL, SessionScope.DEFINE, SessionScope.READ));
    }

    private PgServer start(ClientDatabase database) {
        try {
            return PgServer.start(PgSettings.local(port), new Gateway(database));
        } catch (IOException taken) {
            throw new CairnException.Unavailable(
                    "address-not-available", "cannot listen on 127.0.0.1:" + port + ": " + taken.getMessage(), taken);
        }
    }

    private String announcement(PgServer server, ClientDatabase database) {
        if (connection.json()) {
            return Json.print(Value.Document.builder()
                    .put("host", "127.0.0.1")
                    .put("port", server.port())
                    .put("database", database.address())
                    .build());
        }
        return "psql -h 127.0.0.1 -p " + server.port();
    }
}
