package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.Session;
import io.cairn.client.api.SessionInfo;
import io.cairn.client.api.SessionOptions;
import io.cairn.client.key.SessionFiles;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions from the library and the command line, against a real node in this process. */
class SessionEndToEndTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final UserKey owner = UserKey.generate(PaymentChain.ETH);
    private NodeProcess node;
    private CairnClient client;

    @BeforeEach
    void start() throws IOException {
        node = NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
        client = client(owner);
    }

    private CairnClient client(UserKey key) {
        return CairnClient.of(URI.create(address()))
                .pins(PinStore.inMemory())
                .signer(key.signer())
                .build();
    }

    private String address() {
        return "http://127.0.0.1:" + node.port();
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static List<SqlText> sql(String text) {
        return List.of(new SqlText(text, List.of()));
    }

    @Test
    void walletSignsOnceAndTheSessionWritesAndReads() {
        ClientDatabase database = client.createDatabase("private", Visibility.OWNER_ONLY);
        try (Session session = database.openSession(SessionOptions.of(HOUR, SessionScope.values()))) {
            ClientDatabase acting = session.database();
            acting.execute(sql("create table t (id int primary key)"));
            acting.execute(sql("insert into t values (1)"));
            acting.add("notes", "a", Value.Document.EMPTY);
            acting.awaitSeal();
            assertThat(acting.sql("select id from t", List.of(), ReadOptions.PROVED)
                            .result()
                            .rows())
                    .hasSize(1);
            assertThat(acting.get("notes", "a").orElseThrow().get("_owner"))
                    .isEqualTo(Value.of(owner.account().text()));
        }
        List<SessionInfo> sessions = database.sessions(owner.account());
        assertThat(sessions)
                .hasSize(1)
                .allSatisfy(session -> assertThat(session.untilMillis()).isPositive());
    }

    @Test
    void receiptNamesAccountAndKey() {
        ClientDatabase database = client.createDatabase("open", Visibility.PUBLIC);
        Session session = database.openSession(SessionOptions.of(HOUR, SessionScope.DOCUMENTS));
        var receipt = session.database()
                .receipt(
                        session.database()
                                .add("notes", "a", Value.Document.EMPTY)
                                .id(),
                        0);
        assertThat(receipt.mutation().sender()).isEqualTo(session.key().account());
        assertThat(receipt.mutation().actor()).isEqualTo(owner.account());
    }

    @Test
    void restartKeepsSessionsTheirNoncesAndTheirBudget() throws IOException {
        ClientDatabase database = client.createDatabase("open", Visibility.PUBLIC);
        Session session =
                database.openSession(new SessionOptions(List.of(SessionScope.DOCUMENTS), List.of(), HOUR, 3, 0));
        session.database().add("notes", "a", Value.Document.EMPTY);
        node.close();
        client.close();
        start();
        CairnClient.Builder again = CairnClient.of(URI.create(address())).pins(PinStore.inMemory());
        SessionFiles files = SessionFiles.at(folder.resolve("sessions"));
        files.add(new SessionFiles.Kept(
                "work", session.chainId(), session.account(), session.untilMillis(), session.key()));
        try (CairnClient acting = again.signer(files.require("work").signer()).build()) {
            ClientDatabase notes = acting.database(session.chainId());
            notes.add("notes", "b", Value.Document.EMPTY);
            notes.add("notes", "c", Value.Document.EMPTY);
            refused(() -> notes.add("notes", "d", Value.Document.EMPTY), "session-budget");
            assertThat(client.database(session.chainId()).sessions(session.account()))
                    .extracting(SessionInfo::key)
                    .containsExactly(session.key().account());
        }
    }

    @Test
    void ownersOfTheDatabaseRevokeSessionsOfMembers() {
        ClientDatabase database = client.createDatabase("team", Visibility.OWNER_ONLY);
        UserKey member = UserKey.generate(PaymentChain.SOL);
        database.setMember(member.account(), Role.WRITER);
        database.createCollection("notes", false);
        database.awaitSeal();
        try (CairnClient theirs = client(member)) {
            String chain = database.info().chainId();
            Session session = theirs.database(chain).openSession(SessionOptions.of(HOUR, SessionScope.DOCUMENTS));
            session.database().add("notes", "a", Value.Document.EMPTY);
            refused(() -> session.database().get("notes", "a"), "session-scope");
            database.closeSession(session.key().account(), member.account());
            refused(() -> session.database().add("notes", "b", Value.Document.EMPTY), "session-closed");
        }
    }

    private Cli cli() {
        return new Cli(folder.resolve("home")).with("CAIRN_NODE", address());
    }

    private static Value.Document shown(Cli.Result result) {
        assertThat(result.exit()).as(result.err()).isZero();
        return (Value.Document) Json.parse(result.out());
    }

    @Test
    void commandsOpenUseListAndClose() {
        Cli cli = cli();
        shown(cli.run("key", "new", "--json"));
        shown(cli.run("db", "create", "--json"));
        Value.Document opened = shown(cli.run("session", "open", "work", "--for", "2h", "--entries", "9", "--json"));
        assertThat(opened.get("account")).isNotEqualTo(opened.get("key"));
        assertThat(cli.run("session", "open", "work").err()).contains("session-file-exists");
        shown(cli.run("db", "collection", "notes", "--json"));
        shown(cli.run("set", "notes", "a", "{\"x\":1}", "--session", "work", "--json"));
        Cli.Result out = cli.run("db", "collection", "more", "--session", "work");
        assertThat(out.err()).contains("session-scope");
        Value.Document listed = shown(cli.run("session", "list", "--json"));
        assertThat(listed.get("sessions")).isInstanceOfSatisfying(Value.Array.class, sessions -> {
            Value.Document session = (Value.Document) sessions.values().getFirst();
            assertThat(session.get("name")).isEqualTo(Value.of("work"));
            assertThat(session.get("key")).isEqualTo(opened.get("key"));
            assertThat(session.get("entries")).isEqualTo(Value.of(1));
        });
        assertThat(cli.run("session", "list").out()).contains("work ").contains(" until ");
        shown(cli.run("session", "close", "work", "--json"));
        assertThat(cli.run("session", "list").out()).startsWith("- ").contains(" closed");
        assertThat(cli.run("session", "close", "work").err()).contains("session-file-not-found");
        assertThat(cli.run("set", "notes", "b", "{}", "--session").err()).contains("session-not-chosen");
    }

    @Test
    void commandsOpenAndCloseForTheKeyOfAnother() {
        Cli cli = cli();
        shown(cli.run("key", "new", "--json"));
        shown(cli.run("db", "create", "--json"));
        String key = Account.of(
                        PaymentChain.SOL,
                        UserKey.generate(PaymentChain.SOL).account().addressBytes())
                .text();
        shown(cli.run("session", "open", "--session-key", key, "--scope", "read", "--json"));
        shown(cli.run("session", "close", key, "--json"));
        assertThat(cli.run("session", "open", "--session-key", key).err()).contains("session-closed");
        assertThat(cli.run("session", "open", "--for", "soon").err()).contains("time-malformed");
        assertThat(cli.run("session", "open", "--scope", "all").err()).contains("session-scope-unknown");
        assertThat(cli.run("session", "open", "--for", "31d").err()).contains("session-too-long");
    }
}
