package io.cairn.node.bench;

import io.cairn.client.key.KeyRing;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import io.cairn.node.load.Writer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A database of a running node behind PostgreSQL's protocol: a node, and {@code cairn pg --session} as a process of its
 * own beside it, which signs every write with a session key and verifies every answer.
 */
final class WireTarget implements AutoCloseable {
    private static final int STOP_SECONDS_MAX = 30;

    private final NodeRunner node;
    private final Process gateway;
    private final int port;

    private WireTarget(NodeRunner node, Process gateway, int port) {
        this.node = node;
        this.gateway = gateway;
        this.port = port;
    }

    /** Starts both over an empty folder, with a database and the key of its owner. */
    static WireTarget start(Path folder) throws IOException {
        Files.createDirectories(folder);
        NodeRunner node = NodeRunner.start(folder.resolve("node"), List.of());
        try {
            Path home = folder.resolve("home");
            UserKey key = UserKey.generate(PaymentChain.ETH);
            KeyRing.at(home.resolve("keys")).add("owner", key, null);
            List<String> arguments = new ArrayList<>(List.of("pg", "--session", "--json", "--port", "0"));
            arguments.addAll(List.of("--node", "http://" + node.host() + ":" + node.port()));
            arguments.addAll(List.of("--db", database(node, key), "--key", "owner"));
            ProcessBuilder builder = new ProcessBuilder(NodeRunner.command(arguments))
                    .redirectError(folder.resolve("gateway.log").toFile());
            builder.environment().put("CAIRN_HOME", home.toString());
            Process gateway = builder.start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            if (line == null || !(Json.parse(line) instanceof Value.Document announced)) {
                gateway.destroyForcibly();
                throw new CairnException.Unavailable(
                        "bench-failed", "cairn pg did not start; see " + folder.resolve("gateway.log"));
            }
            return new WireTarget(node, gateway, Integer.parseInt(String.valueOf(announced.get("port"))));
        } catch (IOException | CairnException e) {
            node.close();
            throw e;
        }
    }

    private static String database(NodeRunner node, UserKey key) throws IOException {
        byte[] create = new Writer(key.signer(), node.network())
                .sign(new Operation.CreateDatabase("benchmark", Visibility.PUBLIC));
        try (LoadConnection connection = LoadConnection.open(node)) {
            Value.Document made = connection
                    .exchange(connection.post("/v1/databases", Target.BINARY, create))
                    .require();
            return String.valueOf(made.get("database"));
        }
    }

    /** The way to the database. */
    PgClient client(Path binaries, Path folder) {
        return new PgClient(binaries, folder, new PgClient.Address(port, "benchmark", "benchmark", ""));
    }

    /** The processes that serve it. */
    long[] pids() {
        return new long[] {node.pid(), gateway.pid()};
    }

    /** Processor time that they have used. */
    double cpuSeconds() {
        return CpuTime.seconds(node.pid()) + CpuTime.seconds(gateway.pid());
    }

    @Override
    public void close() {
        gateway.destroy();
        try {
            if (!gateway.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                gateway.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            node.close();
        }
    }
}
