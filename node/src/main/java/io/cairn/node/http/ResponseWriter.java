package io.cairn.node.http;

import io.cairn.node.http.ResponseEncoder.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** The sending half of one connection. Event loop only. */
final class ResponseWriter {
    private static final int JOINED_BODY_BYTES_MAX = 64 << 10;

    private final ServerState server;
    private final Channel channel;
    private final LoopState loop;

    ResponseWriter(ServerState server, Channel channel, LoopState loop) {
        this.server = server;
        this.channel = channel;
        this.loop = loop;
    }

    /** Writes a whole response, without flushing. */
    void write(Exchange exchange, Response plain) {
        Response response = count(exchange, plain);
        Framing framing = exchange.framing();
        byte[] body = response.body();
        boolean joined = !framing.isHead() && body.length <= JOINED_BODY_BYTES_MAX;
        send(channel, head(exchange, response, joined));
        if (!joined && !framing.isHead()) {
            send(channel, Unpooled.wrappedBuffer(body));
        }
    }

    /** Writes the head of a response whose body will be written bit by bit. */
    ResponseStream stream(Exchange exchange, Response plain, Runnable ended) {
        Response response = count(exchange, plain);
        if (!exchange.framing().chunked()) {
            exchange.closeAfter();
        }
        send(channel, head(exchange, response, false));
        int waitingMax = server.settings().limits().streamBytesMax();
        ResponseStream stream = new ResponseStream(channel, exchange.framing().chunked(), waitingMax, ended);
        exchange.stream(stream);
        return stream;
    }

    /** Answers something that is no request; nothing else can follow on this connection. */
    void refuse(Problem problem) {
        server.dispatcher().count(null, problem.status(), 0);
        Framing framing = new Framing(false, false, false);
        send(
                channel,
                ResponseEncoder.encode(
                        channel.alloc(), problem.response(), framing, RequestId.of(null), loop.date(), true));
        channel.flush();
    }

    /** Asks a client that waits for it to send its body. */
    void goAhead() {
        send(channel, ResponseEncoder.continueLine(channel.alloc()));
        channel.flush();
    }

    /** Cuts the connection. */
    void close() {
        var _ = channel.close();
    }

    /** Writes without flushing. Nobody waits for a single write: a failed one closes the connection. */
    static void send(Channel channel, ByteBuf bytes) {
        var _ = channel.write(bytes, channel.voidPromise());
    }

    /** Tells the client that nothing more comes, once everything is out, and still reads what it sends. */
    void shutdownOutput() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) future -> {
            if (future.isSuccess() && channel instanceof DuplexChannel duplex) {
                var _ = duplex.shutdownOutput();
            } else {
                close();
            }
        });
    }

    /** Bytes that the client has not taken yet. */
    long pendingBytes() {
        @Nullable ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    Problem malformed(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> new Problem(414, "url-too-long", "the request line is too long", "path");
            case TooLongHttpHeaderException _ ->
                new Problem(431, "headers-too-long", "the headers are too long", "headers");
            default -> new Problem(400, "http-malformed", "the bytes are no HTTP/1.1 request", "");
        };
    }

    Problem bodyTooLarge() {
        int max = server.settings().limits().bodyBytesMax();
        return new Problem(413, "body-too-large", "a body has at most " + max + " bytes", "body");
    }

    private Response count(Exchange exchange, Response response) {
        long nanos = exchange.nanos();
        server.dispatcher().count(exchange.route(), response.status(), nanos);
        server.requestLog().answered(exchange, response, nanos);
        return server.dispatcher()
                .crossOrigin(response, exchange.head().headers().get("origin"));
    }

    private ByteBuf head(Exchange exchange, Response response, boolean withBody) {
        return ResponseEncoder.encode(
                channel.alloc(), response, exchange.framing(), exchange.id(), loop.date(), withBody);
    }
}
