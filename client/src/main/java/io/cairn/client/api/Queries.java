package io.cairn.client.api;

import io.cairn.engine.document.ReadQuery;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.state.SettingCheck;
import io.cairn.engine.verify.Question;
import io.cairn.engine.verify.Receipt;
import java.util.ArrayList;
import java.util.List;

/** The language of queries, on what the client signs and checks anyway. */
final class Queries {
    private static final String CURSOR = "__cursor__";

    private final ClientDatabase database;

    Queries(ClientDatabase database) {
        this.database = database;
    }

    Fate execute(Value.Array queries) {
        Operation.ExecuteQueries operation = operation(database.address(), queries);
        Fate fate = database.apply(operation);
        for (WriteQuery query : operation.queries()) {
            if (query instanceof WriteQuery.OnIndex change) {
                finish(change);
            }
        }
        return fate;
    }

    /** One query that writes, or a list of those. */
    static Operation.ExecuteQueries operation(String database, Value.Array queries) {
        boolean isOne = !queries.values().isEmpty() && queries.values().getFirst() instanceof Value.Text;
        Value list = isOne ? new Value.Array(List.of(queries)) : queries;
        Operation.ExecuteQueries operation = Operation.ExecuteQueries.parse(database, list, "data/queries");
        for (int i = 0; i < operation.queries().size(); i++) {
            SettingCheck.require(operation.queries().get(i), "data/queries/" + i);
        }
        return operation;
    }

    /** Goes on with what one mutation could not finish. */
    private void finish(WriteQuery.OnIndex change) {
        List<Value> ask = new ArrayList<>(List.of(Value.of("getIndexes")));
        for (String name : change.collection().split("/", -1)) {
            ask.add(Value.of(name));
        }
        while (isUnfinished(ask, change)) {
            database.apply(new Operation.ExecuteQueries(database.address(), List.of(change)));
        }
    }

    private boolean isUnfinished(List<Value> ask, WriteQuery.OnIndex change) {
        database.awaitSeal();
        Value fields = IndexField.toValue(change.fields());
        return ask(new Value.Array(ask), ReadOptions.PLAIN).value() instanceof Value.Array indexes
                && indexes.values().stream()
                        .anyMatch(index ->
                                index instanceof Value.Document unready && fields.equals(unready.get("fields")));
    }

    Answered ask(Value.Array query, ReadOptions options) {
        List<Value> values = query.values();
        boolean isOfLog = !values.isEmpty()
                && (values.getFirst().equals(Value.of("ids"))
                        || values.getFirst().equals(Value.of("getIds")));
        if (isOfLog) {
            return ids(query);
        }
        return switch (ReadQuery.parse(query)) {
            case ReadQuery.OfDocument get -> {
                Reading reading = documents(new Question.Get(database.address(), get.collection(), get.id()), options);
                yield new Answered(
                        reading.documents().isEmpty()
                                ? Value.none()
                                : shown(reading.documents().getFirst(), get.withCursor()),
                        reading);
            }
            case ReadQuery.OfCollection get -> {
                Value.Array source = get.query().source();
                Reading reading = documents(new Question.Find(database.address(), get.collection(), source), options);
                List<Value> shown = new ArrayList<>();
                reading.documents().forEach(document -> shown.add(shown(document, get.withCursor())));
                yield new Answered(new Value.Array(shown), reading);
            }
            default -> {
                Reading reading = database.read(new Question.Ask(database.address(), query), options);
                Value value = reading.documents().getFirst().get("value");
                if (value == null) {
                    throw new CairnException.ProofInvalid("answer-malformed", "value", "the answer has no value");
                }
                yield new Answered(value, reading);
            }
        };
    }

    /** What is in a collection that is not there is nothing, as in WeaveDB. */
    private Reading documents(Question question, ReadOptions options) {
        try {
            return database.read(question, options);
        } catch (CairnException.NotFound missing) {
            if (missing.code().equals("collection-not-found")) {
                return new Reading(List.of(), 0, Hash.ZERO, null);
            }
            throw missing;
        }
    }

    private Answered ids(Value.Array query) {
        if (query.values().size() != 2 || !(query.values().get(1) instanceof Value.Text(var mutation))) {
            throw new CairnException.Incorrect("query-length", "query", "write [\"ids\", mutation]");
        }
        Receipt.Verified verified = database.receipt(Hash.parse(mutation));
        List<Value> ids = new ArrayList<>();
        verified.outcome().ids().forEach(id -> ids.add(Value.of(id)));
        return new Answered(
                new Value.Array(ids),
                new Reading(
                        List.of(),
                        verified.header().header().height(),
                        verified.header().header().stateRoot(),
                        null));
    }

    /** The fields of a document that was read, or what {@code cget} shows of it. */
    private static Value shown(Value.Document document, boolean withCursor) {
        Value.Document fields =
                document.toBuilder().remove("_id").remove("_owner").build();
        Value id = document.get("_id");
        Value owner = document.get("_owner");
        if (!withCursor || id == null || owner == null) {
            return fields;
        }
        return Value.Document.builder()
                .put("id", id)
                .put("setter", owner)
                .put("data", fields)
                .put(CURSOR, Value.of(true))
                .build();
    }
}
