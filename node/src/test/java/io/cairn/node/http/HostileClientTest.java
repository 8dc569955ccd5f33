package io.cairn.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.node.http.RawClient.Answer;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow, cut off, silent or mad. Closing the test server checks that they left no trace. */
@Timeout(120)
final class HostileClientTest {
    private static final boolean FULL = Boolean.getBoolean("cairn.full");

    @Test
    void survivesConnectionsCutInsideHeadBodyAnswerAndStream() {
        try (TestServer server = new TestServer()) {
            String[] beginnings = {
                "",
                "GET /hel",
                "GET /hello/a HTTP/1.1\r\nHost",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nContent-Length: 100\r\n\r\nhalf",
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: 900\r\n\r\na\nhold\nb",
                "GET /held HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /held HTTP/1.1\r\nHost: x\r\n\r\nGET /hello/a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /large?size=5000000 HTTP/1.1\r\nHost: x\r\n\r\n"
            };
            for (String beginning : beginnings) {
                try (RawClient polite = server.client()) {
                    polite.send(beginning);
                }
                server.client().send(beginning).cut();
            }
            server.held.complete(TestServer.text("too late"));
            server.heldLines.forEach(line -> line.complete(new byte[] {'x'}));
            try (RawClient next = server.client()) {
                assertThat(next.get("/hello/a").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void survivesGarbage() {
        long seed = FULL ? System.nanoTime() : 20_260_101L;
        SplittableRandom random = new SplittableRandom(seed);
        String[] words = {
            "GET ", "POST ", "/hello/a", "/echo", " HTTP/1.1", "\r\n", "\n", "Host: x", "Content-Length: ", "5",
            "Transfer-Encoding: chunked", "Content-Type: application/x-ndjson", "0", ":", "\0", "\u00ff", "%", "?", "&",
                    "\r\n\r\n"
        };
        try (TestServer server = new TestServer()) {
            for (int round = 0; round < (FULL ? 20_000 : 500); round++) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(1, 40); i > 0; i--) {
                    text.append(
                            random.nextInt(6) == 0
                                    ? "" + (char) random.nextInt(256)
                                    : words[random.nextInt(words.length)]);
                }
                try (RawClient client = server.client()) {
                    client.send(text.toString());
                } catch (RuntimeException closed) {
                    assertThat(closed).as("seed " + seed).hasRootCauseInstanceOf(java.io.IOException.class);
                }
            }
            // Connections that wait to be accepted are not counted yet, so there may be too many once more.
            await(() -> {
                try (RawClient next = server.client()) {
                    return next.get("/hello/a").status() == 200;
                }
            });
        }
    }

    @Test
    void endsRequestsThatDripInAndConnectionsThatSayNothing() {
        HttpSettings hasty = TestServer.settings().withTimeouts(new HttpTimeouts(1_500, 700, 60_000, 5_000));
        try (TestServer server = new TestServer(hasty);
                RawClient head = server.client();
                RawClient body = server.client();
                RawClient silent = server.client()) {
            head.send("GET /hello/a HTTP/1.1\r\n");
            body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n"
                    + "Content-Length: 100\r\n\r\nhalf");
            assertThat(head.read().status()).isEqualTo(408);
            Answer late = body.read();
            assertThat(late.status()).isEqualTo(408);
            assertThat(late.text()).contains("request-too-slow");
            assertThat(body.isClosedByServer()).isTrue();
            assertThat(silent.isClosedByServer()).isTrue();
        }
    }

    @Test
    void cutsAClientThatTakesNothingOfItsAnswer() {
        HttpSettings hasty = TestServer.settings().withTimeouts(new HttpTimeouts(60_000, 60_000, 700, 5_000));
        try (TestServer server = new TestServer(hasty);
                RawClient slow = new RawClient(server.port(), 4_096)) {
            slow.send("GET /large?size=30000000 HTTP/1.1\r\nHost: x\r\n\r\n");
            await(() -> server.server.connections() == 0);
        }
    }

    @Test
    void stopsReadingWhileAnAnswerIsBeingMade() {
        try (TestServer server = new TestServer();
                RawClient eager = server.client()) {
            eager.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
            Thread flood = Thread.ofPlatform().daemon().start(() -> {
                try {
                    eager.send("GET /hello/a HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200_000));
                } catch (RuntimeException cut) {
                    assertThat(cut).hasRootCauseInstanceOf(java.io.IOException.class);
                }
            });
            assertThat(joins(flood, 700)).as("the flood is held back").isFalse();
            eager.cut();
            assertThat(joins(flood, 20_000)).isTrue();
            server.held.complete(TestServer.text("too late"));
        }
    }

    @Test
    void tellsAStreamsWriterThatItsReaderIsSlowAndGone() throws Exception {
        try (TestServer server = new TestServer();
                RawClient slow = new RawClient(server.port(), 4_096)) {
            slow.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
            ResponseStream out = server.stream.get(60, TimeUnit.SECONDS);
            byte[] event = new byte[8_192];
            int written = 0;
            while (out.write(event)) {
                written++;
                assertThat(written).as("a slow reader is noticed").isLessThan(5_000);
            }
            assertThat(out.isOpen()).isTrue();
            while (out.isOpen()) {
                out.write(event);
            }
            await(() -> server.server.connections() == 0);
        }
    }

    @Test
    void resumesAStreamWhenItsReaderCatchesUp() throws Exception {
        try (TestServer server = new TestServer();
                RawClient reader = server.client()) {
            reader.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
            ResponseStream out = server.stream.get(60, TimeUnit.SECONDS);
            java.util.concurrent.Semaphore ready = new java.util.concurrent.Semaphore(0);
            out.onReady(ready::release);
            assertThat(reader.line()).contains("200");
            assertThat(reader.headers()).containsEntry("transfer-encoding", "chunked");
            int written = 0;
            boolean open = true;
            while (open) {
                open = out.write(new byte[4_096]);
                written++;
            }
            for (int i = 0; i < written; i++) {
                assertThat(reader.chunk()).hasSize(4_096);
            }
            assertThat(ready.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
            out.write("last".getBytes(StandardCharsets.UTF_8));
            out.end();
            assertThat(reader.chunk()).asString(StandardCharsets.UTF_8).isEqualTo("last");
            assertThat(reader.chunk()).isEmpty();
            assertThat(reader.get("/hello/a").status()).isEqualTo(200);
        }
    }

    @Test
    void endsStreamsWhenItCloses() throws Exception {
        try (TestServer server = new TestServer();
                RawClient reader = server.client()) {
            reader.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
            server.stream.get(60, TimeUnit.SECONDS);
            server.server.close();
            assertThat(reader.read().body()).isEmpty();
            assertThat(server.streamClosed.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void refusesOneConnectionTooMany() {
        HttpSettings small = TestServer.settings().withLimits(new HttpLimits(4_096, 8_192, 2_048, 2, 8_192));
        try (TestServer server = new TestServer(small);
                RawClient first = server.client();
                RawClient second = server.client()) {
            assertThat(first.get("/hello/a").status()).isEqualTo(200);
            assertThat(second.get("/hello/a").status()).isEqualTo(200);
            try (RawClient third = server.client()) {
                Answer answer = third.read();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text()).contains("too-many-connections");
                assertThat(third.isClosedByServer()).isTrue();
            }
            leave(first);
            await(() -> server.server.connections() == 1);
            try (RawClient third = server.client()) {
                assertThat(third.get("/hello/a").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void refusesBodiesThatTogetherFillTheirMemory() {
        HttpSettings small = TestServer.settings().withLimits(new HttpLimits(4_096, 6_000, 2_048, 8, 8_192));
        String head = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Length: 4096\r\n\r\n";
        try (TestServer server = new TestServer(small);
                RawClient first = server.client();
                RawClient second = server.client()) {
            first.send(head + "x".repeat(4_000));
            await(() -> server.metrics.text().contains("cairn_http_buffered_bytes 4000\n"));
            second.send(head + "x".repeat(4_096));
            assertThat(second.read().text()).contains("bodies-fill-memory");
            first.send("x".repeat(96));
            assertThat(first.read().status()).isEqualTo(200);
        }
    }

    /** Both ends of every connection are open files of this process, so its limit may leave room for fewer. */
    @Test
    void keepsTenThousandIdleConnectionsAndStillAnswers() throws Exception {
        int wanted = FULL ? 10_000 : 2_000;
        int count = (int) Math.min(wanted, (filesMax() - 500) / 2);
        if (count < wanted) {
            System.out.println("idle connections tried: " + count + " of " + wanted + ", as " + filesMax()
                    + " open files are allowed and both ends of each are one");
        }
        assumeTrue(count >= 1_000, "the limit of open files is too low: " + filesMax());
        HttpSettings large = TestServer.settings().withLimits(new HttpLimits(4_096, 8_192, 2_048, 12_000, 8_192));
        List<RawClient> idle = new ArrayList<>();
        try (TestServer server = new TestServer(large)) {
            try {
                for (int i = 0; i < count; i++) {
                    idle.add(server.client());
                }
                await(() -> server.server.connections() == count);
                long start = System.nanoTime();
                assertThat(idle.getLast().get("/hello/a").status()).isEqualTo(200);
                assertThat(idle.getFirst().get("/hello/a").status()).isEqualTo(200);
                assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                        .isLessThan(60);
            } finally {
                idle.forEach(RawClient::close);
            }
        }
    }

    private static long filesMax() throws Exception {
        Path limits = Path.of("/proc/self/limits");
        if (!Files.isReadable(limits)) {
            return 0;
        }
        try (BufferedReader lines = Files.newBufferedReader(limits)) {
            String line = lines.lines()
                    .filter(l -> l.startsWith("Max open files"))
                    .findFirst()
                    .orElse("");
            String soft = line.substring("Max open files".length()).strip().replaceAll(" .*", "");
            return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
        }
    }

    private static boolean joins(Thread thread, long millis) {
        try {
            return thread.join(java.time.Duration.ofMillis(millis));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void leave(RawClient client) {
        client.close();
    }
}
