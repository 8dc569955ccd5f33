package io.cairn.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.node.http.RawClient.Answer;
import io.cairn.node.log.LogLevel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server that is told to stop still does, and for how long. */
@Timeout(120)
final class DrainTest {
    private static final String HELD = "GET /held HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void answersWhatIsUnderWayAndRefusesWhatIsNew() throws Exception {
        HttpSettings patient = TestServer.settings().withTimeouts(new HttpTimeouts(60_000, 60_000, 60_000, 60_000));
        try (TestServer server = new TestServer(patient);
                RawClient first = server.client();
                RawClient idle = server.client()) {
            first.send(HELD);
            assertThat(server.holding.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(idle.get("/hello/a").status()).isEqualTo(200);
            Thread closing = Thread.ofPlatform().start(server.server::close);
            assertThat(idle.isClosedByServer()).isTrue();
            try (RawClient late = server.client()) {
                Answer refused = late.get("/hello/a");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.text()).contains("node-stopping");
                assertThat(refused.headers()).containsEntry("retry-after", "1").containsEntry("connection", "close");
                assertThat(late.isClosedByServer()).isTrue();
            }
            assertThat(closing.isAlive()).isTrue();
            server.held.complete(TestServer.text("held"));
            Answer last = first.read();
            assertThat(last.text()).contains("held");
            assertThat(last.headers()).containsEntry("connection", "close");
            assertThat(closing.join(Duration.ofMinutes(1))).isTrue();
        }
    }

    @Test
    void refusesARequestWhoseHeadEndsTooLateOnAnOpenConnection() throws Exception {
        HttpSettings patient = TestServer.settings().withTimeouts(new HttpTimeouts(60_000, 60_000, 60_000, 60_000));
        try (TestServer server = new TestServer(patient);
                RawClient half = server.client();
                RawClient idle = server.client()) {
            half.send("GET /hello/a HTTP/1.1\r\nHo");
            assertThat(idle.get("/hello/a").status()).isEqualTo(200);
            Thread closing = Thread.ofPlatform().start(server.server::close);
            assertThat(idle.isClosedByServer()).isTrue();
            Answer refused = half.send("st: x\r\n\r\n").read();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).containsEntry("retry-after", "1");
            assertThat(closing.join(Duration.ofMinutes(1))).isTrue();
        }
    }

    @Test
    void cutsWhatDoesNotEndInTime() throws Exception {
        HttpSettings hasty = TestServer.settings().withTimeouts(new HttpTimeouts(60_000, 60_000, 60_000, 300));
        try (TestServer server = new TestServer(hasty);
                RawClient stuck = server.client();
                LogWatch log = new LogWatch(LogLevel.INFO)) {
            stuck.send(HELD);
            assertThat(server.holding.await(60, TimeUnit.SECONDS)).isTrue();
            long start = System.nanoTime();
            server.server.close();
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(60);
            assertThat(stuck.isClosedByServer()).isTrue();
            assertThat(log.events("connections-cut")).hasSize(1);
        }
    }
}
