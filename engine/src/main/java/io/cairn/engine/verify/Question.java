package io.cairn.engine.verify;

import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.Query;
import io.cairn.engine.document.ReadQuery;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.view.MapView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was asked of a database. Prover and verifier find the result by the same {@link #run}. */
public sealed interface Question {
    /** The address of the database. */
    String database();

    /** The name of the collection. */
    String collection();

    /** The document with an id. */
    record Get(String database, String collection, String id) implements Question {
        @Override
        public List<StoredDocument> read(DocumentReader reader) {
            @Nullable StoredDocument found = reader.find(collection, id);
            return found == null ? List.of() : List.of(found);
        }
    }

    /** The documents that a query finds; {@code query} as it was sent. */
    record Find(String database, String collection, Value.Array query) implements Question {
        @Override
        public List<StoredDocument> read(DocumentReader reader) {
            return reader.run(collection, Query.parse(query));
        }
    }

    /**
     * A question by its function, for what is no document: its answer is the field {@code value} of one document that has
     * the function for an id and belongs to the owner of the database.
     */
    record Ask(String database, Value.Array query) implements Question {
        @Override
        public String collection() {
            return "";
        }

        @Override
        public List<StoredDocument> read(DocumentReader reader) {
            ReadQuery parsed = ReadQuery.parse(query);
            if (parsed instanceof ReadQuery.OfDocument || parsed instanceof ReadQuery.OfCollection) {
                throw new CairnException.Incorrect("query-type", "query/0", "documents are asked for as such");
            }
            return List.of(reader.answer(((Value.Text) query.values().getFirst()).value(), parsed));
        }
    }

    /** Reads the result; {@code collection-not-found} where there is no such collection. */
    List<StoredDocument> read(DocumentReader reader);

    /** The result over a state; {@code result} is empty where the collection does not exist. */
    default Outcome run(MapView state) {
        try {
            return new Outcome(true, List.copyOf(read(new DocumentReader(state))));
        } catch (CairnException.NotFound missing) {
            return new Outcome(false, List.of());
        }
    }

    /**
     * What a question led to.
     *
     * @param collectionExists whether there is such a collection
     * @param documents what was found, in order
     */
    record Outcome(boolean collectionExists, List<StoredDocument> documents) {}
}
