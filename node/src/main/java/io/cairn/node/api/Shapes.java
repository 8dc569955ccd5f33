package io.cairn.node.api;

import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Value;
import io.cairn.node.database.Database;
import io.cairn.node.database.Fate;
import io.cairn.node.database.Wait;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The JSON forms of what the API gives back. */
final class Shapes {
    private Shapes() {}

    static Value bytes(byte[] bytes) {
        return Value.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Value texts(List<String> texts) {
        List<Value> values = new ArrayList<>(texts.size());
        texts.forEach(text -> values.add(Value.of(text)));
        return new Value.Array(values);
    }

    static Value.Document fate(Fate fate) {
        Value.Document.Builder shape = Value.Document.builder()
                .put("id", fate.id().hex())
                .put("sequence", fate.sequence())
                .put("time", fate.timeMillis())
                .put("fate", fate.reached().word());
        if (fate.reached() != Wait.ORDERED) {
            Outcome first = fate.outcomes().getFirst();
            shape.put("code", bundleCode(fate)).put("at", first.at()).put("changed", changed(fate));
            shape.put("ids", texts(first.ids()));
            results(shape, first);
            if (fate.outcomes().size() > 1) {
                List<Value> outcomes = new ArrayList<>();
                fate.outcomes().forEach(outcome -> outcomes.add(outcome(outcome)));
                shape.put("outcomes", new Value.Array(outcomes));
            }
        }
        if (fate.height() > 0) {
            shape.put("height", fate.height());
        }
        if (fate.repeated()) {
            shape.put("repeated", Value.of(true));
        }
        return shape.build();
    }

    /** The first refusal of a bundle, or ok. */
    private static String bundleCode(Fate fate) {
        for (Outcome outcome : fate.outcomes()) {
            if (!outcome.isOk()) {
                return outcome.code();
            }
        }
        return Outcome.OK;
    }

    private static long changed(Fate fate) {
        long changed = 0;
        for (Outcome outcome : fate.outcomes()) {
            changed += outcome.changed();
        }
        return changed;
    }

    static Value.Document outcome(Outcome outcome) {
        Value.Document.Builder shape = Value.Document.builder()
                .put("index", outcome.index())
                .put("id", outcome.mutation().hex())
                .put("code", outcome.code())
                .put("at", outcome.at())
                .put("changed", outcome.changed())
                .put("ids", texts(outcome.ids()));
        results(shape, outcome);
        return shape.build();
    }

    private static void results(Value.Document.Builder shape, Outcome outcome) {
        if (outcome.detail() != null) {
            shape.put("detail", outcome.detail());
        }
        if (!outcome.results().isEmpty()) {
            List<Value> results = new ArrayList<>();
            outcome.results().forEach(result -> results.add(result.toValue()));
            shape.put("results", new Value.Array(results));
        }
    }

    static Value.Document block(Database.SignedHeader signed) {
        Header header = Header.decode(signed.header());
        return Value.Document.builder()
                .put("height", header.height())
                .put("hash", header.hash().hex())
                .put("previous", header.previous().hex())
                .put("time", header.timeMillis())
                .put("logSize", header.logSize())
                .put("logRoot", header.logRoot().hex())
                .put("stateRoot", header.stateRoot().hex())
                .put("receiptsRoot", header.receiptsRoot().hex())
                .put("engineVersion", header.engineVersion())
                .put("epoch", header.epoch())
                .put("replicaSet", header.replicaSet().hex())
                .put("header", bytes(signed.header()))
                .put("checkpoint", signed.checkpoint())
                .build();
    }

    static Value documents(List<StoredDocument> documents) {
        List<Value> shown = new ArrayList<>(documents.size());
        documents.forEach(document -> shown.add(document.shown()));
        return new Value.Array(shown);
    }
}
