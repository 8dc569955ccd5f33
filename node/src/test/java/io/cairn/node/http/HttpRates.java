package io.cairn.node.http;

import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Small GETs per second, closed loop, both ends on this machine: {@code HttpRates [seconds]}. */
final class HttpRates {
    private HttpRates() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length == 0 ? 4 : Integer.parseInt(arguments[0]);
        Description description = Description.of("Reads")
                .parameter(Parameter.path("db", "database", Schemas.text()))
                .parameter(Parameter.path("collection", "collection", Schemas.text()))
                .parameter(Parameter.path("id", "document", Schemas.text()))
                .answers(Content.json(Schemas.object()));
        Value.Document document = Value.Document.builder()
                .put("number", 4711)
                .put("short", "x".repeat(20))
                .put("long", "y".repeat(80))
                .build();
        Route route = Route.get(
                "/v1/databases/{db}/collections/{collection}/documents/{id}",
                description,
                Handler.direct(request -> Response.json(
                        document.toBuilder().put("_id", request.segment("id")).build())));
        Metrics metrics = new Metrics();
        try (Workers workers = new Workers(1, 16);
                HttpServer server = HttpServer.start(
                        HttpSettings.standard(0), Routes.of("1", List.of(route), Map.of()), workers, metrics)) {
            for (int clients : new int[] {1, 8, 8, 64}) {
                measure(server.port(), clients, 1, seconds);
            }
            measure(server.port(), 8, 16, seconds);
        }
    }

    private static void measure(int port, int clients, int depth, int seconds) throws InterruptedException {
        LongAdder answers = new LongAdder();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Thread[] threads = new Thread[clients];
        for (int i = 0; i < clients; i++) {
            threads[i] = Thread.ofPlatform().start(() -> ask(port, depth, end, answers));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(clients + " clients, " + depth + " at once: " + answers.sum() / seconds + " per second");
    }

    private static void ask(int port, int depth, long end, LongAdder answers) {
        byte[] request = ("GET /v1/databases/0x00112233445566778899aabbccddeeff00112233/collections/people/documents/"
                        + "0123456789abcdef HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nX-Request-Id: r\r\n\r\n")
                .repeat(depth)
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[64 << 10];
            out.write(request);
            int length = in.read(buffer);
            int first = new String(Arrays.copyOf(buffer, length), StandardCharsets.US_ASCII).indexOf("\r\n\r\n");
            String head = new String(buffer, 0, first + 1, StandardCharsets.US_ASCII);
            int at = head.indexOf("content-length: ") + 16;
            int one = first + 4 + Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
            while (length < one) {
                length += in.read(buffer, length, buffer.length - length);
            }
            drain(in, buffer, (long) one * depth - length);
            while (System.nanoTime() < end) {
                out.write(request);
                drain(in, buffer, (long) one * depth);
                answers.add(depth);
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** All answers are equally long: the request id, which would grow, is ours. */
    private static void drain(InputStream in, byte[] buffer, long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            left -= in.read(buffer, 0, (int) Math.min(buffer.length, Math.max(left, 1)));
        }
    }
}
