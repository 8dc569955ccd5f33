package io.cairn.node.pgwire;

import io.cairn.node.pgtype.BinaryFormat;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The parts of a message's body, in order. What is missing or left over breaks the protocol. */
final class Body {
    private final ByteBuffer bytes;

    Body(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    byte letter() {
        require(1);
        return bytes.get();
    }

    int int16() {
        require(2);
        return bytes.getShort();
    }

    int int32() {
        require(4);
        return bytes.getInt();
    }

    /** A count of parts that have at least {@code bytesEach} bytes each. */
    int count(int bytesEach) {
        int count = int16() & 0xFFFF;
        require((long) count * bytesEach);
        return count;
    }

    /** A text up to a zero byte. */
    String string() {
        for (int end = bytes.position(); end < bytes.limit(); end++) {
            if (bytes.get(end) == 0) {
                byte[] text = new byte[end - bytes.position()];
                bytes.get(text).get();
                return BinaryFormat.text(text);
            }
        }
        throw malformed("a text has no end");
    }

    /** A length and as many bytes; null for the length -1. */
    byte @Nullable [] sized() {
        int length = int32();
        if (length == -1) {
            return null;
        }
        if (length < 0) {
            throw malformed("a length is negative");
        }
        require(length);
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    /** All that is left. */
    byte[] rest() {
        byte[] value = new byte[bytes.remaining()];
        bytes.get(value);
        return value;
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    void end() {
        if (bytes.hasRemaining()) {
            throw malformed("bytes behind its end");
        }
    }

    private void require(long count) {
        if (bytes.remaining() < count) {
            throw malformed("insufficient data left");
        }
    }

    static SqlFailure malformed(String why) {
        return SqlFailure.of(SqlState.PROTOCOL_VIOLATION, "invalid message format: " + why);
    }
}
