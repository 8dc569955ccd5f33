package io.cairn.node.drill;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.SignedCheckpoint;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.verify.Answer;
import io.cairn.engine.verify.ProvenHeader;
import io.cairn.engine.verify.Question;
import io.cairn.node.demo.Forgeries;
import io.cairn.node.demo.Report;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Puts a lying server before the stock client library and counts the lies that it catches. */
public final class LieDrill {
    private static final String QUERY = "[[\"age\",\">\",20],[\"age\",\"desc\"],20]";
    private static final String SHORT_QUERY = "[[\"age\",\">\",20],[\"age\",\"desc\"],5]";

    private final Path folder;
    private final Report report;
    private final SplittableRandom random;
    private final Map<String, LyingProxy.Lie> queryLies = new LinkedHashMap<>();
    private int lies;
    private int caught;

    /** A drill in an empty folder. */
    public LieDrill(Path folder, Report report, long seed) {
        this.folder = folder;
        this.report = report;
        this.random = new SplittableRandom(seed);
    }

    /** Tells every lie once; keys lies, caught. */
    public Value.Document run() throws IOException {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        secret[0] = 1;
        try (NodeRunner node = NodeRunner.start(folder.resolve("node"), List.of());
                LyingProxy proxy = new LyingProxy(node);
                CairnClient client = CairnClient.of(proxy.url())
                        .nodeKey(HexFormat.of().formatHex(node.nodeKey()))
                        .pins(PinStore.inMemory())
                        .signer(UserKey.ethereum(secret).signer(Scheme.SECP256K1_EIP191))
                        .build()) {
            ClientDatabase people = fill(client.createDatabase("people", Visibility.PUBLIC), 200);
            ClientDatabase others = fill(client.createDatabase("others", Visibility.PUBLIC), 40);
            tellQueryLies(proxy, people, others);
            tellGetLies(proxy, people);
            tellReceiptLies(proxy, people);
            tellOldLies(proxy, people);
        }
        report.check(caught == lies, "every lie was caught");
        return Value.Document.builder().put("lies", lies).put("caught", caught).build();
    }

    private ClientDatabase fill(ClientDatabase database, int count) {
        database.createCollection("people", false);
        Fate last = null;
        for (int i = 0; i < count; i++) {
            last = database.add(
                    "people",
                    "p" + i,
                    Value.Document.builder()
                            .put("name", "n" + i)
                            .put("age", i % 90)
                            .build());
        }
        report.say("filled %s with %d documents", database.address(), last == null ? 0 : count);
        return database;
    }

    private interface Attempt {
        void run();
    }

    /** Tells a lie to an attempt that must fail, after the same attempt has passed on the truth. */
    private void lie(LyingProxy proxy, String name, LyingProxy.Lie told, Attempt attempt) {
        proxy.tell(null);
        attempt.run();
        proxy.tell(told);
        lies++;
        String how = "believed";
        try {
            attempt.run();
        } catch (CairnException refused) {
            caught++;
            how = "caught: " + refused.code();
        } finally {
            proxy.tell(null);
        }
        report.check(!how.equals("believed"), name + " — " + how);
    }

