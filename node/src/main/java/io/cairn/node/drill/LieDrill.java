package io.cairn.node.drill;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Wait;
import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.demo.Report;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Puts a lying server before the stock client library and counts the lies that it catches. The liar holds the node's
 * own key where that helps: the worst server is the node itself.
 */
public final class LieDrill {
    private static final List<Function<Scene, List<Trick>>> KINDS =
            List.of(AnswerLies::of, ReceiptLies::of, HeadLies::of, WriteLies::of);

    private final Path folder;
    private final Report report;
    private final SplittableRandom random;
    private int lies;
    private int caught;

    /** A drill in an empty folder. */
    public LieDrill(Path folder, Report report, long seed) {
        this.folder = folder;
        this.report = report;
        this.random = new SplittableRandom(seed);
    }

    /** Tells every lie once; keys lies, caught. One that is refused for another reason than its own is not caught. */
    public Value.Document run() throws IOException {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        secret[0] = 1;
        Signer signer = UserKey.ethereum(secret).signer(Scheme.SECP256K1_EIP191);
        Path data = folder.resolve("node");
        try (NodeRunner node = NodeRunner.start(data, List.of("--block-millis-max", "5"));
                LyingProxy proxy = new LyingProxy(node)) {
            NodeKey nodeKey = NodeKey.of(HexFormat.of()
                    .parseHex(Files.readString(data.resolve("node.key")).strip()));
            NodeKey attacker = NodeKey.of(new byte[NodeKey.SEED_BYTES]);
            try (CairnClient client = Scene.stranger(proxy, nodeKey, signer)) {
                ClientDatabase people = fill(client.createDatabase("people", Visibility.PUBLIC), 200);
                ClientDatabase others = fill(client.createDatabase("others", Visibility.PUBLIC), 40);
                Scene scene = new Scene(proxy, node.network(), nodeKey, attacker, signer, client, people, others);
                KINDS.forEach(kind -> kind.apply(scene).forEach(trick -> tell(proxy, trick)));
            }
        }
        report.check(caught == lies, caught + " of " + lies + " lies were caught for the right reason");
        return Value.Document.builder().put("lies", lies).put("caught", caught).build();
    }

    private ClientDatabase fill(ClientDatabase database, int count) {
        database.createCollection(Scene.COLLECTION, false);
        List<String> ids = new ArrayList<>();
        List<Value.Document> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add("p" + i);
            documents.add(Value.Document.builder()
                    .put("name", "n" + i)
                    .put("age", i % 90)
                    .build());
        }
        Operation add = new Operation.AddDocuments(database.address(), Scene.COLLECTION, ids, documents);
        ClientDatabase.join(database.submit(new Payload(add, Long.MAX_VALUE), Wait.SEALED))
                .requireOk();
        report.say("filled %s with %d documents", database.address(), count);
        return database;
    }

    /** Tells a lie to an attempt that must fail, after the same attempt has passed on the truth. */
    private void tell(LyingProxy proxy, Trick trick) {
        lies++;
        trick.attempt().run();
        proxy.tell(trick.told());
        String how = "believed";
        boolean right = false;
        try {
            trick.attempt().run();
        } catch (CairnException refused) {
            right = refused.code().equals(trick.code());
            how = (right ? "caught: " : "caught, but not for " + trick.code() + ": ") + refused.code();
        } finally {
            proxy.tell(null);
        }
        caught += right ? 1 : 0;
        report.check(right, trick.name() + ", " + how);
    }
}
