package io.cairn.node.http;

import io.cairn.engine.model.Check;
import java.net.InetAddress;
import java.util.List;

/**
 * How a server listens.
 *
 * @param host the address to bind; loopback unless an operator says otherwise
 * @param port the port to bind, or 0 for one that the system chooses
 * @param threads event loops
 * @param rate how often one client address may ask
 * @param corsOrigins origins whose pages may read answers; {@code *} for all; empty for none
 * @param trustedProxies addresses whose {@code x-forwarded-for} says who asks; empty for none
 * @param slowMillisMin time from which a request is told to the log as slow; 0 for never
 */
public record HttpSettings(
        String host,
        int port,
        int threads,
        HttpLimits limits,
        HttpTimeouts timeouts,
        RateSettings rate,
        List<String> corsOrigins,
        List<InetAddress> trustedProxies,
        long slowMillisMin) {
    /** Checks the port and the number of threads. */
    public HttpSettings {
        Check.argument(port >= 0 && port <= 65_535, "port", "a port is between 0 and 65535, got " + port);
        Check.argument(threads > 0, "threads", "must be positive");
        Check.argument(slowMillisMin >= 0, "slowMillisMin", "is not negative");
        corsOrigins = List.copyOf(corsOrigins);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** Loopback, the standard limits, no rate limit, no CORS, no proxy, nothing slow. */
    public static HttpSettings standard(int port) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        return new HttpSettings(
                "127.0.0.1",
                port,
                threads,
                HttpLimits.standard(),
                HttpTimeouts.standard(),
                RateSettings.NONE,
                List.of(),
                List.of(),
                0);
    }

    /** The same with other limits. */
    public HttpSettings withLimits(HttpLimits other) {
        return new HttpSettings(host, port, threads, other, timeouts, rate, corsOrigins, trustedProxies, slowMillisMin);
    }

    /** The same with other timeouts. */
    public HttpSettings withTimeouts(HttpTimeouts other) {
        return new HttpSettings(host, port, threads, limits, other, rate, corsOrigins, trustedProxies, slowMillisMin);
    }

    /** The same with another rate limit. */
    public HttpSettings withRate(RateSettings other) {
        return new HttpSettings(
                host, port, threads, limits, timeouts, other, corsOrigins, trustedProxies, slowMillisMin);
    }

    /** The same with other origins. */
    public HttpSettings withCorsOrigins(List<String> other) {
        return new HttpSettings(host, port, threads, limits, timeouts, rate, other, trustedProxies, slowMillisMin);
    }

    /** The same with other proxies. */
    public HttpSettings withTrustedProxies(List<InetAddress> other) {
        return new HttpSettings(host, port, threads, limits, timeouts, rate, corsOrigins, other, slowMillisMin);
    }

    /** The same with another time from which a request is slow. */
    public HttpSettings withSlowMillisMin(long other) {
        return new HttpSettings(host, port, threads, limits, timeouts, rate, corsOrigins, trustedProxies, other);
    }
}
