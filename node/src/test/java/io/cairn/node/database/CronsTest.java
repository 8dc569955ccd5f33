package io.cairn.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Submission;
import io.cairn.node.journal.RealDisk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node runs what is due without being asked, and after a pause everything that was due within it. */
class CronsTest {
    private static final NodeIdentity NODE = new NodeIdentity("test-network", NodeKey.of(new byte[32]));
    private static final String CRON = "[[\"addCron\", {\"span\": 1, \"times\": 50, \"jobs\": [[\"upsert()\", [{\"n\":"
            + " {\"__op\": \"inc\", \"n\": 1}, \"last\": \"$ts\"}, \"counters\", \"c\"]]]}, \"count\"]]";

    @TempDir
    Path folder;

    private Databases open(InstantSource clock) {
        return new Databases(NodeSettings.standard(folder), NODE, RealDisk.INSTANCE, clock);
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static Value.Document counter(Database database) {
        return Objects.requireNonNull(new DocumentReader(database.head().view()).find("counters", "c"))
                .fields();
    }

    @Test
    void cronsRunByThemselvesAndCatchUp() throws Exception {
        TestUser user = new TestUser(7);
        String address;
        try (Databases databases = open(InstantSource.system())) {
            Submission create = user.create(NODE.network());
            get(databases.create(create, Wait.APPLIED));
            address = databases.addressOf(create);
            Database database = databases.require(address);
            String chain = NODE.network() + "/" + address + "/" + create.id().hex();
            Submission cron =
                    user.sign(chain, Operation.ExecuteQueries.parse(address, Json.parse(CRON), "data/queries"));
            Fate added = get(database.submit(cron, Wait.APPLIED));
            assertThat(added.outcomes().getFirst().code()).isEqualTo("ok");
            get(database.after(added.sequence() + 1));
            assertThat(counter(database).get("n")).isEqualTo(Value.of(1));
            assertThat(database.isQuiet()).isFalse();
        }
        long later = 3_600_000;
        InstantSource clock = () -> InstantSource.system().instant().plusMillis(later);
        try (Databases databases = open(clock)) {
            Database database = databases.require(address);
            while (!counter(database).get("n").equals(Value.of(50))) {
                get(database.after(database.head().header().logSize() + 1));
            }
            long first = ((Value.Int) counter(database).get("last")).value() - 49;
            assertThat(first).isLessThan(clock.millis() / 1_000 - 3_000);
            assertThat(database.entry(database.head().header().logSize()).payload()[0])
                    .isEqualTo((byte) 5);
        }
    }

    /** Twenty crons a second that take some 600,000 steps each: more than a second of work for each second. */
    private static String heavyCrons() {
        StringBuilder queries = new StringBuilder("[");
        for (int i = 0; i < 20; i++) {
            queries.append(i == 0 ? "" : ",")
                    .append(
                            "[\"addCron\",{\"span\":1,\"jobs\":[[\"=$x\",[\"sum\",[\"map\",[\"inc\"],[\"range\",0,200000]]]],")
                    .append("[\"upsert()\",[{\"n\":{\"__op\":\"inc\",\"n\":1}},\"ran\",\"c\"]]]},\"c")
                    .append(i)
                    .append("\"]");
        }
        return queries.append("]").toString();
    }

    @Test
    void aDatabaseFarBehindWithItsCronsTakesWritesLetsOthersWorkAndReplays() throws Exception {
        TestUser user = new TestUser(7);
        String address;
        String chain;
        try (Databases databases = open(InstantSource.system())) {
            Submission create = user.create(NODE.network());
            get(databases.create(create, Wait.APPLIED));
            address = databases.addressOf(create);
            chain = NODE.network() + "/" + address + "/" + create.id().hex();
            get(databases.require(address).submit(query(user, chain, address, heavyCrons()), Wait.SEALED));
        }
        // After an hour there are 72,000 runs to catch up with: more than anybody waits for.
        InstantSource clock = () -> InstantSource.system().instant().plusMillis(3_600_000);
        Header seen;
        try (Databases databases = open(clock)) {
            Database database = databases.require(address);
            for (int i = 0; i < 3; i++) {
                String write = "[[\"set\",{},\"mine\",\"d" + i + "\"]]";
                Fate written = get(database.submit(query(user, chain, address, write), Wait.SEALED));
                assertThat(written.outcomes().getFirst().code()).isEqualTo("ok");
            }
            Fate other = get(databases.create(new TestUser(8).create(NODE.network()), Wait.SEALED));
            assertThat(other.outcomes().getFirst().code()).isEqualTo("ok");
            seen = database.head().header();
        }
        Path journal = folder.resolve("databases").resolve(address).resolve("journal");
        assertThat(JournalReplay.run(journal, _ -> {}).headers().get(seen.height()))
                .isEqualTo(seen);
    }

    private static Submission query(TestUser user, String chain, String address, String queries) {
        return user.sign(chain, Operation.ExecuteQueries.parse(address, Json.parse(queries), "data/queries"));
    }
}
