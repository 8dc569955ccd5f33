package io.cairn.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.client.wire.MutationJson;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.verify.Answer;
import io.cairn.engine.verify.Receipt;
import io.cairn.node.http.Parameter;
import io.cairn.node.http.Route;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiRoutesTest {
    @TempDir
    Path folder;

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi(folder);
        assertThat(api.create(Visibility.PUBLIC).status()).isEqualTo(201);
        assertThat(api.collection("people").field("code")).isEqualTo("ok");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void describesEveryRouteWithItsParametersAndBodies() {
        Value.Document description = api.get("/openapi.json").json();
        Value.Document paths = (Value.Document) description.get("paths");
        for (Route route : api.routes.all()) {
            Value.Document item = (Value.Document) paths.get(route.path());
            assertThat((Object) item).as(route.path()).isNotNull();
            Value.Document operation = (Value.Document) item.get(route.method().toLowerCase(Locale.ROOT));
            assertThat((Object) operation)
                    .as(route.method() + " " + route.path())
                    .isNotNull();
            assertThat(operation.has("requestBody")).isEqualTo(route.method().equals("POST"));
            for (Parameter parameter : route.description().parameters()) {
                assertThat(operation.toString()).contains("name=" + parameter.name());
            }
        }
    }

    @Test
    void takesAMutationAsJsonAndAsBytesAndKnowsThemForTheSame() {
        Mutation mutation = api.add("people", "ann", "first");
        byte[] json = Json.print(MutationJson.encode(mutation)).getBytes(StandardCharsets.UTF_8);
        TestApi.Answer first = api.post(api.at("/mutations"), "application/json", json);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.field("fate")).isEqualTo("applied");
        TestApi.Answer again = api.submit(mutation, "?wait=sealed");
        assertThat(again.field("id")).isEqualTo(first.field("id"));
        assertThat(again.field("repeated")).isEqualTo("true");
        assertThat(again.field("fate")).isIn("sealed", "final");
        assertThat(api.get(api.at("/mutations/" + first.field("id"))).field("sequence"))
                .isEqualTo(first.field("sequence"));
    }

    @Test
    void answersAStreamOfMutationsLineByLine() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            lines.append(Json.print(MutationJson.encode(api.add("people", "p" + i, "n" + i))))
                    .append('\n');
        }
        lines.append("{\"version\":\"1\"}\n");
        TestApi.Answer answer = api.post(
                api.at("/mutations"), "application/x-ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));
        List<String> fates = answer.text().lines().toList();
        assertThat(fates).hasSize(51);
        assertThat(fates.subList(0, 50)).allMatch(line -> line.contains("\"code\":\"ok\""));
        assertThat(fates.get(50)).startsWith("{\"error\":{\"code\":");
    }

    @Test
    void readsWhatWasWrittenPlainlyAndProved() {
        TestApi.Answer added = api.submit(api.add("people", "ann", "hello"), "");
        String after = "?after=" + added.field("sequence");
        TestApi.Answer plain = api.get(api.at("/collections/people/documents/ann" + after));
        assertThat(plain.text()).contains("\"text\":\"hello\"");
        assertThat(plain.field("class")).isEqualTo("plain");
        TestApi.Answer proved = api.get(api.at("/collections/people/documents/ann?proof=1"));
        assertThat(proved.type()).isEqualTo("application/vnd.ipld.car");
        Answer.verify(proved.body(), TestApi.NODE.key().publicKey());
        TestApi.Answer absent = api.get(api.at("/collections/people/documents/bob?class=proved"));
        assertThat(absent.status()).isEqualTo(200);
        Answer.verify(absent.body(), TestApi.NODE.key().publicKey());
        TestApi.Answer query =
                api.get(api.at("/collections/people/documents?q=%5B%5B%22text%22,%22%3D%3D%22,%22hello%22%5D%5D"));
        assertThat(query.text()).contains("\"_id\":\"ann\"");
        TestApi.Answer car = api.post(
                api.at("/query"),
                "application/json",
                "{\"collection\":\"people\",\"query\":[[\"text\",\"==\",\"hello\"]],\"class\":\"proved\"}"
                        .getBytes(StandardCharsets.UTF_8));
        Answer.verify(car.body(), TestApi.NODE.key().publicKey());
    }

    @Test
    void givesAReceiptThatVerifies() {
        TestApi.Answer added = api.submit(api.add("people", "ann", "hello"), "");
        TestApi.Answer receipt = api.get(api.at("/mutations/" + added.field("id") + "/receipt"));
        assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
        Receipt.parse(receipt.text()).verify(TestApi.NODE.key().publicKey());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/databases/0x0000000000000000000000000000000000000000          | 404 | database-not-found
            /v1/databases/nonsense                                            | 400 | parameter-invalid
            {db}/blocks/999999                                                | 404 | block-not-found
            {db}/blocks/minus                                                 | 400 | parameter-invalid
            {db}?at=999999                                                    | 404 | block-not-found
            {db}?at=-1                                                        | 400 | parameter-invalid
            {db}/entries/999999                                               | 404 | entry-not-found
            {db}/mutations/00                                                 | 400 | parameter-invalid
            {db}/mutations/0000000000000000000000000000000000000000000000000000000000000000 | 404 | mutation-not-found
            {db}/collections/people/documents/nobody                          | 404 | document-not-found
            {db}/collections/people/documents/nobody?class=attested           | 400 | class-not-available
            {db}/collections/people/documents/nobody?proof=yes                | 400 | parameter-invalid
            {db}/collections/people/documents?q=nonsense                      | 400 | json-malformed
            {db}/log/inclusion?sequence=999999                                | 404 | entry-not-found
            {db}/log/consistency?from=0&to=1                                  | 400 | parameter-invalid
            {db}/log/consistency?from=1                                       | 400 | parameter-missing
            {db}/head?nonce=xyz                                               | 400 | parameter-invalid
            {db}/pages/nonsense                                               | 400 | cid-malformed
            {db}/diff?from=999999                                             | 404 | block-not-found
            {db}/feed?from=x                                                  | 400 | parameter-invalid
            /ipfs/bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy | 404 | page-not-found
            """)
    void tellsWhatWasWrongWithARead(String path, int status, String code) {
        TestApi.Answer answer = api.get(path.replace("{db}", api.at("")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.field("code")).isEqualTo(code);
    }

    @Test
    void refusesBodiesThatAreNoMutations() {
        String[] bodies = {"", "{", "null", "[]", "{}", "{\"version\":1}", "\"x\"", "{\"a\":".repeat(5_000)};
        for (String body : bodies) {
            TestApi.Answer answer =
                    api.post(api.at("/mutations"), "application/json", body.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(answer.text()).isIn(400, 413);
        }
        assertThat(api.post(api.at("/mutations"), MutationRoutes.BINARY, new byte[] {1, 2, 3})
                        .status())
                .isEqualTo(400);
        byte[] forged = api.add("people", "x", "y").encode();
        forged[forged.length - 40] ^= 1;
        assertThat(api.post(api.at("/mutations"), MutationRoutes.BINARY, forged).status())
                .isIn(400, 409);
        assertThat(api.post(api.at("/mutations?wait=never"), MutationRoutes.BINARY, forged)
                        .field("code"))
                .isEqualTo("wait-unknown");
    }

    @Test
    void refusesQueriesWithFieldsOrClassesThatThereAreNot() {
        String[][] queries = {
            {"{\"collection\":\"people\",\"limit\":1}", "query-malformed"},
            {"{\"query\":[]}", "query-type"},
            {"{\"collection\":\"people\",\"class\":\"attested\"}", "class-not-available"},
            {"{\"collection\":\"people\",\"at\":-1}", "parameter-invalid"}
        };
        for (String[] query : queries) {
            TestApi.Answer answer =
                    api.post(api.at("/query"), "application/json", query[0].getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.field("code")).isEqualTo(query[1]);
        }
    }

    @Test
    void reportsARefusalOfTheEngineAsAFateAndNotAsAnError() {
        Mutation foreign = api.sign(api.stranger, 1, new Operation.CreateCollection(api.database, "mine", true));
        TestApi.Answer answer = api.submit(foreign, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("code")).isNotEqualTo("ok");
    }

    @Test
    void streamsEveryBlockFromAHeightOn() throws Exception {
        TestApi.Answer first = api.submit(api.add("people", "ann", "1"), "?wait=sealed");
        long height = Long.parseLong(first.field("height"));
        HttpRequest request = HttpRequest.newBuilder(api.uri(api.at("/feed")))
                .header("last-event-id", Long.toString(height - 1))
                .build();
        HttpResponse<java.io.InputStream> answer = api.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader events = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(events.readLine()).isEqualTo("event: block");
            assertThat(events.readLine()).isEqualTo("id: " + height);
            assertThat(events.readLine()).contains("\"id\":\"ann\",\"kind\":\"created\"");
            assertThat(events.readLine()).isEmpty();
            api.submit(api.add("people", "bob", "2"), "?wait=sealed");
            assertThat(events.readLine()).isEqualTo("event: block");
            assertThat(events.readLine()).isEqualTo("id: " + (height + 1));
            assertThat(events.readLine()).contains("\"id\":\"bob\",\"kind\":\"created\"");
        }
    }

    @Test
    void tellsOperatorsThatItIsWell() {
        for (String name : List.of("started", "alive", "ready")) {
            assertThat(api.get("/healthz/" + name).status()).isEqualTo(200);
        }
        assertThat(api.get("/metrics").text()).contains("cairn_databases 1\n");
    }
}
