package io.cairn.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * A server with routes of every kind. Its {@link #close} fails where anything was logged as a warning or worse, which
 * is where Netty's leak detector reports, too.
 */
final class TestServer implements AutoCloseable {
    static {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    final Metrics metrics = new Metrics();
    final Workers workers = new Workers(2, 8);
    final CompletableFuture<Response> held = new CompletableFuture<>();
    final CompletableFuture<ResponseStream> stream = new CompletableFuture<>();
    final CompletableFuture<String> begun = new CompletableFuture<>();
    /** Open once a request to {@code /held} is with its handler. */
    final CountDownLatch holding = new CountDownLatch(1);

    final CountDownLatch streamClosed = new CountDownLatch(1);
    final ConcurrentLinkedQueue<CompletableFuture<byte[]>> heldLines = new ConcurrentLinkedQueue<>();
    final HttpServer server;
    private final LogWatch log = new LogWatch();

    TestServer() {
        this(settings());
    }

    TestServer(HttpSettings settings) {
        this(settings, true);
    }

    /** {@code opened} is whether streams of lines begin at once, or when {@link #begun} is done. */
    TestServer(HttpSettings settings, boolean opened) {
        if (opened) {
            begun.complete("at once");
        }
        server = HttpServer.start(settings, Routes.of("1", routes(), Map.of()), workers, metrics);
    }

    static HttpSettings settings() {
        return HttpSettings.standard(0)
                .withLimits(new HttpLimits(4_096, 64 << 10, 2_048, 64, 64 << 10))
                .withTimeouts(new HttpTimeouts(60_000, 60_000, 60_000, 5_000));
    }

    int port() {
        return server.port();
    }

    RawClient client() {
        return new RawClient(port());
    }

    private List<Route> routes() {
        Parameter name = Parameter.path("name", "who", Schemas.text());
        Parameter size = Parameter.query("size", "how many bytes", Schemas.number());
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/hello/{name}", json("Greets").parameter(name), Handler.direct(TestServer::hello)));
        routes.add(Route.get("/hello/all", json("Greets all"), Handler.direct(_ -> text("all"))));
        routes.add(Route.get("/worker", json("Works"), Handler.worker(_ -> text("worked"))));
        routes.add(Route.get("/held", json("Waits"), Handler.later(_ -> {
            holding.countDown();
            return held;
        })));
        routes.add(Route.get("/broken", json("Breaks"), Handler.direct(_ -> {
            throw new CairnException.Busy("queue-full", "later");
        })));
        routes.add(Route.get(
                "/large",
                Description.of("Large").parameter(size).answers(Content.bytes("application/octet-stream")),
                Handler.direct(request ->
                        Response.of(200, "application/octet-stream", new byte[(int) request.requiredNumber("size")]))));
        routes.add(Route.get(
                "/stream",
                Description.of("Streams").answers(Content.bytes(Response.EVENTS)),
                Handler.direct(_ -> Response.stream(Response.EVENTS, out -> {
                    out.onClose(streamClosed::countDown);
                    stream.complete(out);
                }))));
        Description echo = json("Echoes")
                .takes(Content.bytes("application/octet-stream"))
                .takes(Content.bytes(Response.NDJSON))
                .answers(Content.bytes(Response.NDJSON));
        routes.add(Route.post("/echo", echo, Handler.direct(TestServer::echo))
                .withLines(_ -> begun.thenApply(_ -> this::line)));
        return routes;
    }

    private CompletableFuture<byte[]> line(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        if (text.equals("wrong")) {
            throw new CairnException.Incorrect("line-wrong", "line", "wrong");
        }
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        if (text.startsWith("hold")) {
            heldLines.add(answer);
        } else {
            answer.complete(("<" + text + ">").getBytes(StandardCharsets.UTF_8));
        }
        return answer;
    }

    private static Description json(String summary) {
        return Description.of(summary).answers(Content.json(Schemas.object()));
    }

    private static Response hello(Request request) {
        return text(request.segment("name"));
    }

    private static Response echo(Request request) {
        return text(new String(request.body(), StandardCharsets.ISO_8859_1));
    }

    static Response text(String text) {
        return Response.json(Value.Document.builder().put("text", text).build());
    }

    @Override
    public void close() {
        server.close();
        workers.close();
        assertThat(server.connections()).isZero();
        assertThat(metrics.text()).contains("cairn_http_buffered_bytes 0\n");
        collectLeaks();
        log.close();
        assertThat(log.records()).isEmpty();
    }

    /** A leak is reported when a buffer is allocated after the lost one was collected. */
    private static void collectLeaks() {
        System.gc();
        for (int i = 0; i < 16; i++) {
            ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(64);
            buffer.release();
        }
    }
}
