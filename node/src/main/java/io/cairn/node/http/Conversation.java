package io.cairn.node.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one connection: a request after the other, answered in order.
 *
 * <p>Threading: everything runs on the connection's event loop, except {@link #answered}, which hops to it. Whoever
 * hands parts in asks {@link #isBusy} first, and is told by {@code goOn} when that may have changed.
 */
final class Conversation {
    /** The answer to whoever comes while the server is closing. */
    static final Problem STOPPING = new Problem(503, "node-stopping", "the node is being stopped; try again later", "");

    private static final int SKIPPED_BYTES_MAX = 64 << 10;

    private final ServerState server;
    private final Channel channel;
    private final ConnectionClock clock;
    private final ResponseWriter writer;
    private final Inbox inbox;
    private final Runnable goOn;
    private ConversationState state = ConversationState.HEAD;
    private @Nullable Exchange exchange;

    Conversation(
            ServerState server,
            Channel channel,
            ConnectionClock clock,
            ResponseWriter writer,
            Inbox inbox,
            Runnable goOn) {
        this.server = server;
        this.channel = channel;
        this.clock = clock;
        this.writer = writer;
        this.inbox = inbox;
        this.goOn = goOn;
    }

    /** Whether nothing more is answered. */
    boolean isOver() {
        return state == ConversationState.LINGERING;
    }

    /** Whether the next part has to wait. */
    boolean isBusy() {
        return switch (state) {
            case HEAD -> !channel.isWritable();
            case ANSWERING -> true;
            case LINES ->
                exchange != null && exchange.lines() != null && exchange.lines().isFull();
            case BODY, SKIP, LINGERING -> false;
        };
    }

    /** Bytes of a streamed answer that the client has taken. */
    long takenBytes() {
        return exchange == null || exchange.stream() == null
                ? 0
                : exchange.stream().takenBytes();
    }

    /** The connection is gone. */
    void closed() {
        if (exchange != null) {
            exchange.close();
            exchange = null;
        }
        state = ConversationState.LINGERING;
        inbox.clear();
    }

    /** Takes the next part; it belongs to the caller. */
    void take(HttpObject part) {
        if (state == ConversationState.LINGERING) {
            return;
        }
        if (part.decoderResult().isFailure()) {
            refuse(writer.malformed(part.decoderResult().cause()));
        } else if (state == ConversationState.HEAD) {
            if (part instanceof HttpRequest head) {
                begin(head);
            }
        } else if (part instanceof HttpContent content) {
            take(content);
        }
    }

    private void begin(HttpRequest head) {
        HeadCheck check = HeadCheck.of(head);
        Exchange next = new Exchange(head, check.isOld(), check.keepAlive());
        exchange = next;
        Problem problem = server.isDraining() ? STOPPING : check.problem();
        if (problem != null) {
            next.closeAfter();
            respond(problem.response());
            return;
        }
        InetAddress peer = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        switch (server.dispatcher().admit(head, next.id(), peer, check.hasBody())) {
            case Dispatcher.Admission.Answered answered -> {
                boolean small = !check.expectsContinue() && check.length() >= 0 && check.length() <= SKIPPED_BYTES_MAX;
                if (check.hasBody() && !small) {
                    next.closeAfter();
                }
                respond(answered.response());
                state = state == ConversationState.HEAD ? ConversationState.SKIP : state;
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
            state = ConversationState.BODY;
        } else {
            beginLines(next, lines);
        }
    }

    private void beginLines(Exchange next, Handler.Lines lines) {
        state = ConversationState.ANSWERING;
        CompletableFuture<Handler.LineAnswerer> begun = server.dispatcher().begin(lines, next.request());
        if (begun.isDone()) {
            openLines(next, begun);
        } else {
            var _ = begun.whenComplete((_, _) -> channel.eventLoop().execute(() -> {
                openLines(next, begun);
                goOn.run();
            }));
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same exchange, not one like it
    private void openLines(Exchange next, CompletableFuture<Handler.LineAnswerer> begun) {
        if (exchange != next) {
            return;
        }
        if (begun.isCompletedExceptionally() || server.isDraining()) {
            next.closeAfter();
            respond(
                    server.isDraining()
                            ? STOPPING.response()
                            : Problems.response(begun.exceptionNow(), next.id().text()));
            return;
        }
        ResponseStream out = writer.stream(next, Response.stream(Response.NDJSON, _ -> {}), this::streamEnded);
        next.lines(new LineStream(
                begun.resultNow(),
                out,
                channel.eventLoop(),
                next.id().text(),
                server.settings().limits().bodyBytesMax(),
                goOn));
        clock.bytesArrived();
        state = ConversationState.LINES;
    }

    private void take(HttpContent content) {
        Exchange current = exchange;
        boolean isLast = content instanceof LastHttpContent;
        switch (state) {
            case SKIP -> state = isLast ? ConversationState.HEAD : ConversationState.SKIP;
            case BODY -> {
                if (current != null && current.body() != null) {
                    collect(current, current.body(), content.content(), isLast);
                }
            }
            case LINES -> {
                if (current != null && current.lines() != null) {
                    current.lines().take(content.content());
                    if (isLast && state == ConversationState.LINES) {
                        clock.requestEnded();
                        state = ConversationState.ANSWERING;
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
            state = ConversationState.ANSWERING;
            Route route = current.request().route();
            Request whole = current.request().withBody(body.whole());
            server.dispatcher().run(route, whole, this::answered);
        }
    }

    /** Takes a handler's response, on any thread. */
    private void answered(Response response) {
        if (!channel.eventLoop().inEventLoop()) {
            channel.eventLoop().execute(() -> answered(response));
        } else if (state == ConversationState.ANSWERING) {
            respond(response);
            goOn.run();
        }
    }

    /** Answers what is no request, or cannot go on, and ends. */
    void refuse(Problem problem) {
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
            state = ConversationState.ANSWERING;
            response.writer().accept(out);
        } else {
            writer.write(current, response);
            finish(current);
        }
    }

    private void streamEnded() {
        Exchange current = exchange;
        if (current != null) {
            if (state == ConversationState.LINES) {
                current.closeAfter();
            }
            finish(current);
            goOn.run();
        }
    }

    private void finish(Exchange current) {
        clock.requestEnded();
        exchange = null;
        current.close();
        if (current.keepAlive()) {
            state = ConversationState.HEAD;
        } else {
            linger();
        }
    }

    private void linger() {
        state = ConversationState.LINGERING;
        clock.lingers();
        writer.shutdownOutput();
        inbox.clear();
        inbox.goOnReading();
    }

    /** Looks at the clock. */
    void tick() {
        switch (state) {
            case HEAD, SKIP -> {
                if (clock.hasIdledTooLong()) {
                    writer.close();
                } else if (clock.requestIsLate() && inbox.isEmpty()) {
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
                // A handler answers for its own time; lingering ends by the connection's clock.
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
        } else if (state == ConversationState.HEAD && clock.isIdle() && inbox.isEmpty()) {
            writer.close();
        }
    }
}
