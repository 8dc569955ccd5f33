package io.cairn.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.client.key.UserKey;
import io.cairn.client.wire.MutationJson;
import io.cairn.engine.codec.Cid;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.api.TestApi.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may open a database, where that is done, and what long work keeps from everybody else. */
final class ClosedDatabasesTest {
    @TempDir
    Path folder;

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi(folder);
        api.create(Visibility.PUBLIC);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Cid stateRoot() {
        return new Cid(Cid.Codec.RAW, Hash.parse(api.get(api.at("/blocks/head")).field("stateRoot")));
    }

    @Test
    void askingForAPageByItsHashAloneOpensNothing() {
        Cid root = stateRoot();
        assertThat(api.get("/ipfs/" + root).status()).isEqualTo(200);
        api = api.restarted(folder);
        assertThat(api.get("/ipfs/" + root).status()).isEqualTo(404);
        assertThat(api.databases.open()).isEmpty();
        assertThat(api.get(api.at("/pages/" + root)).status()).isEqualTo(200);
        assertThat(api.get("/ipfs/" + root).status()).isEqualTo(200);
    }

    @Test
    void listsWhatIsPublicWithoutOpeningIt() {
        String shown = api.database;
        List<String> hidden = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            api.create(UserKey.generate(PaymentChain.SOL), Visibility.OWNER_ONLY);
            hidden.add(api.database);
        }
        for (int round = 0; round < 2; round++) {
            String list = api.get("/v1/databases").text();
            assertThat(list).contains(shown).doesNotContain(hidden);
            api = api.restarted(folder);
        }
        assertThat(api.get("/v1/databases").text()).contains(shown).doesNotContain(hidden);
        assertThat(api.databases.open()).isEmpty();
    }

    @Test
    void opensDatabasesToListThemAfterACrashOnly() throws Exception {
        String shown = api.database;
        api.close();
        Files.delete(folder.resolve("store-whole"));
        api = new TestApi(folder);
        assertThat(api.get("/v1/databases").text()).contains(shown);
        assertThat(api.databases.open()).hasSize(1);
    }

    @Test
    void listsTheDatabaseThatATokenIsFor() {
        api.create(api.stranger, Visibility.OWNER_ONLY);
        String own = api.database;
        String token = api.token(api.stranger, api.chainId, System.currentTimeMillis() + 60_000);
        assertThat(api.get("/v1/databases").text()).doesNotContain(own);
        assertThat(api.get("/v1/databases", "authorization", token).text()).contains(own);
        api = api.restarted(folder);
        assertThat(api.get("/v1/databases", "authorization", token).text()).contains(own);
        String others = api.token(api.owner, api.chainId, System.currentTimeMillis() + 60_000);
        assertRefused(others, 403, "read-not-permitted");
        assertRefused(api.token(api.stranger, api.chainId, 1), 401, "read-token-expired");
        assertRefused(api.token(api.stranger, "elsewhere/0x00/1", 1), 401, "read-token-invalid");
        assertRefused(api.token(api.stranger, "nowhere", 1), 401, "read-token-invalid");
        assertRefused("Cairn AAAA", 401, "read-token-invalid");
    }

    private void assertRefused(String token, int status, String code) {
        Answer answer = api.get("/v1/databases", "authorization", token);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.field("code")).isEqualTo(code);
    }

    @Test
    void streamOfLinesOpensItsDatabaseOnAWorker() throws Exception {
        api.collection("people");
        byte[] lines = (Json.print(MutationJson.encode(api.add("people", "ann", "x"))) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        api = api.restarted(folder);
        String answer = whileWorkersAreBusy(() -> HttpRequest.newBuilder(api.uri(api.at("/mutations")))
                .header("content-type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines))
                .build());
        assertThat(answer).contains("\"code\":\"ok\"");
    }

    @Test
    void receiptIsMadeOnAWorker() throws Exception {
        String id = api.collection("people").field("id");
        String answer =
                whileWorkersAreBusy(() -> HttpRequest.newBuilder(api.uri(api.at("/mutations/" + id + "/receipt")))
                        .build());
        assertThat(answer).contains("\"checkpoint\"");
    }

    @Test
    void databaseIsMadeOnAWorker() throws Exception {
        UserKey key = UserKey.generate(PaymentChain.SOL);
        Mutation create = io.cairn.client.api.SignedMutations.sign(
                key.signer(),
                TestApi.NODE.network(),
                1,
                new io.cairn.engine.mutation.Payload(
                        new Operation.CreateDatabase("x", Visibility.PUBLIC), TestApi.NEVER));
        String answer = whileWorkersAreBusy(() -> HttpRequest.newBuilder(api.uri("/v1/databases"))
                .header("content-type", MutationRoutes.BINARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(create.encode()))
                .build());
        assertThat(((Value.Document) Json.parse(answer)).get("database")).isNotNull();
    }

    /** Sends a request that has to wait for a worker, and answers what it gets once they are free. */
    private String whileWorkersAreBusy(Supplier<HttpRequest> request) throws Exception {
        CountDownLatch release = api.occupyWorkers();
        CompletableFuture<HttpResponse<String>> answer =
                api.http.sendAsync(request.get(), HttpResponse.BodyHandlers.ofString());
        try {
            await(() -> api.workers.waiting() > 0 || answer.isDone());
            assertThat(answer).as("waits for a worker").isNotDone();
        } finally {
            release.countDown();
        }
        return answer.get(60, TimeUnit.SECONDS).body();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
