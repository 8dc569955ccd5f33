package io.cairn.node.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One connection: a request after the other, answered in order.
 *
 * <p>Threading: everything runs on the connection's event loop, except {@link #answered}, which hops to it. While a
 * request is being answered, what the client sends meanwhile waits, bounded, in {@link #waiting}; then reading stops.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = System.getLogger(HttpConnection.class.getName());
    private static final int WAITING_MAX = 64;
    private static final int SKIPPED_BYTES_MAX = 64 << 10;

    private enum State {
        /** Between requests, or inside a head. */
        HEAD,
        /** A body comes in. */
        BODY,
        /** A body comes in and is answered line by line. */
        LINES,
        /** The body of a refused request comes in and is dropped. */
        SKIP,
        /** A handler works, or its response is being written bit by bit. */
        ANSWERING,
        /** The last response is out: what comes in is dropped until the client has closed, or a second has passed. */
        LINGERING
    }

    private final ServerState server;
    private final Channel channel;
    private final LoopState loop;
    private final ConnectionClock clock;
    private final ResponseWriter writer;
    private final InetAddress client;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private State state = State.HEAD;
    private boolean reading;
    private boolean handling;
    private @Nullable Exchange exchange;

    HttpConnection(ServerState server, Channel channel) {
        this.server = server;
        this.channel = channel;
        this.loop = server.loop(channel.eventLoop());
        this.clock = new ConnectionClock(loop, server.settings().timeouts());
        this.writer = new ResponseWriter(server, channel, loop);
        this.client = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        loop.add(this);
        if (!server.enter()) {
            writer.refuse(new Problem(503, "too-many-connections", "the node has all the connections it takes", ""));
            writer.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.remove(this);
        server.leave();
        if (exchange != null) {
            exchange.close();
            exchange = null;
        }
        state = State.LINGERING;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    void bytesArrived() {
        clock.bytesArrived();
        reading = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.LINGERING) {
            ReferenceCountUtil.release(message);
        } else if (isBusy() || !waiting.isEmpty()) {
            waiting.add(message);
            if (waiting.size() >= WAITING_MAX) {
                channel.config().setAutoRead(false);
            }
        } else {
            handle(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        channel.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable() && !handling) {
            resume();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.log(Level.ERROR, "connection closed", cause);
        }
        writer.close();
    }

    private boolean isBusy() {
        return switch (state) {
            case HEAD -> !channel.isWritable();
            case ANSWERING -> true;
            case LINES ->
                exchange != null && exchange.lines() != null && exchange.lines().isFull();
            case BODY, SKIP, LINGERING -> false;
        };
    }

    /** Goes on with what came in meanwhile. */
    private void resume() {
        while (!waiting.isEmpty() && !isBusy()) {
            handle(waiting.removeFirst());
        }
        if (waiting.isEmpty() && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        if (!reading) {
            channel.flush();
        }
    }

    private void handle(Object message) {
        handling = true;
        try {
            if (state == State.LINGERING || !(message instanceof HttpObject part)) {
                return;
            }
            if (part.decoderResult().isFailure()) {
                refuse(writer.malformed(part.decoderResult().cause()));
            } else if (state == State.HEAD) {
                if (part instanceof HttpRequest head) {
                    begin(head);
                }
            } else if (part instanceof HttpContent content) {
                take(content);
            }
        } finally {
            handling = false;
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest head) {
        HeadCheck check = HeadCheck.of(head);
        Exchange next = new Exchange(head, check.isOld(), check.keepAlive() && !server.isDraining());
        exchange = next;
        if (check.problem() != null) {
            next.closeAfter();
            respond(check.problem().response());
            return;
        }
        switch (server.dispatcher().admit(head, next.id(), client, check.hasBody())) {
            case Dispatcher.Admission.Answered answered -> {
                boolean small = !check.expectsContinue() && check.length() >= 0 && check.length() <= SKIPPED_BYTES_MAX;
                if (check.hasBody() && !small) {
                    next.closeAfter();
                }
                respond(answered.response());
                state = state == State.HEAD ? State.SKIP : state;
            }
            case Dispatcher.Admission.Admitted admitted -> {
                next.admit(admitted.request(), admitted.route());
                admitted(next, admitted.route(), check);
            }
        }
    }

    private void admitted(Exchange next, Route route, HeadCheck check) {
        Handler.Lines lines = next.request().mediaType().equals(Response.NDJSON) ? route.lines() : null;
        if (lines == null && check.length() > server.settings().limits().bodyBytesMax()) {
            refuse(writer.bodyTooLarge());
            return;
        }
        if (check.expectsContinue()) {
            writer.goAhead();
        }
        if (lines == null) {
            next.body(new BodyBuffer(server, check.length()));
            state = State.BODY;
        } else {
            beginLines(next, lines);
        }
    }

    private void beginLines(Exchange next, Handler.Lines lines) {
        Handler.LineAnswerer answerer;
        try {
            answerer = lines.begin(next.request());
        } catch (RuntimeException failure) {
            // The edge of a request: its failure is its answer.
            next.closeAfter();
            respond(Problems.response(failure, next.id().text()));
            return;
        }
        ResponseStream out = writer.stream(next, Response.stream(Response.NDJSON, _ -> {}), this::streamEnded);
        next.lines(new LineStream(
                answerer,
                out,
                channel.eventLoop(),
                next.id().text(),
                server.settings().limits().bodyBytesMax(),
                this::resume));
        state = State.LINES;
    }

    private void take(HttpContent content) {
        Exchange current = exchange;
        boolean isLast = content instanceof LastHttpContent;
        switch (state) {
            case SKIP -> state = isLast ? State.HEAD : State.SKIP;
            case BODY -> {
                if (current != null && current.body() != null) {
                    collect(current, current.body(), content.content(), isLast);
                }
            }
            case LINES -> {
                if (current != null && current.lines() != null) {
                    current.lines().take(content.content());
                    if (isLast && state == State.LINES) {
                        clock.requestEnded();
                        state = State.ANSWERING;
                        current.lines().complete();
                    }
                }
            }
            case HEAD, ANSWERING, LINGERING -> {
                // Nothing of a body is expected here: the rest of a request that was answered already.
            }
        }
    }

    private void collect(Exchange current, BodyBuffer body, ByteBuf part, boolean isLast) {
        if (body.size() + part.readableBytes() > server.settings().limits().bodyBytesMax()) {
            refuse(writer.bodyTooLarge());
        } else if (!body.append(part)) {
            refuse(new Problem(503, "bodies-fill-memory", "the node is busy with other large requests", ""));
        } else if (isLast) {
            clock.requestEnded();
            state = State.ANSWERING;
            Route route = current.request().route();
            Request whole = current.request().withBody(body.whole());
            server.dispatcher().run(route, whole, this::answered);
        }
    }

    /** Takes a handler's response, on any thread. */
    private void answered(Response response) {
        if (!channel.eventLoop().inEventLoop()) {
            channel.eventLoop().execute(() -> answered(response));
        } else if (state == State.ANSWERING) {
            respond(response);
            if (!handling) {
                resume();
            }
        }
    }

    private void refuse(Problem problem) {
        if (exchange == null || exchange.stream() != null) {
            writer.refuse(problem);
            linger();
        } else {
            exchange.closeAfter();
            respond(problem.response());
        }
    }

    private void respond(Response response) {
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        if (server.isDraining()) {
            current.closeAfter();
        }
        if (response.writer() != null && !current.framing().isHead()) {
            ResponseStream out = writer.stream(current, response, this::streamEnded);
            state = State.ANSWERING;
            response.writer().accept(out);
        } else {
            writer.write(current, response);
            finish(current);
        }
    }

    private void streamEnded() {
        Exchange current = exchange;
        if (current != null) {
            if (state == State.LINES) {
                current.closeAfter();
            }
            finish(current);
            if (!handling) {
                resume();
            }
        }
    }

    private void finish(Exchange current) {
        clock.requestEnded();
        exchange = null;
        current.close();
        if (current.keepAlive()) {
            state = State.HEAD;
        } else {
            linger();
        }
    }

    private void linger() {
        state = State.LINGERING;
        clock.lingers();
        writer.shutdownOutput();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        channel.config().setAutoRead(true);
    }

    /** Looks at the clock. */
    void tick() {
        long taken = exchange == null || exchange.stream() == null
                ? 0
                : exchange.stream().takenBytes();
        if (clock.hasLingered() || clock.clientStalls(writer.pendingBytes(), taken)) {
            writer.close();
            return;
        }
        switch (state) {
            case HEAD, SKIP -> {
                if (clock.hasIdledTooLong()) {
                    writer.close();
                } else if (clock.requestIsLate() && waiting.isEmpty()) {
                    late();
                }
            }
            case BODY -> {
                if (clock.requestIsLate()) {
                    late();
                }
            }
            case LINES -> {
                if (clock.nextBytesAreLate() && !isBusy()) {
                    writer.close();
                }
            }
            case ANSWERING, LINGERING -> {
                // A handler answers for its own time; lingering is seen to above.
            }
        }
    }

    private void late() {
        refuse(new Problem(408, "request-too-slow", "the request did not come in time", ""));
        channel.flush();
    }

    /** The server closes: an idle connection ends now, a stream ends, a request is answered first. */
    void drain() {
        if (exchange != null && exchange.stream() != null) {
            exchange.closeAfter();
            exchange.stream().drain();
            channel.flush();
        } else if (state == State.HEAD && clock.isIdle() && waiting.isEmpty()) {
            writer.close();
        }
    }

    void abort() {
        writer.close();
    }
}
