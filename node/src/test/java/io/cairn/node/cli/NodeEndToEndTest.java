package io.cairn.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.Feed;
import io.cairn.client.api.FeedBlock;
import io.cairn.client.api.Pin;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.Wait;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client library and commands against a real node in this process. */
class NodeEndToEndTest {
    @TempDir
    static Path folder;

    private static NodeProcess node;
    private static URI address;
    private static final UserKey OWNER = UserKey.generate(PaymentChain.ETH);

    @BeforeAll
    static void start() {
        node = NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
        address = URI.create("http://127.0.0.1:" + node.port());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static CairnClient client(PinStore pins, UserKey key) {
        return CairnClient.of(address).pins(pins).signer(key.signer()).build();
    }

    private static Value.Document document(String json) {
        return (Value.Document) Json.parse(json);
    }

    @Test
    void readsItsOwnWritesProved() {
        try (CairnClient client = client(PinStore.inMemory(), OWNER)) {
            ClientDatabase database = client.createDatabase("a test", Visibility.PUBLIC);
            database.createCollection("people", false);
            database.add("people", "ann", document("{\"age\":30}"));
            assertThat(database.get("people", "ann").orElseThrow().get("age")).isEqualTo(Value.of(30));
            database.update("people", "ann", List.of(), document("{\"age\":31}"));
            database.set("people", "bob", document("{\"age\":20}"));
            database.upsert("people", "bob", document("{\"city\":\"Bonn\"}"));
            assertThat(database.query("people", "[[\"age\",\"desc\"]]"))
                    .extracting(found -> found.get("age"))
                    .containsExactly(Value.of(31), Value.of(20));
            database.delete("people", "bob");
            assertThat(database.get("people", "bob")).isEmpty();
            assertThat(database.get("people", "ann", ReadOptions.PLAIN).documents())
                    .hasSize(1);
            assertThatThrownBy(() -> database.get("nowhere", "x"))
                    .isInstanceOfSatisfying(
                            CairnException.NotFound.class,
                            failure -> assertThat(failure.getMessage()).contains("(proved)"));
            assertThatThrownBy(() -> database.add("people", "ann", Value.Document.EMPTY))
                    .isInstanceOf(CairnException.Refused.class);
        }
    }

    @Test
    void keepsManyWritesUnderWayWithTwoClientsOfOneKey() {
        try (CairnClient first = client(PinStore.inMemory(), OWNER);
                CairnClient second = client(PinStore.inMemory(), OWNER)) {
            ClientDatabase one = first.createDatabase("many", Visibility.PUBLIC);
            one.createCollection("c", false);
            ClientDatabase two = second.database(one.address());
            List<CompletableFuture<Fate>> fates = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Operation add = new Operation.SetDocuments(
                        one.address(), "c", List.of("d" + i), List.of(document("{\"i\":" + i + "}")));
                fates.add((i % 10 == 0 ? two : one).submit(new Payload(add, Long.MAX_VALUE), Wait.APPLIED));
            }
            fates.forEach(fate ->
                    assertThat(ClientDatabase.join(fate).requireOk().isOk()).isTrue());
            long last = fates.stream()
                    .mapToLong(fate -> fate.join().sequence())
                    .max()
                    .orElseThrow();
            assertThat(two.query("c", (Value.Array) Json.parse("[]"), ReadOptions.PROVED.after(last))
                            .documents())
                    .hasSize(60);
        }
    }

    @Test
    void pinsWhatItSawAndRefusesRollbackAndForkAndOtherKey() {
        PinStore pins = PinStore.inMemory();
        try (CairnClient client = client(pins, OWNER)) {
            ClientDatabase database = client.createDatabase("pins", Visibility.PUBLIC);
            database.createCollection("c", false);
            database.add("c", "a", Value.Document.EMPTY);
            database.get("c", "a");
            Pin seen = pins.load(database.address()).orElseThrow();
            assertThat(seen.height()).isPositive();
            assertRefused(with(seen, seen.height() + 5, seen.hash(), seen.logRoot()), "head-rolled-back");
            assertRefused(with(seen, seen.height(), Hash.ZERO, seen.logRoot()), "head-forked");
            Pin otherKey = Pin.fresh(seen.database(), seen.network(), "11".repeat(32), seen.genesis());
            assertRefused(otherKey, "checkpoint-signature-missing");
        }
    }

