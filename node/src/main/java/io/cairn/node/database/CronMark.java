package io.cairn.node.database;

import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in the folder of a database that has crons, so that a node that starts opens it without being asked. Wrong only
 * in when: crons that are due run at the next opening, each at its own time.
 */
final class CronMark {
    private final Path file;

    CronMark(Path folder) {
        this.file = folder.resolve("crons");
    }

    boolean isSet() {
        return Files.exists(file);
    }

    void set(boolean hasCrons) {
        try {
            if (!hasCrons) {
                Files.deleteIfExists(file);
            } else if (!isSet()) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            Log.write(LogLevel.WARNING, Event.of("cron-mark-failed").causedBy(e));
        }
    }
}
