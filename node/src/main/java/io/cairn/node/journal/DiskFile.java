package io.cairn.node.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. A file may be open more than once; one handle is used by one thread at a time. */
public interface DiskFile extends AutoCloseable {
    /** Fills {@code target} from {@code offset}; returns the bytes read, fewer only at the end of the file. */
    int read(long offset, byte[] target, int from, int length) throws IOException;

    /** Writes everything that remains in {@code source} at {@code offset}. */
    void write(long offset, ByteBuffer source) throws IOException;

    /** Makes what was written durable, with the metadata that reading it back needs (fdatasync). */
    void force() throws IOException;

    /** The length of the file in bytes. */
    long size() throws IOException;

    /** Cuts the file to {@code size} bytes. */
    void truncate(long size) throws IOException;

    @Override
    void close() throws IOException;
}
