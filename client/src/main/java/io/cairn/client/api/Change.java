package io.cairn.client.api;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document that differs between two blocks.
 *
 * @param kind created, changed or deleted
 * @param before its fields at the first block; null where it was not there or was not asked for
 * @param after its fields at the second block; null where it is not there or was not asked for
 */
public record Change(
        String collection, String id, String kind, Value.@Nullable Document before, Value.@Nullable Document after) {
    static List<Change> list(List<Shape> shapes) {
        List<Change> changes = new ArrayList<>(shapes.size());
        for (Shape shape : shapes) {
            changes.add(new Change(
                    shape.text("collection"),
                    shape.text("id"),
                    shape.text("kind"),
                    shape.has("before") ? shape.shape("before").fields() : null,
                    shape.has("after") ? shape.shape("after").fields() : null));
        }
        return changes;
    }

    /**
     * What differs between two blocks.
     *
     * @param truncated whether there is more than the node tells at once
     */
    public record Set(long from, long to, List<Change> changes, boolean truncated) {
        /** Copies the list. */
        public Set {
            changes = List.copyOf(changes);
        }
    }
}
