package io.cairn.node.http;

import io.cairn.engine.model.CairnException;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole request. Immutable; any thread. */
public final class Request {
    private static final byte[] NO_BODY = {};
    private static final String NUMBER_MAX = Long.toString(Long.MAX_VALUE);
    private static final int NUMBER_DIGITS_MAX = NUMBER_MAX.length();

    private final HttpRequest head;
    private final RequestId id;
    private final InetAddress client;
    private final Target target;
    private final byte[] body;
    private final @Nullable Route route;

    private Request(
            HttpRequest head, RequestId id, InetAddress client, Target target, byte[] body, @Nullable Route route) {
        this.head = head;
        this.id = id;
        this.client = client;
        this.target = target;
        this.body = body;
        this.route = route;
    }

    static Request of(HttpRequest head, RequestId id, InetAddress client, Target target) {
        return new Request(head, id, client, target, NO_BODY, null);
    }

    Request withBody(byte[] whole) {
        return new Request(head, id, client, target, whole, route);
    }

    Request withRoute(Route found) {
        return new Request(head, id, client, target, body, found);
    }

    /** The method's name, in capitals. */
    public String method() {
        return head.method().name();
    }

    /** The path as sent, without the query. */
    public String path() {
        return target.path();
    }

    /** The decoded segments of the path. */
    public List<String> segments() {
        return target.segments();
    }

    /** The part of the path that the route's template names so. */
    public String segment(String name) {
        return target.segments().get(route().segmentIndex(name));
    }

    /** The route that answers it. */
    Route route() {
        if (route == null) {
            throw new IllegalStateException("the request has no route yet");
        }
        return route;
    }

    /** The decoded parameters of the query, in the order sent. */
    public Map<String, String> parameters() {
        return target.parameters();
    }

    /** A parameter of the query, or null where absent. */
    public @Nullable String parameter(String name) {
        return target.parameters().get(name);
    }

    /** A parameter that is a number of at least 0, or null where absent. */
    public @Nullable Long number(String name) {
        String text = parameter(name);
        return text == null ? null : parseNumber(name, text);
    }

    /** A parameter that is a number of at least 0; refuses a request without it. */
    public long requiredNumber(String name) {
        return parseNumber(name, required(name));
    }

    /** A parameter; refuses a request without it. */
    public String required(String name) {
        String text = parameter(name);
        if (text == null) {
            throw new CairnException.Incorrect("parameter-missing", name, "the parameter " + name + " is needed");
        }
        return text;
    }

    /** A parameter that is 1 for yes, and 0 or absent for no. */
    public boolean flag(String name) {
        String text = parameter(name);
        if (text == null || text.equals("0")) {
            return false;
        }
        if (text.equals("1")) {
            return true;
        }
        throw new CairnException.Incorrect("parameter-invalid", name, "the parameter " + name + " is 0 or 1");
    }

    /** The number in a text of decimal digits; refuses everything else. */
    public static long parseNumber(String name, String text) {
        if (!isNumber(text)) {
            throw new CairnException.Incorrect("parameter-invalid", name, name + " is a number of at least 0");
        }
        return Long.parseLong(text);
    }

    /** Whether a text is a decimal number below 2^63. */
    static boolean isNumber(String text) {
        boolean digits = !text.isEmpty() && text.length() <= NUMBER_DIGITS_MAX;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        // Of nineteen digits both are, so their order is that of the numbers.
        return digits && (text.length() < NUMBER_DIGITS_MAX || text.compareTo(NUMBER_MAX) <= 0);
    }

    /** A header, or null where absent; the first where repeated. */
    public @Nullable String header(String name) {
        return head.headers().get(name);
    }

    /** The content type without its parameters, in lower case; empty where absent. */
    public String mediaType() {
        return MediaTypes.essence(header("content-type"));
    }

    /** Whether the client accepts a content type, as far as its Accept header says. */
    public boolean accepts(String contentType) {
        return MediaTypes.accepts(header("accept"), contentType);
    }

    /** The body, whole; empty where there is none. Not to be changed. */
    public byte[] body() {
        return body;
    }

    /** Where the request came from. */
    public InetAddress client() {
        return client;
    }

    /** The id that the response carries as {@code x-request-id}. */
    public String id() {
        return id.text();
    }
}
