package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.SessionOptions;
import io.cairn.client.api.SqlTransaction;
import io.cairn.client.key.UserKey;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients at once that insert into one table with generated keys, look at the keys, and go on with them. */
final class SequencesEndToEndTest {
    private static final int CLIENTS = 32;
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 40 : 2;

    @TempDir
    Path folder;

    private NodeProcess node;
    private CairnClient client;
    private ClientDatabase database;

    @BeforeEach
    void start() {
        node = NodeProcess.start(
                NodeConfig.read(null, Map.of(), Map.of("port", "0", "wire-port", "0")), folder.resolve("node"), "test");
        client = CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(PinStore.inMemory())
                .signer(UserKey.generate(PaymentChain.ETH).signer())
                .build();
        database = client.createDatabase("rows", Visibility.PUBLIC);
        execute("create table orders (id bigint generated always as identity primary key, who int)");
        execute("create table items (id serial primary key, orders bigint references orders, what text)");
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    private void execute(String text) {
        database.execute(List.of(new SqlText(text, List.of())));
    }

    private String cell(String text) {
        try (SqlTransaction reading = database.begin()) {
            return String.valueOf(reading.run(text, List.of()).rows());
        }
    }

    private static void together(int count, Callable<?> work) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(work));
            }
        }
        for (Future<?> done : all) {
            done.get();
        }
    }

    private void order() {
        try (SqlTransaction transaction = database.begin()) {
            transaction.run("select count(*) from pg_catalog.pg_class where relname = 'orders'", List.of());
            String id = transaction
                    .run("insert into orders (who) values (1) returning id", List.of())
                    .rows()
                    .getFirst()
                    .getFirst();
            transaction.run(
                    "insert into items (orders, what) values (?1, 'a'), (?1, 'b') returning id",
                    List.of(Value.of(Long.parseLong(id))));
            transaction.commit();
        }
    }

    @Test
    void clientsOfTheLibraryMeetNoConflict() throws Exception {
        together(CLIENTS, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                order();
            }
            return null;
        });
        int orders = CLIENTS * ROUNDS;
        assertThat(cell("select count(*), count(distinct id) from orders"))
                .isEqualTo("[[" + orders + ", " + orders + "]]");
        assertThat(cell("select count(*), count(distinct orders) from items"))
                .isEqualTo("[[" + 2 * orders + ", " + orders + "]]");
    }

    @Test
    void largeTransactionsHaveMoreSetAside() {
        try (SqlTransaction transaction = database.begin()) {
            transaction.run("insert into orders (who) select x from generate_series(1, 30) as g(x)", List.of());
            for (int i = 0; i < 40; i++) {
                transaction.run("insert into orders (who) values (1), (2) returning id", List.of());
            }
            execute("insert into orders (who) values (0)");
            transaction.commit();
        }
        assertThat(cell("select count(*), count(distinct id) from orders")).isEqualTo("[[111, 111]]");
    }

    @Test
    void aLoneClientHasOneKeyAfterTheOther() {
        order();
        order();
        assertThat(cell("select id from orders order by id")).isEqualTo("[[1], [2]]");
        assertThat(cell("select id from items order by id")).isEqualTo("[[1], [2], [3], [4]]");
    }

    @Test
    void clientsAtTheNodesPortMeetNoConflict() throws Exception {
        database.openSession(
                database.wire().key(), SessionOptions.of(Duration.ofHours(1), SessionScope.SQL, SessionScope.DEFINE));
        String password = database.wirePassword(Duration.ofMinutes(5));
        String url = "jdbc:postgresql://127.0.0.1:" + node.wirePort() + "/" + database.address();
        together(8, () -> {
            try (Connection connection = DriverManager.getConnection(url, "me", password);
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (int round = 0; round < ROUNDS; round++) {
                    try (ResultSet row = statement.executeQuery("insert into orders (who) values (1) returning id")) {
                        row.next();
                        long id = row.getLong(1);
                        statement.executeUpdate("insert into items (orders, what) values (" + id + ", 'a')");
                    }
                    connection.commit();
                }
                return null;
            }
        });
        try (Connection connection = DriverManager.getConnection(url, "me", password);
                Statement statement = connection.createStatement()) {
            // Who reads behind a write of his own reads behind all before it.
            statement.executeUpdate("insert into orders (who) values (0)");
            try (ResultSet row = statement.executeQuery("select count(*), count(distinct id) from orders")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(8 * ROUNDS + 1);
                assertThat(row.getInt(2)).isEqualTo(8 * ROUNDS + 1);
            }
        }
    }
}
