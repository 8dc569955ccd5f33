package io.cairn.node.drill;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Wait;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.load.LoadConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Lies told to somebody who writes, or who meets the node for the first time. */
final class WriteLies {
    private final Scene scene;
    private final List<Trick> tricks = new ArrayList<>();

    private WriteLies(Scene scene) {
        this.scene = scene;
    }

    /** Changes the JSON that the node answers. */
    private interface Change {
        Value.Document of(Value.Document honest);
    }

    static List<Trick> of(Scene scene) {
        WriteLies lies = new WriteLies(scene);
        lies.promises();
        lies.contacts();
        return lies.tricks;
    }

    private void tell(String name, String code, String path, Change change, Runnable attempt) {
        tricks.add(new Trick(
                name,
                code,
                (asked, honest) -> asked.startsWith(path)
                        ? new LoadConnection.Answer(
                                honest.status(),
                                Scene.ok(change.of(Scene.document(honest.body())))
                                        .body())
                        : honest,
                attempt));
    }

    private void promises() {
        String path = "/v1/databases/" + scene.people().address() + "/mutations?";
        Runnable write = this::write;
        tell(
                "fate-of-another",
                "fate-mismatch",
                path,
                fate -> fate.toBuilder().put("id", Hash.ZERO.hex()).build(),
                write);
        tell("promise-missing", "promise-missing", path, fate -> ordered(fate).build(), write);
        tell("promise-forged", "promise-invalid", path, fate -> promise(fate, scene.attacker(), 0), write);
        tell(
                "promise-of-another-place",
                "promise-invalid",
                path,
                fate -> promise(fate, scene.nodeKey(), 0).toBuilder()
                        .put("sequence", Scene.number(fate, "sequence") + 1)
                        .build(),
                write);
        tell("promise-broken", "promise-broken", path, fate -> promise(fate, scene.nodeKey(), 3), write);
    }

    /** Writes, takes the promise, and compares it with the log once the block is sealed. */
    private void write() {
        ClientDatabase people = scene.people();
        Operation set = new Operation.SetDocuments(
                people.address(),
                Scene.COLLECTION,
                List.of("promised"),
                List.of(Value.Document.builder().put("age", 1).build()));
        ClientDatabase.join(people.submit(new Payload(set, Long.MAX_VALUE), Wait.ORDERED));
        people.awaitSeal();
        if (people.checkPromises() > 0) {
            throw new CairnException.Fault("promise-open", "the block is sealed and the promise still open");
        }
    }

    private static Value.Document.Builder ordered(Value.Document fate) {
        return fate.toBuilder().put("fate", "ordered").remove("promise");
    }

    /** A fate with a promise of a place so many before the true one. */
    private Value.Document promise(Value.Document fate, NodeKey signer, long before) {
        long sequence = Scene.number(fate, "sequence") - before;
        String text = "cairn promise\n" + scene.people().address() + "\n" + sequence + "\n" + fate.get("time") + "\n"
                + fate.get("id") + "\n";
        return ordered(fate)
                .put("sequence", sequence)
                .put(
                        "promise",
                        Value.Document.builder()
                                .put("sequence", sequence)
                                .put("time", Scene.number(fate, "time"))
                                .put("signature", Scene.base64(signer.sign(text.getBytes(StandardCharsets.UTF_8))))
                                .build())
                .build();
    }

    private void contacts() {
        String database = "/v1/databases/" + scene.people().address();
        Runnable meet = () -> meet(scene.people().address());
        Runnable meetByChain = () -> meet(scene.people().pin().chainId());
        tell(
                "network-forged",
                "network-mismatch",
                "/v1/node",
                node -> node.toBuilder().put("network", "elsewhere").build(),
                meetByChain);
        tell(
                "genesis-forged",
                "genesis-mismatch",
                database + "/entries/1",
                _ -> scene.json(scene.others(), "/entries/1"),
                meet);
        Runnable create = () -> {
            try (CairnClient client = scene.stranger()) {
                client.createDatabase("a lie", Visibility.PUBLIC);
            }
        };
        tell(
                "node-key-forged",
                "node-key-mismatch",
                "/v1/node",
                node -> node.toBuilder()
                        .put(
                                "nodeKey",
                                HexFormat.of().formatHex(scene.attacker().publicKey()))
                        .build(),
                create);
        tell(
                "other-database-made",
                "database-mismatch",
                "/v1/databases?",
                made -> made.toBuilder()
                        .put("database", scene.others().address())
                        .build(),
                create);
    }

    private void meet(String name) {
        try (CairnClient client = scene.stranger()) {
            Scene.requireFound(client.database(name), "p1");
        }
    }
}
