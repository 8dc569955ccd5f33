package io.cairn.node.sqltest;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The scripts under some paths: files, folders of {@code *.test} and {@code *.slt}, and jars or zips of them. */
final class Scripts implements AutoCloseable {
    private final List<FileSystem> archives = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    private Scripts() {}

    /** Finds scripts, in an order that depends on their names only. */
    static Scripts find(List<Path> paths) throws IOException {
        Scripts scripts = new Scripts();
        for (Path path : paths) {
            scripts.add(path);
        }
        if (scripts.files.isEmpty()) {
            throw new CairnException.NotFound("file-not-found", "there are no scripts in " + paths);
        }
        return scripts;
    }

    private void add(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new CairnException.NotFound("file-not-found", "there is no file " + path);
        }
        if (Files.isDirectory(path)) {
            addFolder(path);
        } else if (path.toString().endsWith(".jar") || path.toString().endsWith(".zip")) {
            FileSystem archive = FileSystems.newFileSystem(path);
            archives.add(archive);
            for (Path root : archive.getRootDirectories()) {
                addFolder(root);
            }
        } else {
            files.add(path);
        }
    }

    private void addFolder(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".test") || file.toString().endsWith(".slt"))
                    .sorted()
                    .forEach(files::add);
        }
    }

    List<Path> files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        for (FileSystem archive : archives) {
            archive.close();
        }
    }
}
