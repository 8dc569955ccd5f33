package io.cairn.node.drill;

import io.cairn.client.api.Fate;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.MerkleLog;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.verify.OutcomeProof;
import io.cairn.engine.verify.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lies about what became of a write. */
final class ReceiptLies {
    private final Scene scene;
    private final Fate one;
    private final Fate two;
    private final List<Trick> tricks = new ArrayList<>();

    private ReceiptLies(Scene scene) {
        this.scene = scene;
        this.one = add(scene, "receipt1");
        this.two = add(scene, "receipt2");
        // The client knows the newest block, so that a second one of its height is a contradiction.
        scene.people().get(Scene.COLLECTION, "receipt2");
    }

    private static Fate add(Scene scene, String id) {
        return scene.people()
                .add(
                        Scene.COLLECTION,
                        id,
                        Value.Document.builder().put("age", 1).build());
    }

    static List<Trick> of(Scene scene) {
        ReceiptLies lies = new ReceiptLies(scene);
        lies.receipt("receipt-of-another", "receipt-wrong", _ -> lies.honest(lies.one));
        lies.receipt(
                "receipt-entry-altered",
                "inclusion-proof-wrong",
                honest -> with(
                        honest,
                        new Entry(
                                honest.entry().sequence(),
                                honest.entry().timeMillis() + 1,
                                honest.entry().payload()),
                        honest.outcome()));
        lies.receipt("receipt-proof-altered", "inclusion-proof-wrong", honest -> {
            List<Hash> proof = new ArrayList<>(honest.logProof());
            proof.set(0, Hash.ZERO);
            return new Receipt(
                    honest.database(),
                    honest.entry(),
                    honest.index(),
                    proof,
                    honest.outcome(),
                    honest.header(),
                    honest.checkpoint());
        });
        lies.receipt(
                "outcome-forged",
                "outcome-proof-wrong",
                honest -> with(
                        honest,
                        honest.entry(),
                        new OutcomeProof(refused(honest), honest.outcome().steps())));
        lies.receipt("outcome-resigned", "head-forked", lies::resigned);
        lies.receipt(
                "receipt-database-changed",
                "database-mismatch",
                honest -> new Receipt(
                        scene.others().address(),
                        honest.entry(),
                        honest.index(),
                        honest.logProof(),
                        honest.outcome(),
                        honest.header(),
                        honest.checkpoint()));
        return lies.tricks;
    }

    private void receipt(String name, String code, UnaryOperator<Receipt> forge) {
        tricks.add(new Trick(
                name,
                code,
                (path, honest) -> path.contains("/receipt")
                        ? Scene.ok(forge.apply(parse(honest.body())).toJson().getBytes(StandardCharsets.UTF_8))
                        : honest,
                () -> scene.people().receipt(two.id(), 0)));
    }

    private Receipt honest(Fate fate) {
        return parse(scene.ask(scene.people(), "/mutations/" + fate.id().hex() + "/receipt"));
    }

    private static Receipt parse(byte[] text) {
        return Receipt.parse(new String(text, StandardCharsets.UTF_8));
    }

    private static Receipt with(Receipt honest, Entry entry, OutcomeProof outcome) {
        return new Receipt(
                honest.database(),
                entry,
                honest.index(),
                honest.logProof(),
                outcome,
                honest.header(),
                honest.checkpoint());
    }

    /** The outcome of a mutation that was applied, as a refusal. */
    private static byte[] refused(Receipt honest) {
        Outcome outcome = Outcome.decode(honest.outcome().bytes());
        return new Outcome(outcome.sequence(), outcome.index(), outcome.mutation(), "document-exists", "", 0, List.of())
                .encode();
    }

    /** A second block of the same height, properly signed, whose only outcome is the forged one. */
    private Receipt resigned(Receipt honest) {
        byte[] outcome = refused(honest);
        ForgedHeader header = new ForgedHeader(honest.header());
        header.receiptsRoot = MerkleLog.leafHash(outcome);
        return new Receipt(
                honest.database(),
                honest.entry(),
                honest.index(),
                honest.logProof(),
                new OutcomeProof(outcome, List.of()),
                header.bytes(),
                header.checkpoint(scene.network(), scene.nodeKey()));
    }
}
