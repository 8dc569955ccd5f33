package io.cairn.engine.document;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.record.DeclaredIndex;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.engine.record.IndexCatalog;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads the documents of one collection for one query, and counts them. */
final class DocumentLoader {
    private final MapView view;
    private final String name;
    private final int collection;
    private final IndexCatalog declared;
    private int entries;

    DocumentLoader(MapView view, String name, int collection) {
        this.view = view;
        this.name = name;
        this.collection = collection;
        this.declared = IndexCatalog.read(view, collection);
    }

    MapView view() {
        return view;
    }

    /** The documents, the indexes of the fields that the query names, and the declared ones that have all entries. */
    List<IndexShape> indexes(Query query) {
        List<IndexShape> shapes = new ArrayList<>();
        for (DeclaredIndex index : declared.indexes()) {
            if (index.isReady()) {
                shapes.add(IndexShape.declared(collection, index));
            }
        }
        List<FieldPath> paths = new ArrayList<>();
        if (!query.orders().isEmpty()) {
            paths.add(query.orders().getFirst().path());
        }
        query.conditions().forEach(condition -> paths.add(condition.path()));
        for (FieldPath path : paths.stream().distinct().toList()) {
            if (!Query.isId(path)) {
                shapes.add(IndexShape.field(collection, path));
            }
        }
        shapes.add(IndexShape.documents(collection));
        return shapes;
    }

    /** Counts an entry that a query looks at. */
    void count(Query query) {
        if (++entries > DocumentReader.ENTRIES_MAX) {
            throw tooCostly(query);
        }
    }

    /** A document by its id, or null. */
    @Nullable
    StoredDocument load(String id) {
        return load(view, collection, id);
    }

    static @Nullable StoredDocument load(MapView view, int collection, String id) {
        byte[] stored = view.get(Keys.document(collection, id));
        if (stored == null) {
            return null;
        }
        DocumentRecord record = DocumentRecord.decode(stored);
        return new StoredDocument(
                id, record.owner(), record.createdSequence(), record.changedSequence(), record.fields());
    }

    /** What a query fails with that looks at too much: the index that is missing, where one would help. */
    CairnException tooCostly(Query query) {
        List<IndexField> wanted = wanted(query);
        boolean isSingle =
                wanted.size() < 2 && (wanted.isEmpty() || wanted.getFirst().kind() != IndexField.Kind.ARRAY);
        DeclaredIndex known = declared.find(wanted);
        return isSingle || (known != null && known.isReady()) ? tooCostly() : missing(query);
    }

    static CairnException tooCostly() {
        return new CairnException.Incorrect(
                "query-too-costly",
                "query",
                "the query looks at more than " + DocumentReader.ENTRIES_MAX
                        + " entries; add a condition that narrows it");
    }

    /** {@code query-index-missing}, with the index to add. */
    CairnException missing(Query query) {
        List<IndexField> wanted = wanted(query);
        String shown = Json.print(IndexField.toValue(wanted));
        if (wanted.size() > IndexField.FIELDS_MAX) {
            return new CairnException.Incorrect(
                    "query-too-costly",
                    "query",
                    "no index has as many fields as this query needs, " + wanted.size() + ": " + shown);
        }
        DeclaredIndex known = declared.find(wanted);
        String message = known == null
                ? "the query needs an index that is not there; add it with [\"addIndex\", " + shown + ", \"" + name
                        + "\"]"
                : "the query needs an index that is still being built or removed: " + shown;
        return new CairnException.Incorrect("query-index-missing", "query", message);
    }

    /** The index by which every entry that is read is in the answer. */
    private static List<IndexField> wanted(Query query) {
        List<IndexField> fields = new ArrayList<>();
        List<Condition> conditions = query.conditions().stream()
                .filter(condition -> !Query.isId(condition.path()))
                .toList();
        conditions.stream()
                .filter(condition -> condition.operator().isArray())
                .forEach(condition -> fields.add(new IndexField(condition.path(), IndexField.Kind.ARRAY)));
        conditions.stream()
                .filter(Condition::isEquality)
                .forEach(condition -> fields.add(IndexField.ascending(condition.path())));
        for (Condition condition : conditions) {
            boolean leads = !query.orders().isEmpty()
                    && query.orders().getFirst().path().equals(condition.path());
            if (condition.operator() == Condition.Operator.IN && !leads) {
                fields.add(IndexField.ascending(condition.path()));
            }
        }
        for (Order order : query.orders()) {
            IndexField field =
                    new IndexField(order.path(), order.descending() ? IndexField.Kind.DESC : IndexField.Kind.ASC);
            if (fields.stream().noneMatch(earlier -> earlier.path().equals(field.path()))) {
                fields.add(field);
            }
        }
        return fields;
    }
}
