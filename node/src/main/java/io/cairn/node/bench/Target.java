package io.cairn.node.bench;

import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import io.cairn.node.load.Writer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A database of a running node, with a collection that everybody may add to. */
record Target(NodeRunner node, String database, String chain, Writer owner) {
    static final String COLLECTION = "rows";

    static final String BINARY = "application/vnd.cairn.mutation";
    private static final int LOAD_BATCH = 500;
    private static final int SECRET_BYTES = 32;

    /** Makes the database and the collection. */
    static Target create(NodeRunner node, SplittableRandom random) throws IOException {
        Writer owner = new Writer(signer(random), node.network());
        try (LoadConnection connection = LoadConnection.open(node)) {
            Value.Document made = connection
                    .exchange(connection.post(
                            "/v1/databases",
                            BINARY,
                            owner.sign(new Operation.CreateDatabase("benchmark", Visibility.PUBLIC))))
                    .require();
            String database = String.valueOf(made.get("database"));
            String chain = String.valueOf(made.get("chainId"));
            owner.use(database, chain);
            Target target = new Target(node, database, chain, owner);
            requireRows(connection.exchange(connection.post(
                    // Nothing can be read before the first block.
                    "/v1/databases/" + database + "/mutations?wait=sealed",
                    BINARY,
                    owner.sign(new Operation.CreateCollection(database, COLLECTION, true)))));
            return target;
        }
    }

    /** Somebody new, with a key made from the random source. */
    static Signer signer(SplittableRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        // Below the order of the curve, and not zero.
        secret[0] = 1;
        return UserKey.ethereum(secret).signer();
    }

    /** A writer to this database. */
    Writer writer(SplittableRandom random) {
        Writer writer = new Writer(signer(random), chain);
        writer.use(database, chain);
        return writer;
    }

    /** The request that submits a mutation and waits until it is durable and applied. */
    byte[] submit(LoadConnection connection, byte[] mutation) {
        return connection.post("/v1/databases/" + database + "/mutations?wait=applied", BINARY, mutation);
    }

    /** Adds documents with the ids of {@link Rows}, and waits until they are sealed. */
    void load(int count, SplittableRandom random) throws IOException {
        try (LoadConnection connection = LoadConnection.open(node)) {
            long sequence = 0;
            for (int from = 0; from < count; from += LOAD_BATCH) {
                List<@Nullable String> ids = new ArrayList<>(LOAD_BATCH);
                List<Value.Document> documents = new ArrayList<>(LOAD_BATCH);
                for (int i = from; i < Math.min(count, from + LOAD_BATCH); i++) {
                    ids.add(Rows.id(i));
                    documents.add(Rows.document(random));
                }
                Operation operation = new Operation.AddDocuments(database, COLLECTION, ids, documents);
                Value.Document fate = requireRows(connection.exchange(submit(connection, owner.sign(operation))));
                if (fate.get("sequence") instanceof Value.Int number) {
                    sequence = number.value();
                }
            }
            connection
                    .exchange(connection.get(documentPath(0) + "?after=" + sequence))
                    .require();
        }
    }

    String documentPath(long number) {
        return "/v1/databases/" + database + "/collections/" + COLLECTION + "/documents/" + Rows.id(number);
    }

    /** Refuses anything but a mutation that was carried out. */
    static Value.Document requireRows(LoadConnection.Answer answer) {
        Value.Document fate = answer.require();
        if (!Value.of("ok").equals(fate.get("code"))) {
            throw new CairnException.Unavailable("bench-failed", "the node refused a write: " + fate);
        }
        return fate;
    }
}
