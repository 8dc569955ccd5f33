package io.cairn.engine.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.log.Checkpoint;
import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.HashSource;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.InclusionProof;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.ReplicaSet;
import io.cairn.engine.log.SignedCheckpoint;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Bundle;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.PayloadWriter;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.state.EngineVersions;
import io.cairn.engine.state.SealedBlock;
import io.cairn.engine.state.StateMachine;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import io.cairn.engine.witness.ProvenHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One database in memory, written by one Ed25519 user and signed by one node. */
final class TestDatabase {
    static final String NETWORK = "test";

    private final NodeKey node = NodeKey.of(seed(1));
    private final NodeKey user = NodeKey.of(seed(2));
    private final StateTree tree = new StateTree(new MemoryPageStore(), 1);
    private final List<Hash> leaves = new ArrayList<>();
    private final List<TestBlocks.Sealed> sealed = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private TreeRoot root = tree.empty();
    private final StateMachine machine = new StateMachine(
            EngineVersions.released(),
            new Control.Genesis(NETWORK, 0, 1, ReplicaSet.single(node.publicKey())),
            tree.view(root));
    private Header header;
    private List<Outcome> outcomes = List.of();
    private long nonce;
    private long laterMillis;

    TestDatabase() {
        apply(new Operation.CreateDatabase("a test", Visibility.PUBLIC));
        apply(new Operation.CreateCollection(address(), "people", false));
        seal();
    }

    /** A database with three people, all added in its second block. */
    static TestDatabase withPeople() {
        TestDatabase database = new TestDatabase();
        database.add("ada", person("Ada", 36, 0.5));
        database.add("bob", person("Bob", 45, 14.25));
        database.add("\u00e7em", person("\u00c7em \ud83d\ude00", 7, -3.0));
        database.seal();
        return database;
    }

    private static Value.Document person(String name, long age, double walked) {
        return Value.Document.builder()
                .put("name", name)
                .put("age", age)
                .put("walked", Value.of(walked))
                .build();
    }

    static byte[] seed(int fill) {
        byte[] seed = new byte[NodeKey.SEED_BYTES];
        Arrays.fill(seed, (byte) fill);
        return seed;
    }

    byte[] nodeKey() {
        return node.publicKey();
    }

    /** The text of the account of its user, who created it. */
    String user() {
        return Account.of(PaymentChain.SOL, user.publicKey()).text();
    }

    String address() {
        return machine.database().address();
    }

    /** Those of the block that was sealed last. */
    List<Outcome> outcomes() {
        return outcomes;
    }

    Header header() {
        return header;
    }

    void add(String id, Value.Document document) {
        apply(new Operation.AddDocuments(address(), "people", List.of(id), List.of(document)));
    }

    /** Adds an empty document. */
    Operation adding(String id) {
        return new Operation.AddDocuments(address(), "people", List.of(id), List.of(Value.Document.EMPTY));
    }

    void apply(Operation operation) {
        submit(sign(operation).encode());
    }

    /** Lets time pass before the next entry. */
    void advance(long millis) {
        laterMillis += millis;
    }

    void submit(byte[] payload) {
        Entry entry = new Entry(machine.nextSequence(), laterMillis + 1_000 + machine.nextSequence(), payload);
        machine.apply(entry, entry.encode(), Submission.ofEntry(payload));
        entries.add(entry);
        leaves.add(Entry.leafHash(entry.encode()));
    }

    /** A bundle that the same user pays for. */
    Bundle bundle(Mutation... mutations) {
        Bundle unsigned = new Bundle(
                "1", machine.database().chainId(), "sol", ++nonce, List.of(mutations), new byte[0], user.publicKey());
        return unsigned.withSignature(signature(unsigned.root()), user.publicKey());
    }

    Mutation sign(Operation operation) {
        Mutation unsigned = unsigned(operation);
        return unsigned.withSignature(signature(unsigned.root()), user.publicKey());
    }

