package io.cairn.engine.verify;

import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.Query;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.view.MapView;
import java.util.List;

/** What an answer is about; evaluated alike by who answers and by who verifies. */
public sealed interface Question {
    /** The address of the database. */
    String database();

    /** The collection. */
    String collection();

    /** The documents that the state holds for it; none where the collection does not exist. */
    List<StoredDocument> evaluate(MapView state);

    /** One document by id. */
    record Get(String database, String collection, String id) implements Question {
        @Override
        public List<StoredDocument> evaluate(MapView state) {
            try {
                StoredDocument found = new DocumentReader(state).find(collection, id);
                return found == null ? List.of() : List.of(found);
            } catch (CairnException.NotFound noCollection) {
                return List.of();
            }
        }
    }

    /** Documents by a query; {@code options} as they were sent. */
    record Find(String database, String collection, Value.Array options) implements Question {
        @Override
        public List<StoredDocument> evaluate(MapView state) {
            try {
                return new DocumentReader(state).run(collection, Query.parse(options));
            } catch (CairnException.NotFound noCollection) {
                return List.of();
            }
        }
    }
}
