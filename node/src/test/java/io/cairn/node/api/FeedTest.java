package io.cairn.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.api.TestApi.Answer;
import io.cairn.node.http.HttpLimits;
import io.cairn.node.http.HttpSettings;
import io.cairn.node.http.LogWatch;
import io.cairn.node.log.LogLevel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Feeds with nothing to say, and with more to say than is taken. */
@Timeout(120)
final class FeedTest {
    private static final int DOCUMENTS = 1_000;
    private static final int BLOCKS = 40;

    @TempDir
    Path folder;

    /** A feed over a socket of its own, whose buffers are small. */
    private static BufferedReader feed(TestApi api, Socket socket, String query) throws IOException {
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), api.uri("/").getPort()));
        socket.setSoTimeout(20_000);
        String head = "GET " + api.at("/feed" + query) + " HTTP/1.1\r\nHost: x\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String lineThatStarts(BufferedReader lines, String beginning) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
        }
        throw new AssertionError("the feed ended without a line that starts with " + beginning);
    }

    @Test
    void sendsCommentsWhileNothingHappens() throws Exception {
        try (TestApi api = new TestApi(folder, HttpSettings.standard(0), 20);
                Socket socket = new Socket()) {
            api.create(Visibility.PUBLIC);
            BufferedReader lines = feed(api, socket, "");
            for (int i = 0; i < 3; i++) {
                assertThat(lineThatStarts(lines, ":")).isEqualTo(":");
            }
            api.collection("people");
            assertThat(lineThatStarts(lines, "event:")).isEqualTo("event: block");
            assertThat(lineThatStarts(lines, ":")).isEqualTo(":");
        }
    }

    @Test
    void dropsAReaderThatDoesNotKeepUpAndSaysWhy() throws Exception {
        HttpSettings small =
                HttpSettings.standard(0).withLimits(new HttpLimits(4 << 20, 256L << 20, 16 << 10, 100, 512 << 10));
        try (TestApi api = new TestApi(folder, small, 60_000);
                Socket socket = new Socket();
                LogWatch log = new LogWatch(LogLevel.INFO)) {
            api.create(Visibility.PUBLIC);
            api.collection("people");
            for (int block = 0; block < BLOCKS; block++) {
                setAll(api, block);
            }
            BufferedReader lines = feed(api, socket, "?from=1");
            assertThat(lineThatStarts(lines, "event:")).isEqualTo("event: block");
            // Nothing more is read until the feed has given up on this reader.
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (log.events("feed-dropped").isEmpty()) {
                assertThat(System.nanoTime()).as("in time").isLessThan(end);
                Thread.onSpinWait();
            }
            assertThat(lineThatStarts(lines, "event: dropped")).isEqualTo("event: dropped");
            long height = Long.parseLong(lines.readLine().substring("id: ".length()));
            Value.Document reason = (Value.Document) Json.parse(lines.readLine().substring("data: ".length()));
            assertThat(reason.get("code")).isEqualTo(Value.of("reader-slow"));
            assertThat(reason.get("height")).isEqualTo(Value.of(height));
            assertThat(reason.get("detail").toString()).isNotEmpty();
        }
    }

    /** A block that changes a thousand documents with long ids, so that a few fill every buffer. */
    private static void setAll(TestApi api, int value) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            ids.add("d".repeat(100) + i);
        }
        Value.Document document = Value.Document.builder().put("v", value).build();
        Answer answer = api.submit(
                api.next(new Operation.SetDocuments(
                        api.database, "people", ids, Collections.nCopies(DOCUMENTS, document))),
                "?wait=sealed");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
