package io.cairn.node.pgwire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads messages: a letter, a length that counts itself, a body. A claim of length takes no memory before its bytes. */
final class FrameInput {
    private static final int LENGTH_BYTES = 4;

    private final InputStream in;
    private int bodyBytesMax;
    private boolean peeked;
    private int ahead;

    FrameInput(InputStream in, int bodyBytesMax) {
        this.in = in;
        this.bodyBytesMax = bodyBytesMax;
    }

    /** Lets bodies be of another size from now on. */
    void limit(int bytesMax) {
        bodyBytesMax = bytesMax;
    }

    /** The letter of the next message, or -1 where the client has gone. */
    int type() throws IOException {
        int letter = peeked ? ahead : in.read();
        peeked = false;
        return letter;
    }

    /** The letter of the next message, which stays there; waits for it. */
    int peek() throws IOException {
        if (!peeked) {
            ahead = in.read();
            peeked = true;
        }
        return ahead;
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
        byte[] body = in.readNBytes(length - LENGTH_BYTES);
        if (body.length < length - LENGTH_BYTES) {
            throw new EOFException();
        }
        return body;
    }

    private int length() throws IOException {
        byte[] bytes = in.readNBytes(LENGTH_BYTES);
        if (bytes.length < LENGTH_BYTES) {
            throw new EOFException();
        }
        return (bytes[0] & 0xFF) << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
    }
}
