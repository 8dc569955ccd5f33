package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.audit.Audit;
import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.log.ReplicaSet;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Bundle;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One database in memory with its journal; applies what it is given and seals when it is told to. */
public final class Ledger {
    static final String NETWORK = "test-network";
    static final NodeKey NODE = NodeKey.of(TestUser.seed(1));

    private final EngineVersions versions;
    private final StateTree tree = new StateTree(new MemoryPageStore(), 1);
    private final List<JournalRecord> journal = new ArrayList<>();
    private final List<Header> headers = new ArrayList<>();
    private final StateMachine machine;
    private TreeRoot root = tree.empty();
    private UnaryOperator<MapView> lens = UnaryOperator.identity();
    private long clock = 1_700_000_000_000L;

    /** Who created the database. */
    public final TestUser owner = TestUser.solana(2);

    /** A database with nothing in it. */
    public Ledger() {
        this(EngineVersions.released(), Visibility.PUBLIC);
    }

    Ledger(EngineVersions versions, Visibility visibility) {
        this(versions);
        assertThat(apply(owner, new Operation.CreateDatabase("a test", visibility))
                        .code())
                .isEqualTo(Outcome.OK);
    }

    /** A journal with a genesis record only. */
    Ledger(EngineVersions versions) {
        this.versions = versions;
        Control.Genesis genesis = new Control.Genesis(NETWORK, 0, 1, ReplicaSet.single(NODE.publicKey()));
        record(genesis);
        machine = new StateMachine(versions, genesis, tree.view(root));
    }

    private void record(Control control) {
        record(control.kind(), control.encode());
    }

    private void record(RecordKind kind, byte[] payload) {
        journal.add(new JournalRecord(0, journal.size() + 1, kind, payload));
    }

    StateMachine machine() {
        return machine;
    }

    /** The address of the database. */
    public String address() {
        return machine.database().address();
    }

    /** The replay domain of the database, or of the network before it exists. */
    String chain() {
        return machine.database() == null ? NETWORK : machine.database().chainId();
    }

    long clock() {
        return clock;
    }

    void advance(long millis) {
        clock += millis;
    }

    /** Signs, orders and applies. */
    public Outcome apply(TestUser user, Operation operation) {
        return apply(user.sign(chain(), operation));
    }

    Outcome apply(Mutation mutation) {
        List<Outcome> outcomes = submit(mutation.encode());
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    List<Outcome> apply(Bundle bundle) {
        return submit(bundle.encode());
    }

    List<Outcome> submit(byte[] payload) {
        byte[] encoded = next(payload);
        return machine.apply(Entry.decode(encoded), encoded, Submission.ofEntry(payload));
    }

    /** Carries out queries as WeaveDB writes them, one JSON array each. */
    Outcome query(TestUser user, String... queries) {
        return apply(
                user,
                Operation.ExecuteQueries.parse(
                        address(), Json.parse("[" + String.join(",", queries) + "]"), "data/queries"));
    }

    /** Orders what is due at the ledger's time, as a node does. */
    List<Outcome> tick() {
        List<Outcome> outcomes = new ArrayList<>();
        Long due = machine.mutations().nextDueMillis();
        while (due != null && due <= clock) {
            outcomes.addAll(submit(new Clock(due, address()).encode()));
            due = machine.mutations().nextDueMillis();
        }
        return outcomes;
    }

    private byte[] next(byte[] payload) {
        byte[] encoded = new Entry(machine.nextSequence(), clock, payload).encode();
        record(RecordKind.ENTRY, encoded);
        return encoded;
    }

    /** Orders a submission that a quarantine record refuses. */
    List<Outcome> applyQuarantined(byte[] payload) {
        byte[] encoded = next(payload);
        Control.Quarantine quarantine = Control.Quarantine.sign(address(), machine.nextSequence(), NODE);
        record(quarantine);
        machine.quarantine(quarantine);
        return machine.apply(Entry.decode(encoded), encoded, Submission.ofEntry(payload));
    }

    void switchEngine(int version) {
        Control.EngineSwitch record = new Control.EngineSwitch(version);
        machine.switchEngine(record);
        record(record);
    }

    Header seal() {
        Control.Seal seal = new Control.Seal(machine.openHeight(), clock);
        record(seal);
        SealedBlock block = machine.seal(seal);
        Edits.Builder edits = Edits.builder();
        block.edits().forEach(edits::edit);
        root = tree.merge(root, edits.build()).root();
        Header header =
                block.header(headers.isEmpty() ? Hash.ZERO : headers.getLast().hash(), root.hash());
        headers.add(header);
        machine.rebase(block, lens.apply(tree.view(root)));
        return header;
    }

    /** Seals, and looks at what is sealed through a lens from then on. */
    void lookThrough(UnaryOperator<MapView> through) {
        lens = through;
        seal();
    }

    List<Header> headers() {
        return headers;
    }

    /** The tree behind the sealed blocks. */
    public StateTree tree() {
        return tree;
    }

    /** Seals and gives the root that holds everything. */
    public TreeRoot sealedRoot() {
        seal();
        return root;
    }

    List<JournalRecord> journal() {
        return journal;
    }

    Audit audit() {
        Audit audit = new Audit(versions);
        journal.forEach(record -> audit.accept(record, null));
        return audit;
    }

    /** The state with the edits of the open block. */
    public MapView state() {
        return machine.state();
    }

    DocumentReader reader() {
        return new DocumentReader(state());
    }

    /** The fields of a document, or null. */
    Value find(String collection, String id) {
        StoredDocument found = reader().find(collection, id);
        return found == null ? null : found.fields();
    }

    /** Every key and value, in hexadecimal. */
    TreeMap<String, String> everything() {
        return everything(state());
    }

    static TreeMap<String, String> everything(MapView state) {
        TreeMap<String, String> all = new TreeMap<>();
        MapView.Cursor cursor = state.seek(new byte[0]);
        while (cursor.next()) {
            all.put(HexFormat.of().formatHex(cursor.key()), HexFormat.of().formatHex(cursor.value()));
        }
        return all;
    }

    /** Adds one document, with an id or with null. */
    public Operation add(String collection, String id, Value.Document document) {
        return new Operation.AddDocuments(address(), collection, Arrays.asList(id), List.of(document));
    }

    Operation set(String collection, String id, Value.Document document) {
        return new Operation.SetDocuments(address(), collection, List.of(id), List.of(document));
    }

    Operation upsert(String collection, String id, Value.Document document) {
        return new Operation.UpsertDocuments(address(), collection, List.of(id), List.of(document));
    }

    Operation delete(String collection, String... ids) {
        return new Operation.DeleteDocuments(address(), collection, List.of(ids));
    }
}
