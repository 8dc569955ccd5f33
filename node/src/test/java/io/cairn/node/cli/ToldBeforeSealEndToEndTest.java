package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.client.api.ReadOptions;
import io.cairn.engine.mutation.SqlText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose blocks end by themselves only after a minute: whoever reads meets what others were told has been done. */
final class ToldBeforeSealEndToEndTest {
    private static final int ROUNDS = 15;
    private static final int READERS = 10;
    private static final int WRITES = 200;
    private static final Map<String, String> LATE = Map.of("block-millis-max", "60000");

    @TempDir
    Path folder;

    private static String ask(Statement statement, String question) throws SQLException {
        try (ResultSet rows = statement.executeQuery(question)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void connectionsAndVerifiedReadersMeetWhatIsCommitted() throws Exception {
        try (WireNode node = WireNode.start(folder, LATE);
                Connection writer = node.own().connect();
                Connection reader = node.own().connect();
                Statement writes = writer.createStatement();
                Statement reads = reader.createStatement()) {
            writes.execute("create table t (a int primary key, b timestamp default now())");
            for (int i = 1; i <= ROUNDS; i++) {
                writes.execute("insert into t (a) values (" + i + ")");
                assertThat(ask(reads, "select count(*) from t where b <= now()"))
                        .isEqualTo(Integer.toString(i));
                assertThat(ask(reads, "select max(a) from t")).isEqualTo(Integer.toString(i));
                // Over HTTP, with a proof: it can only be of a block.
                assertThat(node.database()
                                .sql("select count(*) from t", List.of(), ReadOptions.PROVED)
                                .result()
                                .rows())
                        .containsExactly(List.of(Integer.toString(i)));
            }
        }
    }

    @Test
    void historyTellsOfWhatIsCommitted() throws Exception {
        try (WireNode node = WireNode.start(folder, LATE);
                Connection connection = node.own().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (a int primary key)");
            for (int i = 1; i <= ROUNDS; i++) {
                statement.execute("insert into t values (" + i + ")");
                int changes = 0;
                try (ResultSet rows = statement.executeQuery("show history of t")) {
                    while (rows.next()) {
                        changes++;
                    }
                }
                assertThat(changes).isEqualTo(i);
            }
        }
    }

    @Test
    void transactionsBeginWithWhatIsCommitted() throws Exception {
        try (WireNode node = WireNode.start(folder, LATE);
                Connection one = node.own().connect();
                Connection other = node.own().connect();
                Statement first = one.createStatement();
                Statement second = other.createStatement()) {
            first.execute("create table t (a int primary key, b int)");
            first.execute("insert into t values (1, 0)");
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            for (int i = 0; i < ROUNDS; i++) {
                // Each adds to what the other has committed: a state without it would be a conflict.
                first.execute("update t set b = b + 1 where a = 1");
                one.commit();
                second.execute("update t set b = b + 1 where a = 1");
                other.commit();
            }
            assertThat(ask(first, "select b from t where a = 1")).isEqualTo(Integer.toString(2 * ROUNDS));
            one.commit();
        }
    }

    private static int count(@Nullable String cell) {
        return Integer.parseInt(String.valueOf(cell));
    }

    /** What was told before a question was asked is in its answer, however many ask and write at once. */
    @Test
    void manyReadersAtOnceMeetWhatWasToldBeforeTheyAsked() throws Exception {
        AtomicInteger told = new AtomicInteger();
        try (WireNode node = WireNode.start(folder, LATE);
                ExecutorService threads = Executors.newFixedThreadPool(READERS + 1)) {
            node.own().run("create table t (a int primary key)");
            List<Callable<Boolean>> work = new ArrayList<>();
            work.add(() -> {
                try (Connection connection = node.own().connect();
                        Statement statement = connection.createStatement()) {
                    for (int i = 1; i <= WRITES; i++) {
                        statement.execute("insert into t values (" + i + ")");
                        told.set(i);
                    }
                }
                return true;
            });
            for (int reader = 0; reader < READERS; reader++) {
                boolean atThePort = reader % 2 == 0;
                work.add(() -> {
                    for (int known = 0; known < WRITES; ) {
                        int before = told.get();
                        known = count(
                                atThePort
                                        ? node.own().cells("select count(*) from t")
                                        : node.database()
                                                .sql("select count(*) from t", List.of(), ReadOptions.PROVED)
                                                .result()
                                                .rows()
                                                .getFirst()
                                                .getFirst());
                        assertThat(known).isGreaterThanOrEqualTo(before);
                    }
                    return true;
                });
            }
            for (Future<Boolean> each : threads.invokeAll(work)) {
                assertThat(each.get(120, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /** The record of a read names its block: what the reader was told before is in it. */
    @Test
    void readsOnRecordMeetWhatIsCommittedAndTheirRecordSaysSo() throws Exception {
        try (WireNode node = WireNode.start(folder, LATE);
                Connection connection = node.own().connect();
                Statement statement = connection.createStatement()) {
            node.database()
                    .execute(List.of(
                            new SqlText("create table t (a int primary key)", List.of()),
                            new SqlText("alter database set read_record = 'on'", List.of())));
            node.database().awaitSeal();
            for (int i = 1; i <= 5; i++) {
                statement.execute("insert into t values (" + i + ")");
                assertThat(ask(statement, "select count(*) from t")).isEqualTo(Integer.toString(i));
            }
            connection.setAutoCommit(false);
            assertThat(ask(statement, "select count(*) from t")).isEqualTo("5");
            connection.commit();
            connection.setAutoCommit(true);
            String step = "";
            try (ResultSet reads = statement.executeQuery("show reads")) {
                while (reads.next()) {
                    step = "step".equals(reads.getString("class")) ? reads.getString("block") : step;
                }
            }
            assertThat(ask(statement, "select count(*) from t as of block " + step))
                    .isEqualTo("5");
        }
    }
}
