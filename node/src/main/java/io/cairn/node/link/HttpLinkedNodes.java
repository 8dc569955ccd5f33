package io.cairn.node.link;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.LinkedBlock;
import io.cairn.engine.state.LinkedRead;
import io.cairn.node.database.LinkedNodes;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Other nodes over HTTP. Only origins that the operator has named are asked, never where they point to; without cookies,
 * tokens or keys, so that only what is public can be had.
 *
 * <p>Threading: any thread.
 */
public final class HttpLinkedNodes implements LinkedNodes, AutoCloseable {
    private static final String ALL = "*";
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final long ANSWER_SECONDS_MAX = 10;
    /** An archive repeats the document beside its pages, and each page has a head. */
    private static final long BODY_BYTES_MAX = 3L * LinkedBlock.BYTES_MAX;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int OK = 200;

    private final List<String> origins;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_MAX)
            .build();

    /**
     * Nodes that may be asked.
     *
     * @param origins such as {@code https://example.org}; {@code *} for all
     */
    public HttpLinkedNodes(List<String> origins) {
        this.origins = List.copyOf(origins);
    }

    @Override
    public byte[] answer(LinkedRead read, @Nullable Long height) {
        if (!origins.contains(ALL) && !origins.contains(read.url())) {
            throw LinkedNodes.notAllowed(read.url());
        }
        HttpResponse<byte[]> response = ask(read, uri(read, height));
        if (response.statusCode() == UNAUTHORIZED || response.statusCode() == FORBIDDEN) {
            throw new CairnException.Refused(
                    "link-private",
                    "getLinked()",
                    read.url() + " gives the database of the link " + read.link() + " not to everybody");
        }
        if (response.statusCode() != OK) {
            throw unavailable(read, "it answers with status " + response.statusCode());
        }
        return response.body();
    }

    private static URI uri(LinkedRead read, @Nullable Long height) {
        String path = "/v1/databases/" + read.database() + "/collections/" + encoded(read.collection()) + "/documents/"
                + encoded(read.id()) + "?proof=1" + (height == null ? "" : "&at=" + height);
        try {
            return URI.create(read.url() + path);
        } catch (IllegalArgumentException malformed) {
            throw unavailable(read, "it is no origin");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<byte[]> ask(LinkedRead read, URI uri) {
        CompletableFuture<HttpResponse<byte[]>> asked;
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(Duration.ofSeconds(ANSWER_SECONDS_MAX))
                    .header("accept", "application/vnd.ipld.car")
                    .build();
            asked = http.sendAsync(
                    request,
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
        } catch (IllegalArgumentException malformed) {
            throw unavailable(read, "it is no origin");
        }
        try {
            return asked.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw unavailable(read, "it cannot be reached, or sends too much: " + failure.getCause());
        } catch (TimeoutException late) {
            asked.cancel(true);
            throw unavailable(read, "it does not answer within " + ANSWER_SECONDS_MAX + " seconds");
        } catch (InterruptedException stopping) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable(read, "this node is stopping");
        }
    }

    private static CairnException unavailable(LinkedRead read, String why) {
        return new CairnException.Unavailable(
                "link-unavailable",
                "the node " + read.url() + " of the link " + read.link() + " does not help: " + why
                        + "; send the mutation again later, or link another node");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
