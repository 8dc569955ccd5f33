package io.cairn.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import io.cairn.node.http.RawClient.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LineStreamTest {
    private static final String HEAD =
            "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";

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
    void answersEveryLineInOrderWithFailuresInPlace() {
        Answer answer = client.post("/echo", "application/x-ndjson", "a\r\n\nwrong\nb\nc");
        assertThat(answer.headers()).containsEntry("content-type", "application/x-ndjson");
        assertThat(answer.text())
                .isEqualTo(
                        "<a>\n{\"error\":{\"code\":\"line-wrong\",\"at\":\"line\",\"detail\":\"wrong\"}}\n<b>\n<c>\n");
        assertThat(client.get("/hello/a").status()).isEqualTo(200);
    }

    @Test
    void answersALineWhileTheNextIsNotThereYet() {
        client.send(HEAD + chunk("one\nt"));
        assertThat(client.line()).contains("200");
        client.headers();
        assertThat(client.chunk()).asString(StandardCharsets.UTF_8).isEqualTo("<one>\n");
        client.send(chunk("wo\n"));
        assertThat(client.chunk()).asString(StandardCharsets.UTF_8).isEqualTo("<two>\n");
        client.send("0\r\n\r\n");
        assertThat(client.chunk()).isEmpty();
    }

    @Test
    void readsNoLineBeforeItsAnswererIsThereAndHoldsUpNobodyElse() {
        try (TestServer slow = new TestServer(TestServer.settings(), false);
                RawClient early = slow.client();
                RawClient other = slow.client()) {
            early.send(HEAD + chunk("one\ntwo\n") + "0\r\n\r\n");
            assertThat(other.get("/hello/a").status()).isEqualTo(200);
            slow.begun.complete("now");
            assertThat(early.read().text()).isEqualTo("<one>\n<two>\n");
            assertThat(early.get("/hello/a").status()).isEqualTo(200);
        }
    }

    @Test
    void answersAProblemWhereNoAnswererComes() {
        try (TestServer slow = new TestServer(TestServer.settings(), false);
                RawClient early = slow.client();
                RawClient gone = slow.client()) {
            early.send(HEAD + chunk("one\n"));
            gone.send(HEAD + chunk("one\n")).cut();
            slow.begun.completeExceptionally(new CairnException.Unavailable("database-stopped", "broken"));
            Answer answer = early.read();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).contains("database-stopped");
            assertThat(early.isClosedByServer()).isTrue();
        }
    }

    @Test
    void answersFarMoreThanOneBodyMayHold() {
        int lines = 20_000;
        Thread sender = Thread.ofPlatform().start(() -> {
            client.send(HEAD);
            for (int i = 0; i < lines; i += 100) {
                client.send(chunk(("line " + i + "\n").repeat(100)));
            }
            client.send("0\r\n\r\n");
        });
        Answer answer = client.read();
        assertThat(answer.text().lines().count()).isEqualTo(lines);
        assertThat(answer.text()).endsWith("<line " + (lines - 100) + ">\n");
        assertThat(sender.isAlive()).isFalse();
    }

    @Test
    void readsNoFurtherThanItsWindowAndGoesOnWhenAnswersCome() {
        int lines = 5_000;
        Thread sender =
                Thread.ofPlatform().start(() -> client.send(HEAD + chunk("hold\n".repeat(lines)) + "0\r\n\r\n"));
        int done = 0;
        int most = 0;
        while (done < lines) {
            most = Math.max(most, server.heldLines.size());
            var line = server.heldLines.poll();
            if (line == null) {
                Thread.onSpinWait();
            } else {
                line.complete(("held " + done).getBytes(StandardCharsets.UTF_8));
                done++;
            }
        }
        assertThat(client.read().text()).startsWith("held 0\nheld 1\n").endsWith("held 4999\n");
        assertThat(most).isLessThan(4_000);
        assertThat(sender.isDaemon()).isFalse();
    }

    @Test
    void endsABodyWithAnOverlongLine() {
        client.send(HEAD + chunk("a\n") + chunk("b".repeat(3_000)) + chunk("b".repeat(3_000)));
        Answer answer = client.read();
        assertThat(answer.text()).startsWith("<a>\n").contains("line-too-long");
        assertThat(client.isClosedByServer()).isTrue();
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