    Mutation unsigned(Operation operation) {
        String chain = machine.database() == null ? NETWORK : machine.database().chainId();
        return new Mutation(
                "1",
                chain,
                "sol",
                ++nonce,
                operation.type().name(),
                PayloadWriter.write(operation),
                new byte[0],
                user.publicKey());
    }

    private byte[] signature(Hash root) {
        byte[] raw = user.sign(Signatures.preimage(Scheme.ED25519, new SignedMessage.OfRoot(root)));
        byte[] signature = new byte[1 + raw.length];
        signature[0] = (byte) Scheme.ED25519.id();
        System.arraycopy(raw, 0, signature, 1, raw.length);
        return signature;
    }

    void seal() {
        SealedBlock block = machine.seal(new Control.Seal(machine.openHeight(), machine.lastTimeMillis()));
        Hash previous = header == null ? Hash.ZERO : header.hash();
        root = tree.merge(root, edits(block)).root();
        header = block.header(previous, root.hash());
        outcomes = block.outcomes();
        sealed.add(new TestBlocks.Sealed(tree, root, header, checkpoint()));
        machine.rebase(block, tree.view(root));
    }

    private static Edits edits(SealedBlock block) {
        Edits.Builder edits = Edits.builder();
        block.edits().forEach((key, value) -> {
            if (value == null) {
                edits.delete(key);
            } else {
                edits.put(key, value);
            }
        });
        return edits.build();
    }

    /** The state after the newest block. */
    MapView state() {
        return tree.view(root);
    }

    /** The newest header with another state. */
    Header header(Hash stateRoot) {
        return new Header(
                header.database(),
                header.epoch(),
                header.height(),
                header.previous(),
                header.logSize(),
                header.logRoot(),
                stateRoot,
                header.receiptsRoot(),
                header.timeMillis(),
                header.engineVersion(),
                header.replicaSet(),
                header.nextReplicaSet(),
                header.commitments());
    }

    String checkpoint() {
        return checkpoint(header);
    }

    /** What the node would sign for a header. */
    String checkpoint(Header signed) {
        return checkpoint(signed, node);
    }

    static String checkpoint(Header header, NodeKey key) {
        Checkpoint checkpoint = new Checkpoint(
                "cairn/" + NETWORK + "/" + header.database(),
                header.logSize(),
                header.logRoot(),
                List.of("block " + header.height() + " " + header.hash().hex()));
        return new String(
                SignedCheckpoint.sign(checkpoint, ProvenHeader.noteKey(key.publicKey()), key::sign)
                        .toBytes(),
                UTF_8);
    }

    Answer answer(Question question) {
        return Answer.parse(
                Answer.prove(question, header.encode(), checkpoint(), pages -> tree.view(root, pages::accept)));
    }

    byte[] answer(SqlQuestion question) {
        return SqlAnswer.prove(question, blocks());
    }

    /** All blocks so far, every state kept. */
    TestBlocks blocks() {
        return new TestBlocks(tree, List.copyOf(sealed), List.copyOf(entries), List.copyOf(leaves), 1);
    }

    /** The texts of all receipts of the newest block. */
    List<String> receipts() {
        List<String> texts = new ArrayList<>();
        for (int place = 0; place < outcomes.size(); place++) {
            texts.add(receipt(place).toJson());
        }
        return texts;
    }

    /** The receipt of the outcome at a place of the newest block. */
    Receipt receipt(int place) {
        Outcome outcome = outcomes.get(place);
        Entry entry = entries.get((int) outcome.sequence() - 1);
        return new Receipt(
                address(),
                entry,
                outcome.index(),
                InclusionProof.create(HashSource.ofLeaves(leaves), entry.sequence() - 1, leaves.size())
                        .hashes(),
                OutcomeProof.create(outcomes, place),
                header.encode(),
                checkpoint());
    }
}
