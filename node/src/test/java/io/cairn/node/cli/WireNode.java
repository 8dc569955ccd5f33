package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.SessionOptions;
import io.cairn.client.api.Wait;
import io.cairn.client.key.UserKey;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.gateway.Gateway;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.pgwire.PgSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node with a database of ours at both of PostgreSQL's ports: the node's own, and one beside the user as of cairn pg. */
final class WireNode implements AutoCloseable {
    private final NodeProcess node;
    private final CairnClient client;
    private final ClientDatabase database;
    private final PgServer beside;
    private final String password;

    /**
     * A port for PostgreSQL's clients.
     *
     * @param password empty where none is asked for
     */
    record Port(int number, String database, String password) {
        Map<String, String> environment() {
            return Map.of("PGPASSWORD", password);
        }

        /** A program with its arguments, and how it comes here. */
        String[] command(String... command) {
            List<String> all = new ArrayList<>(List.of(command));
            all.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(number), "-U", "me", database));
            return all.toArray(new String[0]);
        }

        Connection connect() throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + number + "/" + database, "me", password);
        }

        /** All cells of an answer, with a bar between two. */
        String cells(String question) throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(question)) {
                List<String> cells = new ArrayList<>();
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        cells.add(rows.getString(i));
                    }
                }
                return String.join("|", cells);
            }
        }

        void run(String... texts) throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                for (String text : texts) {
                    statement.execute(text);
                }
            }
        }
    }

    private WireNode(NodeProcess node, CairnClient client, ClientDatabase database, PgServer beside) {
        this.node = node;
        this.client = client;
        this.database = database;
        this.beside = beside;
        this.password = database.wirePassword(Duration.ofHours(1));
    }

    /** Starts one; settings are the node's, by their names. */
    static WireNode start(Path folder, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("port", "0");
        all.put("wire-port", "0");
        NodeProcess node = NodeProcess.start(NodeConfig.read(null, Map.of(), all), folder, "test");
        CairnClient client = CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(PinStore.inMemory())
                // As the command does: what is written beside is there for whoever asks at the node.
                .writesWait(Wait.SEALED)
                .signer(UserKey.generate(PaymentChain.ETH).signer())
                .build();
        ClientDatabase database = client.createDatabase("rows", Visibility.OWNER_ONLY);
        database.openSession(
                database.wire().key(),
                SessionOptions.of(Duration.ofHours(1), SessionScope.SQL, SessionScope.DEFINE, SessionScope.READ));
        return new WireNode(node, client, database, PgServer.start(PgSettings.local(0), new Gateway(database)));
    }

    /** The database, for its owner. */
    ClientDatabase database() {
        return database;
    }

    /** The node's own port. */
    Port own() {
        return new Port(node.wirePort(), database.address(), password);
    }

    /** The port beside the user. */
    Port beside() {
        return new Port(beside.port(), "any", "");
    }

    @Override
    public void close() {
        beside.close();
        client.close();
        node.close();
    }
}
