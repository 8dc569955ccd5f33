package io.cairn.engine.document;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.CollectionSchema;
import io.cairn.engine.record.DeclaredIndex;
import io.cairn.engine.record.IndexCatalog;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.LinkRecord;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question as WeaveDB writes it: an array of a function and its arguments, such as {@code ["get", "people", ["age",
 * "desc"], 5]}. What is not there is answered with null or an empty list, never refused.
 */
public sealed interface ReadQuery
        permits ReadQuery.OfDocument,
                ReadQuery.OfCollection,
                ReadQuery.OfIndexes,
                ReadQuery.OfSchema,
                ReadQuery.OfCollectionRecord,
                ReadQuery.OfCollections,
                ReadQuery.OfNonce,
                ReadQuery.OfLink,
                SettingQuery,
                TokenQuery {
    /** Every function that reads a state; all others write, or are answered by a client. */
    static List<String> functions() {
        return ReadQueryParser.FUNCTIONS;
    }

    /** Parses a question; codes start with {@code query-}, or are those of names and paths. */
    static ReadQuery parse(Value value) {
        return ReadQueryParser.parse(value);
    }

    /** The answer over a state. */
    Value run(MapView state);

    /**
     * {@code get} or {@code cget} of a document.
     *
     * @param withCursor whether the answer tells id and owner and can be the bound of a query
     */
    record OfDocument(boolean withCursor, String collection, String id) implements ReadQuery {
        @Override
        public Value run(MapView state) {
            StoredDocument found = find(state);
            return found == null ? Value.none() : shown(found, withCursor);
        }

        private @Nullable StoredDocument find(MapView state) {
            try {
                return new DocumentReader(state).find(collection, id);
            } catch (CairnException.NotFound noCollection) {
                return null;
            }
        }
    }

    /** {@code get} or {@code cget} of the documents of a collection. */
    record OfCollection(boolean withCursor, String collection, Query query) implements ReadQuery {
        @Override
        public Value run(MapView state) {
            try {
                List<Value> found = new ArrayList<>();
                new DocumentReader(state).run(collection, query).forEach(one -> found.add(shown(one, withCursor)));
                return new Value.Array(found);
            } catch (CairnException.NotFound noCollection) {
                return new Value.Array(List.of());
            }
        }
    }

    /** {@code getIndexes}: the fields of each declared index; of one that is not ready with its state. */
    record OfIndexes(String collection) implements ReadQuery {
        @Override
        public Value run(MapView state) {
            List<Value> shown = new ArrayList<>();
            CollectionRecord found = recordOf(state, collection);
            if (found != null) {
                IndexCatalog.read(state, found.number()).indexes().forEach(index -> shown.add(shown(index)));
            }
            return new Value.Array(shown);
        }

        private static Value shown(DeclaredIndex index) {
            Value fields = IndexField.toValue(index.fields());
            return index.isReady()
                    ? fields
                    : Value.Document.builder()
                            .put("fields", fields)
                            .put("state", index.isRemoved() ? "removed" : "building")
                            .build();
        }
    }

    /** {@code getSchema}: the JSON Schema of a collection, or null. */
    record OfSchema(String collection) implements ReadQuery {
        @Override
        public Value run(MapView state) {
            CollectionRecord found = recordOf(state, collection);
            byte[] stored = found == null ? null : state.get(Keys.schema(found.number()));
            return stored == null
                    ? Value.none()
                    : CollectionSchema.decode(stored).source();
        }
    }

    /** {@code getCollection}: number and count of documents, or null. */
    record OfCollectionRecord(String collection) implements ReadQuery {
        @Override
        public Value run(MapView state) {
            CollectionRecord found = recordOf(state, collection);
            if (found == null) {
                return Value.none();
            }
            long count = KeyRange.of(Keys.documents(found.number())).count(state);
            return Value.Document.builder()
                    .put("id", found.number())
                    .put("count", count)
                    .build();
        }
    }

    /** {@code listCollections}: names at the top, or inside a document, in order. */
    record OfCollections(String document) implements ReadQuery {
        /** Most names in one answer. */
        public static final int NAMES_MAX = 1_000;

        @Override
        public Value run(MapView state) {
            String prefix = document.isEmpty() ? "" : document + "/";
            List<Value> names = new ArrayList<>();
            String from = prefix;
            while (names.size() < NAMES_MAX) {
                MapView.Cursor cursor = state.seek(Keys.collectionsFrom(from));
                if (!cursor.next() || cursor.key()[0] != Keys.COLLECTION) {
                    break;
                }
                String name = Keys.collectionName(cursor.key());
                if (!name.startsWith(prefix)) {
                    break;
                }
                int end = name.indexOf('/', prefix.length());
                String own = end < 0 ? name : name.substring(0, end);
                Value shown = Value.of(own.substring(prefix.length()));
                // A nested collection may be there without the one that it is inside of.
                if (!names.contains(shown)) {
                    names.add(shown);
                }
                // Behind all that are inside of it, or behind the name itself.
                from = end < 0 ? name + '\0' : own + (char) ('/' + 1);
            }
            names.sort(null);
            return new Value.Array(names);
        }
    }

    /** {@code nonce}: one above the highest that an account has used. */
    record OfNonce(Account account) implements ReadQuery {
        @Override
        public Value run(MapView state) {
            byte[] stored = state.get(Keys.account(account));
            AccountRecord record = stored == null ? AccountRecord.NEW : AccountRecord.decode(stored);
            return Value.of(record.highestNonce() + 1);
        }
    }

    /** {@code getLinkedContract}: the link of a key with the height of the newest block that was read, or null. */
    record OfLink(String key) implements ReadQuery {
        @Override
        public Value run(MapView state) {
            LinkRecord link = LinkRecord.find(state, key);
            return link == null ? Value.none() : link.shown();
        }
    }

    /** The record of a collection, or null. */
    static @Nullable CollectionRecord recordOf(MapView state, String name) {
        byte[] stored = state.get(Keys.collection(name));
        return stored == null ? null : CollectionRecord.decode(stored);
    }

    private static Value shown(StoredDocument document, boolean withCursor) {
        return withCursor ? document.cursor() : document.fields();
    }
}
