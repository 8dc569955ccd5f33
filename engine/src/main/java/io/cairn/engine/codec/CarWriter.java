package io.cairn.engine.codec;

import java.util.List;

/**
 * Writes a content-addressable archive block by block. Takes the identifiers as they are given: whoever knows the
 * hash of a block need not compute it again. {@link Car#read} refuses an archive in which one is wrong.
 */
public final class CarWriter {
    private final ByteWriter out;

    /** Begins an archive with these roots. */
    public CarWriter(List<Cid> roots) {
        this(roots, 0);
    }

    /** Begins an archive that will have about so many bytes. */
    public CarWriter(List<Cid> roots, int bytesExpected) {
        out = new ByteWriter(bytesExpected + 128);
        out.prefixed(CarHeader.encode(roots));
    }

    /** Adds a block. */
    public CarWriter block(Cid cid, byte[] data) {
        out.varint((long) Cid.BYTES + data.length);
        out.bytes(cid.toBytes()).bytes(data);
        return this;
    }

    /** The archive so far. */
    public byte[] toBytes() {
        return out.toBytes();
    }
}
