package io.cairn.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.node.http.RawClient.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every client may rely on, whatever the routes do. */
final class HttpServerTest {
    private TestServer server;
    private RawClient client;

    @BeforeEach
    void start() {
        server = new TestServer();
        client = server.client();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void answersManyRequestsOnOneConnection() {
        for (int i = 0; i < 50; i++) {
            Answer answer = client.get("/hello/n" + i);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"text\":\"n" + i + "\"}");
            assertThat(answer.headers()).containsEntry("content-type", "application/json");
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrderThoughTheFirstTakesLonger() {
        StringBuilder requests = new StringBuilder("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
        for (int i = 0; i < 500; i++) {
            String path = i % 7 == 0 ? "/worker" : "/hello/n" + i;
            requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        client.send(requests.toString());
        server.held.complete(TestServer.text("held"));
        assertThat(client.read().text()).contains("held");
        for (int i = 0; i < 500; i++) {
            assertThat(client.read().text()).contains(i % 7 == 0 ? "worked" : "\"n" + i + "\"");
        }
    }

    @Test
    void speaksWithTheJdksClient() throws Exception {
        try (HttpClient jdk = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.port() + "/hello/J%C3%B6rg%20%2F");
            HttpResponse<String> answer =
                    jdk.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"text\":\"Jörg /\"}");
        }
    }

    @Test
    void prefersALiteralSegment() {
        assertThat(client.get("/hello/all").text()).contains("all");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /nothing               | 404 | path-unknown
            GET /hello/                | 404 | path-unknown
            GET /hello/a/              | 404 | path-unknown
            GET //hello/a              | 404 | path-unknown
            GET /hello/a?b=1           | 400 | parameter-unknown
            GET /large?size=1&size=2   | 400 | parameter-repeated
            GET /large?size=-1         | 400 | parameter-invalid
            GET /large?size=99999999999999999999 | 400 | parameter-invalid
            GET /large                 | 400 | parameter-missing
            GET /hello/%zz             | 400 | url-malformed
            GET /hello/%c3%28          | 400 | url-malformed
            GET /hello/%ed%a0%80       | 400 | url-malformed
            DELETE /hello/a            | 405 | method-not-allowed
            GET /broken                | 503 | queue-full
            """)
    void answersAProblemAndGoesOn(String request, int status, String code) {
        Answer answer = client.send(request + " HTTP/1.1\r\nHost: x\r\n\r\n").read();
        assertProblem(answer, status, code);
        assertThat(client.get("/hello/b").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /hello/a HTTP/1.1\\r\\n\\r\\n                                                 | 400 | host-missing
            GET /hello/a HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n                       | 400 | host-missing
            GET /hello/a HTTP/3.0\\r\\nHost: a\\r\\n\\r\\n                                    | 505 | http-version-unknown
            POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -5\\r\\n\\r\\n              | 400 | http-malformed
            POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 5, 6\\r\\n\\r\\n            | 400 | http-malformed
            POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 400 | http-malformed
            POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n         | 400 | http-malformed
            POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n | 501 | transfer-coding-unknown
            POST /echo HTTP/1.1\\r\\nHost: a\\r\\nExpect: tea\\r\\n\\r\\n                     | 417 | expectation-unknown
            POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Type: application/octet-stream\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n | 400 | http-malformed
            POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Type: application/octet-stream\\r\\nContent-Length: 99999999\\r\\n\\r\\n | 413 | body-too-large
            \\026\\003\\001\\r\\n\\r\\n                                                 | 400 | http-malformed
            GET /hello/a\\r\\n\\r\\n                                                          | 400 | http-malformed
            """)
    void answersAProblemAndClosesWhereNothingCanFollow(String bytes, int status, String code) {
        client.send(bytes.translateEscapes());
        assertProblem(client.read(), status, code);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void takesAWholeUrlForItsPath() {
        assertThat(client.send("GET http://x/hello/a HTTP/1.1\r\nHost: x\r\n\r\n")
                        .read()
                        .status())
                .isEqualTo(200);
        assertProblem(
                client.send("GET http:///hello/a?b HTTP/1.1\r\nHost: x\r\n\r\n").read(), 400, "parameter-unknown");
        assertProblem(client.send("GET HTTPS://x?b HTTP/1.1\r\nHost: x\r\n\r\n").read(), 404, "path-unknown");
    }

    @Test
    void refusesOverlongLinesAndHeaders() {
        client.send("GET /" + "a".repeat(3_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertProblem(client.read(), 414, "url-too-long");
        try (RawClient other = server.client()) {
            other.send("GET / HTTP/1.1\r\nHost: x\r\n" + ("a: " + "b".repeat(200) + "\r\n").repeat(20) + "\r\n");
            assertProblem(other.read(), 431, "headers-too-long");
        }
    }

    @Test
    void refusesABodyThatGrowsBeyondTheLimitChunkByChunk() {
        client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n");
        client.send(("400\r\n" + "x".repeat(1_024) + "\r\n").repeat(5));
        assertProblem(client.read(), 413, "body-too-large");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        Answer answer = client.post("/echo", "application/octet-stream", "x".repeat(4_096));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSize(4_096 + 11);
    }

    @Test
    void dropsTheBodyOfARefusedRequestAndGoesOn() {
        assertProblem(client.post("/nothing", "text/plain", "x".repeat(3_000)), 404, "path-unknown");
        assertProblem(client.post("/echo", "text/plain", "x"), 415, "content-type-unknown");
        assertProblem(client.post("/hello/a", "text/plain", "x"), 405, "method-not-allowed");
        assertThat(client.get("/hello/b").status()).isEqualTo(200);
    }

    @Test
    void refusesABodyWhereNoneIsTaken() {
        client.send("GET /hello/a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nxx");
        assertProblem(client.read(), 400, "body-unexpected");
        assertThat(client.get("/hello/b").status()).isEqualTo(200);
    }

    @Test
    void saysContinueBeforeABodyThatItTakes() {
        client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n"
                + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(100);
        assertThat(client.send("hi").read().text()).contains("hi");
    }

    @Test
    void chooses406WhereTheClientTakesNothingThatThereIs() {
        client.send("GET /hello/a HTTP/1.1\r\nHost: x\r\nAccept: text/html, application/json;q=0\r\n\r\n");
        assertProblem(client.read(), 406, "not-acceptable");
        client.send("GET /hello/a HTTP/1.1\r\nHost: x\r\nAccept: text/html, application/*;q=0.5\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(200);
    }

    @Test
    void answersHeadWithoutBody() {
        client.send("HEAD /hello/a HTTP/1.1\r\nHost: x\r\n\r\n");
        Answer head = client.read(true);
        assertThat(head.headers()).containsEntry("content-length", "12");
        client.send("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(client.read(true).status()).isEqualTo(200);
        assertThat(client.get("/hello/a").status()).isEqualTo(200);
    }

    @Test
    void closesAfterAnHttp10RequestUnlessAskedToKeepTheConnection() {
        client.send("GET /hello/a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(client.read().headers()).containsEntry("connection", "keep-alive");
        client.send("GET /hello/a HTTP/1.0\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(200);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void givesBackADecentRequestIdAndReplacesABadOne() {
        client.send("GET /hello/a HTTP/1.1\r\nHost: x\r\nX-Request-Id: my-id_1.2\r\n\r\n");
        assertThat(client.read().headers()).containsEntry("x-request-id", "my-id_1.2");
        client.send("GET /hello/a HTTP/1.1\r\nHost: x\r\nX-Request-Id: <script>\r\n\r\n");
        assertThat(client.read().headers().get("x-request-id"))
                .doesNotContain("<")
                .isNotEmpty();
    }

    @Test
    void answersALargeBodyWhole() {
        assertThat(client.get("/large?size=3000000").body()).hasSize(3_000_000);
        assertThat(client.get("/hello/a").status()).isEqualTo(200);
    }

    @Test
    void servesItsOwnDescriptionOfEveryRoute() {
        Value.Document api =
                (Value.Document) Json.parse(client.get("/openapi.json").text());
        Value.Document paths = (Value.Document) api.get("paths");
        assertThat(paths.fields().keySet())
                .containsExactlyInAnyOrder(
                        "/hello/{name}",
                        "/hello/all",
                        "/worker",
                        "/held",
                        "/broken",
                        "/large",
                        "/stream",
                        "/echo",
                        "/openapi.json");
        Value.Document echo = (Value.Document) paths.get("/echo");
        assertThat(echo.fields().keySet()).isEqualTo(java.util.Set.of("post"));
        assertThat(api.get("openapi")).isEqualTo(Value.of("3.1.0"));
    }

    @Test
    void letsNoPageOfAnotherOriginReadUnlessToldTo() {
        client.send("GET /hello/a HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.example\r\n\r\n");
        assertThat(client.read().headers()).doesNotContainKey("access-control-allow-origin");
        HttpSettings open = TestServer.settings().withCorsOrigins(List.of("http://good.example"));
        try (TestServer other = new TestServer(open);
                RawClient page = other.client()) {
            page.send("OPTIONS /echo HTTP/1.1\r\nHost: x\r\nOrigin: http://good.example\r\n\r\n");
            assertThat(page.read().headers())
                    .containsEntry("access-control-allow-origin", "http://good.example")
                    .containsEntry("access-control-allow-methods", "POST, OPTIONS");
            page.send("GET /hello/a HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.example\r\n\r\n");
            assertThat(page.read().headers()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void limitsHowOftenOneAddressMayAsk() {
        HttpSettings limited = TestServer.settings().withRate(new RateSettings(1, 3, true));
        try (TestServer other = new TestServer(limited);
                RawClient eager = other.client()) {
            for (int i = 0; i < 3; i++) {
                assertThat(eager.get("/hello/a").status()).isEqualTo(200);
            }
            Answer refused = eager.get("/hello/a");
            assertProblem(refused, 429, "rate-limited");
            assertThat(refused.headers()).containsEntry("retry-after", "1");
        }
    }

    @Test
    void countsRequestsByRouteAndStatus() {
        client.get("/hello/a");
        client.get("/nothing");
        assertThat(server.metrics.text())
                .contains("cairn_http_requests_total{route=\"GET /hello/{name}\",status=\"2xx\"} 1\n")
                .contains("cairn_http_requests_total{route=\"none\",status=\"4xx\"} 1\n")
                .contains("cairn_http_request_seconds_count{route=\"GET /hello/{name}\"} 1\n")
                .contains("cairn_http_connections 1\n");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        Value.Document problem = (Value.Document) Json.parse(answer.text());
        assertThat(problem.get("code")).isEqualTo(Value.of(code));
        assertThat(problem.get("status")).isEqualTo(Value.of(status));
        assertThat(problem.get("type")).isEqualTo(Value.of("urn:cairn:problem:" + code));
    }
}
