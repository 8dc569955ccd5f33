package io.cairn.node.http;

import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import java.util.concurrent.TimeUnit;

/**
 * Tells the log of requests: of every one where it shows that much, and always of slow ones. Any thread.
 *
 * <p>Only of what a route names is told, never of headers, queries or bodies: tokens come in headers.
 */
final class RequestLog {
    private final long slowNanosMin;

    RequestLog(long slowMillisMin) {
        this.slowNanosMin = slowMillisMin == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(slowMillisMin);
    }

    /** A response begins to go out, {@code nanos} after its request's head came in. */
    void answered(Exchange exchange, Response response, long nanos) {
        boolean slow = nanos >= slowNanosMin;
        LogLevel level = slow ? LogLevel.WARNING : LogLevel.DEBUG;
        if (!slow && !Log.shows(level)) {
            return;
        }
        Event event = Event.of(slow ? "request-slow" : "request")
                .with("request", exchange.id().text())
                .with("method", exchange.head().method().name());
        Route route = exchange.route();
        if (route != null) {
            event = event.with("route", route.path());
            if (route.description().hasPathParameter("db")) {
                event = event.with("database", exchange.request().segment("db"));
            }
        }
        event = event.with("status", response.status());
        // The bytes of a stream are not known when it begins.
        event = response.writer() == null ? event.with("bytes", response.body().length) : event;
        Log.write(level, event.with("millis", TimeUnit.NANOSECONDS.toMillis(nanos)));
    }
}
