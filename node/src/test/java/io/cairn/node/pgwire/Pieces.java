package io.cairn.node.pgwire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** An input that gives no more than a few bytes at a time. */
final class Pieces extends InputStream {
    private final ByteArrayInputStream in;
    private final int pieceBytes;

    Pieces(byte[] input, int from, int pieceBytes) {
        in = new ByteArrayInputStream(input, from, input.length - from);
        this.pieceBytes = pieceBytes;
    }

    @Override
    public int read() {
        return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        return in.read(bytes, offset, Math.min(length, pieceBytes));
    }
}
