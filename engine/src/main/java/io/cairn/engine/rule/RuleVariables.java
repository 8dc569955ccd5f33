package io.cairn.engine.rule;

import io.cairn.engine.fpjson.Term;
import io.cairn.engine.fpjson.Variables;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/** What rules see of a write; the names are WeaveDB's. */
final class RuleVariables {
    /** Which engine's rules these are. */
    private static final String VERSION = "cairn-1";

    private RuleVariables() {}

    static Variables of(Attempt attempt, Circumstances circumstances, boolean namesContract) {
        Variables variables = new Variables();
        variables.alias("resource.newData", "new");
        variables.alias("resource.data", "old");
        variables.alias("request.resource.data", "req");
        variables.alias("request.auth.signer", "signer");
        variables.alias("request.id", "id");
        variables.alias("resource.id", "id");
        variables.alias("request.transaction.timestamp", "ms");
        variables.alias("request.block.timestamp", "ts");
        put(variables, "signer", circumstances.signer().address());
        put(variables, "account", circumstances.signer().text());
        put(variables, "id", attempt.id());
        variables.set("ms", Term.of(Value.of(circumstances.timeMillis())));
        variables.set("ts", Term.of(Value.of(circumstances.timeMillis() / 1_000)));
        variables.set("req", Term.of(attempt.request()));
        variables.set("old", Term.of(orNull(attempt.before())));
        variables.set("new", Term.of(orNull(attempt.after())));
        if (namesContract) {
            variables.set("contract", Term.of(contract(circumstances)));
        }
        variables.set("request", Term.of(request(attempt, circumstances)));
        variables.set("resource", Term.of(resource(attempt)));
        return variables;
    }

    private static Value orNull(@org.jspecify.annotations.Nullable Value value) {
        return value == null ? Value.none() : value;
    }

    private static void put(Variables variables, String name, String text) {
        variables.set(name, Term.of(Value.of(text)));
    }

    private static Value contract(Circumstances circumstances) {
        List<Value> owners = new ArrayList<>();
        circumstances.owners().get().forEach(owner -> owners.add(Value.of(owner.address())));
        return Value.Document.builder()
                .put("id", circumstances.database())
                .put("version", VERSION)
                .put("owners", new Value.Array(owners))
                .build();
    }

    private static Value request(Attempt attempt, Circumstances circumstances) {
        Circumstances.Relay relay = circumstances.relay();
        Value.Document.Builder auth = Value.Document.builder()
                .put("key", circumstances.key().address())
                .put(
                        "relayer",
                        relay == null ? Value.none() : Value.of(relay.relayer().address()))
                .put("jobID", relay == null ? Value.none() : Value.of(relay.job()))
                .put("extra", relay == null ? Value.none() : relay.extra());
        return Value.Document.builder()
                .put("caller", circumstances.key().address())
                .put("func", attempt.function())
                .put("op", attempt.operation())
                .put("method", attempt.methodName())
                .put("auth", auth.build())
                .put(
                        "block",
                        Value.Document.builder()
                                .put("height", circumstances.height())
                                .build())
                .put(
                        "transaction",
                        Value.Document.builder()
                                .put("id", circumstances.mutation().hex())
                                .build())
                .put("path", path(attempt))
                .build();
    }

    private static Value resource(Attempt attempt) {
        return Value.Document.builder()
                .put(
                        "setter",
                        attempt.setter() == null
                                ? Value.none()
                                : Value.of(attempt.setter().address()))
                .put("path", path(attempt))
                .build();
    }

    private static Value path(Attempt attempt) {
        List<Value> parts = new ArrayList<>();
        attempt.path().forEach(part -> parts.add(Value.of(part)));
        return new Value.Array(parts);
    }
}
