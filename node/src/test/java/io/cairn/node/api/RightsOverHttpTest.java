package io.cairn.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SqlReading;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Cid;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.verify.AnswerVerifier;
import io.cairn.engine.verify.AttestedAnswer;
import io.cairn.node.api.TestApi.Answer;
import io.cairn.node.http.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An owner and two accounts with limited rights, over HTTP: what they get, and that nothing else reaches them. */
final class RightsOverHttpTest {
    /** What a reader with limited rights must never see, in any route and any encoding. */
    private static final String FORBIDDEN = "forbidden-value-7391";

    private static final String HIDDEN_ROW = "hidden-row-2648";
    private static final String DOCUMENT = "document-text-5512";

    @TempDir
    Path folder;

    private TestApi api;
    private final UserKey ann = UserKey.solana(seed(11));
    private final UserKey bob = UserKey.solana(seed(12));
    private String written = "";

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
        assertThat(api.submit(api.add("walks", "one", DOCUMENT), "?wait=sealed").status())
                .isEqualTo(200);
        String annText = ann.account().text();
        written = owns(
                "create table birds (id int primary key, keeper text, name text, secret text unique)",
                "insert into birds values (1, '" + annText + "', 'wren', '" + FORBIDDEN + "'), (2, 'x', '" + HIDDEN_ROW
                        + "', 'forbidden-value-7391-b')",
                "create table closed (id int primary key, secret text)",
                "insert into closed values (1, '" + FORBIDDEN + "')",
                "grant select (id, keeper, name), insert (id, keeper, name) on birds to \"" + annText + "\"",
                "alter table birds enable row level security",
                "create policy own on birds using (keeper = current_user)");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static Operation sql(String database, String... statements) {
        return new Operation.ExecuteSql(
                database,
                Arrays.stream(statements)
                        .map(text -> new SqlText(text, List.of()))
                        .toList());
    }

    private String owns(String... statements) {
        Answer answer = api.submit(api.next(sql(api.database, statements)), "?wait=sealed");
        assertThat(answer.field("code")).as(answer.text()).isEqualTo("ok");
        return answer.field("id");
    }

    private String token(UserKey key) {
        return api.token(key, api.chainId, System.currentTimeMillis() + 60_000);
    }

    private Answer ask(UserKey key, String statement, String answerClass, String accept) {
        byte[] body = Json.print(Value.Document.builder()
                        .put("sql", statement)
                        .put("class", answerClass)
                        .build())
                .getBytes(StandardCharsets.UTF_8);
        return api.post(api.at("/sql"), "application/json", body, "authorization", token(key), "accept", accept);
    }

    private Answer plain(UserKey key, String statement) {
        return ask(key, statement, "plain", "application/json");
    }

    private static String rows(Answer answer) {
        return Json.print(((Value.Document) Json.parse(answer.body())).get("rows"));
    }

    private ClientDatabase client(UserKey key) {
        CairnClient client = CairnClient.of(api.uri("/")).signer(key.signer()).build();
        return client.database(api.chainId);
    }

    @Test
    void answersAreOfTheClassThatTheRightsAllow() {
        assertThat(rows(plain(ann, "select id, name from birds"))).isEqualTo("[[\"1\",\"wren\"]]");
        Answer proved = ask(ann, "select id from birds", "proved", "application/vnd.ipld.car");
        assertThat(proved.field("code")).isEqualTo("class-not-permitted");
        assertThat(proved.status()).isEqualTo(403);
        assertThat(ask(api.owner, "select id from birds", "proved", "application/vnd.ipld.car")
                        .type())
                .isEqualTo("application/vnd.ipld.car");
        assertThat(plain(bob, "select 1").field("code")).isEqualTo("read-not-permitted");
        assertThat(plain(ann, "select secret from birds").field("code")).isEqualTo("sql-42501");
        assertThat(plain(ann, "select id from closed").field("code")).isEqualTo("sql-42501");
    }

