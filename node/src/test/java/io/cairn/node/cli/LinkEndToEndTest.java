package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.verify.Receipt;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.database.JournalReplay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that read another database: on the same node, on another node, and never again when it is gone. */
class LinkEndToEndTest {
    private static final String GUESTS = "[\"setRules\", [[\"set\", [[\"=$them\", [\"getLinked()\", [\"others\","
            + " \"people\", \"$new.who\"]]], [\"denyif()\", [\"isNil\", \"$them\"]], [\"=$card\", [\"getLinked()\","
            + " [\"others\", \"cards\", \"$them.card\"]]], [\"allowifall()\", [[\"gte\", \"$them.age\", 18],"
            + " \"$card.valid\"]]]]], \"guests\"]";

    @TempDir
    Path folder;

    private final UserKey owner = UserKey.generate(PaymentChain.SOL);
    private final UserKey bob = UserKey.generate(PaymentChain.SOL);

    private NodeProcess start(String name, String... flags) {
        Map<String, String> settings = new TreeMap<>(Map.of("port", "0"));
        for (int i = 0; i < flags.length; i += 2) {
            settings.put(flags[i], flags[i + 1]);
        }
        return NodeProcess.start(NodeConfig.read(null, Map.of(), settings), folder.resolve(name), "test");
    }

    private static String origin(NodeProcess node) {
        return "http://127.0.0.1:" + node.port();
    }

    private static CairnClient client(NodeProcess node, UserKey key) {
        return CairnClient.of(URI.create(origin(node)))
                .pins(PinStore.inMemory())
                .signer(key.signer())
                .build();
    }

    /** A database of people and cards that the rules of another one ask for. */
    private static ClientDatabase people(CairnClient client, Visibility visibility) {
        ClientDatabase people = client.createDatabase("people", visibility);
        people.execute("[[\"set\", {\"age\": 40, \"card\": \"c1\"}, \"people\", \"ann\"],"
                + "[\"set\", {\"age\": 9, \"card\": \"c1\"}, \"people\", \"tim\"],"
                + "[\"set\", {\"valid\": true}, \"cards\", \"c1\"]]");
        people.awaitSeal();
        return people;
    }

    private static ClientDatabase guests(CairnClient client, ClientDatabase people, String nodeKey, String url) {
        ClientDatabase guests = client.createDatabase("guests", Visibility.PUBLIC);
        guests.execute("[[\"linkContract\", \"others\", {\"database\": \"" + people.address() + "\", \"node\": \""
                + nodeKey + "\"" + (url.isEmpty() ? "" : ", \"url\": \"" + url + "\"") + "}]," + GUESTS + "]");
        return guests;
    }

    private static String set(String who) {
        return "[[\"set\", {\"who\": \"" + who + "\"}, \"guests\", \"" + who + "\"]]";
    }

