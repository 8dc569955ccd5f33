package io.cairn.engine.state;

import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.Query;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldChanges;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.rule.Effects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What programs read and write of the open block. */
final class EngineEffects implements Effects {
    private static final String FIELD = "field";
    /** The most writes by programs in one mutation. */
    private static final int WRITES_MAX = 1_000;
    /** What a write costs in steps: indexes and hooks are part of it. */
    private static final int STEPS_PER_WRITE = 200;

    private final Transaction transaction;

    EngineEffects(Transaction transaction) {
        this.transaction = transaction;
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
        DocumentReader reader = new DocumentReader(new MeteredView(transaction.state(), fuel));
        boolean isDocument = path.size() % 2 == 0;
        String collection = Names.path(isDocument ? path.subList(0, path.size() - 1) : path, "get()");
        if (transaction.findCollection(collection) == null) {
            return isDocument ? Value.none() : new Value.Array(List.of());
        }
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
    public Value linked(Value.Array query, Fuel fuel) {
        return transaction.linked().read(query, fuel);
    }

    @Override
    public @Nullable Value operate(String path, Value current, Value.Document operator) {
        Value.Document before = current instanceof Value.Null
                ? Value.Document.EMPTY
                : Value.Document.builder().put(FIELD, current).build();
        return FieldChanges.parse(Value.Document.builder().put(FIELD, operator).build(), path)
                .on(before, transaction.timeMillis(), transaction.sender().address(), Value.Document.EMPTY)
                .get(FIELD);
    }

    @Override
    public void carryOut(Value.Array query, Fuel fuel) {
        fuel.steps(STEPS_PER_WRITE);
        if (!(WriteQuery.parse(query, "query") instanceof WriteQuery.OnDocument write)) {
            throw new CairnException.Refused(
                    "program-argument-wrong", "batch()", "a program changes documents, not settings");
        }
        if (transaction.derivedCount() >= WRITES_MAX) {
            throw new CairnException.Refused(
                    "program-writes-too-many",
                    "",
                    "the programs of a mutation write at most " + WRITES_MAX + " documents");
        }
        QueryOperations.execute(List.of(write), Authority.ofEngine(transaction), transaction);
        transaction.derived(Value.Document.builder()
                .put("function", write.function().word())
                .put("collection", write.collection())
                .put("id", write.id() == null ? Value.none() : Value.of(write.id()))
                .build());
    }
}
