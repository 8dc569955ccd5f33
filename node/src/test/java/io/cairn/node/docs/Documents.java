package io.cairn.node.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The project's documents and the fenced blocks in them. */
final class Documents {
    private static final String FENCE = "```";

    private Documents() {}

    /** The root of the project: the nearest folder upwards that has {@code docs/http.md}. */
    static Path root() {
        Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/http.md"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no folder above the working directory has docs/http.md");
            }
        }
        return folder;
    }

    static List<String> lines(String document) throws IOException {
        return Files.readAllLines(root().resolve(document));
    }

    /** The content of every block that is fenced with {@code language}, in order. */
    static List<List<String>> blocks(String document, String language) throws IOException {
        List<List<String>> blocks = new ArrayList<>();
        List<String> open = null;
        boolean wanted = false;
        for (String line : lines(document)) {
            if (open == null && line.startsWith(FENCE)) {
                open = new ArrayList<>();
                wanted = line.equals(FENCE + language);
            } else if (open != null && line.equals(FENCE)) {
                if (wanted) {
                    blocks.add(open);
                }
                open = null;
            } else if (open != null) {
                open.add(line);
            }
        }
        if (open != null) {
            throw new IllegalStateException(document + " has a block without an end");
        }
        return blocks;
    }
}
