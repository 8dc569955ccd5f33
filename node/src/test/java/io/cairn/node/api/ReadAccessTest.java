package io.cairn.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Cid;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.verify.SqlStep;
import io.cairn.node.api.TestApi.Answer;
import io.cairn.node.http.Parameter;
import io.cairn.node.http.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read what: asked of every route in the table, so that a new one cannot be forgotten. */
final class ReadAccessTest {
    private static final String SECRET_COLLECTION = "secret-plans";
    private static final String SECRET_ID = "hidden-id";
    private static final String SECRET_TEXT = "top-secret-text";
    private static final byte[] SQL =
            "{\"sql\":\"select * from information_schema.tables\"}".getBytes(StandardCharsets.UTF_8);

    private static final byte[] QUERY = "{\"collection\":\"secret-plans\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private TestApi api;
    private Map<String, String> values;
    private String mutation;

    @BeforeEach
    void start() {
        api = new TestApi(folder);
        api.create(Visibility.OWNER_ONLY);
        api.collection(SECRET_COLLECTION);
        Answer added = api.submit(api.add(SECRET_COLLECTION, SECRET_ID, SECRET_TEXT), "?wait=sealed");
        assertThat(added.field("code")).as(added.text()).isEqualTo("ok");
        mutation = added.field("id");
        Answer head = api.get(api.at("/blocks/head"), "authorization", ownersToken());
        Hash stateRoot = Hash.parse(head.field("stateRoot"));
        values = Map.ofEntries(
                Map.entry("db", api.database),
                Map.entry("collection", SECRET_COLLECTION),
                Map.entry("id", SECRET_ID),
                Map.entry("account", api.owner.account().text()),
                Map.entry("height", head.field("height")),
                Map.entry("sequence", "1"),
                Map.entry("cid", new Cid(Cid.Codec.RAW, stateRoot).toString()),
                Map.entry("from", "1"),
                Map.entry("to", "1"),
                Map.entry("nonce", "00112233445566778899aabbccddeeff"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private String ownersToken() {
        return api.token(api.owner, api.chainId, System.currentTimeMillis() + 60_000);
    }

    private String path(Route route) {
        StringBuilder path = new StringBuilder(route.path());
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : route.description().parameters()) {
            boolean ofMutation = parameter.name().equals("id") && route.path().contains("/mutations/");
            String value = ofMutation ? mutation : values.get(parameter.name());
            if (parameter.required()) {
                assertThat(value).as("a value for " + parameter.name()).isNotNull();
            }
            if (parameter.required() && parameter.inQuery()) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter.name())
                        .append('=')
                        .append(value);
            } else if (parameter.required()) {
                int at = path.indexOf("{" + parameter.name() + "}");
                path.replace(at, at + parameter.name().length() + 2, value);
            }
        }
        return path.append(query).toString();
    }

    private Answer ask(Route route, String... headers) {
        return route.method().equals("GET")
                ? api.get(path(route), headers)
                : api.post(path(route), "application/json", body(route), headers);
    }

    private byte[] body(Route route) {
        if (route.path().endsWith("/sql/steps")) {
            SqlStep step = new SqlStep(
                    null,
                    api.owner.account(),
                    Hash.ZERO,
                    1,
                    SqlStep.NOTHING_BEFORE,
                    List.of(),
                    new SqlText("select * from information_schema.tables", List.of()),
                    false,
                    List.of());
            return Json.print(step.toFields()).getBytes(StandardCharsets.UTF_8);
        }
        return route.path().endsWith("/sql") ? SQL : QUERY;
    }

    /** What is written is signed itself, and answered with nothing else. */
    private static boolean writes(Route route) {
        return route.path().endsWith("/mutations") || route.path().endsWith("/quarantine");
    }

    private List<Route> routesOfDatabases() {
        List<Route> routes = api.routes.all().stream()
                .filter(route -> route.path().contains("{db}") && !writes(route))
                .toList();
        assertThat(routes).hasSizeGreaterThan(15);
        return routes;
    }

    @Test
    void showsNobodyAnythingWithoutAToken() {
        for (Route route : routesOfDatabases()) {
            Answer answer = ask(route);
            assertThat(answer.status()).as(route.path() + ": " + answer.text()).isEqualTo(401);
            assertThat(answer.field("code")).isEqualTo("read-token-missing");
        }
        for (Route route : api.routes.all()) {
            if (route.method().equals("GET")
                    || route.path().endsWith("/query")
                    || route.path().endsWith("/sql")
                    || route.path().endsWith("/sql/steps")) {
                String shown = ask(route).text();
                assertThat(shown)
                        .as(route.path())
                        .doesNotContain(SECRET_COLLECTION, SECRET_ID, SECRET_TEXT, mutation)
                        .doesNotContain(api.owner.account().text());
            }
        }
    }

