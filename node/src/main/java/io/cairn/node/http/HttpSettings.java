package io.cairn.node.http;

import io.cairn.engine.model.Check;
import java.util.List;

/**
 * How a server listens.
 *
 * @param host the address to bind; loopback unless an operator says otherwise
 * @param port the port to bind, or 0 for one that the system chooses
 * @param threads event loops
 * @param rate how often one client address may ask
 * @param corsOrigins origins whose pages may read answers; {@code *} for all; empty for none
 */
public record HttpSettings(
        String host,
        int port,
        int threads,
        HttpLimits limits,
        HttpTimeouts timeouts,
        RateSettings rate,
        List<String> corsOrigins) {
    /** Checks the port and the number of threads. */
    public HttpSettings {
        Check.argument(port >= 0 && port <= 65_535, "port", "a port is between 0 and 65535, got " + port);
        Check.argument(threads > 0, "threads", "must be positive");
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** Loopback, the standard limits, no rate limit, no CORS. */
    public static HttpSettings standard(int port) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        return new HttpSettings(
                "127.0.0.1",
                port,
                threads,
                HttpLimits.standard(),
                HttpTimeouts.standard(),
                RateSettings.NONE,
                List.of());
    }

    /** The same with other limits. */
    public HttpSettings withLimits(HttpLimits other) {
        return new HttpSettings(host, port, threads, other, timeouts, rate, corsOrigins);
    }

    /** The same with other timeouts. */
    public HttpSettings withTimeouts(HttpTimeouts other) {
        return new HttpSettings(host, port, threads, limits, other, rate, corsOrigins);
    }

    /** The same with another rate limit. */
    public HttpSettings withRate(RateSettings other) {
        return new HttpSettings(host, port, threads, limits, timeouts, other, corsOrigins);
    }

    /** The same with other origins. */
    public HttpSettings withCorsOrigins(List<String> other) {
        return new HttpSettings(host, port, threads, limits, timeouts, rate, other);
    }
}
