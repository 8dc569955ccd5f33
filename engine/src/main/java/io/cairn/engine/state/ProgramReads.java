package io.cairn.engine.state;

import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.Query;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldChanges;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.rule.Documents;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What programs read of a state.
 *
 * @param hasCollection whether there is a collection of a name
 * @param timeMillis the time that operators give
 * @param signer the address that operators give
 * @param relayed what a relayer added, for the operator {@code data}
 */
public record ProgramReads(
        MapView state, Predicate<String> hasCollection, long timeMillis, String signer, Value.Document relayed)
        implements Documents {
    private static final String FIELD = "field";

    /** What programs read of a sealed state. */
    public static ProgramReads of(MapView state, long timeMillis, String signer) {
        return new ProgramReads(
                state, name -> Catalog.readCollection(state, name) != null, timeMillis, signer, Value.Document.EMPTY);
    }

    @Override
    public Value get(Value.Array query, Fuel fuel) {
        List<String> path = new ArrayList<>();
        List<Value> parts = query.values();
        while (path.size() < parts.size() && parts.get(path.size()) instanceof Value.Text(var name)) {
            path.add(name);
        }
        if (path.isEmpty()) {
            throw new CairnException.Refused(
                    "program-argument-wrong", "get()", "get() takes [collection, id] or [collection, …options]");
        }
        boolean isDocument = path.size() % 2 == 0;
        String collection = Names.path(isDocument ? path.subList(0, path.size() - 1) : path, "get()");
        if (!hasCollection.test(collection)) {
            return isDocument ? Value.none() : new Value.Array(List.of());
        }
        DocumentReader reader = new DocumentReader(new MeteredView(state, fuel));
        if (isDocument) {
            StoredDocument found = reader.find(collection, path.getLast());
            return found == null ? Value.none() : found.fields();
        }
        List<Value> documents = new ArrayList<>();
        for (StoredDocument found :
                reader.run(collection, Query.parse(new Value.Array(parts.subList(path.size(), parts.size()))))) {
            documents.add(found.fields());
        }
        return new Value.Array(documents);
    }

    @Override
    public @Nullable Value operate(String path, Value current, Value.Document operator) {
        Value.Document before = current instanceof Value.Null
                ? Value.Document.EMPTY
                : Value.Document.builder().put(FIELD, current).build();
        return FieldChanges.parse(Value.Document.builder().put(FIELD, operator).build(), path)
                .on(before, timeMillis, signer, relayed)
                .get(FIELD);
    }
}
