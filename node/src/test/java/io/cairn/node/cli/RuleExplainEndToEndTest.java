package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.Wait;
import io.cairn.client.key.KeyRing;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn rule explain} against a real node: every line, what it saw when it ran, and for whom that is shown. */
final class RuleExplainEndToEndTest {
    private static final String RULES = "[[\"setRules\",[[\"set\",["
            + "[\"=$seen\",[\"get()\",[\"counters\",\"c\"]]],"
            + "[\"=$new.turn\",[\"add\",\"$seen.n\",1]],"
            + "[\"denyif()\",[\"gt\",\"$seen.n\",8]],"
            + "[\"allow()\"],"
            + "[\"deny()\"]]]],\"turns\"],"
            + "[\"set\",{\"n\":1},\"counters\",\"c\"]]";

    @TempDir
    Path folder;

    private @Nullable NodeProcess node;

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    private int start(String retainedBlocks) {
        node = NodeProcess.start(
                NodeConfig.read(null, Map.of(), Map.of("port", "0", "retained-blocks", retainedBlocks)),
                folder.resolve("node"),
                "test");
        return node.port();
    }

    /** Somebody with a command line and a key. */
    private record Person(Cli cli, CairnClient client) implements AutoCloseable {
        static Person at(Path home, int port) {
            Cli cli = new Cli(home).with("CAIRN_NODE", "http://127.0.0.1:" + port);
            assertThat(cli.run("key", "new").exit()).isZero();
            KeyRing ring = KeyRing.at(home.resolve("keys"));
            UserKey key = ring.load(ring.only(), _ -> new char[0]);
            return new Person(
                    cli,
                    CairnClient.of(URI.create("http://127.0.0.1:" + port))
                            .pins(PinStore.inMemory())
                            .signer(key.signer())
                            .build());
        }

        String explain(String database, Fate fate, String... options) {
            String[] words = {"rule", "explain", fate.id().hex(), "--db", database};
            List<String> all = new ArrayList<>(List.of(words));
            all.addAll(List.of(options));
            Cli.Result result = cli.run(all.toArray(new String[0]));
            assertThat(result.exit()).as(result.err()).isZero();
            return result.out();
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Test
    void showsWhatEachLineSawWhenItRan() {
        int port = start("1024");
        try (Person owner = Person.at(folder.resolve("owner"), port)) {
            ClientDatabase database = owner.client().createDatabase("turns", Visibility.PUBLIC);
            database.execute(RULES).requireOk();
            Fate accepted = database.execute("[\"set\",{},\"turns\",\"a\"]").requireOk();
            database.execute("[\"set\",{\"n\":9},\"counters\",\"c\"]").requireOk();
            Operation again = Operation.ExecuteQueries.parse(
                    database.address(), Json.parse("[[\"set\",{},\"turns\",\"b\"]]"), "query");
            Fate denied = database.submit(new Payload(again, Long.MAX_VALUE), Wait.APPLIED)
                    .join();
            database.awaitSeal();
            assertThat(owner.explain(database.address(), accepted))
                    .contains(
                            "accepted",
                            "allowed by (collection/rule/line, from 0): [\"turns/0/3\"]",
                            "rule 0 of turns, set, on set:create turns/a",
                            "$seen = {\"n\":1}",
                            "$seen.n is 1",
                            "$new.turn = 2",
                            "line 3: [\"allow()\"]   <- stopped",
                            "line 4: [\"deny()\"]   <- not reached");
            assertThat(owner.explain(database.address(), denied))
                    .contains(
                            "refused: rule-denied",
                            "$seen = {\"n\":9}",
                            "<- stopped",
                            "line 3: [\"allow()\"]   <- not");
            Value.Document json = (Value.Document) Json.parse(owner.explain(database.address(), accepted, "--json"));
            Value.Document lines = (Value.Document) Objects.requireNonNull(json.get("lines"));
            assertThat(lines.get("code")).isEqualTo(Value.of("ok"));
            assertThat(((Value.Array) Objects.requireNonNull(lines.get("rules"))).values())
                    .hasSize(1);
        }
    }

    @Test
    void eachDocumentOfAMutationHasItsOwnLines() {
        int port = start("1024");
        try (Person owner = Person.at(folder.resolve("owner"), port)) {
            ClientDatabase database = owner.client().createDatabase("turns", Visibility.PUBLIC);
            database.execute(RULES).requireOk();
            Fate both = database.execute("[[\"set\",{},\"turns\",\"a\"],[\"set\",{\"n\":5},\"counters\",\"c\"],"
                    + "[\"set\",{},\"turns\",\"b\"]]");
            database.awaitSeal();
            assertThat(owner.explain(database.address(), both))
                    .contains("set:create turns/a", "$new.turn = 2", "set:create turns/b", "$new.turn = 6");
        }
    }

    @Test
    void whereTheStateBeforeIsGoneTheReceiptIsShown() {
        int port = start("1");
        try (Person owner = Person.at(folder.resolve("owner"), port)) {
            ClientDatabase database = owner.client().createDatabase("turns", Visibility.PUBLIC);
            database.execute(RULES).requireOk();
            Fate accepted = database.execute("[\"set\",{},\"turns\",\"a\"]").requireOk();
            for (int i = 0; i < 3; i++) {
                database.execute("[\"set\",{},\"other\",\"a\"]").requireOk();
                database.awaitSeal();
            }
            assertThat(owner.explain(database.address(), accepted))
                    .contains("allowed by", "what each line did is not shown: the state at block")
                    .doesNotContain("$seen");
        }
    }

    @Test
    void whatRulesSawIsNotShownToWhoMayNotReadIt() {
        int port = start("1024");
        try (Person owner = Person.at(folder.resolve("owner"), port);
                Person stranger = Person.at(folder.resolve("stranger"), port)) {
            ClientDatabase database = owner.client().createDatabase("turns", Visibility.PUBLIC);
            database.execute(RULES).requireOk();
            database.execute(List.of(new SqlText("alter database set read_record = 'on'", List.of())));
            Fate accepted = stranger.client()
                    .database(database.address())
                    .execute("[\"set\",{},\"turns\",\"a\"]")
                    .requireOk();
            database.awaitSeal();
            assertThat(stranger.explain(database.address(), accepted))
                    .contains("allowed by", "what each line did is not shown: ")
                    .doesNotContain("$seen");
            assertThat(owner.explain(database.address(), accepted)).contains("$seen = {\"n\":1}");
        }
    }
}
