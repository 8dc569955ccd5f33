package io.cairn.node.http;

import io.cairn.engine.model.CairnException;
import java.util.concurrent.CompletableFuture;

/** What answers a route, and where it runs. Failures are thrown as {@link CairnException}s. */
public sealed interface Handler {
    /** Answers on the connection's event loop: for what takes microseconds and never blocks. */
    static Handler direct(Answerer answerer) {
        return new Direct(answerer);
    }

    /** Answers on the worker pool; a full pool is answered 503. For queries, proofs, differences. */
    static Handler worker(Answerer answerer) {
        return new Worker(answerer);
    }

    /** Begins on the event loop, without blocking it, and answers when the future is done. */
    static Handler later(LaterAnswerer answerer) {
        return new Later(answerer);
    }

    /** Makes a response of a request. */
    @FunctionalInterface
    interface Answerer {
        /** Answers one request. */
        Response answer(Request request);
    }

    /** Makes a future response of a request. */
    @FunctionalInterface
    interface LaterAnswerer {
        /** Begins to answer one request. */
        CompletableFuture<Response> answer(Request request);
    }

    /**
     * Answers a body of lines, line by line, while it still comes in: what {@link #begin} gives is called with every
     * line on the event loop and must not block; its answers go out in the order of the lines. No line is read before
     * it is there.
     */
    @FunctionalInterface
    interface Lines {
        /** Begins a stream; the request has no body. */
        CompletableFuture<LineAnswerer> begin(Request request);
    }

    /** Answers one line. */
    @FunctionalInterface
    interface LineAnswerer {
        /** The answer to a line, without line end; a failure of the future is written as an error line. */
        CompletableFuture<byte[]> answer(byte[] line);
    }

    /** Runs on the event loop. */
    record Direct(Answerer answerer) implements Handler {}

    /** Runs on the worker pool. */
    record Worker(Answerer answerer) implements Handler {}

    /** Begins on the event loop and ends anywhere. */
    record Later(LaterAnswerer answerer) implements Handler {}
}
