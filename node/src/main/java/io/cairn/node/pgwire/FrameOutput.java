package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes messages. What is written waits in a buffer until it has {@value #FLUSH_BYTES} bytes or is flushed; then the
 * writer waits for the client, so that a slow reader costs one buffer and one row.
 */
final class FrameOutput {
    private static final int FLUSH_BYTES = 32 << 10;
    private static final int KEPT_BYTES_MAX = 1 << 20;
    private static final int MESSAGE_BYTES_MAX = 1 << 30;

    private final OutputStream out;
    private byte[] buffer = new byte[2 * FLUSH_BYTES];
    private int size;
    private int start;

    FrameOutput(OutputStream out) {
        this.out = out;
    }

    /** Begins a message. */
    FrameOutput begin(char letter) {
        int8(letter);
        start = size;
        return int32(0);
    }

    /** Ends the message that was begun. */
    void end() throws IOException {
        put32(start, size - start);
        if (size >= FLUSH_BYTES) {
            write();
        }
    }

    /** Forgets the message that was begun. */
    void drop() {
        size = start - 1;
    }

    FrameOutput int8(int value) {
        room(1);
        buffer[size++] = (byte) value;
        return this;
    }

    FrameOutput int16(int value) {
        return int8(value >> 8).int8(value);
    }

    FrameOutput int32(int value) {
        room(4);
        put32(size, value);
        size += 4;
        return this;
    }

    /** A text and a zero byte; what has a zero byte itself is cut there. */
    FrameOutput string(String text) {
        int zero = text.indexOf('\0');
        return bytes((zero < 0 ? text : text.substring(0, zero)).getBytes(StandardCharsets.UTF_8))
                .int8(0);
    }

    FrameOutput bytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    void flush() throws IOException {
        write();
        out.flush();
    }

    private void write() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
        if (buffer.length > KEPT_BYTES_MAX) {
            buffer = new byte[2 * FLUSH_BYTES];
        }
    }

    private void room(int more) {
        if (buffer.length - size >= more) {
            return;
        }
        long wanted = (long) size + more;
        if (wanted > MESSAGE_BYTES_MAX) {
            throw SqlFailure.of(SqlState.LIMIT_EXCEEDED, "a row has more than " + MESSAGE_BYTES_MAX + " bytes");
        }
        buffer = Arrays.copyOf(buffer, (int) Math.min(Math.max(wanted, 2L * buffer.length), MESSAGE_BYTES_MAX));
    }

    private void put32(int at, int value) {
        buffer[at] = (byte) (value >> 24);
        buffer[at + 1] = (byte) (value >> 16);
        buffer[at + 2] = (byte) (value >> 8);
        buffer[at + 3] = (byte) value;
    }
}
