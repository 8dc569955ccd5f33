package io.cairn.node.pgwire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads messages: a letter, a length that counts itself, a body. A claim of length takes no memory before its bytes.
 *
 * <p>It buffers by itself, for one thread: what the JDK has takes a lock for each piece of a message.
 */
final class FrameInput {
    private static final int LENGTH_BYTES = 4;
    private static final int BUFFER_BYTES = 8 << 10;

    private final InputStream in;
    private final byte[] buffer;
    private int at;
    private int end;
    private int bodyBytesMax;

    private FrameInput(InputStream in, int bufferBytes, int bodyBytesMax) {
        this.in = in;
        this.buffer = new byte[bufferBytes];
        this.bodyBytesMax = bodyBytesMax;
    }

    /** For all that a client sends. */
    FrameInput(InputStream in, int bodyBytesMax) {
        this(in, BUFFER_BYTES, bodyBytesMax);
    }

    /** For one body, behind which nothing is taken from the input. */
    static FrameInput ofOne(InputStream in, int bodyBytesMax) {
        return new FrameInput(in, LENGTH_BYTES, bodyBytesMax);
    }

    /** Lets bodies be of another size from now on. */
    void limit(int bytesMax) {
        bodyBytesMax = bytesMax;
    }

    /** The letter of the next message, or -1 where the client has gone. */
    int type() throws IOException {
        int letter = peek();
        at += letter < 0 ? 0 : 1;
        return letter;
    }

    /** The letter of the next message, which stays there; waits for it. */
    int peek() throws IOException {
        return has(1) ? buffer[at] & 0xFF : -1;
    }

    /**
     * The body of a message whose letter was read.
     *
     * @throws BrokenWireException where it is longer than allowed
     */
    byte[] body() throws IOException {
        int length = length();
        if (length < LENGTH_BYTES || length - LENGTH_BYTES > bodyBytesMax) {
            throw new BrokenWireException(
                    "invalid message length: a message has at most " + bodyBytesMax + " bytes here");
        }
        return bytes(length - LENGTH_BYTES);
    }

    private int length() throws IOException {
        if (!has(LENGTH_BYTES)) {
            throw new EOFException();
        }
        int length = (buffer[at] & 0xFF) << 24
                | (buffer[at + 1] & 0xFF) << 16
                | (buffer[at + 2] & 0xFF) << 8
                | buffer[at + 3] & 0xFF;
        at += LENGTH_BYTES;
        return length;
    }

    private byte[] bytes(int count) throws IOException {
        int here = Math.min(count, end - at);
        byte[] first = Arrays.copyOfRange(buffer, at, at + here);
        at += here;
        if (here == count) {
            return first;
        }
        byte[] rest = in.readNBytes(count - here);
        if (rest.length < count - here) {
            throw new EOFException();
        }
        byte[] whole = Arrays.copyOf(first, count);
        System.arraycopy(rest, 0, whole, here, rest.length);
        return whole;
    }

    /** Waits until so many bytes are there, fewer than the buffer holds; false where the input ends before. */
    private boolean has(int count) throws IOException {
        if (end - at >= count) {
            return true;
        }
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        while (end < count) {
            int more = in.read(buffer, end, buffer.length - end);
            if (more < 0) {
                return false;
            }
            end += more;
        }
        return true;
    }
}
