package io.cairn.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * A connection that gets any bytes, through the pipeline of the server without its sockets: how the network cuts them
 * changes no answer, nothing fails inside, and once it is closed nothing is left of it.
 *
 * <p>The first byte of the input says into how long pieces the rest is cut.
 */
class HttpFuzzTest extends FuzzTarget {
    private static final HttpSettings SETTINGS =
            HttpSettings.standard(0).withLimits(new HttpLimits(1_024, 16 << 10, 1_024, 4, 64 << 10));
    private static final Pattern REQUEST_ID = Pattern.compile("x-request-id: [^\r]*");

    @Override
    protected void check(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int cut = Math.max(1, input[0] & 0xFF);
        String atOnce = answers(input, input.length);
        assertThat(atOnce).doesNotContain("HTTP/1.1 500");
        assertThat(atOnce.isEmpty() || atOnce.startsWith("HTTP/1.1 ")).isTrue();
        assertThat(answers(input, cut)).isEqualTo(atOnce);
    }

    /** What the server says to all but the first byte. */
    private static String answers(byte[] input, int pieceBytes) {
        try (LogWatch log = new LogWatch();
                Workers workers = new Workers(1, 1)) {
            Metrics metrics = new Metrics();
            UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false);
            Connection connection = new Connection(memory);
            LoopState loop = new LoopState();
            Dispatcher dispatcher = new Dispatcher(SETTINGS, Routes.of("1", routes(), Map.of()), workers, metrics);
            EventLoop eventLoop = connection.eventLoop();
            ServerState server = new ServerState(SETTINGS, dispatcher, Map.of(eventLoop, loop), metrics);
            HttpConnection handler = new HttpConnection(server, connection);
            connection
                    .pipeline()
                    .addLast(new RequestDecoder(SETTINGS.limits(), handler))
                    .addLast(handler);
            connection.pipeline().fireChannelActive();
            for (int at = 1; at < input.length && connection.isOpen(); at += pieceBytes) {
                int length = Math.min(pieceBytes, input.length - at);
                connection.writeInbound(memory.heapBuffer(length).writeBytes(input, at, length));
            }
            connection.finish();
            String answers = connection.takeOutput();
            assertThat(log.records()).isEmpty();
            assertThat(server.connections()).isZero();
            assertThat(metrics.text()).contains("cairn_http_buffered_bytes 0\n");
            assertThat(memory.metric().usedHeapMemory()).isZero();
            return REQUEST_ID.matcher(answers).replaceAll("x-request-id: -").replace(text(loop.date()), "");
        }
    }

    private static List<Route> routes() {
        Description plain = Description.of("x").answers(Content.json(Schemas.object()));
        Description named = plain.parameter(Parameter.path("name", "x", Schemas.text()))
                .parameter(Parameter.query("size", "x", Schemas.number()));
        Description echo = plain.takes(Content.bytes("application/octet-stream"))
                .takes(Content.bytes(Response.NDJSON))
                .answers(Content.bytes(Response.NDJSON));
        return List.of(
                Route.get("/hello/{name}", named, Handler.direct(HttpFuzzTest::hello)),
                Route.get("/held", plain, Handler.later(_ -> new CompletableFuture<>())),
                Route.post("/echo", echo, Handler.direct(HttpFuzzTest::echo))
                        .withLines(_ -> CompletableFuture.<Handler.LineAnswerer>completedFuture(HttpFuzzTest::line)));
    }

    private static Response hello(Request request) {
        return Response.json(Value.Document.builder()
                .put("name", request.segment("name"))
                .put("size", request.parameter("size") == null ? 0 : request.requiredNumber("size"))
                .build());
    }

    private static Response echo(Request request) {
        return Response.of(200, "application/octet-stream", request.body());
    }

    private static CompletableFuture<byte[]> line(byte[] line) {
        if (line[0] == '!') {
            throw new CairnException.Incorrect("line-wrong", "line", "wrong");
        }
        return CompletableFuture.completedFuture(line);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A channel without a socket, with an address. */
    private static final class Connection extends EmbeddedChannel {
        Connection(UnpooledByteBufAllocator memory) {
            config().setAllocator(memory);
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }

        String takeOutput() {
            StringBuilder output = new StringBuilder();
            for (ByteBuf part = readOutbound(); part != null; part = readOutbound()) {
                output.append(part.toString(StandardCharsets.ISO_8859_1));
                part.release();
            }
            return output.toString();
        }
    }
}
