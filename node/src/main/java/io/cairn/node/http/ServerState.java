package io.cairn.node.http;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections of a server share. Any thread. */
final class ServerState {
    private final HttpSettings settings;
    private final Dispatcher dispatcher;
    private final RequestLog requestLog;
    private final Map<EventLoop, LoopState> loops;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong bufferedBytes = new AtomicLong();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;

    ServerState(HttpSettings settings, Dispatcher dispatcher, Map<EventLoop, LoopState> loops, Metrics metrics) {
        this.settings = settings;
        this.dispatcher = dispatcher;
        this.requestLog = new RequestLog(settings.slowMillisMin());
        this.loops = Map.copyOf(loops);
        metrics.gauge("cairn_http_connections", "Connections that are open.", connections::get);
        metrics.gauge("cairn_http_buffered_bytes", "Bodies of requests kept in memory.", bufferedBytes::get);
    }

    HttpSettings settings() {
        return settings;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    RequestLog requestLog() {
        return requestLog;
    }

    LoopState loop(EventLoop loop) {
        LoopState state = loops.get(loop);
        if (state == null) {
            throw new IllegalStateException("an event loop that the server does not know");
        }
        return state;
    }

    /** How a new connection is received. */
    enum Entrance {
        /** It is counted and served. */
        TAKEN,
        /** It is counted and refused. */
        TOO_MANY,
        /** It is refused; the server does not wait for it. */
        STOPPING
    }

    /** Receives one more connection; unless the server is stopping, it must {@link #leave}. */
    Entrance enter() {
        if (draining) {
            return Entrance.STOPPING;
        }
        return connections.incrementAndGet() <= settings.limits().connectionsMax() ? Entrance.TAKEN : Entrance.TOO_MANY;
    }

    void leave() {
        if (connections.decrementAndGet() == 0 && draining) {
            drained.complete(null);
        }
    }

    int connections() {
        return connections.get();
    }

    /** Takes room for a part of a body; false, and nothing taken, where bodies fill their memory. */
    boolean reserve(int bytes) {
        if (bufferedBytes.addAndGet(bytes) <= settings.limits().bufferedBytesMax()) {
            return true;
        }
        bufferedBytes.addAndGet(-bytes);
        return false;
    }

    void release(int bytes) {
        bufferedBytes.addAndGet(-bytes);
    }

    boolean isDraining() {
        return draining;
    }

    /** From now on connections end after the request that they are at; the future is done when none is left. */
    CompletableFuture<Void> drain() {
        draining = true;
        if (connections.get() == 0) {
            drained.complete(null);
        }
        return drained;
    }
}
