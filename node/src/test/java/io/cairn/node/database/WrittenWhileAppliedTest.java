package io.cairn.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.Keys;
import io.cairn.node.journal.Disk;
import io.cairn.node.journal.RealDisk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An entry is applied while it is written: nobody is told of it, and it is not shown, before it is durable. */
class WrittenWhileAppliedTest {
    private static final NodeIdentity NODE = new NodeIdentity("test-network", NodeKey.of(new byte[32]));
    private static final long NEVER_MILLIS = 3_600_000;

    private final HeldDisk disk = new HeldDisk();
    private final TestUser user = new TestUser(3);

    @TempDir
    Path parent;

    private static Databases open(Path folder, Disk disk) {
        NodeSettings settings =
                new NodeSettings(folder, NEVER_MILLIS, 8_192, 65_536, 1_024, 20_000, 300_000, 64L << 20);
        return new Databases(settings, NODE, disk, InstantSource.system());
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private Submission create(Databases databases) throws Exception {
        Submission create = user.create(NODE.network());
        get(databases.create(create, Wait.SEALED));
        return create;
    }

    private Submission add(String address, Submission create, int number) {
        Value.Document document = Value.Document.builder().put("n", number).build();
        String chain = NODE.network() + "/" + address + "/" + create.id().hex();
        return user.sign(chain, TestUser.add(address, "all", document));
    }

    private static long count(Newest newest) {
        return newest.view().get(Keys.collection("all")) == null ? 0 : new DocumentReader(newest.view()).count("all");
    }

    /** Until the sequencer has applied what it took, and waits for the disk. */
    private static void awaitApplied() {
        while (Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .noneMatch(frame -> frame.getClassName().equals(EntryLog.class.getName())
                        && "join".equals(frame.getMethodName()))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsAppliedIsNeitherToldNorShownBeforeItIsDurable() throws Exception {
        try (Databases databases = open(parent.resolve("node"), disk)) {
            Submission create = create(databases);
            Database database = databases.require(databases.addressOf(create));
            disk.hold();
            Submission sent = add(database.address(), create, 1);
            CompletableFuture<Fate> told = database.carryOut(sent);
            CompletableFuture<Fate> ordered = database.submit(sent, Wait.ORDERED);
            disk.awaitHeld();
            awaitApplied();
            assertThat(told).isNotDone();
            assertThat(ordered).isNotDone();
            assertThat(database.fate(sent.id())).isNull();
            assertThat(count(database.newest())).isZero();

            disk.release();
            assertThat(get(told).outcomes()).extracting(Outcome::code).containsExactly(Outcome.OK);
            get(ordered);
            assertThat(count(database.newest())).isEqualTo(1);
        }
    }

    @Test
    void aWriteThatFailsTellsEverybodyAndLeavesADatabaseThatOpensAgain() throws Exception {
        Path folder = parent.resolve("node");
        Submission create;
        String address;
        Submission sent;
        try (Databases databases = open(folder, disk)) {
            create = create(databases);
            address = databases.addressOf(create);
            Database database = databases.require(address);
            disk.hold();
            sent = add(address, create, 1);
            CompletableFuture<Fate> told = database.carryOut(sent);
            disk.awaitHeld();
            awaitApplied();
            disk.fail();
            assertThatThrownBy(() -> get(told))
                    .hasCauseInstanceOf(CairnException.Unavailable.class)
                    .hasMessageContaining("Input/output error: force");
            assertThatThrownBy(database::newest).isInstanceOf(CairnException.Unavailable.class);
        }
        try (Databases databases = open(folder, RealDisk.INSTANCE)) {
            Database database = databases.require(address);
            // What was written and not forced may be there; it may be sent again in either case.
            get(database.carryOut(sent));
            get(database.carryOut(add(address, create, 2)));
            assertThat(count(database.newest())).isEqualTo(2);
        }
    }
}
