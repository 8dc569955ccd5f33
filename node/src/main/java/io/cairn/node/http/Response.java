package io.cairn.node.http;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Check;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer: a status, a content type, further headers, and a body of bytes or one written bit by bit. Immutable. */
public final class Response {
    /** JSON. */
    public static final String JSON = "application/json";

    /** Problem details (RFC 9457). */
    public static final String PROBLEM = "application/problem+json";

    /** One JSON value per line. */
    public static final String NDJSON = "application/x-ndjson";

    /** Server-sent events. */
    public static final String EVENTS = "text/event-stream";

    /** Plain text in UTF-8. */
    public static final String TEXT = "text/plain; charset=utf-8";

    /** A content-addressed archive. */
    public static final String CAR = "application/vnd.ipld.car";

    /** One block of an archive. */
    public static final String RAW = "application/vnd.ipld.raw";

    private static final String[] NO_HEADERS = {};
    private static final byte[] NO_BODY = {};

    private final int status;
    private final String contentType;
    private final String[] headers;
    private final byte[] body;
    private final @Nullable Consumer<ResponseStream> writer;

    private Response(
            int status, String contentType, String[] headers, byte[] body, @Nullable Consumer<ResponseStream> writer) {
        this.status = status;
        this.contentType = contentType;
        this.headers = headers;
        this.body = body;
        this.writer = writer;
    }

    /** An answer whose bytes are known; the array is not copied and must not change. */
    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, visible(contentType), NO_HEADERS, body, null);
    }

    /** Status 200 and a JSON value. */
    public static Response json(Value value) {
        return json(200, value);
    }

    /** A JSON value. */
    public static Response json(int status, Value value) {
        return of(status, JSON, Json.print(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Status 200 and a text. */
    public static Response text(String text) {
        return of(200, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Status 204: nothing to say. */
    public static Response empty() {
        return new Response(204, "", NO_HEADERS, NO_BODY, null);
    }

    /**
     * Status 200 and a body that {@code writer} begins to write, on the connection's event loop, once the head is
     * out; it may go on from any thread until it ends the stream or the client leaves.
     */
    public static Response stream(String contentType, Consumer<ResponseStream> writer) {
        return new Response(200, visible(contentType), NO_HEADERS, NO_BODY, writer);
    }

    /** The same with one more header; refuses what would break the head. */
    public Response with(String name, String value) {
        String[] more = Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = visible(name);
        more[headers.length + 1] = visible(value);
        return new Response(status, contentType, more, body, writer);
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** The content type; empty where there is no body. */
    public String contentType() {
        return contentType;
    }

    /** The body; empty where it is streamed. Not to be changed. */
    public byte[] body() {
        return body;
    }

    /** Names and values of further headers, in turn. */
    String[] headers() {
        return headers;
    }

    @Nullable
    Consumer<ResponseStream> writer() {
        return writer;
    }

    private static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Check.argument(c >= ' ' && c <= '~', "header", "a header holds visible ASCII only");
        }
        return text;
    }
}
