package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.SessionOptions;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.verify.Receipt;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many connections of one account write at once at the node's own port, which signs what waits together. */
final class SignedTogetherEndToEndTest {
    private static final int CONNECTIONS = 12;
    private static final int ROWS = 8;

    @TempDir
    Path folder;

    /** Adds rows of its own, one that is there already, and one in a block; how many times it was refused. */
    private static int write(WireNode.Port port, int number) throws SQLException {
        int refused = 0;
        try (Connection connection = port.connect();
                Statement statement = connection.createStatement()) {
            for (int row = 0; row < ROWS; row++) {
                statement.execute("insert into t values (" + (number * 100 + row) + ", " + number + ")");
                try {
                    statement.execute("insert into t values (-1, " + number + ")");
                } catch (SQLException taken) {
                    assertThat(taken.getSQLState()).isEqualTo("23505");
                    refused++;
                }
            }
            connection.setAutoCommit(false);
            statement.execute("update t set b = b + 1000 where a = " + number * 100);
            connection.commit();
        }
        return refused;
    }

    @Test
    void eachTransactionHasItsOwnFateAndItsOwnReceipt() throws Exception {
        try (WireNode node = WireNode.start(folder, Map.of());
                ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            WireNode.Port port = node.own();
            port.run("create table t (a int primary key, b int)", "insert into t values (-1, -1)");
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int number = i;
                writers.add(() -> write(port, number));
            }
            for (Future<Integer> writer : threads.invokeAll(writers)) {
                assertThat(writer.get()).isEqualTo(ROWS);
            }
            assertThat(port.cells("select count(*), sum(b) from t"))
                    .isEqualTo(CONNECTIONS * ROWS + 1 + "|" + (66 * ROWS + CONNECTIONS * 1000 - 1));
            // Read beside the user, whose every answer is verified.
            requireReceipts(node.beside(), node.database());
        }
    }

    /** Has every connection run one statement at the same time; the states of those that were refused. */
    private static List<String> together(ExecutorService threads, List<Connection> connections, String... texts)
            throws Exception {
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            Connection connection = connections.get(i);
            String text = texts[i % texts.length].replace("$", Integer.toString(i));
            work.add(() -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(text);
                    return "";
                } catch (SQLException refused) {
                    return refused.getSQLState();
                }
            });
        }
        List<String> states = new ArrayList<>();
        for (Future<String> each : threads.invokeAll(work)) {
            states.add(each.get());
        }
        return states;
    }

    @Test
    void connectionsOutliveTheSessionInWhichTheNodeSignsForThem() throws Exception {
        List<Connection> connections = new ArrayList<>();
        try (WireNode node = WireNode.start(folder, Map.of());
                ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            node.own().run("create table t (a int primary key, b int)");
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(node.own().connect());
            }
            assertThat(together(threads, connections, "insert into t values ($, 0)"))
                    .containsOnly("");
            node.database().closeSession(node.database().wire().key(), null);
            assertThat(together(threads, connections, "insert into t values ($ + 100, 0)"))
                    .doesNotContain("");
            node.database()
                    .openSession(
                            node.database().wire().key(), SessionOptions.of(Duration.ofHours(1), SessionScope.SQL));
            assertThat(together(threads, connections, "insert into t values ($ + 200, 0)"))
                    .containsOnly("");
            // What the session was not opened for is refused by itself.
            for (int round = 3; round < 8; round++) {
                String insert = "insert into t values ($ + " + round + "00, 0)";
                assertThat(together(threads, connections, insert, insert, insert, "create table u$ (a int)"))
                        .containsExactlyElementsOf(
                                Collections.nCopies(CONNECTIONS / 4, List.of("", "", "", "42501")).stream()
                                        .flatMap(List::stream)
                                        .toList());
            }
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static void requireReceipts(WireNode.Port beside, ClientDatabase database) throws SQLException {
        TreeSet<String> mutations = new TreeSet<>();
        try (Connection connection = beside.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show history of t")) {
            while (rows.next()) {
                mutations.add(rows.getString("mutation"));
            }
        }
        assertThat(mutations).hasSize(CONNECTIONS * (ROWS + 1) + 1);
        for (String mutation : mutations) {
            Receipt.Verified receipt = database.receipt(Hash.parse(mutation));
            assertThat(receipt.outcome().isOk()).isTrue();
            assertThat(receipt.outcome().mutation().hex()).isEqualTo(mutation);
        }
    }
}