    @Test
    void followsFromFarBehindByTheLogAndRefusesAnother() {
        PinStore pins = PinStore.inMemory();
        try (CairnClient client = client(pins, OWNER)) {
            ClientDatabase database = client.createDatabase("far", Visibility.PUBLIC);
            database.createCollection("c", false);
            database.get("c", "x");
            Pin old = pins.load(database.address()).orElseThrow();
            for (int i = 0; i < 3; i++) {
                ClientDatabase.join(database.submit(
                        new Payload(
                                new Operation.SetDocuments(
                                        database.address(), "c", List.of("a"), List.of(Value.Document.EMPTY)),
                                Long.MAX_VALUE),
                        Wait.SEALED));
            }
            PinStore behind = PinStore.inMemory();
            behind.save(old);
            try (CairnClient late = client(behind, OWNER)) {
                assertThat(late.database(database.address()).get("c", "a")).isPresent();
            }
            assertThat(behind.load(database.address()).orElseThrow().height()).isGreaterThan(old.height() + 1);
            assertRefused(with(old, old.height(), old.hash(), Hash.ZERO), "consistency-proof-wrong");
            Pin newest = behind.load(database.address()).orElseThrow();
            assertThat(database.get("c", "a", ReadOptions.PROVED.at(old.height()))
                            .documents())
                    .isEmpty();
            assertThat(newest.genesis()).isEqualTo(old.genesis());
        }
    }

    private static Pin with(Pin pin, long height, Hash hash, Hash logRoot) {
        return new Pin(
                pin.database(), pin.network(), pin.nodeKey(), pin.genesis(), height, hash, pin.logSize(), logRoot);
    }

    private static void assertRefused(Pin pin, String code) {
        PinStore pins = PinStore.inMemory();
        pins.save(pin);
        try (CairnClient client = client(pins, OWNER)) {
            assertThatThrownBy(() -> client.database(pin.database()).get("c", "a"))
                    .isInstanceOfSatisfying(
                            CairnException.ProofInvalid.class,
                            failure -> assertThat(failure.code()).isEqualTo(code));
        }
    }

    @Test
    void readsDatabaseThatIsNotPublicWithToken() {
        UserKey reader = UserKey.generate(PaymentChain.SOL);
        try (CairnClient owner = client(PinStore.inMemory(), OWNER);
                CairnClient other = client(PinStore.inMemory(), reader)) {
            ClientDatabase database = owner.createDatabase("private", Visibility.OWNER_ONLY);
            database.createCollection("c", false);
            database.add("c", "a", document("{\"n\":1}"));
            assertThat(database.get("c", "a")).isPresent();
            ClientDatabase seen = other.database(database.pin().chainId());
            assertThatThrownBy(() -> seen.get("c", "a")).isInstanceOf(CairnException.Forbidden.class);
            Fate given = database.setMember(reader.account(), Role.READER);
            database.query("c", (Value.Array) Json.parse("[]"), ReadOptions.PROVED.after(given.sequence()));
            assertThat(seen.get("c", "a")).isPresent();
        }
    }

    @Test
    void givesReceiptsFeedAndDiff() {
        try (CairnClient client = client(PinStore.inMemory(), OWNER)) {
            ClientDatabase database = client.createDatabase("feed", Visibility.PUBLIC);
            database.createCollection("c", false);
            Fate fate = database.add("c", "a", document("{\"n\":1}"));
            assertThat(database.receipt(fate.id(), 0).outcome().isOk()).isTrue();
            long from = database.info().height();
            try (Feed feed = database.feed(from)) {
                database.set("c", "a", document("{\"n\":2}"));
                FeedBlock block = feed.next();
                assertThat(block.height()).isEqualTo(from + 1);
                assertThat(block.changes()).extracting("kind").containsExactly("changed");
                assertThat(database.diff(from, block.height(), "c").changes())
                        .singleElement()
                        .satisfies(change -> assertThat(change.after().get("n")).isEqualTo(Value.of(2)));
            }
        }
    }

