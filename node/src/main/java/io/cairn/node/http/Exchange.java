package io.cairn.node.http;

import io.cairn.node.http.ResponseEncoder.Framing;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** One request and its answer, while a connection is at it. Event loop only. */
final class Exchange {
    private final HttpRequest head;
    private final RequestId id;
    private final boolean isOld;
    private final long startNanos = System.nanoTime();
    private boolean keepAlive;
    private @Nullable Request request;
    private @Nullable Route route;
    private @Nullable BodyBuffer body;
    private @Nullable ResponseStream stream;
    private @Nullable LineStream lines;

    Exchange(HttpRequest head, boolean isOld, boolean keepAlive) {
        this.head = head;
        this.id = RequestId.of(head.headers().get("x-request-id"));
        this.isOld = isOld;
        this.keepAlive = keepAlive;
    }

    HttpRequest head() {
        return head;
    }

    RequestId id() {
        return id;
    }

    void admit(Request admitted, Route found) {
        request = admitted;
        route = found;
    }

    Request request() {
        if (request == null) {
            throw new IllegalStateException("the request was not admitted");
        }
        return request;
    }

    @Nullable
    Route route() {
        return route;
    }

    void body(BodyBuffer buffer) {
        body = buffer;
    }

    @Nullable
    BodyBuffer body() {
        return body;
    }

    void stream(ResponseStream open) {
        stream = open;
    }

    @Nullable
    ResponseStream stream() {
        return stream;
    }

    void lines(LineStream open) {
        lines = open;
    }

    @Nullable
    LineStream lines() {
        return lines;
    }

    /** The connection ends with this answer. */
    void closeAfter() {
        keepAlive = false;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    Framing framing() {
        return new Framing(head.method().name().equals("HEAD"), isOld, keepAlive);
    }

    long nanos() {
        return System.nanoTime() - startNanos;
    }

    /** Gives back what it held; a writer of its stream hears that the client is gone. */
    void close() {
        if (body != null) {
            body.release();
        }
        if (stream != null) {
            stream.closed();
        }
    }
}
