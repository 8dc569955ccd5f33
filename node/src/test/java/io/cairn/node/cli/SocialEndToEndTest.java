package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.weavedb.Translation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a social network on a real node: many signers, rules, counters, crons, proved answers. */
class SocialEndToEndTest {
    private static final int USERS = 6;

    @TempDir
    Path folder;

    private static CairnClient client(NodeProcess node, UserKey key) {
        return CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(PinStore.inMemory())
                .signer(key.signer())
                .build();
    }

    private static Value proved(ClientDatabase database, String query) {
        return database.ask((Value.Array) Json.parse(query), ReadOptions.PROVED).value();
    }

    @Test
    void manySignersMakeANetworkThatProvesItself() throws Exception {
        UserKey[] users = new UserKey[USERS];
        for (int i = 0; i < USERS; i++) {
            users[i] = UserKey.generate(PaymentChain.ETH);
        }
        try (NodeProcess node = NodeProcess.start(
                        NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
                CairnClient owner = client(node, users[0])) {
            ClientDatabase database = owner.createDatabase("social", Visibility.PUBLIC);
            Translation configuration = Translation.of(
                    (Value.Document) Json.parse(Files.readString(Path.of("../examples/social/config.json"))));
            assertThat(configuration.changes()).noneMatch(Translation.Change::isLeftOut);
            configuration.queries().forEach(query -> database.execute(query).requireOk());
            String first = users[0].account().address();
            for (UserKey user : users) {
                try (CairnClient client = client(node, user)) {
                    act(client.database(database.address()), user.account().address(), first);
                }
            }
            awaitCrons(database);
            assertThat(proved(database, "[\"get\",\"posts\",\"" + first + ":1\"]"))
                    .isInstanceOfSatisfying(
                            Value.Document.class,
                            post -> assertThat(post.get("likes")).isEqualTo(Value.of(USERS)));
            assertThat(proved(database, "[\"get\",\"users\",\"" + first + "\"]"))
                    .isInstanceOfSatisfying(
                            Value.Document.class,
                            user -> assertThat(user.get("followers")).isEqualTo(Value.of(USERS - 1)));
            assertThat(((Value.Array) proved(
                                    database,
                                    "[\"get\",\"follows\",[\"to\",\"==\",\"" + first + "\"],[\"date\",\"desc\"]]"))
                            .values())
                    .hasSize(USERS - 1);
        }
    }

    private static void act(ClientDatabase database, String own, String first) {
        database.execute("[\"set:join\",{\"name\":\"n\"},\"users\",\"" + own + "\"]")
                .requireOk();
        database.execute("[[\"set:post\",{\"body\":\"hello\"},\"posts\",\"" + own + ":1\"],"
                        + "[\"set:post\",{\"body\":\"soon gone\",\"expires\":1},\"posts\",\"" + own + ":2\"]]")
                .requireOk();
        database.execute("[\"set:like\",{},\"likes\",\"" + own + "|" + first + ":1\"]")
                .requireOk();
        if (!own.equals(first)) {
            Fate followed = database.execute("[\"set:follow\",{},\"follows\",\"" + own + ":" + first + "\"]");
            assertThat((Object) followed.requireOk().detail()).isNotNull();
            refused(database, "[\"set:follow\",{},\"follows\",\"" + first + ":" + own + "\"]", "rules/follows/0/3");
            refused(database, "[\"update:edit\",{\"body\":\"mine\"},\"posts\",\"" + first + ":1\"]", "rules/posts/1/1");
        }
        refused(database, "[\"set:like\",{},\"likes\",\"" + own + "|" + first + ":1\"]", "rules/likes/0/3");
        refused(database, "[\"set\",{\"likes\":99},\"posts\",\"" + own + ":1\"]", "rules/posts");
        refused(database, "[\"set\",{},\"trending\",\"now\"]", "rules/trending/0/0");
    }

    private static void refused(ClientDatabase database, String query, String at) {
        assertThatThrownBy(() -> database.execute(query).requireOk())
                .isInstanceOfSatisfying(CairnException.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("rule-denied");
                    assertThat(refused.at()).isEqualTo(at);
                });
    }

    /** Nobody writes any more: what is popular appears and what has expired goes by itself. */
    private static void awaitCrons(ClientDatabase database) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            Value trending = proved(database, "[\"get\",\"trending\",\"now\"]");
            Value posts = proved(database, "[\"get\",\"posts\"]");
            boolean isDone = trending instanceof Value.Document found
                    && found.get("posts") instanceof Value.Array(var top)
                    && top.size() == USERS
                    && ((Value.Array) posts).values().size() == USERS;
            if (isDone) {
                return;
            }
            assertThat(System.nanoTime()).as("the crons ran in a minute").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
