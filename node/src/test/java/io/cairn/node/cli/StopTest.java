package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node in a process of its own that is told to stop in the middle of a request. */
@Timeout(120)
class StopTest {
    private static final String BODY = "{\"version\":\"1\"}";

    @TempDir
    Path folder;

    private static Socket connect(NodeRunner node) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void answersTheRequestUnderWayRefusesNewOnesAndLogsIt() throws Exception {
        Path data = Files.createDirectory(folder.resolve("node"));
        List<String> flags = List.of("--log-format", "json", "--drain-seconds-max", "60");
        try (NodeRunner node = NodeRunner.start(data, flags);
                Socket underWay = connect(node);
                Socket idle = connect(node)) {
            send(
                    underWay,
                    "POST /v1/databases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                            + BODY.length() + "\r\n\r\n" + BODY.substring(0, 4));
            send(idle, "GET /healthz/ready HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(idle.getInputStream().read()).isEqualTo('H');
            assertThat(ProcessHandle.of(node.pid()).orElseThrow().destroy()).isTrue();
            // It ends what is idle when it begins to stop.
            assertThat(readAll(idle)).contains("200 OK");
            try (Socket late = connect(node)) {
                send(late, "GET /healthz/alive HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(readAll(late)).contains("503 Service Unavailable", "retry-after: 1", "node-stopping");
            }
            send(underWay, BODY.substring(4));
            assertThat(readAll(underWay)).contains("400 Bad Request", "chain_id");
        }
        List<String> events = Files.readAllLines(folder.resolve("node.log")).stream()
                // The virtual machine and the tests' own libraries write to standard error, too.
                .filter(line -> line.startsWith("{"))
                .map(line -> ((Value.Document) Json.parse(line)).get("event").toString())
                .toList();
        assertThat(events).containsExactly("node-started", "node-stopping", "node-stopped");
    }
}
