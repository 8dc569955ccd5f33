package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.DeclaredIndex;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.engine.record.IndexCatalog;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declares indexes and takes them away, as much at a time as one mutation may do: where more is left, the same query goes
 * on with it, and until then no reader sees the index.
 */
final class IndexOperations {
    /** Most documents that one mutation brings into an index. */
    static final int DOCUMENTS_MAX = 10_000;

    /** Most entries that one mutation makes or deletes; of the last document all are made. */
    private static final int ENTRIES_MAX = 100_000;

    private static final byte[] PRESENT = {};

    private IndexOperations() {}

    static void execute(WriteQuery.OnIndex change, Transaction transaction) {
        CollectionRecord collection = transaction.collection(change.collection());
        IndexCatalog catalog = IndexCatalog.read(transaction.state(), collection.number());
        DeclaredIndex index = catalog.find(change.fields());
        if (change.isAdded()) {
            add(change, index, catalog, collection.number(), transaction);
        } else if (index == null) {
            throw new CairnException.Refused(
                    "index-not-found",
                    "data/queries",
                    "the collection has no such index; getIndexes shows those it has");
        } else {
            remove(index, catalog, collection.number(), transaction);
        }
    }

    private static void add(
            WriteQuery.OnIndex change,
            @Nullable DeclaredIndex known,
            IndexCatalog catalog,
            int collection,
            Transaction transaction) {
        if (known != null && known.isRemoved()) {
            throw new CairnException.Refused(
                    "index-removed", "data/queries", "the index is being removed; send removeIndex until it is gone");
        }
        if (known != null && known.isReady()) {
            return;
        }
        if (known == null && catalog.indexes().size() == IndexCatalog.INDEXES_MAX) {
            throw new CairnException.Refused(
                    "index-too-many",
                    "data/queries",
                    "a collection has at most " + IndexCatalog.INDEXES_MAX + " declared indexes");
        }
        DeclaredIndex index =
                known == null ? new DeclaredIndex(catalog.freeNumber(), change.fields(), null, false) : known;
        put(catalog.with(build(index, collection, transaction)), collection, transaction);
    }

    /** Brings further documents into an index. */
    private static DeclaredIndex build(DeclaredIndex index, int collection, Transaction transaction) {
        byte[] all = Keys.documents(collection);
        byte[] end = Keys.after(all);
        String builtTo = index.builtTo();
        MapView.Cursor documents =
                transaction.state().seek(builtTo == null ? all : Keys.after(Keys.document(collection, builtTo)));
        int read = 0;
        int entries = 0;
        while (documents.next() && Arrays.compareUnsigned(documents.key(), end) < 0) {
            if (read == DOCUMENTS_MAX || entries >= ENTRIES_MAX) {
                transaction.changedRows(entries);
                return new DeclaredIndex(index.number(), index.fields(), builtTo, false);
            }
            builtTo = Keys.documentId(documents.key());
            read++;
            DocumentRecord document = DocumentRecord.decode(documents.value());
            for (byte[] key : index.keys(collection, builtTo, document.fields())) {
                transaction.state().put(key, PRESENT);
                entries++;
            }
        }
        transaction.changedRows(entries + 1L);
        return new DeclaredIndex(index.number(), index.fields(), null, false);
    }

    private static void remove(DeclaredIndex index, IndexCatalog catalog, int collection, Transaction transaction) {
        byte[] all = Keys.declaredIndex(collection, index.number());
        byte[] end = Keys.after(all);
        MapView.Cursor entries = transaction.state().seek(all);
        List<byte[]> gone = new ArrayList<>();
        boolean isLeft = false;
        while (entries.next() && Arrays.compareUnsigned(entries.key(), end) < 0) {
            if (gone.size() == ENTRIES_MAX) {
                isLeft = true;
                break;
            }
            gone.add(entries.key());
        }
        gone.forEach(transaction.state()::delete);
        transaction.changedRows(gone.size() + (isLeft ? 0L : 1L));
        DeclaredIndex removed = new DeclaredIndex(index.number(), index.fields(), null, true);
        put(isLeft ? catalog.with(removed) : catalog.without(index), collection, transaction);
    }

    private static void put(IndexCatalog catalog, int collection, Transaction transaction) {
        byte[] key = Keys.indexCatalog(collection);
        if (catalog.indexes().isEmpty()) {
            transaction.state().delete(key);
        } else {
            transaction.state().put(key, catalog.encode());
        }
    }
}
