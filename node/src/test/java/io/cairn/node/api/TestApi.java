package io.cairn.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.client.api.SignedMutations;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.database.Databases;
import io.cairn.node.database.NodeIdentity;
import io.cairn.node.database.NodeSettings;
import io.cairn.node.http.HttpServer;
import io.cairn.node.http.HttpSettings;
import io.cairn.node.http.Metrics;
import io.cairn.node.http.Route;
import io.cairn.node.http.Routes;
import io.cairn.node.http.Workers;
import io.cairn.node.journal.RealDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The whole API over real databases, with one owner who has a database with one document. */
final class TestApi implements AutoCloseable {
    static final NodeIdentity NODE = new NodeIdentity("test-network", NodeKey.of(new byte[32]));
    private static final int WORKERS = 2;
    static final long NEVER = Long.MAX_VALUE;

    final UserKey owner = UserKey.solana(seed(1));
    final UserKey stranger = UserKey.solana(seed(2));
    final Routes routes;
    final HttpClient http = HttpClient.newHttpClient();
    String database = "";
    String chainId = "";
    final Databases databases;
    final Workers workers = new Workers(WORKERS, 256);
    private final HttpServer server;
    private long nonce = 1;

    TestApi(Path folder) {
        this(folder, HttpSettings.standard(0), 15_000);
    }

    TestApi(Path folder, HttpSettings settings, long heartbeatMillis) {
        InstantSource clock = InstantSource.system();
        databases = new Databases(NodeSettings.standard(folder), NODE, RealDisk.INSTANCE, clock);
        Metrics metrics = new Metrics();
        List<Route> all = new ArrayList<>(ApiRoutes.of(databases, workers, clock, "test", heartbeatMillis));
        all.addAll(OperatorRoutes.of(databases, metrics, () -> true));
        routes = Routes.of("test", all, Map.of());
        server = HttpServer.start(settings, routes, workers, metrics);
    }

    /** Closes everything and starts anew over the same folder, with every database closed. */
    TestApi restarted(Path folder) {
        close();
        TestApi next = new TestApi(folder);
        next.database = database;
        next.chainId = chainId;
        next.nonce = nonce;
        return next;
    }

    /** Keeps every worker busy until the returned latch is opened. */
    CountDownLatch occupyWorkers() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            var _ = workers.submit(() -> {
                busy.countDown();
                return await(release);
            });
        }
        assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
        return release;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static byte[] seed(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return seed;
    }

    record Answer(int status, String type, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Value.Document json() {
            return (Value.Document) Json.parse(body);
        }

        String field(String name) {
            return String.valueOf(json().get(name));
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /** The path below the database's own. */
    String at(String path) {
        return "/v1/databases/" + database + path;
    }

    Answer get(String path, String... headers) {
        return send(HttpRequest.newBuilder(uri(path)), headers);
    }

    Answer post(String path, String type, byte[] body, String... headers) {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .header("content-type", type),
                headers);
    }

    private Answer send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("content-type").orElse("");
            return new Answer(answer.statusCode(), type, answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Makes the owner's database. */
    Answer create(Visibility visibility) {
        return create(owner, visibility);
    }

    /** Makes a database of somebody, and makes it the one that is spoken of. */
    Answer create(UserKey key, Visibility visibility) {
        Mutation create = SignedMutations.sign(
                key.signer(), NODE.network(), 1, new Payload(new Operation.CreateDatabase("about", visibility), NEVER));
        Answer answer = post("/v1/databases", MutationRoutes.BINARY, create.encode());
        database = answer.field("database");
        chainId = answer.field("chainId");
        return answer;
    }

    Mutation sign(UserKey key, long number, Operation operation) {
        return SignedMutations.sign(key.signer(), chainId, number, new Payload(operation, NEVER));
    }

    /** The owner's next mutation. */
    Mutation next(Operation operation) {
        return sign(owner, ++nonce, operation);
    }

    Answer submit(Mutation mutation, String query) {
        return post(at("/mutations" + query), MutationRoutes.BINARY, mutation.encode());
    }

    Answer collection(String name) {
        return submit(next(new Operation.CreateCollection(database, name, false)), "?wait=sealed");
    }

    Mutation add(String collection, String id, String text) {
        Value.Document document = Value.Document.builder().put("text", text).build();
        return next(new Operation.AddDocuments(database, collection, Collections.singletonList(id), List.of(document)));
    }

    /** The value of an Authorization header. */
    String token(UserKey key, String chain, long expiresMillis) {
        Mutation token =
                SignedMutations.sign(key.signer(), chain, 1, new Payload(new Operation.ReadToken(), expiresMillis));
        return "Cairn " + Base64.getUrlEncoder().withoutPadding().encodeToString(token.encode());
    }

    @Override
    public void close() {
        http.close();
        server.close();
        workers.close();
        databases.close();
    }
}
