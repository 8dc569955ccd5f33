package io.cairn.node.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Folders of tests. */
final class Folders {
    private Folders() {}

    /** Copies a folder; that of a running node is then as another process finds it where this one is killed now. */
    static Path copy(Path from, Path to) throws IOException {
        List<Path> sorted;
        try (Stream<Path> files = Files.walk(from)) {
            sorted = files.sorted().toList();
        }
        for (Path file : sorted) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target);
            }
        }
        return to;
    }
}
