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
    private final Map<EventLoop, LoopState> loops;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong bufferedBytes = new AtomicLong();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;

    ServerState(HttpSettings settings, Dispatcher dispatcher, Map<EventLoop, LoopState> loops, Metrics metrics) {
        this.settings = settings;
        this.dispatcher = dispatcher;
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

    LoopState loop(EventLoop loop) {
        LoopState state = loops.get(loop);
        if (state == null) {
            throw new IllegalStateException("an event loop that the server does not know");
        }
        return state;
    }

    /** Counts one more connection; false where there are too many. Either way it must be counted out. */
    boolean enter() {
        return connections.incrementAndGet() <= settings.limits().connectionsMax();
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