    @Test
    void refusesTokensOfStrangersOtherDatabasesOtherTimesAndGarbage() {
        long soon = System.currentTimeMillis() + 60_000;
        Map<String, String> codes = Map.of(
                api.token(api.stranger, api.chainId, soon),
                "read-not-permitted",
                api.token(api.owner, "test-network/0x00/other", soon),
                "read-token-invalid",
                api.token(api.owner, api.chainId, System.currentTimeMillis() - 1),
                "read-token-expired",
                api.token(api.owner, api.chainId, soon + 48L * 3_600_000),
                "read-token-too-long",
                "Cairn !!!",
                "read-token-invalid",
                "Bearer abc",
                "read-token-missing");
        for (Route route : routesOfDatabases()) {
            codes.forEach((token, code) -> {
                Answer answer = ask(route, "authorization", token);
                assertThat(answer.status()).as(route.path() + " " + code).isIn(401, 403);
                assertThat(answer.field("code")).as(route.path()).isEqualTo(code);
            });
        }
        Answer garbage = api.get(api.at(""), "authorization", "Cairn AAAA");
        assertThat(garbage.status()).as(garbage.text()).isBetween(400, 403);
    }

    @Test
    void showsItsOwnerEverything() {
        String token = ownersToken();
        for (Route route : routesOfDatabases()) {
            if (!route.path().endsWith("/feed")) {
                Answer answer = ask(route, "authorization", token);
                assertThat(answer.status())
                        .as(route.path() + ": " + answer.text())
                        .isEqualTo(200);
            }
        }
        Answer query = api.post(api.at("/query"), "application/json", QUERY, "authorization", token);
        assertThat(query.text()).contains(SECRET_TEXT, SECRET_ID);
    }

    @Test
    void tellsAStrangerWhatIsItsOwnAndNoMore() {
        String token = api.token(api.stranger, api.chainId, System.currentTimeMillis() + 60_000);
        String own = api.stranger.account().text();
        String others = api.owner.account().text();
        Answer balance = question(token, "[\"getBalance\",\"gold\",\"" + own + "\"]", false);
        assertThat(balance.status()).as(balance.text()).isEqualTo(200);
        assertThat(balance.text()).contains("{\"amount\":0,\"withdrawable\":0}");
        assertThat(question(token, "[\"nonce\",\"" + own + "\"]", false).status())
                .isEqualTo(200);
        assertThat(api.get(api.at("/accounts/" + own), "authorization", token).field("role"))
                .isEqualTo("null");
        // A proof shows pages on which others have something.
        for (Answer refused : List.of(
                question(token, "[\"getBalance\",\"gold\",\"" + own + "\"]", true),
                question(token, "[\"getBalance\",\"gold\",\"" + others + "\"]", false),
                question(token, "[\"nonce\",\"" + others + "\"]", false),
                question(token, "[\"getTokens\"]", false),
                question(token, "[\"listWithdrawals\"]", false),
                api.get(api.at("/accounts/" + others), "authorization", token))) {
            assertThat(refused.status()).as(refused.text()).isEqualTo(403);
            assertThat(refused.field("code")).isEqualTo("read-not-permitted");
        }
        Answer nameless = api.post(
                api.at("/query"),
                "application/json",
                ("{\"query\":[\"getBalance\",\"gold\",\"" + own + "\"]}").getBytes(StandardCharsets.UTF_8));
        assertThat(nameless.field("code")).isEqualTo("read-token-missing");
    }

    private Answer question(String token, String query, boolean proof) {
        String body = "{\"query\":" + query + ",\"proof\":" + proof + "}";
        return api.post(
                api.at("/query"), "application/json", body.getBytes(StandardCharsets.UTF_8), "authorization", token);
    }

    @Test
    void servesItsPagesToNobodyByCidAlone() {
        Answer warm = api.get(api.at("/pages/" + values.get("cid")), "authorization", ownersToken());
        assertThat(warm.status()).isEqualTo(200);
        assertThat(api.get("/ipfs/" + values.get("cid")).status()).isEqualTo(404);
    }
}
