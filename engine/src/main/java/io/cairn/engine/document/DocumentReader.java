package io.cairn.engine.document;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents from one view of the state.
 *
 * <p>A query is answered by an index in whose order it is: one by which every entry that is read is in the answer; else
 * the one with the fewest entries, filtering what comes by, or the one whose conditions leave far fewer entries, sorting
 * what remains. The choice is made from the declared indexes and exact counts in the view, so replica and verifier choose
 * alike. A query with several orders needs an index with them: {@code query-index-missing} names it. What costs more than
 * {@value #ENTRIES_MAX} entries is refused as {@code query-too-costly}, or also {@code query-index-missing}.
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

    /** The answer to a question as a document: its field {@code value}. */
    public StoredDocument answer(String function, ReadQuery query) {
        byte[] database = view.get(Keys.database());
        if (database == null) {
            throw new CairnException.NotFound("database-not-found", "there is no database yet");
        }
        Value.Document fields =
                Value.Document.builder().put("value", query.run(view)).build();
        return new StoredDocument(function, DatabaseRecord.decode(database).owner(), 0, 0, fields);
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
        return DocumentLoader.load(view, collection(collection).number(), id);
    }

    /** The documents that a query asks for, in its order. */
    public List<StoredDocument> run(String collection, Query query) {
        if (!isCollection(collection)) {
            return RowReader.of(view, collection).run(query);
        }
        DocumentLoader loader =
                new DocumentLoader(view, collection, collection(collection).number());
        Plan ordered = null;
        Plan narrow = null;
        long orderedEntries = Long.MAX_VALUE;
        long narrowEntries = Long.MAX_VALUE;
        for (IndexShape index : loader.indexes(query)) {
            Plan plan = Plan.of(index, query);
            if (plan == null || !(plan.isInOrder() || plan.isNarrowed())) {
                continue;
            }
            if (plan.isExact() && plan.hasTiesById()) {
                return inOrder(plan, query, loader);
            }
            long entries = plan.count(view);
            boolean isSimpler = ordered != null && plan.hasTiesById() && !ordered.hasTiesById();
            if (plan.isInOrder() && (entries < orderedEntries || (entries == orderedEntries && isSimpler))) {
                ordered = plan;
                orderedEntries = entries;
            } else if (!plan.isInOrder() && entries < narrowEntries) {
                narrow = plan;
                narrowEntries = entries;
            }
        }
        if (ordered == null) {
            throw loader.missing(query);
        }
        boolean isSorted =
                narrow != null && narrowEntries <= SORTED_MAX && narrowEntries < orderedEntries / SORT_ADVANTAGE;
        return isSorted && narrow != null ? sorted(narrow, query, loader) : inOrder(ordered, query, loader);
    }

    /** Merges the streams of a plan, each in order, up to the limit. */
    private static List<StoredDocument> inOrder(Plan plan, Query query, DocumentLoader loader) {
        Comparator<Head> byDocument = Comparator.comparing(Head::document, query.comparator());
        PriorityQueue<Head> heads = new PriorityQueue<>(byDocument);
        for (List<KeyRange> ranges : plan.streams()) {
            new Head(new Walk(plan, ranges, query, loader)).advance(heads);
        }
        List<StoredDocument> found = new ArrayList<>();
        while (!heads.isEmpty() && found.size() < query.limit()) {
            Head least = heads.remove();
            // An array may hold several of the elements that were asked for: then its document is in several streams.
            if (found.isEmpty() || !found.getLast().id().equals(least.document().id())) {
                found.add(least.document());
            }
            if (found.size() < query.limit()) {
                least.advance(heads);
            }
        }
        return List.copyOf(found);
    }

    /** A stream and the document that it is at. */
    private static final class Head {
        private final Walk walk;
        private @Nullable StoredDocument document;

        Head(Walk walk) {
            this.walk = walk;
        }

        StoredDocument document() {
            return Objects.requireNonNull(document);
        }

        void advance(PriorityQueue<Head> heads) {
            document = walk.next();
            if (document != null) {
                heads.add(this);
            }
        }
    }

    private static List<StoredDocument> sorted(Plan plan, Query query, DocumentLoader loader) {
        TreeMap<String, StoredDocument> byId = new TreeMap<>();
        for (List<KeyRange> ranges : plan.streams()) {
            Walk walk = new Walk(plan, ranges, query, loader);
            for (StoredDocument next = walk.next(); next != null; next = walk.next()) {
                byId.put(next.id(), next);
            }
        }
        List<StoredDocument> documents = new ArrayList<>(byId.values());
        documents.sort(query.comparator());
        return List.copyOf(documents.subList(0, Math.min(query.limit(), documents.size())));
    }
}
