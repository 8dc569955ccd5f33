package io.cairn.node.drill;

import io.cairn.client.key.UserKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import io.cairn.node.load.Writer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What a drill has submitted to one database, and what the node has acknowledged of it. */
final class Ledger {
    static final String BINARY = "application/vnd.cairn.mutation";
    private static final String COLLECTION = "drill";

    private final Writer writer;
    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentHashMap<String, String> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Boolean> unanswered = new ConcurrentHashMap<>();

    /** Documents counted by earlier tallies. */
    private long settled;

    private Ledger(Writer writer) {
        this.writer = writer;
    }

    /** Makes a database. */
    static Ledger create(NodeRunner node, SplittableRandom random) throws IOException {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        secret[0] = 1;
        Writer writer = new Writer(UserKey.ethereum(secret).signer(Scheme.SECP256K1_EIP191), node.network());
        try (LoadConnection connection = LoadConnection.open(node)) {
            byte[] mutation = writer.sign(new Operation.CreateDatabase("drill", Visibility.PUBLIC));
            Value.Document created = connection
                    .exchange(connection.post("/v1/databases?wait=sealed", BINARY, mutation))
                    .require();
            writer.use(String.valueOf(created.get("database")), String.valueOf(created.get("chainId")));
            byte[] collection = writer.sign(new Operation.CreateCollection(writer.database(), COLLECTION, false));
            connection
                    .exchange(connection.post(path(writer), BINARY, collection))
                    .require();
        }
        return new Ledger(writer);
    }

    private static String path(Writer writer) {
        return "/v1/databases/" + writer.database() + "/mutations";
    }

    String database() {
        return writer.database();
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    /** Writes until the node goes away or {@code most} writes were made by this call. */
    void writeUntilBroken(NodeRunner node, int most) {
        try (LoadConnection connection = LoadConnection.open(node)) {
            for (int i = 0; i < most; i++) {
                write(connection);
            }
        } catch (IOException | CairnException.Unavailable gone) {
            // The node was killed, as it should be; what was sent last stays unanswered.
            Objects.requireNonNull(gone);
        }
    }

    void write(LoadConnection connection) throws IOException {
        write(connection, "");
    }

    private void write(LoadConnection connection, String parameters) throws IOException {
        int number = numbers.incrementAndGet();
        byte[] mutation = writer.add(
                COLLECTION,
                Value.Document.builder()
                        .put("number", number)
                        .put("text", "n" + number)
                        .build());
        Hash id = Objects.requireNonNull(Submission.of(mutation).id());
        unanswered.put(id.hex(), true);
        Value.Document fate = connection
                .exchange(connection.post(path(writer) + parameters, BINARY, mutation))
                .require();
        if (!Value.of("ok").equals(fate.get("code")) || !(fate.get("ids") instanceof Value.Array ids)) {
            throw new CairnException.Fault("write-refused", fate.toString());
        }
        acknowledged.put(id.hex(), String.valueOf(ids.values().getFirst()));
        unanswered.remove(id.hex());
    }

    /** What became of the writes. */
    record Tally(int acknowledged, int lost, int phantom) {}

    /** Asks the node for every acknowledged document since the last tally, and counts what nobody wrote. */
    Tally tally(LoadConnection connection) throws IOException {
        // One more write, waited for until it is sealed, so that all before it is sealed too.
        write(connection, "?wait=sealed");
        String base = "/v1/databases/" + writer.database();
        int found = 0;
        for (String id : List.copyOf(unanswered.keySet())) {
            found += connection
                                    .exchange(connection.get(base + "/mutations/" + id))
                                    .status()
                            == 200
                    ? 1
                    : 0;
        }
        int lost = 0;
        List<String> ids = new ArrayList<>(acknowledged.values());
        for (String id : ids) {
            String path = base + "/collections/" + COLLECTION + "/documents/" + id;
            lost += connection.exchange(connection.get(path)).status() == 200 ? 0 : 1;
        }
        long documents = documents(connection.exchange(connection.get(base)).require());
        long phantom = Math.max(0, documents - (settled + ids.size() - lost + found));
        settled += ids.size() + found - lost;
        acknowledged.clear();
        unanswered.clear();
        return new Tally(ids.size(), lost, (int) phantom);
    }

    private static long documents(Value.Document database) {
        long count = 0;
        if (database.get("collections") instanceof Value.Array collections) {
            for (Value collection : collections.values()) {
                if (collection instanceof Value.Document shown && shown.get("documents") instanceof Value.Int number) {
                    count += number.value();
                }
            }
        }
        return count;
    }
}
