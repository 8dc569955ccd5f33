package io.cairn.node.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A body that comes in. Grows with what is there, not with what the client says will come. Event loop only. */
final class BodyBuffer {
    private static final int FIRST_BYTES_MAX = 64 << 10;

    private final ServerState server;
    private byte[] bytes;
    private int size;
    private int reserved;

    BodyBuffer(ServerState server, long announced) {
        this.server = server;
        this.bytes = new byte[Math.clamp(announced, 0, FIRST_BYTES_MAX)];
    }

    int size() {
        return size;
    }

    /** Takes a part; false, and nothing taken, where the server has no memory left for bodies. */
    boolean append(ByteBuf part) {
        int more = part.readableBytes();
        if (!server.reserve(more)) {
            return false;
        }
        reserved += more;
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, (int)
                    Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
        part.readBytes(bytes, size, more);
        size += more;
        return true;
    }

    byte[] whole() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** The request is done: its bytes count no longer. */
    void release() {
        server.release(reserved);
        reserved = 0;
    }
}
