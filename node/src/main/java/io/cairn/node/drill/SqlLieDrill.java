package io.cairn.node.drill;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.verify.AnswerVerifier;
import io.cairn.node.demo.Report;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Puts a lying server before the stock client library, asks it in SQL, and counts the lies that are caught. Leaves what was
 * answered: {@code true/} and {@code forged/}, where a file that {@code cairn verify} refuses stands beside each truth, and
 * {@code context/}, whose files are whole answers to something else, or signed by the node itself, so that only who asked
 * or who has seen an earlier block can know.
 */
public final class SqlLieDrill {
    private static final int ROWS = 1_000;

    private final Path folder;
    private final Report report;
    private final SplittableRandom random;
    private final List<Value> told = new ArrayList<>();
    private int caught;

    /** A drill in an empty folder. */
    public SqlLieDrill(Path folder, Report report, long seed) {
        this.folder = folder;
        this.report = report;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Tells lies once each, at most so many of those about the newest block and of those about older ones; keys lies,
     * caught, told. One that is refused for another reason than its own is not caught.
     */
    public Value.Document run(int most) throws IOException {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        secret[0] = 1;
        Signer signer = UserKey.ethereum(secret).signer(Scheme.SECP256K1_EIP191);
        Path data = folder.resolve("node");
        try (NodeRunner node = NodeRunner.start(data, List.of("--block-millis-max", "5"));
                LyingProxy proxy = new LyingProxy(node)) {
            NodeKey nodeKey = NodeKey.of(HexFormat.of()
                    .parseHex(Files.readString(data.resolve("node.key")).strip()));
            for (String kind : List.of("true", "forged", "context")) {
                Files.createDirectories(folder.resolve(kind));
                Files.writeString(
                        folder.resolve(kind).resolve("node.pub"), HexFormat.of().formatHex(nodeKey.publicKey()) + "\n");
            }
            NodeKey attacker = NodeKey.of(new byte[NodeKey.SEED_BYTES]);
            try (CairnClient client = Scene.stranger(proxy, nodeKey, signer)) {
                ClientDatabase people = fill(client.createDatabase("birds", Visibility.PUBLIC), ROWS);
                ClientDatabase others = fill(client.createDatabase("others", Visibility.PUBLIC), ROWS / 10);
                Scene scene = new Scene(proxy, node.network(), nodeKey, attacker, signer, client, people, others);
                tellAll(scene, some(SqlLies.of(scene, random), most));
                tellAll(scene, some(SqlLies.old(scene), most));
            }
        }
        report.check(caught == told.size(), caught + " of " + told.size() + " lies were caught for the right reason");
        return Value.Document.builder()
                .put("lies", told.size())
                .put("caught", caught)
                .put("told", new Value.Array(told))
                .build();
    }

    private ClientDatabase fill(ClientDatabase database, int rows) {
        SqlQuestions.fill(database, rows);
        report.say("filled %s with %d rows", database.address(), rows);
        return database;
    }

    /** Some of the lies, in their order. */
    private List<SqlLies.Lie> some(List<SqlLies.Lie> all, int most) {
        List<SqlLies.Lie> some = new ArrayList<>(all);
        while (some.size() > most) {
            some.remove(random.nextInt(some.size()));
        }
        return some;
    }

    private void tellAll(Scene scene, List<SqlLies.Lie> lies) throws IOException {
        for (SqlLies.Lie lie : lies) {
            tell(scene, lie);
        }
    }

    /** What the client was sent, to be kept. */
    private static final class Heard implements LyingProxy.Lie {
        private final LyingProxy.Lie lie;
        private volatile byte[] answer = new byte[0];

        Heard(LyingProxy.Lie lie) {
            this.lie = lie;
        }

        @Override
        public LoadConnection.Answer tell(String path, LoadConnection.Answer honest) throws IOException {
            LoadConnection.Answer sent = lie.tell(path, honest);
            if (SqlLies.isQuestion(path)) {
                answer = sent.body();
            }
            return sent;
        }
    }

    /** Tells a lie to an attempt that must fail, after the same attempt has passed on the truth. */
    private void tell(Scene scene, SqlLies.Lie lie) throws IOException {
        Trick trick = lie.trick();
        Heard truth = new Heard((_, honest) -> honest);
        scene.proxy().tell(truth);
        trick.attempt().run();
        Heard forged = new Heard(trick.told());
        scene.proxy().tell(forged);
        String found = outcome(trick.attempt());
        scene.proxy().tell(null);
        AnswerVerifier verifier = new AnswerVerifier(scene.nodeKey().publicKey());
        String alone = outcome(() -> verifier.verifySql(forged.answer));
        keep("true", trick.name(), truth.answer);
        keep(lie.alone() ? "forged" : "context", trick.name(), forged.answer);
        boolean right = trick.code().equals(found) && (alone == null) != lie.alone();
        caught += right ? 1 : 0;
        report.check(right, trick.name() + ", " + (found == null ? "believed" : "caught: " + found));
        told.add(Value.Document.builder()
                .put("name", trick.name())
                .put("expected", trick.code())
                .put("found", found == null ? Value.none() : Value.of(found))
                .put("caught", Value.of(right))
                .put("file", (lie.alone() ? "forged/" : "context/") + trick.name() + ".car")
                .put("file_refused", alone == null ? Value.none() : Value.of(alone))
                .build());
    }

    private void keep(String kind, String name, byte[] answer) throws IOException {
        Files.write(folder.resolve(kind).resolve(name + ".car"), answer);
    }

    /** The code of the refusal, or null. */
    private static @Nullable String outcome(Runnable attempt) {
        try {
            attempt.run();
            return null;
        } catch (CairnException refused) {
            return refused.code();
        }
    }
}
