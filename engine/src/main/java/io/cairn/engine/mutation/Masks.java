package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Update masks (DB3): which fields a patch touches.
 *
 * <p>A mask is an object whose keys are dotted paths with value true or 1, or {@code {fields: […]}}. A
 * field in mask and patch is set, in the mask only it is deleted, not in the mask it stays; an empty
 * mask merges every field of the patch. Arrays are replaced whole.
 */
public final class Masks {
    private Masks() {}

    static List<FieldPath> read(Value value, String at) {
        if (!(value instanceof Value.Document mask)) {
            throw new CairnException.Incorrect("mask-malformed", at, "a mask is an object");
        }
        List<FieldPath> paths = new ArrayList<>();
        if (mask.size() == 1 && mask.get("fields") instanceof Value.Array listed) {
            for (int i = 0; i < listed.values().size(); i++) {
                String place = at + "/fields/" + i;
                if (!(listed.values().get(i) instanceof Value.Text text)) {
                    throw new CairnException.Incorrect("mask-malformed", place, "a field path is a text");
                }
                paths.add(path(text.value(), place));
            }
            return paths;
        }
        for (Map.Entry<String, Value> field : mask) {
            boolean on =
                    field.getValue().equals(Value.of(true)) || field.getValue().equals(Value.of(1L));
            if (!on) {
                throw new CairnException.Incorrect(
                        "mask-malformed", at + "/" + Names.shown(field.getKey()), "a mask's values are true or 1");
            }
            paths.add(path(field.getKey(), at));
        }
        return paths;
    }

    private static FieldPath path(String text, String at) {
        FieldPath path = FieldPath.parse(text, at);
        String first = path.names().getFirst();
        if (first.equals(Names.ID) || first.equals(Names.OWNER)) {
            throw new CairnException.Incorrect("field-name-reserved", at, first + " may not be in a mask");
        }
        return path;
    }

    /** The document after applying a patch under a mask. */
    public static Value.Document apply(Value.Document document, List<FieldPath> mask, Value.Document patch) {
        DocumentDraft draft = new DocumentDraft(document);
        if (mask.isEmpty()) {
            patch.forEach(field -> draft.put(field.getKey(), field.getValue()));
        }
        for (FieldPath path : mask) {
            Value value = path.find(patch);
            if (value == null) {
                draft.remove(path);
            } else {
                draft.set(path, value);
            }
        }
        return draft.build();
    }
}