    @Test
    void doesTheMainJobFromTheCommandLine() throws IOException {
        Path work = Files.createDirectory(folder.resolve("cli"));
        Cli cli = new Cli(work.resolve("home")).with("CAIRN_NODE", address.toString());
        ok(cli.run("key", "new", "main"));
        String database =
                ok(cli.run("db", "create", "--description", "by hand")).out().strip();
        cli.with("CAIRN_DB", database);
        ok(cli.run("db", "collection", "zips"));
        Cli.Result added = ok(cli.run("add", "zips", "{\"_id\":\"x\",\"zip\":\"00501\"}", "--json"));
        String mutation =
                ((Value.Document) Json.parse(added.out())).get("mutation").toString();
        assertThat(cli.run("add", "zips", "{\"_id\":\"x\"}").exit()).isEqualTo(3);
        assertThat(ok(cli.run("get", "zips", "x")).out()).contains("00501");
        assertThat(cli.run("get", "zips", "y").exit()).isEqualTo(6);
        assertThat(cli.run("get", "zaps", "y").exit()).isEqualTo(6);
        Path answer = work.resolve("answer.car");
        assertThat(ok(cli.runWith("[[\"zip\",\"==\",\"00501\"]]", "query", "zips", "-", "-o", answer.toString()))
                        .out())
                .isEqualTo(ok(cli.run("query", "zips", "--plain")).out());
        ok(cli.run("query", "[\"set\",{\"zip\":\"10001\"},\"zips\",\"n\"]"));
        assertThat(ok(cli.runWith("[\"get\",\"zips\",[\"zip\",\">\",\"1\"]]", "query", "-"))
                        .out())
                .isEqualTo("[{\"zip\":\"10001\"}]\n");
        ok(cli.run(
                "query",
                "[\"getIndexes\",\"zips\"]",
                "-o",
                work.resolve("asked.car").toString()));
        assertThat(cli.run("query", "[\"delete\",\"zips\"]").err()).contains("write [\"delete\", collection, id]");
        Path receipt = work.resolve("receipt.json");
        ok(cli.run("receipt", mutation, "-o", receipt.toString()));
        Files.copy(folder.resolve("node/node.pub"), work.resolve("node.pub"));
        ok(cli.run("verify", receipt.toString(), answer.toString()));
        for (Path file : List.of(receipt, answer, work.resolve("node.pub"))) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i += Math.max(1, bytes.length / 40)) {
                byte[] changed = bytes.clone();
                changed[i] ^= 1;
                Files.write(file, changed);
                assertThat(cli.run("verify", receipt.toString(), answer.toString())
                                .exit())
                        .as("byte %d of %s", i, file)
                        .isEqualTo(4);
            }
            Files.write(file, bytes);
        }
        assertThat(cli.run("verify", work.resolve("none").toString()).exit()).isEqualTo(6);
    }

    @Test
    void importsAndExportsFiles() throws IOException {
        Path work = Files.createDirectory(folder.resolve("files"));
        Cli cli = new Cli(work.resolve("home")).with("CAIRN_NODE", address.toString());
        ok(cli.run("key", "new", "main"));
        cli.with("CAIRN_DB", ok(cli.run("db", "create")).out().strip());
        StringBuilder text = new StringBuilder("zip,city\n00501,\"Holtsville, NY\"\n");
        for (int i = 0; i < 1_499; i++) {
            text.append(10_000 + i).append(",City ").append(i).append('\n');
        }
        Path csv = work.resolve("zips.csv");
        Files.writeString(csv, text, UTF_8);
        Cli.Result imported = ok(cli.run("import", "zips", csv.toString(), "--create", "--id", "zip"));
        assertThat(imported.err()).contains("columns: zip text, city text");
        assertThat(imported.out()).isEqualTo("1500 of 1500 rows imported\n");
        assertThat(ok(cli.run("get", "zips", "00501")).out()).contains("Holtsville, NY");
        Path out = work.resolve("out.csv");
        ok(cli.run("export", "zips", out.toString(), "--columns", "zip,city"));
        assertThat(Files.readString(out)).isEqualTo(text.toString());
        Files.writeString(csv, "zip,city\n1,A\n2\n3,C\n", UTF_8);
        Cli.Result none = cli.run("import", "bad", csv.toString(), "--create");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err())
                .contains("line 3: 1 cells where the header has 2")
                .contains("Nothing was imported");
        Cli.Result rest = cli.run("import", "bad", csv.toString(), "--create", "--errors", "rest");
        assertThat(rest.exit()).isEqualTo(2);
        assertThat(rest.out()).isEqualTo("2 of 3 rows imported\n");
        Cli.Result twice = cli.runWith("{\"_id\":\"00501\"}\n", "import", "zips", "-", "--format", "jsonl");
        assertThat(twice.exit()).isEqualTo(3);
        assertThat(twice.err()).contains("refused line 1: document-exists");
    }

    private static Cli.Result ok(Cli.Result result) {
        assertThat(result.exit()).as(result.err()).isZero();
        return result;
    }
}
