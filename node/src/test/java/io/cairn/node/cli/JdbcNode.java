package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.PinStore;
import io.cairn.client.key.KeyRing;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A node in this process, a key in a folder, and databases that belong to it, for tests of the JDBC driver. */
final class JdbcNode implements AutoCloseable {
    private static final String KEY = "writer";

    private final NodeProcess node;
    private final Path folder;
    private final String url;

    private JdbcNode(NodeProcess node, Path folder) {
        this.node = node;
        this.folder = folder;
        this.url = newDatabase();
    }

    static JdbcNode start(Path folder) throws IOException {
        NodeProcess node =
                NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
        KeyRing.at(folder.resolve("keys")).create(KEY, PaymentChain.ETH, null);
        return new JdbcNode(node, folder);
    }

    int port() {
        return node.port();
    }

    /** The URL of a database of its own. */
    String newDatabase() {
        KeyRing ring = KeyRing.at(folder.resolve("keys"));
        try (CairnClient client = CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(PinStore.inMemory())
                .signer(ring.load(ring.find(KEY), key -> new char[0]).signer())
                .build()) {
            String database = client.createDatabase("tables", Visibility.PUBLIC).address();
            return "jdbc:cairn://127.0.0.1:" + node.port() + "/" + database + "?key=" + KEY + "&keyFolder="
                    + folder.resolve("keys") + "&pinFolder=" + folder.resolve("pins");
        }
    }

    String url() {
        return url;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public void close() {
        node.close();
    }
}