    @Test
    void attestedAnswersAreSignedByTheNode() {
        Answer answer = ask(ann, "select name from birds", "attested", "application/vnd.cairn.attested");
        assertThat(answer.type()).isEqualTo("application/vnd.cairn.attested");
        AnswerVerifier verifier = new AnswerVerifier(TestApi.NODE.key().publicKey());
        AttestedAnswer.Verified verified = verifier.verifyAttested(answer.body());
        assertThat(verified.answer().result().rows()).hasToString("[[wren]]");
        assertThat(verified.answer().question().caller())
                .isEqualTo(ann.account().text());
        String lie = new String(answer.body(), StandardCharsets.ISO_8859_1).replace("wren", "wrex");
        assertThatThrownBy(() -> verifier.verifyAttested(lie.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("attestation-invalid"));
        AnswerVerifier stranger =
                new AnswerVerifier(io.cairn.engine.crypto.NodeKey.of(seed(99)).publicKey());
        assertThatThrownBy(() -> stranger.verifyAttested(answer.body())).isInstanceOf(CairnException.class);
    }

    @Test
    void theClientLibraryTakesTheBestClassAndFailsWhereAnotherIsDemanded() {
        ClientDatabase limited = client(ann);
        SqlReading reading = limited.sql("select current_user, name from birds", List.of(), ReadOptions.PROVED);
        assertThat(reading.proved()).isFalse();
        assertThat(reading.result().rows()).hasToString("[[" + ann.account().text() + ", wren]]");
        assertThatThrownBy(() -> limited.sql("select 1", List.of(), ReadOptions.PROVED.demandingProof()))
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("class-not-permitted"));
        SqlReading whole = client(api.owner)
                .sql("select current_user, count(*) from birds", List.of(), ReadOptions.PROVED.demandingProof());
        assertThat(whole.proved()).isTrue();
        assertThat(whole.result().rows()).hasToString("[[" + api.owner.account().text() + ", 2]]");
        limited.execute(List.of(
                new SqlText("insert into birds (id, keeper, name) values (5, current_user, 'kite')", List.of())));
        assertThat(limited.sql("select name from birds order by id", List.of(), ReadOptions.PROVED)
                        .result()
                        .rows())
                .hasToString("[[wren], [kite]]");
    }

    @Test
    void rightsOfTheNewestBlockHoldForOldOnes() {
        long height = api.get(api.at("/blocks/head"), "authorization", token(ann))
                                .json()
                                .get("height")
                        instanceof Value.Int now
                ? now.value()
                : 0;
        owns(
                "revoke all on birds from \"" + ann.account().text() + "\"",
                "grant select on closed to \"" + bob.account().text() + "\"");
        String past = "{\"sql\":\"select name from birds\",\"at\":" + height + "}";
        assertThat(api.post(
                                api.at("/sql"),
                                "application/json",
                                past.getBytes(StandardCharsets.UTF_8),
                                "authorization",
                                token(ann))
                        .field("code"))
                .isEqualTo("read-not-permitted");
        String later = "{\"sql\":\"select id from closed\",\"at\":" + height + "}";
        assertThat(rows(api.post(
                        api.at("/sql"),
                        "application/json",
                        later.getBytes(StandardCharsets.UTF_8),
                        "authorization",
                        token(bob))))
                .isEqualTo("[[\"1\"]]");
    }

    @Test
    void publicDatabasesWithLimitedTablesGivePagesToOwnersOnly() {
        owns("create table open (id int primary key)");
        assertThat(api.submit(
                                api.next(new Operation.SetDatabase(api.database, null, Visibility.PUBLIC, null, null)),
                                "?wait=sealed")
                        .field("code"))
                .isEqualTo("ok");
        assertThat(api.get(api.at("/entries/2")).field("code")).isEqualTo("read-token-missing");
        String cid = stateCid();
        assertThat(api.get("/ipfs/" + cid).status()).isEqualTo(404);
        assertThat(api.get(api.at("/pages/" + cid), "authorization", token(ann)).field("code"))
                .isEqualTo("read-restricted");
        assertThat(api.get(api.at("/collections/walks/documents/one")).text()).contains(DOCUMENT);
        assertThat(api.get(api.at("/collections/walks/documents/one?proof=1"), "authorization", token(bob))
                        .field("code"))
                .isEqualTo("read-restricted");
        assertThat(plain(bob, "select * from open").status()).isEqualTo(200);
        owns(
                "grant select on birds to public",
                "alter table birds disable row level security",
                "grant select on closed to public",
                "drop table open");
        assertThat(api.get(api.at("/entries/2")).status()).isEqualTo(200);
    }

    private String stateCid() {
        Answer head = api.get(api.at("/blocks/head"), "authorization", token(api.owner));
        return new Cid(Cid.Codec.RAW, Hash.parse(head.field("stateRoot"))).toString();
    }

    private static final List<String> QUESTIONS = List.of(
            "select * from birds",
            "select secret from birds",
            "select name from birds",
            "table closed",
            "select count(*), min(name), max(name) from birds",
            "select id from birds where cast(secret as int) = 1",
            "select 1 / (length(name) - 15) from birds",
            "explain select * from birds where secret = 'x'",
            "explain select name from birds",
            "select cast(name as int) from birds order by id desc",
            "select * from information_schema.tables",
            "select * from information_schema.columns",
            "select * from information_schema.check_constraints",
            "select * from information_schema.views",
            "select * from information_schema.sequences",
            "describe select name from birds",
            "select json_agg(name) from birds",
            "select string_agg(b.name, ',') from birds b, birds c");

