package io.cairn.engine.document;

import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.record.DeclaredIndex;
import io.cairn.engine.record.Keys;
import java.util.List;

/**
 * What leads to documents in some order: the documents themselves, which stand by their ids, the index that every field
 * has, or a declared one.
 *
 * @param prefix of all its keys
 * @param fields that entries stand by before their ids
 */
record IndexShape(byte[] prefix, List<IndexField> fields) {
    static IndexShape documents(int collection) {
        return new IndexShape(Keys.documents(collection), List.of());
    }

    static IndexShape field(int collection, FieldPath path) {
        return new IndexShape(Keys.index(collection, path.text()), List.of(IndexField.ascending(path)));
    }

    static IndexShape declared(int collection, DeclaredIndex index) {
        return new IndexShape(Keys.declaredIndex(collection, index.number()), index.fields());
    }

    boolean isDocuments() {
        return fields.isEmpty();
    }

    /** Whether ids stand with the greatest first. */
    boolean idDescending() {
        return DeclaredIndex.endsDescending(fields);
    }

    String id(byte[] key) {
        int at = prefix.length;
        for (IndexField field : fields) {
            at = DeclaredIndex.end(key, at, field);
        }
        return DeclaredIndex.id(key, at, idDescending());
    }
}
