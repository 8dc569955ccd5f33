package io.cairn.engine.determinism;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The exceptions to the traps: lines of {@code trap-name class-name reason}, where {@code #} starts a comment and a
 * class stands for its nested ones too.
 */
record AllowList(List<Entry> entries) {
    /** One exception. */
    record Entry(String trap, String className, String reason) {
        boolean covers(String name, String type) {
            return trap.equals(name) && (type.equals(className) || type.startsWith(className + "$"));
        }
    }

    static AllowList load() throws IOException {
        try (InputStream in = AllowList.class.getResourceAsStream("/determinism/allowed.txt")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static AllowList parse(String text) {
        List<Entry> entries = new ArrayList<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    String[] parts = line.split("\\s+", 3);
                    if (parts.length < 3) {
                        throw new IllegalArgumentException("an exception needs a trap, a class and a reason: " + line);
                    }
                    entries.add(new Entry(parts[0], parts[1], parts[2]));
                });
        return new AllowList(entries);
    }

    boolean covers(String trap, String className) {
        return entries.stream().anyMatch(entry -> entry.covers(trap, className));
    }
}
