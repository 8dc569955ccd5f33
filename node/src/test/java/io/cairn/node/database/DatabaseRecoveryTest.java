package io.cairn.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.log.Control;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.state.EngineVersion;
import io.cairn.engine.state.EngineVersions;
import io.cairn.engine.state.Transaction;
import io.cairn.node.journal.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node finds again after it was killed, and that one broken database leaves the others alone. */
class DatabaseRecoveryTest {
    private static final NodeIdentity NODE = new NodeIdentity("test-network", NodeKey.of(new byte[32]));

    @TempDir
    Path parent;

    /** Version 1 with a trap: an operation on the collection "boom" breaks the engine itself. */
    private static final class Trapped implements EngineVersion {
        private final EngineVersion released = EngineVersions.released().load(1);

        @Override
        public int number() {
            return 1;
        }

        @Override
        public void execute(Operation operation, Transaction transaction) {
            if (operation instanceof Operation.OnDocuments documents
                    && documents.collection().equals("boom")) {
                throw new StackOverflowError("boom");
            }
            released.execute(operation, transaction);
        }
    }

    private static Databases open(Path folder) {
        return new Databases(NodeSettings.standard(folder), NODE, RealDisk.INSTANCE, InstantSource.system());
    }

    private static Databases openTrapped(Path folder) {
        return new Databases(
                NodeSettings.standard(folder),
                NODE,
                RealDisk.INSTANCE,
                InstantSource.system(),
                new EngineVersions(List.of(new Trapped())));
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private static String failure(CompletableFuture<Fate> future) throws Exception {
        try {
            return get(future).outcomes().getFirst().code();
        } catch (ExecutionException e) {
            return ((CairnException) e.getCause()).code();
        }
    }

    /** A user with a database of their own. */
    private record Owned(TestUser user, String address, String chain) {
        static Owned create(Databases databases, int seed) throws Exception {
            TestUser user = new TestUser(seed);
            Submission create = user.create(NODE.network());
            assertThat(get(databases.create(create, Wait.APPLIED))
                            .outcomes()
                            .getFirst()
                            .code())
                    .isEqualTo(Outcome.OK);
            String address = databases.addressOf(create);
            return new Owned(
                    user,
                    address,
                    NODE.network() + "/" + address + "/" + create.id().hex());
        }

        Submission add(String collection, int number) {
            Value.Document document = Value.Document.builder().put("n", number).build();
            return user.sign(chain, TestUser.add(address, collection, document));
        }

        void add(Databases databases, int count) throws Exception {
            for (int i = 0; i < count; i++) {
                Fate fate = get(databases.require(address).submit(add("all", i), Wait.APPLIED));
                assertThat(fate.outcomes().getFirst().code()).isEqualTo(Outcome.OK);
            }
        }

        long count(Databases databases) {
            return new DocumentReader(databases.require(address).head().view()).count("all");
        }

        Hash root(Databases databases) {
            return databases.require(address).head().header().stateRoot();
        }
    }

    @Test
    void everythingAcknowledgedIsThereAfterAKill() throws Exception {
        Path folder = parent.resolve("node");
        try (Databases databases = open(folder)) {
            Owned owned = Owned.create(databases, 3);
            owned.add(databases, 40);
            long sealed =
                    get(databases.require(owned.address()).after(41)).header().height();
            owned.add(databases, 7);
            // Nothing is closed: the last mutations are in the journal and in no block.
            try (Databases restarted = open(Folders.copy(folder, parent.resolve("killed")))) {
                Database database = restarted.require(owned.address());
                Snapshot snapshot = get(database.after(48));
                assertThat(snapshot.header().height()).isGreaterThan(sealed);
                assertThat(owned.count(restarted)).isEqualTo(47);
                get(databases.require(owned.address()).after(48));
                assertThat(owned.root(restarted)).isNotEqualTo(Hash.ZERO);
                assertThat(snapshot.header().logRoot())
                        .isEqualTo(databases
                                .require(owned.address())
                                .head()
                                .header()
                                .logRoot());
                owned.add(restarted, 1);
            }
        }
    }

    @Test
    void pagesAreRebuiltFromTheJournalWhenTheStoreIsGone() throws Exception {
        Path folder = parent.resolve("node");
        Owned owned;
        Hash root;
        byte[] header;
        try (Databases databases = open(folder)) {
            owned = Owned.create(databases, 3);
            owned.add(databases, 60);
            header = get(databases.require(owned.address()).after(61)).header().encode();
            root = owned.root(databases);
        }
        deleteTree(folder.resolve("store"));
        try (Databases databases = open(folder)) {
            assertThat(owned.root(databases)).isEqualTo(root);
            assertThat(databases.require(owned.address()).head().header().encode())
                    .isEqualTo(header);
            assertThat(owned.count(databases)).isEqualTo(60);
            owned.add(databases, 1);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void errorInTheEngineStopsOnlyItsDatabase() throws Exception {
        try (Databases databases = openTrapped(parent.resolve("node"))) {
            Owned broken = Owned.create(databases, 3);
            Owned healthy = Owned.create(databases, 4);
            broken.add(databases, 3);
            healthy.add(databases, 3);
            assertThatThrownBy(
                            () -> get(databases.require(broken.address()).submit(broken.add("boom", 1), Wait.APPLIED)))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            CairnException.Unavailable.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("database-stopped"));
            assertThatThrownBy(() -> databases.require(broken.address()).head())
                    .isInstanceOf(CairnException.Unavailable.class);
            assertThat(failure(databases.require(broken.address()).submit(broken.add("all", 1), Wait.APPLIED)))
                    .isEqualTo("database-stopped");
            healthy.add(databases, 3);
            get(databases.require(healthy.address()).after(7));
            assertThat(healthy.count(databases)).isEqualTo(6);
        }
    }

    @Test
    void goesOnWithoutAnEntryOnWhichTheEngineBreaksOnceItIsQuarantined() throws Exception {
        Path folder = parent.resolve("node");
        Owned owned;
        Submission fatal;
        Hash root;
        try (Databases databases = openTrapped(folder)) {
            owned = Owned.create(databases, 3);
            owned.add(databases, 3);
            fatal = owned.add("boom", 1);
            assertThat(failure(databases.require(owned.address()).submit(fatal, Wait.APPLIED)))
                    .isEqualTo("database-stopped");
            assertThat(quarantine(databases, owned, 4)).isEqualTo("quarantine-not-needed");
            assertThat(quarantine(databases, owned, 6)).isEqualTo("quarantine-not-needed");
        }
        try (Databases databases = openTrapped(folder)) {
            assertThatThrownBy(() -> databases.require(owned.address()))
                    .isInstanceOf(CairnException.Unavailable.class)
                    .hasMessageContaining("breaks on entry 5");
            byte[] strangersSeed = NODE.key().publicKey();
            Control.Quarantine strangers = Control.Quarantine.sign(owned.address(), 5, NodeKey.of(strangersSeed));
            assertThatThrownBy(() -> databases.quarantine(owned.address(), strangers))
                    .isInstanceOf(CairnException.ProofInvalid.class);
            assertThat(quarantine(databases, owned, 5)).isEqualTo("none");
            owned.add(databases, 2);
            assertThat(get(databases.require(owned.address()).after(7)).header().logSize())
                    .isEqualTo(7);
            assertThat(databases
                            .require(owned.address())
                            .fate(fatal.id())
                            .outcomes()
                            .getFirst()
                            .code())
                    .isEqualTo("quarantined");
            assertThat(owned.count(databases)).isEqualTo(5);
            assertThat(quarantine(databases, owned, 5)).isEqualTo("quarantine-not-needed");
            root = owned.root(databases);
        }
        Path journal = folder.resolve("databases").resolve(owned.address()).resolve("journal");
        assertThat(JournalReplay.run(journal, _ -> {}).head().stateRoot()).isEqualTo(root);
        deleteTree(folder.resolve("store"));
        try (Databases databases = openTrapped(folder)) {
            assertThat(owned.root(databases)).isEqualTo(root);
        }
    }

    @Test
    void quarantineTakesAStoppedDatabaseUpAtOnce() throws Exception {
        try (Databases databases = openTrapped(parent.resolve("node"))) {
            Owned owned = Owned.create(databases, 3);
            assertThat(failure(databases.require(owned.address()).submit(owned.add("boom", 1), Wait.APPLIED)))
                    .isEqualTo("database-stopped");
            assertThat(quarantine(databases, owned, 2)).isEqualTo("none");
            owned.add(databases, 1);
        }
    }

    @Test
    void quarantineOfAnEntryInASealedBlockIsTooLate() throws Exception {
        Path folder = parent.resolve("node");
        Owned owned;
        try (Databases databases = open(folder)) {
            owned = Owned.create(databases, 3);
            get(databases.require(owned.address()).submit(owned.add("boom", 1), Wait.SEALED));
        }
        deleteTree(folder.resolve("store"));
        try (Databases databases = openTrapped(folder)) {
            assertThat(quarantine(databases, owned, 2)).isEqualTo("quarantine-too-late");
        }
        try (Databases databases = open(folder)) {
            owned.add(databases, 1);
        }
    }

    private static String quarantine(Databases databases, Owned owned, long sequence) {
        try {
            databases.quarantine(owned.address(), Control.Quarantine.sign(owned.address(), sequence, NODE.key()));
            return "none";
        } catch (CairnException.Refused refusal) {
            return refusal.code();
        }
    }

    @Test
    void creationThatIsSurelyRefusedLeavesNoDatabase() throws Exception {
        Path folder = parent.resolve("node");
        TestUser user = new TestUser(5);
        Operation create = new Operation.CreateDatabase("x", io.cairn.engine.mutation.Visibility.PUBLIC);
        try (Databases databases = open(folder)) {
            Submission far = user.sign(NODE.network(), create, 1L << 40);
            assertThat(failure(databases.create(far, Wait.APPLIED))).isEqualTo("nonce-too-far");
            Submission elsewhere = user.sign("other-network", create, 1);
            assertThat(failure(databases.create(elsewhere, Wait.APPLIED))).isEqualTo("chain-mismatch");
            Submission add =
                    user.sign(NODE.network(), TestUser.add("0x" + "00".repeat(20), "all", Value.Document.EMPTY));
            assertThat(failure(databases.create(add, Wait.APPLIED))).isEqualTo("type-not-applicable");
            Submission expired = user.sign(NODE.network(), create, 3, 1_000);
            assertThat(failure(databases.create(expired, Wait.APPLIED))).isEqualTo("expired");
            assertThat(databases.addresses()).isEmpty();
        }
        try (Databases databases = open(folder)) {
            assertThat(databases.addresses()).isEmpty();
        }
    }

    @Test
    void sameCreationTwiceMakesOneDatabase() throws Exception {
        try (Databases databases = open(parent.resolve("node"))) {
            Submission create = new TestUser(6).create(NODE.network());
            get(databases.create(create, Wait.APPLIED));
            assertThat(get(databases.create(create, Wait.APPLIED)).repeated()).isTrue();
            assertThat(databases.addresses()).hasSize(1);
            assertThatThrownBy(() -> databases.require("0x" + "00".repeat(20)))
                    .isInstanceOf(CairnException.NotFound.class);
        }
    }
}
