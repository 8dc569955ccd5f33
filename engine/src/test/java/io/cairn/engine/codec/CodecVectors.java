package io.cairn.engine.codec;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds published vectors beside the project and golden files in the test resources. */
final class CodecVectors {
    /** Whole counts instead of a sample. */
    static final boolean FULL = Boolean.getBoolean("cairn.full");

    private CodecVectors() {}

    /** The folder of vectors, or a visible skip where the checkout stands alone. */
    static Path folder(String name) {
        Path start = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            Path folder = at.resolve("shared/vectors").resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return abort("no shared/vectors/" + name + " above " + start + ": published vectors were not run");
    }

    static List<Path> list(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] golden(String name) {
        try (InputStream in = CodecVectors.class.getResourceAsStream("/golden/codec/" + name)) {
            if (in == null) {
                throw new AssertionError("no golden file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a golden file that are neither empty nor comments. */
    static List<String> goldenLines(String name) {
        return new String(golden(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
