package io.cairn.node.http;

import io.cairn.engine.model.Check;

/**
 * What a connection may take.
 *
 * @param bodyBytesMax the longest body of a request, and the longest line of a streamed one; beyond it 413
 * @param bufferedBytesMax bodies kept in memory by all connections together; beyond it 503
 * @param headerBytesMax the longest request line and the longest header block; beyond it 414 or 431
 * @param connectionsMax connections open at once; one more is answered 503 and closed
 * @param streamBytesMax bytes of a streamed response that may wait for a slow reader before it is dropped
 */
public record HttpLimits(
        int bodyBytesMax, long bufferedBytesMax, int headerBytesMax, int connectionsMax, int streamBytesMax) {
    /** Checks that every limit leaves room for something. */
    public HttpLimits {
        Check.argument(bodyBytesMax > 0, "bodyBytesMax", "must be positive");
        Check.argument(bufferedBytesMax >= bodyBytesMax, "bufferedBytesMax", "must hold at least one body");
        Check.argument(headerBytesMax >= 256, "headerBytesMax", "must be at least 256");
        Check.argument(connectionsMax > 0, "connectionsMax", "must be positive");
        Check.argument(streamBytesMax > 0, "streamBytesMax", "must be positive");
    }

    /** Four mebibytes and slack for a body, twelve thousand connections. */
    public static HttpLimits standard() {
        return new HttpLimits((16 << 20) + (64 << 10), 256L << 20, 16 << 10, 12_000, 1 << 20);
    }
}
