package io.cairn.node.http;

import io.cairn.engine.model.Check;

/**
 * How long a connection may take, all in milliseconds; watched to about a quarter of a second.
 *
 * @param idleMillisMax time without a request on a connection kept open
 * @param requestMillisMax time from the first byte of a request to its last; for a streamed body, between its bytes
 * @param writeMillisMax time for which a client may take nothing of a response
 * @param drainMillisMax time that requests under way have to end when the server closes
 */
public record HttpTimeouts(long idleMillisMax, long requestMillisMax, long writeMillisMax, long drainMillisMax) {
    /** Checks that every time is positive. */
    public HttpTimeouts {
        Check.argument(idleMillisMax > 0, "idleMillisMax", "must be positive");
        Check.argument(requestMillisMax > 0, "requestMillisMax", "must be positive");
        Check.argument(writeMillisMax > 0, "writeMillisMax", "must be positive");
        Check.argument(drainMillisMax > 0, "drainMillisMax", "must be positive");
    }

    /** Ten idle minutes, thirty seconds for a request or for a stalled reader, ten to drain. */
    public static HttpTimeouts standard() {
        return new HttpTimeouts(600_000, 30_000, 30_000, 10_000);
    }
}
