package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.audit.Audit;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.log.ReplicaSet;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same journal gives the same headers, whoever replays it and however it was cut into batches. */
class StateMachineTest {
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 300 : 6;

    /** Version 2 of a test: as version 1, but nothing may be deleted. */
    private static final class Undeletable implements EngineVersion {
        private final EngineVersion1 before = new EngineVersion1();

        @Override
        public int number() {
            return 2;
        }

        @Override
        public void execute(Operation operation, Transaction transaction) {
            if (operation instanceof Operation.DeleteDocuments) {
                throw new CairnException.Refused("not-in-version-2", "type", "nothing is deleted any more");
            }
            before.execute(operation, transaction);
        }
    }

    private static EngineVersions twoVersions() {
        return new EngineVersions(List.of(new EngineVersion1(), new Undeletable()));
    }

    private static Value.Document document(SplittableRandom random) {
        Value.Document.Builder fields = Value.Document.builder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            fields.put("f" + random.nextInt(4), random.nextInt(10));
        }
        return fields.build();
    }

    private static Operation operation(Ledger ledger, SplittableRandom random, List<TestUser> users) {
        String id = "d" + random.nextInt(30);
        String collection = "c" + random.nextInt(3);
        return switch (random.nextInt(9)) {
            case 0 -> ledger.add(collection, random.nextBoolean() ? id : null, document(random));
            case 1 -> ledger.set(collection, id, document(random));
            case 2 -> ledger.upsert(collection, id, document(random));
            case 3 -> ledger.delete(collection, id);
            case 4 ->
                new Operation.UpdateDocuments(
                        ledger.address(), collection, List.of(id), List.of(List.of()), List.of(document(random)));
            case 5 ->
                new Operation.SetMember(
                        ledger.address(),
                        users.get(random.nextInt(users.size())).account(),
                        random.nextBoolean() ? null : Role.values()[random.nextInt(3)]);
            case 6 -> new Operation.SetCollection(ledger.address(), collection, random.nextBoolean());
            case 7 -> new Operation.SetDatabase(ledger.address(), null, null, (long) random.nextInt(200), null);
            default -> new Operation.CreateCollection(ledger.address(), collection, random.nextBoolean());
        };
    }

    private static Ledger busy(SplittableRandom random) {
        Ledger ledger = new Ledger(twoVersions(), Visibility.PUBLIC);
        List<TestUser> users = new ArrayList<>(List.of(ledger.owner));
        for (int i = 0; i < 4; i++) {
            users.add(TestUser.solana(60 + i));
        }
        for (int step = 0; step < 300; step++) {
            TestUser user = users.get(random.nextInt(3) == 0 ? random.nextInt(users.size()) : 0);
            ledger.advance(random.nextInt(3));
            switch (random.nextInt(12)) {
                case 0 -> ledger.seal();
                case 1 -> {
                    List<Mutation> inner = new ArrayList<>();
                    for (int i = random.nextInt(5); i >= 0; i--) {
                        inner.add(user.sign(ledger.chain(), operation(ledger, random, users)));
                    }
                    TestUser payer = users.get(random.nextInt(users.size()));
                    ledger.apply(payer.bundle(ledger.chain(), inner, payer.takeNonce()));
                }
                case 2 ->
                    ledger.applyQuarantined(user.sign(ledger.chain(), operation(ledger, random, users))
                            .encode());
                default -> ledger.apply(user, operation(ledger, random, users));
            }
            if (step == 200) {
                ledger.switchEngine(2);
            }
        }
        ledger.seal();
        return ledger;
    }

    @Test
    void auditOfTheJournalFindsTheSameHeaders() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 31 + round;
            Ledger ledger = busy(new SplittableRandom(seed));
            Audit audit = new Audit(twoVersions());
            int height = 0;
            for (JournalRecord record : ledger.journal()) {
                audit.accept(record, null);
                if (record.kind() == RecordKind.SEAL) {
                    assertThat(audit.head())
                            .as("seed %d, height %d", seed, height + 1)
                            .isEqualTo(ledger.headers().get(height));
                    height++;
                }
            }
            assertThat(height).isEqualTo(ledger.headers().size()).isGreaterThan(3);
            assertThat(audit.unsealed()).isZero();
            assertThat(audit.mutations()).isGreaterThan(200);
            assertThat(audit.refused()).isPositive();
            assertThat(Ledger.everything(audit.state())).as("seed %d", seed).isEqualTo(ledger.everything());
        }
    }

    @Test
    void stateDoesNotDependOnWhereBlocksEnd() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 97 + round;
            Ledger ledger = busy(new SplittableRandom(seed));
            SplittableRandom random = new SplittableRandom(seed * 31);
            List<JournalRecord> other = new ArrayList<>();
            long height = 0;
            long time = 0;
            boolean switched = false;
            for (JournalRecord record : ledger.journal()) {
                if (record.kind() == RecordKind.ENGINE_VERSION) {
                    // The switch takes hold at the next seal, so that seal stays where it is.
                    switched = true;
                }
                boolean seals = record.kind() == RecordKind.SEAL;
                if (seals) {
                    time = ((Control.Seal) Control.decode(record.kind(), record.payload())).timeMillis();
                }
                boolean last = record.index() == ledger.journal().size();
                if (!seals || switched || last) {
                    if (seals) {
                        append(other, RecordKind.SEAL, new Control.Seal(++height, time).encode());
                        switched = false;
                    } else {
                        append(other, record.kind(), record.payload());
                    }
                } else if (random.nextInt(4) == 0) {
                    append(other, RecordKind.SEAL, new Control.Seal(++height, time).encode());
                } else {
                    append(other, RecordKind.NO_OP, new byte[0]);
                }
            }
            Audit audit = new Audit(twoVersions());
            other.forEach(record -> audit.accept(record, null));
            Header ours = ledger.headers().getLast();
            assertThat(audit.head().height()).as("seed %d", seed).isLessThan(ours.height());
            assertThat(audit.head().logRoot()).isEqualTo(ours.logRoot());
            assertThat(audit.head().logSize()).isEqualTo(ours.logSize());
            assertThat(Ledger.everything(audit.state())).as("seed %d", seed).isEqualTo(ledger.everything());
        }
    }

    private static void append(List<JournalRecord> journal, RecordKind kind, byte[] payload) {
        journal.add(new JournalRecord(0, journal.size() + 1, kind, payload));
    }

    @Test
    void headersChainAndCountTheLog() {
        Ledger ledger = busy(new SplittableRandom(5));
        long size = 0;
        Header before = null;
        for (Header header : ledger.headers()) {
            if (before != null) {
                assertThat(header.previous()).isEqualTo(before.hash());
                assertThat(header.height()).isEqualTo(before.height() + 1);
            }
            assertThat(header.logSize()).isGreaterThanOrEqualTo(size);
            assertThat(Header.decode(header.encode())).isEqualTo(header);
            size = header.logSize();
            before = header;
        }
    }

    @Test
    void quarantinedEntryLeavesNothingButUsedNonces() {
        Ledger ledger = new Ledger();
        Mutation mutation = ledger.owner.sign(ledger.chain(), ledger.add("people", "ada", Value.Document.EMPTY));
        TreeMap<String, String> before = ledger.everything();
        assertThat(ledger.applyQuarantined(mutation.encode()))
                .extracting(Outcome::code)
                .containsExactly("quarantined");
        TreeMap<String, String> after = ledger.everything();
        after.entrySet().removeAll(before.entrySet());
        assertThat(after).hasSize(1).containsKey(HexFormat.of().formatHex(Keys.account(ledger.owner.account())));
        assertThat(ledger.apply(mutation).code()).isEqualTo("nonce-used");
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    @Test
    void quarantinedBundleUsesUpTheNoncesOfAllWhoSignedForThisDatabase() {
        Ledger ledger = new Ledger();
        TestUser payer = TestUser.solana(70);
        TestUser stranger = TestUser.solana(71);
        Mutation ours = ledger.owner.sign(ledger.chain(), ledger.add("people", "ada", Value.Document.EMPTY));
        Mutation elsewhere = stranger.sign("elsewhere", ledger.add("people", "bob", Value.Document.EMPTY), 5);
        assertThat(ledger.applyQuarantined(payer.bundle(ledger.chain(), List.of(ours, elsewhere), 1)
                        .encode()))
                .extracting(Outcome::code)
                .containsExactly("quarantined", "quarantined");
        assertThat(ledger.apply(ours).code()).isEqualTo("nonce-used");
        assertThat(ledger.apply(payer.bundle(ledger.chain(), List.of(ours), 2)))
                .extracting(Outcome::code)
                .containsExactly("nonce-used");
        Mutation here = stranger.sign(ledger.chain(), ledger.add("people", "bob", Value.Document.EMPTY), 5);
        assertThat(ledger.apply(here).code()).isEqualTo("collection-not-found");
    }

    @Test
    void refusesQuarantineByOthersOrOfAnotherEntry() {
        Ledger ledger = new Ledger();
        long next = ledger.machine().nextSequence();
        Control.Quarantine stranger = Control.Quarantine.sign(ledger.address(), next, NodeKey.of(TestUser.seed(99)));
        assertRefused(ledger, stranger, "quarantine-signer-unknown");
        Control.Quarantine honest = Control.Quarantine.sign(ledger.address(), next, Ledger.NODE);
        assertRefused(
                ledger, new Control.Quarantine(next + 1, honest.publicKey(), honest.signature()), "signature-invalid");
        Control.Quarantine elsewhere = Control.Quarantine.sign("0x" + "00".repeat(20), next, Ledger.NODE);
        assertRefused(ledger, elsewhere, "signature-invalid");
    }

    @Test
    void refusesQuarantineOfAnEntryThatIsApplied() {
        Ledger ledger = new Ledger();
        ledger.apply(ledger.owner, ledger.add("people", "ada", Value.Document.EMPTY));
        for (long applied : new long[] {1, 2}) {
            assertRefused(
                    ledger, Control.Quarantine.sign(ledger.address(), applied, Ledger.NODE), "quarantine-too-late");
        }
        ledger.machine().quarantine(Control.Quarantine.sign(ledger.address(), 3, Ledger.NODE));
    }

    @Test
    void checksTheSignatureOfAQuarantineInTheFirstBlockToo() {
        Ledger ledger = new Ledger();
        Mutation second = ledger.owner.sign(ledger.chain(), ledger.add("people", "ada", Value.Document.EMPTY));
        ledger.applyQuarantined(second.encode());
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
        Control.Quarantine stranger = Control.Quarantine.sign(ledger.address(), 2, NodeKey.of(TestUser.seed(99)));
        Control.Quarantine elsewhere = Control.Quarantine.sign("0x" + "00".repeat(20), 2, Ledger.NODE);
        assertAuditRefuses(ledger, stranger, "quarantine-signer-unknown");
        assertAuditRefuses(ledger, elsewhere, "signature-invalid");
    }

    /** Audits the journal with another record in the place of its quarantine. */
    private static void assertAuditRefuses(Ledger ledger, Control.Quarantine quarantine, String code) {
        Audit audit = new Audit(EngineVersions.released());
        assertThatThrownBy(() -> ledger.journal().forEach(record -> {
                    byte[] payload = record.kind() == RecordKind.QUARANTINE ? quarantine.encode() : record.payload();
                    audit.accept(new JournalRecord(0, record.index(), record.kind(), payload), null);
                }))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /** Version 1, failing as it is told to instead of deleting. */
    private record Failing(RuntimeException failure) implements EngineVersion {
        @Override
        public int number() {
            return 1;
        }

        @Override
        public void execute(Operation operation, Transaction transaction) {
            if (operation instanceof Operation.DeleteDocuments) {
                throw failure;
            }
            new EngineVersion1().execute(operation, transaction);
        }
    }

    @Test
    void namesTheEntryOnWhichTheEngineBreaks() {
        List<RuntimeException> failures =
                List.of(new IllegalStateException("a mistake"), new CairnException.Fault("invariant-broken", "x"));
        for (RuntimeException failure : failures) {
            Ledger ledger = new Ledger(new EngineVersions(List.of(new Failing(failure))), Visibility.PUBLIC);
            assertThatThrownBy(() -> ledger.apply(ledger.owner, ledger.delete("people", "ada")))
                    .hasCause(failure)
                    .isInstanceOfSatisfying(
                            EngineFailure.class,
                            broken -> assertThat(broken.sequence()).isEqualTo(2));
        }
    }

    private static void assertRefused(Ledger ledger, Control.Quarantine quarantine, String code) {
        assertThatThrownBy(() -> ledger.machine().quarantine(quarantine))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void engineSwitchTakesHoldAfterTheSeal() {
        Ledger ledger = new Ledger(twoVersions(), Visibility.PUBLIC);
        for (String id : List.of("a", "b", "c")) {
            ledger.apply(ledger.owner, ledger.add("people", id, Value.Document.EMPTY));
        }
        ledger.switchEngine(2);
        assertThat(ledger.apply(ledger.owner, ledger.delete("people", "a")).code())
                .isEqualTo(Outcome.OK);
        assertThat(ledger.seal().engineVersion()).isEqualTo(1);
        assertThat(ledger.apply(ledger.owner, ledger.delete("people", "b")).code())
                .isEqualTo("not-in-version-2");
        assertThat(ledger.seal().engineVersion()).isEqualTo(2);
        assertThat(ledger.machine().position().engineVersion()).isEqualTo(2);
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    @Test
    void refusesEngineVersionsThatThisBuildLacks() {
        Ledger ledger = new Ledger();
        assertThatThrownBy(() -> ledger.switchEngine(3))
                .isInstanceOfSatisfying(
                        CairnException.Unavailable.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("engine-version-unknown"));
        assertThat(EngineVersions.released().newest()).isEqualTo(1);
    }

    @Test
    void auditRefusesJournalsThatDoNotFit() {
        List<JournalRecord> honest = busy(new SplittableRandom(6)).journal();
        assertInvalid(honest.subList(1, honest.size()));
        List<JournalRecord> gap = new ArrayList<>(honest);
        gap.remove(40);
        assertInvalid(gap);
        List<JournalRecord> swapped = new ArrayList<>(honest);
        JournalRecord first = swapped.get(10);
        JournalRecord second = swapped.get(11);
        swapped.set(10, new JournalRecord(0, first.index(), second.kind(), second.payload()));
        swapped.set(11, new JournalRecord(0, second.index(), first.kind(), first.payload()));
        assertThatThrownBy(() -> replay(swapped)).isInstanceOf(CairnException.ProofInvalid.class);
        List<JournalRecord> twice = new ArrayList<>(honest);
        twice.add(
                new JournalRecord(0, honest.size() + 1, RecordKind.SEAL, new Control.Seal(1, Long.MAX_VALUE).encode()));
        assertInvalid(twice);
        List<JournalRecord> genesis = new ArrayList<>(honest);
        genesis.add(new JournalRecord(
                0, honest.size() + 1, RecordKind.CONFIG, honest.getFirst().payload()));
        assertInvalid(genesis);
    }

    private static void assertInvalid(List<JournalRecord> records) {
        assertThatThrownBy(() -> replay(records))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("journal-invalid"));
    }

    private static void replay(List<JournalRecord> records) {
        Audit audit = new Audit(twoVersions());
        records.forEach(record -> audit.accept(record, null));
    }

    /** A state in which one key cannot be read. */
    private record Damaged(MapView state, byte[] unreadable, CairnException failure) implements MapView {
        @Override
        public byte @Nullable [] get(byte[] key) {
            if (Arrays.equals(key, unreadable)) {
                throw failure;
            }
            return state.get(key);
        }

        @Override
        public long rank(byte[] key) {
            return state.rank(key);
        }

        @Override
        public Cursor seek(byte[] key) {
            return state.seek(key);
        }
    }

    @Test
    void aDamagedOrFailingDiskIsNoOutcome() {
        Ledger ledger = new Ledger();
        ledger.apply(ledger.owner, ledger.add("c", "d", Value.Document.EMPTY));
        ledger.seal();
        MapView state = ledger.state();
        Control.Genesis genesis = new Control.Genesis(Ledger.NETWORK, 0, 1, ReplicaSet.single(Ledger.NODE.publicKey()));
        Mutation mutation = ledger.owner.sign(ledger.chain(), ledger.delete("c", "d"));
        byte[] encoded = new Entry(ledger.machine().nextSequence(), ledger.clock(), mutation.encode()).encode();
        for (CairnException failure : List.of(
                new CairnException.Corrupt("page-corrupt", "page/7", "damaged"),
                new CairnException.Unavailable("store-stopped", "the disk fails", new IllegalStateException()),
                new CairnException.Fault("broken", "an invariant does not hold"))) {
            for (byte[] unreadable : List.of(Keys.document(1, "d"), Keys.account(ledger.owner.account()))) {
                StateMachine machine = new StateMachine(
                        EngineVersions.released(),
                        genesis,
                        new Damaged(state, unreadable, failure),
                        ledger.machine().position());
                assertThatThrownBy(
                                () -> machine.apply(Entry.decode(encoded), encoded, Submission.of(mutation.encode())))
                        .satisfies(thrown -> assertThat(thrown instanceof EngineFailure ? thrown.getCause() : thrown)
                                .isSameAs(failure));
            }
        }
    }
}
