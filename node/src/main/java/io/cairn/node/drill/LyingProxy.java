package io.cairn.node.drill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server that passes requests on to an honest node and may change what comes back. */
final class LyingProxy implements AutoCloseable {
    private static final String TOKEN = "authorization";

    private final NodeRunner node;
    private final HttpServer server;
    private volatile Lie lie = (_, honest) -> honest;

    /** Changes an answer; may ask the honest node other things. */
    interface Lie {
        /** What the client gets for {@code path} instead of {@code honest}. */
        LoadConnection.Answer tell(String path, LoadConnection.Answer honest) throws IOException;
    }

    LyingProxy(NodeRunner node) throws IOException {
        this.node = node;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::handle);
        server.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Tells this lie from now on; null for the truth. */
    void tell(@Nullable Lie next) {
        lie = next == null ? (_, honest) -> honest : next;
    }

    /** An honest answer. */
    LoadConnection.Answer ask(String path) throws IOException {
        try (LoadConnection connection = LoadConnection.open(node)) {
            return connection.exchange(connection.get(path));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        byte[] body = exchange.getRequestBody().readAllBytes();
        LoadConnection.Answer answer;
        try (LoadConnection connection = LoadConnection.open(node)) {
            String type = exchange.getRequestHeaders().getFirst("content-type");
            byte[] request = exchange.getRequestMethod().equals("POST")
                    ? connection.post(path, type == null ? "application/json" : type, body)
                    : connection.get(path);
            String token = exchange.getRequestHeaders().getFirst(TOKEN);
            answer = lie.tell(
                    path, connection.exchange(token == null ? request : LoadConnection.with(request, TOKEN, token)));
        }
        boolean car = answer.status() == 200 && answer.body().length > 0 && answer.body()[0] != '{';
        boolean json = answer.status() < 300;
        exchange.getResponseHeaders()
                .set(
                        "content-type",
                        car ? "application/vnd.ipld.car" : json ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
