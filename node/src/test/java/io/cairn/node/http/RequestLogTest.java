package io.cairn.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.Value;
import io.cairn.node.log.Event;
import io.cairn.node.log.LogLevel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the log tells of requests, and what it never tells. */
final class RequestLogTest {
    @Test
    void tellsOfEveryRequestWhereTheLogShowsThatMuch() {
        try (TestServer server = new TestServer();
                RawClient client = server.client();
                LogWatch log = new LogWatch(LogLevel.DEBUG)) {
            client.send("GET /hello/secret-name HTTP/1.1\r\nHost: x\r\nX-Request-Id: mine\r\n"
                    + "Authorization: Cairn secret-token\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
            client.get("/nothing?password=secret");
            List<Event> requests = log.events("request");
            assertThat(requests).hasSize(2);
            Value.Document first = requests.getFirst().fields();
            assertThat(first.get("request")).isEqualTo(Value.of("mine"));
            assertThat(first.get("method")).isEqualTo(Value.of("GET"));
            assertThat(first.get("route")).isEqualTo(Value.of("/hello/{name}"));
            assertThat(first.get("status")).isEqualTo(Value.of(200));
            assertThat(first.get("bytes")).isEqualTo(Value.of(22));
            assertThat(first.get("millis")).isInstanceOf(Value.Int.class);
            assertThat(requests.getLast().fields().get("status")).isEqualTo(Value.of(404));
            assertThat(log.records().toString()).doesNotContain("secret");
        }
    }

    @Test
    void warnsOfSlowRequestsOnly() throws Exception {
        try (TestServer server = new TestServer(TestServer.settings().withSlowMillisMin(1_000_000));
                RawClient client = server.client();
                LogWatch log = new LogWatch()) {
            assertThat(client.get("/hello/a").status()).isEqualTo(200);
            assertThat(log.records()).isEmpty();
        }
        try (TestServer server = new TestServer(TestServer.settings().withSlowMillisMin(1));
                RawClient client = server.client();
                LogWatch log = new LogWatch()) {
            client.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(server.holding.await(60, TimeUnit.SECONDS)).isTrue();
            long start = System.nanoTime();
            while (System.nanoTime() - start < 5_000_000) {
                Thread.onSpinWait();
            }
            server.held.complete(TestServer.text("held"));
            assertThat(client.read().status()).isEqualTo(200);
            Value.Document told = log.events("request-slow").getFirst().fields();
            assertThat(told.get("route")).isEqualTo(Value.of("/held"));
            assertThat(((Value.Int) told.get("millis")).value()).isPositive();
        }
    }
}
