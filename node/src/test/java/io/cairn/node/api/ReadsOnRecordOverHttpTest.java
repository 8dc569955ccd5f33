package io.cairn.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SqlReading;
import io.cairn.client.api.SqlTransaction;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.ReadPurpose;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.api.TestApi.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that puts reads on record, over HTTP and through the client library. */
final class ReadsOnRecordOverHttpTest {
    private static final String QUESTION = "select name from birds where id = 1";

    @TempDir
    Path folder;

    private TestApi api;
    private final UserKey ann = UserKey.solana(seed(11));
    private final UserKey limited = UserKey.solana(seed(12));

    private static byte[] seed(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return seed;
    }

    @BeforeEach
    void start() {
        api = new TestApi(folder);
        api.create(Visibility.OWNER_ONLY);
        api.collection("walks");
        owns(
                "create table birds (id int primary key, name text)",
                "insert into birds values (1, 'wren'), (2, 'robin')",
                "grant select (id) on birds to \"" + limited.account().text() + "\"");
        api.submit(api.next(new Operation.SetMember(api.database, ann.account(), Role.READER)), "?wait=sealed");
        owns("alter database set read_record = 'on'");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void owns(String... statements) {
        Operation operation = new Operation.ExecuteSql(
                api.database,
                Arrays.stream(statements)
                        .map(text -> new SqlText(text, List.of()))
                        .toList());
        Answer answer = api.submit(api.next(operation), "?wait=sealed");
        assertThat(answer.field("code")).as(answer.text()).isEqualTo("ok");
    }

    private Answer ask(UserKey key, String path, Value.Document body, String accept) {
        String token = api.token(key, api.chainId, System.currentTimeMillis() + 60_000);
        byte[] bytes = Json.print(body).getBytes(StandardCharsets.UTF_8);
        return api.post(api.at(path), "application/json", bytes, "authorization", token, "accept", accept);
    }

    private ClientDatabase client(UserKey key) {
        return CairnClient.of(api.uri("/")).signer(key.signer()).build().database(api.chainId);
    }

    private static List<List<String>> rows(ClientDatabase database, String statement) {
        return database.sql(statement, List.of(), ReadOptions.PROVED).result().rows();
    }

    /** What owners are shown once all reads so far are in a block. */
    private List<String> listed() {
        ClientDatabase owner = client(api.owner);
        owner.execute(List.of(new SqlText("comment on table birds is 'sealed'", List.of())));
        return rows(owner, "show reads").stream().map(row -> row.get(7)).toList();
    }

    private static void assertRefused(Runnable attempt, String code) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aReadWithoutASignatureIsRefusedOnEveryRoute() {
        Value.Document question = Value.Document.builder().put("sql", QUESTION).build();
        for (UserKey key : List.of(ann, api.owner, limited)) {
            for (String accept : List.of("application/json", "application/vnd.ipld.car")) {
                assertThat(ask(key, "/sql", question, accept).field("code")).isEqualTo("read-unsigned");
            }
        }
        Value.Document query = Value.Document.builder()
                .put("collection", "walks")
                .put("query", new Value.Array(List.of()))
                .build();
        assertThat(ask(ann, "/query", query, "application/json").field("code")).isEqualTo("reads-on-record");
        for (String path : List.of("/entries/2", "/feed", "/diff?from=1&to=2", "/collections/walks/documents/x")) {
            String token = api.token(ann, api.chainId, System.currentTimeMillis() + 60_000);
            assertThat(api.get(api.at(path), "authorization", token).field("code"))
                    .as(path)
                    .isEqualTo("reads-on-record");
        }
        assertThat(listed()).isEmpty();
    }

    @Test
    void theLibrarySignsWhatIsOnRecordAndOwnersListIt() {
        ClientDatabase reader = client(ann);
        SqlReading reading = reader.sql(QUESTION, List.of(), ReadOptions.PROVED);
        assertThat(reading.proved()).isTrue();
        assertThat(reading.result().rows()).hasToString("[[wren]]");
        assertThat(client(limited)
                        .sql("select id from birds", List.of(), ReadOptions.PROVED)
                        .proved())
                .isFalse();
        assertThat(listed()).hasSize(2);
        List<List<String>> reads = rows(client(api.owner), "show reads of birds");
        assertThat(reads).hasSize(2);
        List<String> first = reads.getLast();
        assertThat(first.get(3)).isEqualTo(ann.account().text());
        assertThat(first.get(5)).isEqualTo(Long.toString(reading.height()));
        assertThat(first.get(6)).isEqualTo("proved");
        assertThat(first.get(7)).isEqualTo(QUESTION);
        assertThat(reads.getFirst().get(6)).isEqualTo("attested");
        assertThat(rows(client(api.owner), "show reads by '" + ann.account().text() + "'"))
                .hasSize(1);
        assertRefused(() -> rows(reader, "show reads"), "sql-42501");
    }

    @Test
    void ownWritesAreReadAndTransactionsAreOnRecord() {
        ClientDatabase owner = client(api.owner);
        for (int i = 10; i < 14; i++) {
            owner.execute(List.of(new SqlText("insert into birds values (" + i + ", 'kite')", List.of())));
            assertThat(rows(owner, "select count(*) from birds where id = " + i))
                    .hasToString("[[1]]");
        }
        try (SqlTransaction open = owner.begin()) {
            assertThat(open.run("select count(*) from birds", List.of()).rows()).hasToString("[[6]]");
            open.run("update birds set name = 'owl' where id = 2", List.of());
            assertThat(open.run("select name from birds where id = 2", List.of())
                            .rows())
                    .hasToString("[[owl]]");
            assertThat(open.commit()).isPresent();
        }
        assertThat(rows(owner, "select name from birds where id = 2")).hasToString("[[owl]]");
        assertThat(listed())
                .contains(
                        "update birds set name = 'owl' where id = 2",
                        "select name from birds where id = 2",
                        "select count(*) from birds");
    }

    @Test
    void aSignatureForSomethingElseIsRefused() {
        ClientDatabase reader = client(ann);
        rows(reader, QUESTION);
        byte[] other = api.sign(
                        ann,
                        50,
                        new Operation.ReadSql(api.database, new SqlText("select 1", List.of()), ReadPurpose.ROWS, null))
                .encode();
        Value.Document.Builder question = Value.Document.builder()
                .put("sql", QUESTION)
                .put("read", Base64.getUrlEncoder().encodeToString(other));
        assertThat(ask(ann, "/sql", question.build(), "application/json").field("code"))
                .isEqualTo("read-wrong");
        question.put("sql", "select 1");
        // Of another reader than the token names.
        assertThat(ask(api.owner, "/sql", question.build(), "application/json").field("code"))
                .isEqualTo("read-wrong");
        assertThat(ask(ann, "/sql", question.build(), "application/json").status())
                .isEqualTo(200);
        assertThat(ask(ann, "/sql", question.build(), "application/json").status())
                .isEqualTo(409);
        assertThat(listed()).containsExactly("select 1", QUESTION);
    }

    @Test
    void turningItOffStopsItAndKeepsTheList() {
        ClientDatabase reader = client(ann);
        rows(reader, QUESTION);
        owns("alter database set read_record = 'off'");
        // Who signed goes on without.
        assertThat(rows(reader, QUESTION)).hasToString("[[wren]]");
        Value.Document question = Value.Document.builder().put("sql", QUESTION).build();
        assertThat(ask(ann, "/sql", question, "application/json").status()).isEqualTo(200);
        assertThat(listed()).containsExactly(QUESTION);
        // What was asked stays in the log, which stays with the owners.
        String token = api.token(ann, api.chainId, System.currentTimeMillis() + 60_000);
        assertThat(api.get(api.at("/entries/2"), "authorization", token).field("code"))
                .isEqualTo("reads-on-record");
        assertRefused(() -> rows(reader, "show reads"), "sql-42501");
    }
}
