package io.cairn.node.bench;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.SessionOptions;
import io.cairn.client.api.WireInfo;
import io.cairn.client.key.UserKey;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A database of a running node behind the node's own PostgreSQL port, with a session in which the node signs every write
 * for the database's owner.
 */
final class WireTarget implements AutoCloseable {
    private static final Duration LIFE = Duration.ofHours(12);

    private final NodeRunner node;
    private final PgClient.Address address;

    private WireTarget(NodeRunner node, PgClient.Address address) {
        this.node = node;
        this.address = address;
    }

    /** Starts a node over an empty folder, with a database and a session of its owner. */
    static WireTarget start(Path folder) throws IOException {
        Files.createDirectories(folder);
        NodeRunner node = NodeRunner.start(folder.resolve("node"), List.of("--wire-port", "0"));
        try (CairnClient client = CairnClient.of(URI.create("http://" + node.host() + ":" + node.port()))
                .pins(PinStore.inMemory())
                .signer(UserKey.generate(PaymentChain.ETH).signer())
                .build()) {
            ClientDatabase database = client.createDatabase("benchmark", Visibility.PUBLIC);
            WireInfo wire = database.wire();
            database.openSession(wire.key(), SessionOptions.of(LIFE, SessionScope.SQL, SessionScope.DEFINE));
            return new WireTarget(
                    node,
                    new PgClient.Address(wire.port(), "benchmark", database.address(), database.wirePassword(LIFE)));
        } catch (RuntimeException failed) {
            node.close();
            throw failed;
        }
    }

    /** The way to the database. */
    PgClient client(Path binaries, Path folder) {
        return new PgClient(binaries, folder, address);
    }

    /** The processes that serve it. */
    long[] pids() {
        return new long[] {node.pid()};
    }

    /** Processor time that they have used. */
    double cpuSeconds() {
        return CpuTime.seconds(node.pid());
    }

    @Override
    public void close() {
        node.close();
    }
}
