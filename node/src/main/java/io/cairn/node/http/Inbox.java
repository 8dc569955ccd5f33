package io.cairn.node.http;

import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * What a client sends while its connection is busy. Bounded: where it is full, nothing is read from the socket, so that
 * the client has to wait. Event loop only.
 */
final class Inbox {
    private static final int WAITING_MAX = 64;

    private final Channel channel;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    Inbox(Channel channel) {
        this.channel = channel;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Object message) {
        waiting.add(message);
        if (waiting.size() >= WAITING_MAX) {
            channel.config().setAutoRead(false);
        }
    }

    /** The oldest; only where there is one. */
    Object take() {
        return waiting.removeFirst();
    }

    void clear() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    void goOnReading() {
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }
}
