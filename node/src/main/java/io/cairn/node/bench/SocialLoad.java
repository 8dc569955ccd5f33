package io.cairn.node.bench;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.Writer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The clients of a social network: each has a connection and signs with a key of its own. */
final class SocialLoad {
    private static final String LIKE = "[[\"set:like\", [[\"split()\", [\"|\", \"$id\", [\"=$user\", \"=$post\"]]],"
            + " [\"=$liked\", [\"get()\", [\"posts\", \"$post\"]]],"
            + " [\"mod()\", {\"user\": \"$user\", \"post\": \"$post\", \"date\": \"$ms\"}],"
            + " [\"allowifall()\", [[\"equals\", \"$user\", \"$signer\"], \"o$liked\", \"x$old\"]]]]]";
    private static final String COUNT = "{\"key\": \"count\", \"on\": \"create\", \"func\": [[\"update()\","
            + " [{\"likes\": {\"__op\": \"inc\", \"n\": 1}}, \"posts\", \"$data.after.post\"]]]}";
    private static final String INDEX = "[[\"owner\"], [\"date\", \"desc\"]]";
    private static final int BATCH = 1_000;
    private static final int POSTS_OF_AN_OWNER = 100;
    private static final int PAGE = 20;

    private final Target target;

    SocialLoad(Target target) {
        this.target = target;
    }

    private long owner(LoadConnection connection, String queries) throws IOException {
        Value.Document fate =
                Target.requireRows(connection.exchange(target.submit(connection, signed(target.owner(), queries))));
        return fate.get("sequence") instanceof Value.Int(var sequence) ? sequence : 0;
    }

    private byte[] signed(Writer writer, String queries) {
        return writer.sign(Operation.ExecuteQueries.parse(target.database(), Json.parse(queries), "data/queries"));
    }

    /** Sets the rules and the trigger, and makes posts to like. */
    void prepare(int posts) throws IOException {
        try (LoadConnection connection = LoadConnection.open(target.node())) {
            owner(
                    connection,
                    "[[\"setRules\", " + SocialRules.FOLLOW + ", \"follows\"], [\"setRules\", " + LIKE
                            + ", \"likes\"], [\"addTrigger\", " + COUNT + ", \"likes\"]]");
            StringBuilder queries = new StringBuilder("[");
            for (int i = 0; i < posts; i++) {
                queries.append(i == 0 ? "" : ",")
                        .append("[\"set\",{\"likes\":0},\"posts\",\"p")
                        .append(i)
                        .append("\"]");
            }
            owner(connection, queries.append(']').toString());
        }
    }

    /** Makes posts of many owners with an index by owner and date. */
    void load(int posts, SplittableRandom random) throws IOException {
        try (LoadConnection connection = LoadConnection.open(target.node())) {
            owner(connection, "[[\"addIndex\", " + INDEX + ", \"posts\"]]");
            long sequence = 0;
            for (int from = 0; from < posts; from += BATCH) {
                StringBuilder queries = new StringBuilder("[");
                for (int i = from; i < Math.min(posts, from + BATCH); i++) {
                    queries.append(i == from ? "" : ",")
                            .append("[\"set\",{\"owner\":\"u")
                            .append(i % Math.max(1, posts / POSTS_OF_AN_OWNER))
                            .append("\",\"date\":")
                            .append(random.nextInt(Rows.NUMBERS))
                            .append(",\"body\":\"some words of a post\"},\"posts\",\"p")
                            .append(i)
                            .append("\"]");
                }
                sequence = owner(connection, queries.append(']').toString());
            }
            connection
                    .exchange(connection.get(
                            "/v1/databases/" + target.database() + "/collections/posts/documents/p0?after=" + sequence))
                    .require();
        }
    }

    /** Makes the next query of a client. */
    private interface Next {
        String query(String address, int number, SplittableRandom random);
    }

    private final class WriteClient implements ClosedLoop.Client {
        private final LoadConnection connection;
        private final Writer writer;
        private final String address;
        private final SplittableRandom random;
        private final Next next;
        private int number;

        WriteClient(SplittableRandom random, Next next) throws IOException {
            var signer = Target.signer(random);
            this.connection = LoadConnection.open(target.node());
            this.writer = new Writer(signer, target.chain());
            writer.use(target.database(), target.chain());
            this.address = signer.account().address();
            this.random = random;
            this.next = next;
        }

        @Override
        public int once() throws IOException {
            String query = next.query(address, number++, random);
            Target.requireRows(connection.exchange(target.submit(connection, signed(writer, "[" + query + "]"))));
            return 1;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /** Everybody follows somebody else each time. */
    ClosedLoop.Clients follows(SplittableRandom random) {
        Next next = (address, number, _) -> "[\"set:follow\",{},\"follows\",\"" + address + ":u" + number + "\"]";
        return _ -> new WriteClient(random.split(), next);
    }

    /** Everybody likes one post after the other, from somewhere on. */
    ClosedLoop.Clients likes(SplittableRandom random, int posts) {
        return client -> {
            int begin = client * 31;
            Next next = (address, number, _) ->
                    "[\"set:like\",{},\"likes\",\"" + address + "|p" + (begin + number) % posts + "\"]";
            return new WriteClient(random.split(), next);
        };
    }

    /** Asks for the newest twenty posts of somebody. */
    ClosedLoop.Clients timelines(SplittableRandom random, int posts) {
        return _ ->
                new Reader(LoadConnection.open(target.node()), random.split(), Math.max(1, posts / POSTS_OF_AN_OWNER));
    }

    private final class Reader implements ClosedLoop.Client {
        private final LoadConnection connection;
        private final SplittableRandom random;
        private final int owners;

        Reader(LoadConnection connection, SplittableRandom random, int owners) {
            this.connection = connection;
            this.random = random;
            this.owners = owners;
        }

        @Override
        public int once() throws IOException {
            Value query = Json.parse(
                    "[[\"owner\",\"==\",\"u" + random.nextInt(owners) + "\"],[\"date\",\"desc\"]," + PAGE + "]");
            Value.Document body = Value.Document.builder()
                    .put("collection", "posts")
                    .put("query", query)
                    .build();
            Value.Document answer = connection
                    .exchange(connection.post(
                            "/v1/databases/" + target.database() + "/query",
                            "application/json",
                            Json.print(body).getBytes(StandardCharsets.UTF_8)))
                    .require();
            List<Value> found = new ArrayList<>();
            if (answer.get("documents") instanceof Value.Array(var documents)) {
                found.addAll(documents);
            }
            if (found.size() != PAGE) {
                throw new CairnException.Unavailable("bench-failed", "a timeline has " + found.size() + " posts");
            }
            return 1;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
