package io.cairn.node.demo;

import io.cairn.client.key.UserKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.verify.Answer;
import io.cairn.engine.verify.Receipt;
import io.cairn.node.database.JournalReplay;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import io.cairn.node.load.Writer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The demonstration, step by step. */
public final class Demo {
    private static final int CONNECTIONS = 48;
    private static final int FLIGHT_ACKNOWLEDGED_MAX = 2_000;
    private static final int FLIGHT_FACTOR = 10;
    private static final long WATCH_NANOS = 200_000;

    private final Path folder;
    private final Report report;
    private final long seed;
    private final List<ExampleData.Item> items;
    private final int flightAcknowledged;
    private final Value.Document.Builder result = Value.Document.builder();
    private long lastSequence;

    /** A demonstration in an empty folder, on about so many of the records; on all where {@code documents} is null. */
    public Demo(Path folder, Report report, long seed, @Nullable Integer documents) {
        this.folder = folder;
        this.report = report;
        this.seed = seed;
        this.items = documents == null ? ExampleData.load() : ExampleData.some(documents);
        this.flightAcknowledged = Math.min(FLIGHT_ACKNOWLEDGED_MAX, items.size());
    }

    /** Runs all of it; the result has the keys that the command promises. */
    public Value.Document run() throws IOException {
        Path data = folder.resolve("node");
        report.say("1. A node, as a process of its own, on embedded defaults");
        NodeRunner node = NodeRunner.start(data, List.of());
        report.say("   pid %d, http://%s:%d, ready in %d ms", node.pid(), node.host(), node.port(), node.startMillis());
        String database;
        long height;
        String root;
        List<Loader.Acknowledged> inFlight;
        Writer writer = new Writer(UserKey.generate(PaymentChain.ETH).signer(Scheme.SECP256K1_EIP191), node.network());
        try (LoadConnection connection = LoadConnection.open(node)) {
            Files.writeString(folder.resolve("node.pub"), HexFormat.of().formatHex(node.nodeKey()) + "\n");
            database = createDatabase(connection, writer);
            Loader.Acknowledged first = load(node, writer);
            height = sealed(connection, database, lastSequence);
            root = root(connection, database, height);
            query(connection, database, node.nodeKey());
            receipt(connection, database, first, node.nodeKey());
            inFlight = killWhileWriting(node, writer);
        } finally {
            node.kill();
        }
        restart(data, database, height, root, inFlight);
        replay(data.resolve("databases").resolve(database).resolve("journal"), height, root);
        return result.build();
    }

    private String createDatabase(LoadConnection connection, Writer writer) throws IOException {
        report.say("2. A key, and a database that it signs for");
        byte[] mutation = writer.sign(new Operation.CreateDatabase("Cairn's demonstration", Visibility.PUBLIC));
        Value.Document created = connection
                .exchange(connection.post("/v1/databases", Loader.BINARY, mutation))
                .require();
        String address = String.valueOf(created.get("database"));
        writer.use(address, String.valueOf(created.get("chainId")));
        report.say("   %s", address);
        return address;
    }

    private Loader.Acknowledged load(NodeRunner node, Writer writer) throws IOException {
        report.say("3. %,d real records, each signed on its own", items.size());
        try (LoadConnection connection = LoadConnection.open(node)) {
            for (String name : List.of("zipcodes", "birdstrikes", "earthquakes", "flight")) {
                byte[] mutation = writer.sign(new Operation.CreateCollection(writer.database(), name, false));
                connection
                        .exchange(connection.post(
                                "/v1/databases/" + writer.database() + "/mutations", Loader.BINARY, mutation))
                        .require();
            }
        }
        Loader loader = new Loader(node, writer);
        Thread progress = progress(loader, items.size());
        long start = System.nanoTime();
        List<Loader.Acknowledged> acknowledged = loader.load(items, CONNECTIONS, false);
        double seconds = (System.nanoTime() - start) / 1e9;
        progress.interrupt();
        report.say(
                "   %,d documents in %.1f s: %,.0f signed writes a second",
                acknowledged.size(), seconds, acknowledged.size() / seconds);
        report.check(acknowledged.size() == items.size(), "every record was applied");
        lastSequence = last(acknowledged);
        result.put("documents", acknowledged.size());
        result.put("writes_per_second", Math.round(acknowledged.size() / seconds));
        return acknowledged.get(new SplittableRandom(seed).nextInt(acknowledged.size()));
    }

    private static long last(List<Loader.Acknowledged> writes) {
        return writes.stream().mapToLong(Loader.Acknowledged::sequence).max().orElse(1);
    }

    private Thread progress(Loader loader, int total) {
        return Thread.ofPlatform().daemon().name("demo-progress").start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.sleep(2_000);
                    report.say("   %,d of %,d", loader.count(), total);
                }
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The height of a block that holds every entry up to this one. */
    private static long sealed(LoadConnection connection, String database, long sequence) throws IOException {
        Value.Document head = connection
                .exchange(connection.get("/v1/databases/" + database + "/blocks/head?after=" + sequence))
                .require();
        return Long.parseLong(String.valueOf(head.get("height")));
    }

    private static String root(LoadConnection connection, String database, long height) throws IOException {
        return String.valueOf(connection
                .exchange(connection.get("/v1/databases/" + database + "/blocks/" + height))
                .require()
                .get("stateRoot"));
    }

