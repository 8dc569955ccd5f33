package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.gateway.Gateway;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.pgwire.PgSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Speaks PostgreSQL to the programs of this machine. */
@Command(
        name = "pg",
        description = {
            "Serve PostgreSQL's clients beside you: what they write is signed with your key, what they read is verified.",
            "Listens on loopback and trusts whoever reaches the port.",
            "Example: cairn pg --port 5433 & psql -h 127.0.0.1 -p 5433"
        })
@SuppressWarnings("NullAway.Init")
final class PgCommand implements Callable<Integer> {
    @Mixin
    private Connection connection;

    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on, 0 for any (5433)")
    private int port = 5433;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = connection.terminal();
        try (CairnClient client = connection.signing()) {
            ClientDatabase database = connection.database(client);
            try (PgServer server = start(database)) {
                CountDownLatch stopped = new CountDownLatch(1);
                Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "cairn-stop"));
                terminal.print(announcement(server, database));
                stopped.await();
            }
        }
        return ExitCode.OK.number();
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
