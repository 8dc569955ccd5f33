package io.cairn.node.database;

import io.cairn.engine.model.CairnException;
import io.cairn.node.journal.Disk;
import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is there while the node is stopped in good order: the store, which has no log of its own, then holds every
 * sealed block. Wrong only towards doubt: it is gone for good before anything is written, and comes after all is closed.
 */
final class CleanMark {
    private final Path folder;
    private final Path file;
    private final Disk disk;

    CleanMark(Path folder, Disk disk) {
        this.folder = folder;
        this.file = folder.resolve("store-whole");
        this.disk = disk;
    }

    /** Takes the mark away; answers whether it was there. */
    boolean take() {
        try {
            boolean was = Files.deleteIfExists(file);
            if (was) {
                disk.forceFolder(folder);
            }
            return was;
        } catch (IOException e) {
            throw new CairnException.Unavailable("disk-failed", "cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    /** Leaves the mark; without it the next start only has more to find out. */
    void leave() {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            Log.write(LogLevel.WARNING, Event.of("clean-mark-missing").causedBy(e));
        }
    }
}
