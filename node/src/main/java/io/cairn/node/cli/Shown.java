package io.cairn.node.cli;

import io.cairn.client.api.Fate;
import io.cairn.client.api.HeadStatement;
import io.cairn.client.api.Reading;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Results as commands print them. */
final class Shown {
    private Shown() {}

    static Value.Document fate(Fate fate) {
        List<Value> ids = new ArrayList<>();
        fate.ids().forEach(id -> ids.add(Value.of(id)));
        Value.Document.Builder shown = Value.Document.builder()
                .put("mutation", fate.id().hex())
                .put("sequence", fate.sequence())
                .put("time", fate.timeMillis())
                .put("fate", fate.reached())
                .put("code", fate.code())
                .put("changed", fate.changed())
                .put("ids", new Value.Array(ids));
        if (fate.height() > 0) {
            shown.put("height", fate.height());
        }
        return shown.build();
    }

    /** A write: JSON, or the generated id and the mutation's id for a person. */
    static void write(Terminal terminal, boolean json, Fate fate) {
        if (json) {
            terminal.print(Json.print(fate(fate)));
            return;
        }
        String ids = fate.ids().isEmpty() ? "" : " " + String.join(" ", fate.ids());
        terminal.print(fate.code() + ids + " sequence " + fate.sequence() + " mutation "
                + fate.id().hex());
    }

    static Value.Document head(HeadStatement head) {
        return Value.Document.builder()
                .put("height", head.header().height())
                .put("hash", head.hash().hex())
                .put("stateRoot", head.header().stateRoot().hex())
                .put("entries", head.header().logSize())
                .put("signedAt", head.timeMillis())
                .build();
    }

    static Value.Document reading(Reading reading) {
        List<Value> documents = new ArrayList<>(reading.documents());
        return Value.Document.builder()
                .put("documents", new Value.Array(documents))
                .put("height", reading.height())
                .put("stateRoot", reading.stateRoot().hex())
                .put("class", reading.isProved() ? "proved" : "plain")
                .build();
    }
}
