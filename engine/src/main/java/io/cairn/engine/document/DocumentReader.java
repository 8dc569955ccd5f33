package io.cairn.engine.document;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents from one view of the state.
 *
 * <p>A query is answered along one access path: either the field of its order, filtering what comes by,
 * or the field whose conditions leave the fewest entries, sorting what remains. The choice is made from
 * exact counts in the view, so replica and verifier choose alike. What costs more than {@value
 * #ENTRIES_MAX} entries is refused as {@code query-too-costly}.
 *
 * <p>Where there is no collection of a name, but a table of SQL, the documents are its rows.
 */
public final class DocumentReader {
    /** Most index entries or documents that one query may look at. */
    public static final int ENTRIES_MAX = 100_000;
    /** Most documents that one query may sort. */
    public static final int SORTED_MAX = 10_000;

    /** How many times fewer entries another index must have to be worth sorting. */
    private static final int SORT_ADVANTAGE = 4;

    private final MapView view;

    /** Reads from {@code view}. */
    public DocumentReader(MapView view) {
        this.view = view;
    }

    /** Whether there is a collection of this name; else only a table can have documents. */
    public boolean isCollection(String name) {
        return view.get(Keys.collection(name)) != null;
    }

    /** The collection; {@code collection-not-found} where there is none. */
    public CollectionRecord collection(String name) {
        byte[] stored = view.get(Keys.collection(name));
        if (stored == null) {
            throw new CairnException.NotFound("collection-not-found", "there is no collection " + name);
        }
        return CollectionRecord.decode(stored);
    }

    /** How many documents a collection holds. */
    public long count(String collection) {
        if (!isCollection(collection)) {
            return RowReader.of(view, collection).count();
        }
        return KeyRange.of(Keys.documents(collection(collection).number())).count(view);
    }

    /** The document with an id, or null. */
    public @Nullable StoredDocument find(String collection, String id) {
        if (!isCollection(collection)) {
            return RowReader.of(view, collection).find(id);
        }
        return load(collection(collection).number(), id);
    }

    /** The documents that a query asks for, in its order. */
    public List<StoredDocument> run(String collection, Query query) {
        if (!isCollection(collection)) {
            return RowReader.of(view, collection).run(query);
        }
        int number = collection(collection).number();
        FieldPath order = query.order();
        AccessPath ordered = order == null ? AccessPath.byId(number, query) : AccessPath.byField(number, order, query);
        AccessPath narrow = narrowest(number, query);
        if (narrow != null) {
            long entries = narrow.count(view);
            if (order == null && narrow.isOneValue(query)) {
                if (entries < ordered.count(view)) {
                    return new Scan(number, query, narrow).inOrder();
                }
            } else if (entries <= SORTED_MAX && entries < ordered.count(view) / SORT_ADVANTAGE) {
                return sorted(new Scan(number, query, narrow).all(), query);
            }
        }
        return new Scan(number, query, ordered).inOrder();
    }

    /** The access path with the fewest entries among the fields with conditions other than the order's. */
    private @Nullable AccessPath narrowest(int number, Query query) {
        AccessPath best = null;
        long least = Long.MAX_VALUE;
        TreeSet<String> seen = new TreeSet<>();
        for (Condition condition : query.conditions()) {
            FieldPath path = condition.path();
            boolean isOrder = query.order() == null ? Query.isId(path) : path.equals(query.order());
            if (isOrder || !seen.add(path.text())) {
                continue;
            }
            AccessPath candidate =
                    Query.isId(path) ? AccessPath.byId(number, query) : AccessPath.byField(number, path, query);
            long entries = candidate.count(view);
            if (entries < least) {
                least = entries;
                best = candidate;
            }
        }
        return best;
    }

    private static List<StoredDocument> sorted(List<StoredDocument> found, Query query) {
        FieldPath order = query.order();
        List<StoredDocument> documents = new ArrayList<>(found);
        if (order != null) {
            documents.removeIf(document -> order.find(document.fields()) == null);
        }
        documents.sort(comparator(order, query.descending()));
        return List.copyOf(documents.subList(0, Math.min(query.limit(), documents.size())));
    }

    static Comparator<StoredDocument> comparator(@Nullable FieldPath order, boolean descending) {
        Comparator<StoredDocument> comparator = (left, right) -> {
            int byValue = order == null ? 0 : value(order, left).compareTo(value(order, right));
            return byValue != 0 ? byValue : left.id().compareTo(right.id());
        };
        return descending ? comparator.reversed() : comparator;
    }

    private static Value value(FieldPath path, StoredDocument document) {
        Value value = path.find(document.fields());
        return value == null ? Value.none() : value;
    }

    private @Nullable StoredDocument load(int collection, String id) {
        byte[] stored = view.get(Keys.document(collection, id));
        if (stored == null) {
            return null;
        }
        DocumentRecord record = DocumentRecord.decode(stored);
        return new StoredDocument(
                id, record.owner(), record.createdSequence(), record.changedSequence(), record.fields());
    }

    /** One walk along an access path. */
    private final class Scan {
        private final int collection;
        private final Query query;
        private final AccessPath path;
        private final List<StoredDocument> found = new ArrayList<>();
        private int entries;

        Scan(int collection, Query query, AccessPath path) {
            this.collection = collection;
            this.query = query;
            this.path = path;
        }

        /** Every document that meets the conditions. */
        List<StoredDocument> all() {
            for (KeyRange range : path.ranges()) {
                MapView.Cursor cursor = view.seek(range.low());
                while (cursor.next() && range.contains(cursor.key())) {
                    take(path.id(cursor.key()), found);
                }
            }
            return found;
        }

        /** The first documents in the order of the access path, up to the limit. */
        List<StoredDocument> inOrder() {
            List<KeyRange> ranges = query.descending() ? path.ranges().reversed() : path.ranges();
            for (KeyRange range : ranges) {
                if (walk(range)) {
                    break;
                }
            }
            return found;
        }

        private boolean walk(KeyRange range) {
            MapView.Cursor cursor = view.seek(query.descending() ? range.high() : range.low());
            boolean more = step(cursor, range);
            while (more) {
                byte[] key = cursor.key();
                int cut = path.cutLength(key);
                if (cut == 0) {
                    take(path.id(key), found);
                    if (found.size() == query.limit()) {
                        return true;
                    }
                    more = step(cursor, range);
                } else {
                    more = walkCut(cursor, range, key, cut);
                    if (found.size() >= query.limit()) {
                        found.subList(query.limit(), found.size()).clear();
                        return true;
                    }
                }
            }
            return false;
        }

        /** Values cut alike stand by id in the index: reads them all and sorts them by their whole value. */
        private boolean walkCut(MapView.Cursor cursor, KeyRange range, byte[] first, int cut) {
            List<StoredDocument> run = new ArrayList<>();
            boolean more = true;
            byte[] key = first;
            while (more && key.length > cut && Arrays.equals(key, 0, cut, first, 0, cut)) {
                take(path.id(key), run);
                if (run.size() > SORTED_MAX) {
                    throw tooCostly();
                }
                more = step(cursor, range);
                key = more ? cursor.key() : key;
            }
            run.sort(comparator(path.path(), query.descending()));
            found.addAll(run);
            return more;
        }

        private boolean step(MapView.Cursor cursor, KeyRange range) {
            return (query.descending() ? cursor.previous() : cursor.next()) && range.contains(cursor.key());
        }

        private void take(String id, List<StoredDocument> target) {
            if (++entries > ENTRIES_MAX) {
                throw tooCostly();
            }
            StoredDocument document = load(collection, id);
            if (document == null) {
                throw new CairnException.Fault("index-dangling", "an index names a document that is not there: " + id);
            }
            if (meets(document, query)) {
                target.add(document);
            }
        }
    }

    /** Whether a document meets all conditions. */
    static boolean meets(StoredDocument document, Query query) {
        for (Condition condition : query.conditions()) {
            Value value = Query.isId(condition.path())
                    ? Value.of(document.id())
                    : condition.path().find(document.fields());
            if (!condition.holds(value)) {
                return false;
            }
        }
        return true;
    }

    static CairnException tooCostly() {
        return new CairnException.Incorrect(
                "query-too-costly",
                "query",
                "the query looks at more than " + ENTRIES_MAX + " entries; add a condition that narrows it");
    }
}
