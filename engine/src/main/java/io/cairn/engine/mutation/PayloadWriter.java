package io.cairn.engine.mutation;

import io.cairn.engine.codec.Bson;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the BSON {@code data} of an operation; {@link PayloadReader} reads it back. */
public final class PayloadWriter {
    private PayloadWriter() {}

    /** The bytes to sign, without an expiry. */
    public static byte[] write(Operation operation) {
        return write(new Payload(operation, Long.MAX_VALUE));
    }

    /** The bytes to sign. */
    public static byte[] write(Payload payload) {
        Value.Document.Builder fields = Value.Document.builder();
        switch (payload.operation()) {
            case Operation.CreateDatabase create -> {
                fields.put("description", create.description());
                fields.put("visibility", create.visibility().word());
            }
            case Operation.CreateCollection create ->
                fields.put("database", create.database())
                        .put("name", create.name())
                        .put("strangers_may_add", Value.of(create.strangersMayAdd()));
            case Operation.SetCollection set ->
                fields.put("database", set.database())
                        .put("name", set.name())
                        .put("strangers_may_add", Value.of(set.strangersMayAdd()));
            case Operation.SetSchema set ->
                fields.put("database", set.database())
                        .put("collection", set.collection())
                        .put("schema", set.schema() == null ? Value.none() : set.schema());
            case Operation.SetMember set -> {
                fields.put("database", set.database())
                        .put("member", set.member().text());
                if (set.role() == null) {
                    fields.put("op", "remove");
                } else {
                    fields.put("role", set.role().word());
                }
            }
            case Operation.SetDatabase set -> settings(fields, set);
            case Operation.ExecuteSql execute -> {
                fields.put("database", execute.database()).put("statements", SqlFields.write(execute.statements()));
                if (execute.base() != null) {
                    fields.put("base", SqlFields.write(execute.base()));
                }
            }
            case Operation.ExecuteQueries execute -> queries(execute, fields);
            case Operation.Relay relay -> RelayFields.write(relay, fields);
            case Operation.ApproveRelay approval -> RelayFields.write(approval, fields);
            case Operation.ReadSql read -> SqlFields.write(read, fields);
            case Operation.OpenSession open -> SessionPayload.write(open, fields);
            case Operation.CloseSession close -> SessionPayload.write(close, fields);
            case Operation.ReadToken token -> {
                if (token.wire()) {
                    fields.put("wire", Value.of(true));
                }
            }
            case Operation.OnDocuments documents -> documents(fields, documents);
        }
        if (payload.expiresMillis() != Long.MAX_VALUE) {
            fields.put("expires", payload.expiresMillis());
        }
        Account sessionOf = payload.sessionOf();
        if (sessionOf != null) {
            fields.put("session_of", sessionOf.text());
        }
        return Bson.encode(fields.build());
    }

    private static void queries(Operation.ExecuteQueries execute, Value.Document.Builder fields) {
        fields.put("database", execute.database())
                .put(
                        "queries",
                        new Value.Array(execute.queries().stream()
                                .<Value>map(WriteQuery::source)
                                .toList()));
        if (execute.job() != null) {
            fields.put("job", execute.job());
        }
    }

    private static void settings(Value.Document.Builder fields, Operation.SetDatabase set) {
        fields.put("database", set.database());
        if (set.description() != null) {
            fields.put("description", set.description());
        }
        if (set.visibility() != null) {
            fields.put("visibility", set.visibility().word());
        }
        if (set.quotaEntries() != null) {
            fields.put("quota_entries", set.quotaEntries());
        }
        if (set.quotaBytes() != null) {
            fields.put("quota_bytes", set.quotaBytes());
        }
    }

    private static void documents(Value.Document.Builder fields, Operation.OnDocuments operation) {
        fields.put("database", operation.database()).put("collection", operation.collection());
        switch (operation) {
            case Operation.AddDocuments add -> {
                List<Value> documents = new ArrayList<>(add.documents().size());
                for (int i = 0; i < add.documents().size(); i++) {
                    documents.add(withId(add.ids().get(i), add.documents().get(i)));
                }
                fields.put("documents", new Value.Array(documents));
            }
            case Operation.SetDocuments set -> {
                fields.put("id_list", texts(set.ids()));
                fields.put("documents", new Value.Array(List.copyOf(set.documents())));
            }
            case Operation.UpsertDocuments upsert -> {
                fields.put("id_list", texts(upsert.ids()));
                fields.put("documents", new Value.Array(List.copyOf(upsert.documents())));
            }
            case Operation.UpdateDocuments update -> {
                fields.put("id_list", texts(update.ids()));
                fields.put("masks", masks(update.masks()));
                fields.put("documents", new Value.Array(List.copyOf(update.documents())));
            }
            case Operation.DeleteDocuments delete -> fields.put("id_list", texts(delete.ids()));
        }
    }

    private static Value withId(@Nullable String id, Value.Document document) {
        if (id == null) {
            return document;
        }
        Value.Document.Builder builder = Value.Document.builder().put(Names.ID, id);
        document.forEach(field -> builder.put(field.getKey(), field.getValue()));
        return builder.build();
    }

    private static Value texts(List<String> texts) {
        List<Value> values = new ArrayList<>(texts.size());
        texts.forEach(text -> values.add(Value.of(text)));
        return new Value.Array(values);
    }

    private static Value masks(List<List<FieldPath>> masks) {
        List<Value> values = new ArrayList<>(masks.size());
        for (List<FieldPath> mask : masks) {
            Value.Document.Builder fields = Value.Document.builder();
            mask.forEach(path -> fields.put(path.text(), Value.of(true)));
            values.add(fields.build());
        }
        return new Value.Array(values);
    }
}
