package io.cairn.node.http;

import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What one event loop keeps: its connections, a coarse clock for their timeouts, and the date header. Loop only. */
final class LoopState {
    private static final int TICK_MILLIS = 250;

    private final Set<HttpConnection> connections = new HashSet<>();
    private long nowMillis = monotonicMillis();
    private byte[] date = dateHeader();
    private long dateSecond;

    /** Begins to watch the loop's connections. */
    void start(EventLoop loop) {
        var _ = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(HttpConnection connection) {
        connections.add(connection);
    }

    void remove(HttpConnection connection) {
        connections.remove(connection);
    }

    /** Milliseconds of a clock that only goes forward, behind by at most a tick. */
    long nowMillis() {
        return nowMillis;
    }

    /** The line {@code date: …} with its line end. */
    byte[] date() {
        return date;
    }

    void drain() {
        new ArrayList<>(connections).forEach(HttpConnection::drain);
    }

    void abort() {
        new ArrayList<>(connections).forEach(HttpConnection::abort);
    }

    private void tick() {
        nowMillis = monotonicMillis();
        long second = nowMillis / 1000;
        if (second != dateSecond) {
            dateSecond = second;
            date = dateHeader();
        }
        new ArrayList<>(connections).forEach(HttpConnection::tick);
    }

    private static long monotonicMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static byte[] dateHeader() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        return ("date: " + date + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
