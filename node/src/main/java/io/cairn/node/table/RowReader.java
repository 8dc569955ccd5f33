package io.cairn.node.table;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads rows one by one; a bad row does not end the file. */
public interface RowReader {
    /** The next row, or null at the end. */
    @Nullable
    Row next() throws IOException;
}