    private static String proofPath(String database, String query) {
        return "/v1/databases/" + database + "/collections/people/documents?proof=1&q="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private static LoadConnection.Answer ok(byte[] body) {
        return new LoadConnection.Answer(200, body);
    }

    private static boolean isProof(String path) {
        return path.contains("proof=1") || path.endsWith("/query");
    }

    private void tellQueryLies(LyingProxy proxy, ClientDatabase people, ClientDatabase others) {
        byte[] sample = answer(proxy, people.address(), QUERY);
        for (String name : Forgeries.of(sample).keySet()) {
            queryLies.put(
                    name,
                    (path, honest) -> isProof(path)
                            ? ok(Objects.requireNonNull(
                                    Forgeries.of(honest.body()).get(name)))
                            : honest);
        }
        queryLies.put("range-truncated", (path, honest) -> {
            Answer less = Answer.parse(answer(proxy, people.address(), SHORT_QUERY));
            return isProof(path) ? ok(relabel(less, Answer.parse(honest.body()).question())) : honest;
        });
        queryLies.put(
                "other-database",
                (path, honest) -> isProof(path)
                        ? ok(relabel(
                                Answer.parse(answer(proxy, others.address(), QUERY)),
                                Answer.parse(honest.body()).question()))
                        : honest);
        queryLies.put(
                "other-question",
                (path, honest) -> isProof(path) ? ok(answer(proxy, people.address(), SHORT_QUERY)) : honest);
        queryLies.put("header-altered", (path, honest) -> isProof(path) ? ok(otherRoot(honest.body(), null)) : honest);
        NodeKey attacker = NodeKey.of(new byte[NodeKey.SEED_BYTES]);
        queryLies.put(
                "header-signed-by-another",
                (path, honest) -> isProof(path) ? ok(otherRoot(honest.body(), attacker)) : honest);
        queryLies.forEach((name, told) -> lie(proxy, name, told, () -> people.query("people", QUERY)));
    }

    private static byte[] answer(LyingProxy proxy, String database, String query) {
        try {
            return proxy.ask(proofPath(database, query)).body();
        } catch (IOException e) {
            throw new CairnException.Unavailable("node-unreachable", "the honest node is gone", e);
        }
    }

    private static byte[] relabel(Answer answer, Question question) {
        return new Answer(question, answer.header(), answer.checkpoint(), answer.documents(), answer.pages()).toCar();
    }

    /** The answer under a header with another state root; signed by somebody, or with the old signature. */
    private static byte[] otherRoot(byte[] car, @Nullable NodeKey signer) {
        Answer honest = Answer.parse(car);
        Header header = Header.decode(honest.header());
        Header forged = new Header(
                header.database(),
                header.epoch(),
                header.height(),
                header.previous(),
                header.logSize(),
                header.logRoot(),
                signer == null ? Hash.ZERO : header.stateRoot(),
                header.receiptsRoot(),
                header.timeMillis(),
                header.engineVersion(),
                header.replicaSet(),
                header.nextReplicaSet(),
                header.commitments());
        String checkpoint = honest.checkpoint();
        if (signer != null) {
            SignedCheckpoint note = SignedCheckpoint.parse(checkpoint.getBytes(StandardCharsets.UTF_8));
            checkpoint = new String(
                    SignedCheckpoint.sign(note.checkpoint(), ProvenHeader.noteKey(signer.publicKey()), signer::sign)
                            .toBytes(),
                    StandardCharsets.UTF_8);
        }
        return new Answer(honest.question(), forged.encode(), checkpoint, honest.documents(), honest.pages()).toCar();
    }

    private void tellGetLies(LyingProxy proxy, ClientDatabase people) {
        String base = "/v1/databases/" + people.address() + "/collections/people/documents/";
        Attempt attempt = () -> people.get("people", "p7");
        lie(
                proxy,
                "absence-forged",
                (path, honest) -> {
                    if (!isProof(path)) {
                        return honest;
                    }
                    Answer absent =
                            Answer.parse(proxy.ask(base + "nobody?proof=1").body());
                    return ok(relabel(absent, Answer.parse(honest.body()).question()));
                },
                attempt);
        lie(
                proxy,
                "absence-claimed",
                (path, honest) -> isProof(path)
                        ? new LoadConnection.Answer(
                                404,
                                Json.print(Value.Document.builder()
                                                .put("status", 404)
                                                .put("code", "document-not-found")
                                                .put("detail", "there is no such document")
                                                .put("at", "")
                                                .build())
                                        .getBytes(StandardCharsets.UTF_8))
                        : honest,
                () -> {
                    if (people.get("people", "p7").isEmpty()) {
                        return;
                    }
                    people.get("people", "p7");
                });
        lie(
                proxy,
                "wrong-document",
                (path, honest) -> isProof(path)
                        ? ok(relabel(
                                Answer.parse(proxy.ask(base + "p8?proof=1").body()),
                                Answer.parse(honest.body()).question()))
                        : honest,
                attempt);
    }

    private void tellReceiptLies(LyingProxy proxy, ClientDatabase people) {
        Fate one = people.add(
                "people", "receipt1", Value.Document.builder().put("age", 1).build());
        Fate two = people.add(
                "people", "receipt2", Value.Document.builder().put("age", 2).build());
        String base = "/v1/databases/" + people.address() + "/mutations/";
        Attempt attempt = () -> people.receipt(one.id(), 0);
        lie(
                proxy,
                "receipt-of-another",
                (path, honest) ->
                        path.contains("/receipt") ? proxy.ask(base + two.id().hex() + "/receipt") : honest,
                attempt);
        lie(
                proxy,
                "receipt-altered",
                (path, honest) -> {
                    if (!path.contains("/receipt")) {
                        return honest;
                    }
                    String text = new String(honest.body(), StandardCharsets.UTF_8);
                    int at = text.indexOf("\"logProof\":[\"") + 13;
                    char flipped = text.charAt(at) == '0' ? '1' : '0';
                    return ok((text.substring(0, at) + flipped + text.substring(at + 1))
                            .getBytes(StandardCharsets.UTF_8));
                },
                attempt);
    }

    /** Answers from before what the client has seen or written itself. */
    private void tellOldLies(LyingProxy proxy, ClientDatabase people) throws IOException {
        byte[] old = answer(proxy, people.address(), QUERY);
        Fate fresh = people.add(
                "people", "newest", Value.Document.builder().put("age", 89).build());
        people.get("people", "newest");
        lie(proxy, "old-root", (path, honest) -> isProof(path) ? ok(old) : honest, () -> people.query("people", QUERY));
        lie(
                proxy,
                "write-hidden",
                (path, honest) -> isProof(path) ? ok(old) : honest,
                () -> people.query(
                        "people", (Value.Array) Json.parse(QUERY), ReadOptions.PROVED.after(fresh.sequence())));
        List<String> told = new ArrayList<>(queryLies.keySet());
        report.say("%d kinds of lies about queries: %s", told.size(), String.join(", ", told));
    }
}
