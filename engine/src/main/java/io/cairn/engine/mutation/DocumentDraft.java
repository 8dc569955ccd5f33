package io.cairn.engine.mutation;

import io.cairn.engine.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document while it is changed in many places. Every object is copied once, however many places are inside it: masks
 * and documents may both have tens of thousands of fields.
 */
final class DocumentDraft {
    private final LinkedHashMap<String, Value> fields;
    private final LinkedHashMap<String, DocumentDraft> opened = new LinkedHashMap<>();

    DocumentDraft(Value.Document document) {
        fields = new LinkedHashMap<>(document.fields());
    }

    /** Sets a place; objects on the way are created, other values replaced. */
    void set(FieldPath path, Value value) {
        set(path.names(), value);
    }

    private void set(List<String> names, Value value) {
        String name = names.getFirst();
        if (names.size() == 1) {
            put(name, value);
            return;
        }
        DocumentDraft inner = inner(name);
        if (inner == null) {
            put(name, Value.Document.EMPTY);
            inner = new DocumentDraft(Value.Document.EMPTY);
            opened.put(name, inner);
        }
        inner.set(names.subList(1, names.size()), value);
    }

    /** Sets a field at the top. */
    void put(String name, Value value) {
        opened.remove(name);
        fields.put(name, value);
    }

    /** Removes a place; nothing happens where it is absent. */
    void remove(FieldPath path) {
        remove(path.names());
    }

    private void remove(List<String> names) {
        String name = names.getFirst();
        if (names.size() == 1) {
            opened.remove(name);
            fields.remove(name);
            return;
        }
        DocumentDraft inner = inner(name);
        if (inner != null) {
            inner.remove(names.subList(1, names.size()));
        }
    }

    /** The object in a field, opened for changes; null where there is none. */
    private @Nullable DocumentDraft inner(String name) {
        DocumentDraft inner = opened.get(name);
        if (inner == null && fields.get(name) instanceof Value.Document document) {
            inner = new DocumentDraft(document);
            opened.put(name, inner);
        }
        return inner;
    }

    /** The document as it is now. */
    Value.Document build() {
        for (Map.Entry<String, DocumentDraft> inner : opened.entrySet()) {
            fields.put(inner.getKey(), inner.getValue().build());
        }
        opened.clear();
        return Value.Document.of(fields);
    }
}