    private static void refused(ClientDatabase database, String query, String code) {
        assertThatThrownBy(() -> database.execute(query))
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private void replayAlone(String node, ClientDatabase kept, ClientDatabase gone, String head) throws IOException {
        Path databases = folder.resolve(node).resolve("databases");
        Path other = databases.resolve(gone.address());
        if (Files.exists(other)) {
            try (Stream<Path> files = Files.walk(other)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        JournalReplay.Result replayed =
                JournalReplay.run(databases.resolve(kept.address()).resolve("journal"), _ -> {});
        assertThat(replayed.headers().values().stream()
                        .map(header -> header.hash().hex()))
                .contains(head);
    }

    @Test
    void rulesReadAnotherDatabaseOfTheSameNodeAndReplayNeedsItNoMore() throws Exception {
        ClientDatabase guests;
        ClientDatabase people;
        String head;
        try (NodeProcess node = start("node");
                CairnClient client = client(node, owner);
                CairnClient other = client(node, bob)) {
            people = people(client, Visibility.PUBLIC);
            guests = guests(client, people, client.node().nodeKey(), "");
            ClientDatabase asBob = other.database(guests.address());
            Fate accepted = asBob.execute(set("ann"));
            assertThat(accepted.isOk()).isTrue();
            Receipt.Verified receipt = asBob.receipt(accepted.id(), 0);
            assertThat(receipt.submission()).isInstanceOf(Submission.Linked.class);
            assertThat(RuleCommand.words(receipt.outcome()))
                    .contains("read of other databases: 2")
                    .anyMatch(line -> line.contains("\"cards\"") && line.contains("\"c1\""));
            refused(asBob, set("tim"), "rule-denied");
            refused(asBob, set("nobody"), "rule-denied");
            Value link = asBob.ask((Value.Array) Json.parse("[\"getLinkedContract\", \"others\"]"), ReadOptions.PROVED)
                    .value();
            assertThat(((Value.Document) link).get("database")).isEqualTo(Value.of(people.address()));
            people.execute("[[\"set\", {\"age\": 19, \"card\": \"c1\"}, \"people\", \"tim\"]]");
            people.awaitSeal();
            assertThat(asBob.execute(set("tim")).isOk()).isTrue();
            manyAtOnce(asBob, people);
            head = asBob.receipt(asBob.execute(set("ann")).id(), 0)
                    .header()
                    .hash()
                    .hex();
        }
        replayAlone("node", guests, people, head);
    }

    /** Blocks of the other database come and go while many ask: nobody is refused for an older one. */
    private static void manyAtOnce(ClientDatabase guests, ClientDatabase people) {
        List<CompletableFuture<Fate>> waiting = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (i % 10 == 0) {
                people.execute("[[\"set\", {\"n\": " + i + "}, \"people\", \"counter\"]]");
            }
            String id = "ann" + i;
            waiting.add(CompletableFuture.supplyAsync(
                    () -> guests.execute("[[\"set\", {\"who\": \"ann\"}, \"guests\", \"" + id + "\"]]")));
        }
        assertThat(waiting.stream().map(CompletableFuture::join)).allMatch(Fate::isOk);
    }

    @Test
    void whatIsNotForEverybodyOrNotHereIsRefusedBeforeItIsOrdered() {
        try (NodeProcess node = start("node");
                CairnClient client = client(node, owner)) {
            ClientDatabase closed = people(client, Visibility.OWNER_ONLY);
            String nodeKey = client.node().nodeKey();
            ClientDatabase guests = guests(client, closed, nodeKey, "");
            refused(guests, set("ann"), "link-private");
            guests.execute("[[\"linkContract\", \"others\", {\"database\": \"" + closed.address() + "\", \"node\": \""
                    + "0".repeat(64) + "\"}]]");
            refused(guests, set("ann"), "link-unavailable");
            guests.execute("[[\"linkContract\", \"others\", {\"database\": \"0x" + "0".repeat(40) + "\", \"node\": \""
                    + nodeKey + "\", \"url\": \"http://127.0.0.1:1\"}]]");
            refused(guests, set("ann"), "link-not-allowed");
            // Nothing of it was ordered.
            guests.execute("[[\"unlinkContract\", \"others\"]]");
            refused(guests, set("ann"), "link-not-found");
        }
    }

    @Test
    void rulesReadADatabaseOfAnotherNodeThatTheOperatorAllows() throws Exception {
        ClientDatabase guests;
        ClientDatabase people;
        String head;
        NodeProcess far = start("far");
        String url = origin(far);
        try (NodeProcess node = start("near", "link-origins", url);
                CairnClient client = client(node, owner)) {
            String nodeKey;
            try (CairnClient there = client(far, bob)) {
                people = people(there, Visibility.PUBLIC);
                nodeKey = there.node().nodeKey();
                guests = guests(client, people, nodeKey, url);
                assertThat(guests.execute(set("ann")).isOk()).isTrue();
                refused(guests, set("tim"), "rule-denied");
                refused(guests, set("nobody"), "rule-denied");
                ClientDatabase secret = people(there, Visibility.OWNER_ONLY);
                ClientDatabase others = guests(client, secret, nodeKey, url);
                refused(others, set("ann"), "link-private");
                // Its key is not the one that is pinned: what it answers is not believed.
                ClientDatabase doubted = guests(client, people, client.node().nodeKey(), url);
                refused(doubted, set("ann"), "link-proof-wrong");
            }
            far.close();
            refused(guests, set("ann"), "link-unavailable");
            head = guests.receipt(
                            guests.execute("[[\"set\", {}, \"free\", \"x\"]]").id(), 0)
                    .header()
                    .hash()
                    .hex();
        }
        replayAlone("near", guests, people, head);
        try (NodeProcess again = start("near");
                CairnClient client = client(again, owner)) {
            assertThat(client.database(guests.address())
                            .ask((Value.Array) Json.parse("[\"get\", \"guests\", \"ann\"]"), ReadOptions.PROVED)
                            .value())
                    .isEqualTo(Json.parse("{\"who\": \"ann\"}"));
        }
    }
}
