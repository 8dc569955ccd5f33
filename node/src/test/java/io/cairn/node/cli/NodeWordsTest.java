package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.HeadStatement;
import io.cairn.client.api.Pin;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.Promise;
import io.cairn.client.api.Wait;
import io.cairn.client.key.UserKey;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promises and head statements of a real node, and what the client says where a node's own key contradicts them. */
class NodeWordsTest {
    @TempDir
    static Path folder;

    private static NodeProcess node;
    private static final UserKey OWNER = UserKey.generate(PaymentChain.ETH);

    @BeforeAll
    static void start() {
        NodeConfig config = NodeConfig.read(null, Map.of(), Map.of("port", "0"));
        node = NodeProcess.start(config, folder.resolve("node"), "test");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static CairnClient client(PinStore pins) {
        return CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(pins)
                .signer(OWNER.signer())
                .build();
    }

    private static NodeKey nodeKey() throws IOException {
        String seed = Files.readString(folder.resolve("node/node.key")).strip();
        return NodeKey.of(HexFormat.of().parseHex(seed));
    }

    private static ClientDatabase database(CairnClient client) {
        ClientDatabase database = client.createDatabase("words", Visibility.PUBLIC);
        database.createCollection("c", false);
        return database;
    }

    /** Writes until a write is answered before it is applied: only such a one is promised. */
    private static Promise promised(ClientDatabase database) {
        for (int i = 0; i < 1_000; i++) {
            Operation set =
                    new Operation.SetDocuments(database.address(), "c", List.of("a"), List.of(Value.Document.EMPTY));
            Fate fate = ClientDatabase.join(database.submit(new Payload(set, Long.MAX_VALUE), Wait.ORDERED));
            if (fate.promise() != null) {
                return fate.promise();
            }
        }
        throw new AssertionError("of 1,000 writes none was promised");
    }

    private static void assertInvalid(ThrowingCallable action, String code) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void keepsPromisesAndFindsThemKept() {
        try (CairnClient client = client(PinStore.inMemory())) {
            ClientDatabase database = database(client);
            Promise promise = promised(database);
            database.awaitSeal();
            assertThat(database.isKept(promise)).isTrue();
            assertThat(database.checkPromises()).isZero();
            assertThat(database.receipt(promise.mutation(), 0).receipt().entry().sequence())
                    .isEqualTo(promise.sequence());
        }
    }

    @Test
    void showsTheContradictionWhereTheLogHasSomethingElse() throws IOException {
        try (CairnClient client = client(PinStore.inMemory())) {
            ClientDatabase database = database(client);
            Promise promise = promised(database);
            database.awaitSeal();
            // The node's own key under a place that it gave to another mutation.
            Promise unsigned = new Promise(
                    promise.database(), promise.sequence() - 1, promise.timeMillis(), promise.mutation(), new byte[0]);
            Promise broken = new Promise(
                    unsigned.database(),
                    unsigned.sequence(),
                    unsigned.timeMillis(),
                    unsigned.mutation(),
                    nodeKey().sign(unsigned.text().getBytes(StandardCharsets.UTF_8)));
            assertInvalid(() -> database.isKept(broken), "promise-broken");
            assertInvalid(() -> database.isKept(unsigned), "promise-invalid");
            Promise later = new Promise(
                    promise.database(),
                    promise.sequence() + 1_000,
                    promise.timeMillis(),
                    promise.mutation(),
                    promise.signature());
            assertInvalid(() -> database.isKept(later), "promise-invalid");
        }
    }

    @Test
    void leavesPromisesOpenWhoseBlockIsNotSealed() throws IOException {
        try (CairnClient client = client(PinStore.inMemory())) {
            ClientDatabase database = database(client);
            Promise text = new Promise(database.address(), 1_000_000, 1, Hash.ZERO, new byte[0]);
            Promise ahead = new Promise(
                    text.database(),
                    text.sequence(),
                    text.timeMillis(),
                    text.mutation(),
                    nodeKey().sign(text.text().getBytes(StandardCharsets.UTF_8)));
            assertThat(database.isKept(ahead)).isFalse();
        }
    }

    @Test
    void takesFreshHeadStatementsThatContinueWhatWasSeen() {
        PinStore pins = PinStore.inMemory();
        try (CairnClient client = client(pins)) {
            ClientDatabase database = database(client);
            database.get("c", "a");
            HeadStatement first = database.head();
            assertThat(first.header().height()).isPositive();
            database.set("c", "a", Value.Document.EMPTY);
            database.awaitSeal();
            HeadStatement second = database.head();
            assertThat(second.nonce()).isNotEqualTo(first.nonce());
            assertThat(second.header().height()).isGreaterThan(first.header().height());
            Pin pin = pins.load(database.address()).orElseThrow();
            assertThat(pin.hash()).isEqualTo(second.hash());
            assertInvalid(
                    () -> new HeadStatement(
                                    second.header(),
                                    second.hash(),
                                    first.nonce(),
                                    second.timeMillis(),
                                    second.signature())
                            .verify(pin.nodeKeyBytes()),
                    "head-statement-invalid");
            assertHeadRefused(
                    new Pin(
                            pin.database(),
                            pin.network(),
                            pin.nodeKey(),
                            pin.genesis(),
                            pin.height() + 9,
                            pin.hash(),
                            pin.logSize(),
                            pin.logRoot()),
                    "head-rolled-back");
            assertHeadRefused(
                    new Pin(
                            pin.database(),
                            pin.network(),
                            pin.nodeKey(),
                            pin.genesis(),
                            pin.height(),
                            Hash.ZERO,
                            pin.logSize(),
                            pin.logRoot()),
                    "head-forked");
        }
    }

    private static void assertHeadRefused(Pin seen, String code) {
        PinStore pins = PinStore.inMemory();
        pins.save(seen);
        try (CairnClient client = client(pins)) {
            assertInvalid(() -> client.database(seen.database()).head(), code);
        }
    }

    @Test
    void showingADatabaseAsksForAHeadStatement() {
        Cli cli = new Cli(folder.resolve("home")).with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
        cli.run("key", "new");
        String address = cli.run("db", "create").out().strip();
        Cli.Result shown = cli.run("db", "show", "--db", address, "--json");
        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("\"head\":{\"height\":", "\"signedAt\":");
    }
}
