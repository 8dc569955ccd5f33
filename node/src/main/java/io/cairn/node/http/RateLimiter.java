package io.cairn.node.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A token bucket per client address; the 2^64 addresses of one IPv6 subnet count as one client. Any thread.
 *
 * <p>A bucket is the time at which it is full again (the generic cell rate algorithm), so that a full one carries
 * no state and can be forgotten.
 */
final class RateLimiter {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int CLIENTS_MAX = 65_536;
    private static final int SUBNET_BYTES = 8;

    private final ConcurrentHashMap<InetAddress, Long> fullAt = new ConcurrentHashMap<>();
    private final RateSettings settings;
    private final LongSupplier clockNanos;
    private final long costNanos;

    RateLimiter(RateSettings settings, LongSupplier clockNanos) {
        this.settings = settings;
        this.clockNanos = clockNanos;
        this.costNanos = settings.perSecond() == 0 ? 0 : SECOND_NANOS / settings.perSecond();
    }

    boolean limits(InetAddress client) {
        return costNanos > 0 && (settings.loopbackToo() || !client.isLoopbackAddress());
    }

    /** Takes one request from the client's bucket; answers 0, or the nanoseconds after which one is there. */
    long take(InetAddress client) {
        long now = clockNanos.getAsLong();
        long room = (settings.burst() - 1L) * costNanos;
        long[] waitNanos = new long[1];
        fullAt.compute(subnet(client), (_, full) -> {
            long base = full == null || full - now < 0 ? now : full;
            if (base - now > room) {
                waitNanos[0] = base - now - room;
                return full;
            }
            return base + costNanos;
        });
        if (fullAt.size() > CLIENTS_MAX) {
            forget(now);
        }
        return waitNanos[0];
    }

    /** How many clients have a bucket that is not known to be full. */
    int clients() {
        return fullAt.size();
    }

    /** Drops full buckets; where a flood of addresses leaves none full, all of them: memory comes before rates. */
    private void forget(long now) {
        fullAt.values().removeIf(full -> full - now < 0);
        if (fullAt.size() > CLIENTS_MAX) {
            fullAt.clear();
        }
    }

    private static InetAddress subnet(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client;
        }
        byte[] bytes = client.getAddress();
        Arrays.fill(bytes, SUBNET_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("sixteen bytes are an address", impossible);
        }
    }
}
