package io.cairn.client.api;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one node.
 *
 * <p>Every request here may be sent again: reads change nothing, and a mutation that comes twice is applied once. So a
 * cut connection and a busy node are tried again, a few times and ever later.
 *
 * <p>Threading: any thread; calls block, so many at a time belong on virtual threads.
 */
final class Transport implements AutoCloseable {
    static final String JSON = "application/json";
    static final String MUTATION = "application/vnd.cairn.mutation";
    static final String CAR = "application/vnd.ipld.car";
    static final String ATTESTED = "application/vnd.cairn.attested";

    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 50;
    private static final int BODY_BYTES_MAX = 64 << 20;

    private final URI node;
    private final Duration requestMax;
    private final HttpClient http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Transport(URI node, Duration requestMax) {
        this.node = node;
        this.requestMax = requestMax;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_MAX)
                .executor(threads)
                .build();
    }

    /** A request without its target. */
    record Call(
            String accept,
            @Nullable String contentType,
            byte @Nullable [] body,
            @Nullable String token) {
        static Call get(String accept, @Nullable String token) {
            return new Call(accept, null, null, token);
        }

        static Call post(String contentType, byte[] body, String accept, @Nullable String token) {
            return new Call(accept, contentType, body, token);
        }
    }

    URI node() {
        return node;
    }

    ExecutorService threads() {
        return threads;
    }

    /** The body of the answer; failures as the node's own exceptions, {@code node-unreachable} where there is none. */
    byte[] send(String target, Call call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(target, call);
            } catch (CairnException.Busy | CairnException.Unavailable failure) {
                if (attempt == ATTEMPTS || isLasting(failure)) {
                    throw failure;
                }
                pause(PAUSE_MILLIS << attempt);
            }
        }
    }

    private static boolean isLasting(CairnException failure) {
        return failure.code().equals("response-malformed") || failure.code().equals("interrupted");
    }

    private byte[] once(String target, Call call) {
        HttpRequest request = request(target, call).timeout(requestMax).build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            byte[] body;
            try (InputStream stream = response.body()) {
                body = stream.readNBytes(BODY_BYTES_MAX + 1);
            }
            if (body.length > BODY_BYTES_MAX) {
                throw Shape.malformed("more than 64 MiB");
            }
            if (response.statusCode() / 100 == 2) {
                return body;
            }
            throw Problem.of(response.statusCode(), body);
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CairnException.Unavailable("interrupted", "interrupted while waiting for " + node, stopped);
        }
    }

    /** An endless answer, read as it comes; the caller closes it. */
    InputStream stream(String target, Call call, @Nullable String lastEventId) {
        HttpRequest.Builder request = request(target, call);
        if (lastEventId != null) {
            request.header("last-event-id", lastEventId);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return response.body();
            }
            try (InputStream body = response.body()) {
                throw Problem.of(response.statusCode(), body.readNBytes(BODY_BYTES_MAX));
            }
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CairnException.Unavailable("interrupted", "interrupted while waiting for " + node, stopped);
        }
    }

    private HttpRequest.Builder request(String target, Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + target))
                .header("accept", call.accept() + ", application/problem+json");
        if (call.token() != null) {
            request.header("authorization", "Cairn " + call.token());
        }
        if (call.body() == null || call.contentType() == null) {
            return request.GET();
        }
        return request.header("content-type", call.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CairnException.Unavailable("interrupted", "interrupted while waiting to try again", stopped);
        }
    }

    /** A path segment or query value, percent-encoded. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0;
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 15));
            }
        }
        return encoded.toString();
    }

    private static char hexDigit(int value) {
        return Character.toUpperCase(Character.forDigit(value, 16));
    }

    private CairnException unreachable(IOException failure) {
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (failure instanceof HttpTimeoutException) {
            why = "no answer in time";
        } else if (failure.getCause() instanceof UnresolvedAddressException) {
            why = "there is no such host";
        } else if (failure instanceof ConnectException) {
            why = "nothing listens there";
        }
        return new CairnException.Unavailable(
                "node-unreachable", "cannot reach the node at " + node + " (" + why + ")", failure);
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
