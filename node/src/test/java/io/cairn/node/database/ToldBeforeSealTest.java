package io.cairn.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.Keys;
import io.cairn.engine.state.ReadPolicy;
import io.cairn.engine.view.MapView;
import io.cairn.node.journal.RealDisk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was told has been done is durable and shown, although blocks end so late that none does by itself in a test. */
class ToldBeforeSealTest {
    private static final NodeIdentity NODE = new NodeIdentity("test-network", NodeKey.of(new byte[32]));
    private static final long NEVER_MILLIS = 3_600_000;

    @TempDir
    Path parent;

    private static Databases open(Path folder) {
        NodeSettings settings =
                new NodeSettings(folder, NEVER_MILLIS, 8_192, 65_536, 1_024, 20_000, 300_000, 64L << 20);
        return new Databases(settings, NODE, RealDisk.INSTANCE, InstantSource.system());
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    /** A user with a database of their own. */
    private record Owned(TestUser user, String address, String chain) {
        static Owned create(Databases databases) throws Exception {
            TestUser user = new TestUser(3);
            Submission create = user.create(NODE.network());
            get(databases.create(create, Wait.SEALED));
            String address = databases.addressOf(create);
            return new Owned(
                    user,
                    address,
                    NODE.network() + "/" + address + "/" + create.id().hex());
        }

        Submission add(int number) {
            Value.Document document = Value.Document.builder().put("n", number).build();
            return user.sign(chain, TestUser.add(address, "all", document));
        }
    }

    private static long count(Newest newest) {
        return count(newest.view());
    }

    private static long count(Snapshot block) {
        return count(block.view());
    }

    private static long count(MapView state) {
        return state.get(Keys.collection("all")) == null ? 0 : new DocumentReader(state).count("all");
    }

    @Test
    void theNewestStateKnowsOfItAndReadersOfBlocksMeetIt() throws Exception {
        try (Databases databases = open(parent.resolve("node"))) {
            Owned owned = Owned.create(databases);
            Database database = databases.require(owned.address());
            for (int i = 1; i <= 20; i++) {
                Fate fate = get(database.carryOut(owned.add(i)));
                assertThat(fate.outcomes()).extracting(Outcome::code).containsExactly(Outcome.OK);
                Newest newest = database.newest();
                assertThat(newest.sequence()).isGreaterThanOrEqualTo(fate.sequence());
                assertThat(newest.timeMillis()).isGreaterThanOrEqualTo(fate.timeMillis());
                assertThat(count(newest)).isEqualTo(i);
                if (i % 5 == 0) {
                    Snapshot block = get(database.caughtUp());
                    assertThat(block.header().logSize()).isGreaterThanOrEqualTo(fate.sequence());
                    assertThat(count(block)).isEqualTo(i);
                } else {
                    assertThat(count(database.head())).isEqualTo(i / 5 * 5);
                }
            }
            assertThat(database.newest().sealed()).isSameAs(database.head());
            assertThat(get(database.caughtUp())).isSameAs(database.head());
            assertThat(database.head().header().height()).isEqualTo(5);
        }
    }

    @Test
    void aStateOnceTakenStaysAsItWas() throws Exception {
        try (Databases databases = open(parent.resolve("node"))) {
            Owned owned = Owned.create(databases);
            Database database = databases.require(owned.address());
            List<Newest> states = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                states.add(database.newest());
                get(database.carryOut(owned.add(i)));
                if (i % 7 == 3) {
                    get(database.caughtUp());
                }
            }
            for (int i = 0; i < states.size(); i++) {
                assertThat(count(states.get(i))).as("state %d", i).isEqualTo(i);
                assertThat(states.get(i).reading(owned.user().account()).isOwner())
                        .isTrue();
            }
        }
    }

    @Test
    void aMutationSentAgainIsShownAsWell() throws Exception {
        try (Databases databases = open(parent.resolve("node"))) {
            Owned owned = Owned.create(databases);
            Database database = databases.require(owned.address());
            Submission sent = owned.add(1);
            Fate first = get(database.submit(sent, Wait.APPLIED));
            assertThat(count(database.newest())).isZero();
            Fate again = get(database.carryOut(sent));
            assertThat(again.sequence()).isEqualTo(first.sequence());
            assertThat(count(database.newest())).isEqualTo(1);
        }
    }

    @Test
    void manyEditsEndTheirBlockBeforeItsTime() throws Exception {
        try (Databases databases = open(parent.resolve("node"))) {
            Owned owned = Owned.create(databases);
            Database database = databases.require(owned.address());
            CompletableFuture<Snapshot> second = database.sealed(2);
            List<CompletableFuture<Fate>> told = new ArrayList<>();
            for (int i = 0; i < 4_500; i++) {
                told.add(database.carryOut(owned.add(i)));
            }
            assertThat(count(get(second))).isBetween(1L, 4_499L);
            for (CompletableFuture<Fate> each : told) {
                get(each);
            }
            assertThat(count(database.newest())).isEqualTo(4_500);
        }
    }

    @Test
    void itIsThereAndShownAfterAKill() throws Exception {
        Path folder = parent.resolve("node");
        try (Databases databases = open(folder)) {
            Owned owned = Owned.create(databases);
            Database database = databases.require(owned.address());
            for (int i = 1; i <= 9; i++) {
                get(database.carryOut(owned.add(i)));
            }
            assertThat(count(database.head())).isZero();
            try (Databases restarted = open(Folders.copy(folder, parent.resolve("killed")))) {
                Database found = restarted.require(owned.address());
                assertThat(count(found.newest())).isEqualTo(9);
                Snapshot block = get(found.caughtUp());
                assertThat(count(block)).isEqualTo(9);
                assertThat(block.header().logRoot())
                        .isEqualTo(get(database.caughtUp()).header().logRoot())
                        .isNotEqualTo(Hash.ZERO);
            }
        }
    }

    @Test
    void whatAnAccountMayReadIsOfTheStateItIsAskedOf() throws Exception {
        try (Databases databases = open(parent.resolve("node"))) {
            Owned owned = Owned.create(databases);
            Newest newest = databases.require(owned.address()).newest();
            ReadPolicy.Reading stranger = newest.reading(new TestUser(4).account());
            assertThat(stranger.isOwner()).isFalse();
            assertThat(newest.reading(new TestUser(4).account())).isSameAs(stranger);
        }
    }
}
