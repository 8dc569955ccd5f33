package io.cairn.node.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The file system as the journal sees it; tests replace it by one that fails and forgets. */
public interface Disk {
    /** Opens a file for reading and writing; creates it empty when {@code create} is true. */
    DiskFile open(Path file, boolean create) throws IOException;

    /** Whether the file or folder exists. */
    boolean exists(Path path);

    /** The files in a folder, sorted by name. */
    List<Path> list(Path folder) throws IOException;

    /** Creates a folder and its parents; nothing happens where it exists. */
    void createFolder(Path folder) throws IOException;

    /** Makes created, renamed and deleted names in the folder durable. */
    void forceFolder(Path folder) throws IOException;

    /** Renames a file atomically and replaces the target. Durable after {@link #forceFolder}. */
    void rename(Path source, Path target) throws IOException;

    /** Deletes a file. Durable after {@link #forceFolder}. */
    void delete(Path file) throws IOException;
}
