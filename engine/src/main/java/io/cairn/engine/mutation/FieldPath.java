package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The place of a field in a document: names joined by dots. Arrays are not entered. */
public record FieldPath(List<String> names) {
    /** Longest path in UTF-8 bytes. */
    public static final int BYTES_MAX = 64;
    /** Most names in a path. */
    public static final int NAMES_MAX = 16;

    /** Copies the names. */
    public FieldPath {
        names = List.copyOf(names);
    }

    /** Parses a dotted path; {@code path-malformed} where it is none that an index could have. */
    public static FieldPath parse(String text, String at) {
        List<String> names = new ArrayList<>(2);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                names.add(text.substring(start, i));
                start = i + 1;
            }
        }
        boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX && names.size() <= NAMES_MAX;
        // BSON has no names with U+0000, so no document could have such a field.
        if (!fits || names.contains("") || text.indexOf('\0') >= 0 || !Value.Text.isWellFormed(text)) {
            throw new CairnException.Incorrect(
                    "path-malformed",
                    at,
                    "a field path is 1 to 16 names joined by dots, without U+0000, at most 64 bytes in all: "
                            + Names.shown(text));
        }
        return new FieldPath(names);
    }

    /** The dotted text. */
    public String text() {
        return String.join(".", names);
    }

    /** The value at this place, or null where absent. */
    public @Nullable Value find(Value.Document document) {
        Value value = document;
        for (String name : names) {
            if (!(value instanceof Value.Document inner)) {
                return null;
            }
            value = inner.get(name);
        }
        return value;
    }

    /**
     * Every field that has an automatic index, objects and what is inside them, in order of the
     * document. Names that no path can address (empty, or with a dot) are left out.
     */
    public static List<Map.Entry<String, Value>> indexed(Value.Document document) {
        List<Map.Entry<String, Value>> found = new ArrayList<>();
        collect(document, "", 1, found);
        return found;
    }

    private static void collect(
            Value.Document document, String prefix, int depth, List<Map.Entry<String, Value>> found) {
        if (depth > NAMES_MAX) {
            return;
        }
        for (Map.Entry<String, Value> field : document) {
            String path = prefix + field.getKey();
            boolean addressable = !field.getKey().isEmpty()
                    && field.getKey().indexOf('.') < 0
                    && path.length() <= BYTES_MAX
                    && path.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
            if (addressable) {
                found.add(Map.entry(path, field.getValue()));
                if (field.getValue() instanceof Value.Document inner) {
                    collect(inner, path + ".", depth + 1, found);
                }
            }
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
