package io.cairn.node.http;

/** What a connection is late with. Event loop only; as fine as the loop's clock. */
final class ConnectionClock {
    private static final int LINGER_MILLIS_MAX = 1_000;

    private final LoopState loop;
    private final HttpTimeouts timeouts;
    private long lastReadMillis;
    private long requestStartMillis = -1;
    private long lingeringSinceMillis = -1;
    private long stalledSinceMillis = -1;
    private long lastPendingBytes;
    private long lastTakenBytes;

    ConnectionClock(LoopState loop, HttpTimeouts timeouts) {
        this.loop = loop;
        this.timeouts = timeouts;
        this.lastReadMillis = loop.nowMillis();
    }

    void bytesArrived() {
        lastReadMillis = loop.nowMillis();
        if (requestStartMillis < 0) {
            requestStartMillis = lastReadMillis;
        }
    }

    /** The whole request is there, or the answer is out. */
    void requestEnded() {
        requestStartMillis = -1;
        lastReadMillis = loop.nowMillis();
    }

    void lingers() {
        lingeringSinceMillis = loop.nowMillis();
    }

    boolean isIdle() {
        return requestStartMillis < 0;
    }

    boolean hasIdledTooLong() {
        return isIdle() && loop.nowMillis() - lastReadMillis > timeouts.idleMillisMax();
    }

    boolean requestIsLate() {
        return requestStartMillis >= 0 && loop.nowMillis() - requestStartMillis > timeouts.requestMillisMax();
    }

    boolean nextBytesAreLate() {
        return loop.nowMillis() - lastReadMillis > timeouts.requestMillisMax();
    }

    boolean hasLingered() {
        return lingeringSinceMillis >= 0 && loop.nowMillis() - lingeringSinceMillis > LINGER_MILLIS_MAX;
    }

    /** Whether the client has taken nothing of what waits for it for too long. */
    boolean clientStalls(long pendingBytes, long takenBytes) {
        boolean moved = pendingBytes == 0 || pendingBytes < lastPendingBytes || takenBytes != lastTakenBytes;
        lastPendingBytes = pendingBytes;
        lastTakenBytes = takenBytes;
        if (moved) {
            stalledSinceMillis = -1;
        } else if (stalledSinceMillis < 0) {
            stalledSinceMillis = loop.nowMillis();
        }
        return stalledSinceMillis >= 0 && loop.nowMillis() - stalledSinceMillis > timeouts.writeMillisMax();
    }
}