    private void query(LoadConnection connection, String database, byte[] nodeKey) throws IOException {
        report.say("4. Queries by index, each answer proved and checked here");
        byte[] car = new byte[0];
        for (Sample sample : Sample.ALL) {
            car = ask(connection, database, sample, nodeKey);
        }
        Files.write(folder.resolve("answer.car"), car);
        result.put("answer_verified", Value.of(true));
        int refused = 0;
        Map<String, byte[]> forged = Forgeries.of(car);
        for (Map.Entry<String, byte[]> forgery : forged.entrySet()) {
            boolean caught = Forgeries.isRefused(forgery.getValue(), nodeKey);
            refused += caught ? 1 : 0;
            report.check(caught, "a forged answer is refused: " + forgery.getKey());
        }
        result.put("forgeries_refused", refused);
    }

    private byte[] ask(LoadConnection connection, String database, Sample sample, byte[] nodeKey) throws IOException {
        String path = "/v1/databases/" + database + "/collections/" + sample.collection() + "/documents?proof=1&q="
                + URLEncoder.encode(sample.query(), StandardCharsets.UTF_8);
        LoadConnection.Answer answer = connection.exchange(connection.get(path));
        if (answer.status() != 200) {
            answer.require();
        }
        Answer.Verified verified = Answer.verify(answer.body(), nodeKey);
        int found = verified.answer().documents().size();
        boolean right = found == sample.expected(items)
                && verified.answer().documents().stream()
                        .allMatch(document -> sample.matches().test(document.fields()));
        report.check(
                right,
                sample.collection() + " " + sample.query() + ": " + found + " documents, proof of "
                        + answer.body().length / 1024 + " KiB verified");
        return answer.body();
    }

    private void receipt(LoadConnection connection, String database, Loader.Acknowledged write, byte[] nodeKey)
            throws IOException {
        report.say("5. A receipt, verified with nothing but the node's public key");
        byte[] text = connection
                .exchange(connection.get("/v1/databases/" + database + "/mutations/" + write.mutation() + "/receipt"))
                .body();
        Files.write(folder.resolve("receipt.json"), text);
        Receipt.Verified verified =
                Receipt.parse(new String(text, StandardCharsets.UTF_8)).verify(nodeKey);
        boolean same = verified.outcome().sequence() == write.sequence()
                && verified.outcome().isOk()
                && verified.outcome().ids().contains(write.documentId());
        report.check(same, "the receipt proves entry " + write.sequence() + " and document " + write.documentId());
        result.put("receipt_verified", Value.of(same));
    }

    private List<Loader.Acknowledged> killWhileWriting(NodeRunner node, Writer writer) {
        report.say("6. SIGKILL while writes are in flight");
        List<ExampleData.Item> flight = new ArrayList<>();
        for (int i = 0; i < flightAcknowledged * FLIGHT_FACTOR; i++) {
            flight.add(new ExampleData.Item(
                    "flight", Value.Document.builder().put("number", i).build()));
        }
        Loader loader = new Loader(node, writer);
        Thread killer = Thread.ofPlatform().daemon().start(() -> {
            while (loader.count() < flightAcknowledged) {
                LockSupport.parkNanos(WATCH_NANOS);
            }
            node.kill();
        });
        List<Loader.Acknowledged> acknowledged = loader.load(flight, CONNECTIONS, true);
        try {
            killer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        report.say("   killed after %,d acknowledged writes", acknowledged.size());
        return acknowledged;
    }

    private void restart(Path data, String database, long height, String root, List<Loader.Acknowledged> inFlight)
            throws IOException {
        report.say("7. Restart");
        try (NodeRunner node = NodeRunner.start(data, List.of());
                LoadConnection connection = LoadConnection.open(node)) {
            String restarted = root(connection, database, height);
            report.check(restarted.equals(root), "block " + height + " has the same root: " + restarted);
            result.put("root", root).put("restarted_root", restarted);
            sealed(connection, database, last(inFlight));
            int lost = 0;
            for (Loader.Acknowledged write : inFlight) {
                String path = "/v1/databases/" + database + "/collections/flight/documents/" + write.documentId();
                lost += connection.exchange(connection.get(path)).status() == 200 ? 0 : 1;
            }
            report.check(lost == 0, "all " + inFlight.size() + " writes acknowledged before the kill are there");
        }
    }

    private void replay(Path journal, long height, String root) throws IOException {
        report.say("8. The whole journal, replayed into an empty tree");
        Path copy = folder.resolve("journal");
        copy(journal, copy);
        long start = System.nanoTime();
        JournalReplay.Result replayed = JournalReplay.run(copy, count -> report.say("   %,d records", count));
        double seconds = (System.nanoTime() - start) / 1e9;
        String replayedRoot = Objects.requireNonNull(replayed.headers().get(height), "the block is missing")
                .stateRoot()
                .hex();
        report.say("   %,d mutations in %.1f s", replayed.mutations(), seconds);
        report.check(replayedRoot.equals(root), "the replay leads to the same root: " + replayedRoot);
        result.put("replayed_root", replayedRoot);
        if (!report.failures().isEmpty()) {
            throw new CairnException.ProofInvalid(
                    "demo-failed", "demo", "checks failed: " + String.join("; ", report.failures()));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