    /** Every route with every question, and every byte that came back. */
    @Test
    void nothingThatIsForbiddenIsInAnyByteOfAnyAnswer() {
        List<byte[]> seen = new ArrayList<>();
        Map<String, String> values = Map.ofEntries(
                Map.entry("db", api.database),
                Map.entry("collection", "walks"),
                Map.entry("id", "one"),
                Map.entry("account", api.owner.account().text()),
                Map.entry("height", "2"),
                Map.entry("cid", stateCid()),
                Map.entry("from", "1"),
                Map.entry("to", "2"),
                Map.entry("nonce", "00112233445566778899aabbccddeeff"));
        for (Route route : api.routes.all()) {
            if (route.method().equals("GET") && route.path().contains("{")) {
                for (String sequence : List.of("1", "2", "3", "4")) {
                    seen.add(api.get(path(route, values, sequence), "authorization", token(ann))
                            .body());
                }
            }
        }
        for (String question : QUESTIONS) {
            for (String answerClass : List.of("plain", "proved", "attested")) {
                seen.add(ask(ann, question, answerClass, "*/*").body());
            }
        }
        byte[] documents = "{\"collection\":\"walks\"}".getBytes(StandardCharsets.UTF_8);
        seen.add(api.post(api.at("/query"), "application/json", documents, "authorization", token(ann))
                .body());
        for (String change : List.of(
                "insert into birds (id, keeper, name) values (2, current_user, 'mine')",
                "insert into birds (id, keeper, name) select id + 10, current_user, secret from birds")) {
            Operation operation = sql(api.database, change);
            seen.add(api.submit(api.sign(ann, seen.size(), operation), "?wait=sealed")
                    .body());
        }
        assertThat(seen).hasSizeGreaterThan(90);
        for (byte[] bytes : seen) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            for (String forbidden : List.of(FORBIDDEN, HIDDEN_ROW, DOCUMENT)) {
                assertThat(text).doesNotContain(forms(forbidden));
            }
        }
        Answer whole = api.get(api.at("/mutations/" + written + "/receipt"), "authorization", token(api.owner));
        assertThat(forms(FORBIDDEN)).as("the forms that are looked for").anyMatch(whole.text()::contains);
    }

    private String path(Route route, Map<String, String> values, String sequence) {
        String path = route.path().replace("{sequence}", sequence);
        if (path.contains("/mutations/")) {
            path = path.replace("{id}", written);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        }
        return path + "?from=1&to=2&nonce=" + values.get("nonce") + "&sequence=" + sequence;
    }

    /** A text as it is, in hexadecimal digits, and in base64 at each of three offsets without what neighbours change. */
    private static List<String> forms(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>(List.of(text, HexFormat.of().formatHex(bytes)));
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String coded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            forms.add(coded.substring(offset == 0 ? 0 : 4, coded.length() - 2));
        }
        return forms;
    }

    @Test
    void signersSeeTheirOwnReceipts() {
        Operation insert = sql(api.database, "insert into birds (id, keeper, name) values (6, current_user, 'a')");
        Answer sent = api.submit(api.sign(ann, 1, insert), "?wait=sealed");
        assertThat(sent.field("code")).as(sent.text()).isEqualTo("ok");
        String own = api.at("/mutations/" + sent.field("id"));
        assertThat(api.get(own + "/receipt", "authorization", token(ann)).status())
                .isEqualTo(200);
        assertThat(api.get(own, "authorization", token(ann)).status()).isEqualTo(200);
        assertThat(api.get(api.at("/mutations/" + written + "/receipt"), "authorization", token(ann))
                        .field("code"))
                .isEqualTo("read-restricted");
    }

    @Test
    void membersAreNoLongerGivenPagesWhereAPolicyHoldsForThem() {
        assertThat(api.submit(
                                api.next(new Operation.SetMember(api.database, bob.account(), Role.READER)),
                                "?wait=sealed")
                        .field("code"))
                .isEqualTo("ok");
        assertThat(api.get(api.at("/pages/" + stateCid()), "authorization", token(bob))
                        .field("code"))
                .isEqualTo("read-restricted");
        assertThat(rows(plain(bob, "select count(*) from birds"))).isEqualTo("[[\"0\"]]");
        assertThat(rows(plain(bob, "select count(*) from closed"))).isEqualTo("[[\"1\"]]");
    }

    @Test
    void rowsAreDocumentsOnlyToWhoMayReadEveryTable() {
        assertThat(api.submit(
                                api.next(new Operation.SetMember(api.database, bob.account(), Role.READER)),
                                "?wait=sealed")
                        .field("code"))
                .isEqualTo("ok");
        assertThat(document(bob, "walks/documents/one").text()).contains(DOCUMENT);
        assertThat(document(api.owner, "birds/documents/1").text()).contains(FORBIDDEN);
        assertThat(document(api.owner, "closed/documents").text()).contains(FORBIDDEN);
        for (String path :
                List.of("birds/documents/1", "birds/documents", "birds/documents/1?proof=1", "closed/documents")) {
            for (UserKey limited : List.of(ann, bob)) {
                assertThat(document(limited, path).field("code")).as(path).isEqualTo("read-restricted");
            }
        }
        byte[] query = "{\"collection\":\"birds\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(api.post(api.at("/query"), "application/json", query, "authorization", token(bob))
                        .field("code"))
                .isEqualTo("read-restricted");
    }

    private Answer document(UserKey key, String path) {
        return api.get(api.at("/collections/" + path), "authorization", token(key));
    }
}
