package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.Reading;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.gateway.Gateway;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.pgwire.PgSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents as rows and rows as documents, through the library, psql and PostgreSQL's driver, of a real node. */
class TwoLanguagesEndToEndTest {
    @TempDir
    Path folder;

    private NodeProcess node;
    private CairnClient client;
    private ClientDatabase database;
    private PgServer server;

    @BeforeEach
    void start() throws IOException {
        node = NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
        client = CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(PinStore.inMemory())
                .signer(UserKey.generate(PaymentChain.ETH).signer())
                .build();
        database = client.createDatabase("both", Visibility.PUBLIC);
        database.createCollection("birds", false);
        database.set("birds", "w", json("{\"name\":\"wren\",\"age\":2,\"free\":[1]}"));
        database.setSchema(
                "birds",
                json(
                        "{\"required\":[\"name\"],\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"}}}"));
        server = PgServer.start(PgSettings.local(0), new Gateway(database));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        node.close();
    }

    private static Value.Document json(String text) {
        return (Value.Document) Json.parse(text);
    }

    @Test
    void psqlShowsAndChangesDocuments() throws Exception {
        String output = SqlClients.psql(server.port(), """
                \\d birds
                \\dt
                \\di
                \\t off
                \\d birds
                \\t on
                insert into birds (_id, name) values ('o', 'owl') returning _id, _document;
                insert into birds (_id, name) values ('o', 'owl');
                copy birds (_id, name, age) from stdin;
                t\ttit\t4
                \\.
                select _id, name, age from birds order by _id;
                """);
        assertThat(output)
                .contains("_id|text|", "age|bigint|", "_document|jsonb|", "public|birds|table|")
                .contains("o|{\"name\": \"owl\"}", "23505", "COPY 1")
                .contains("o|owl|\nt|tit|4\nw|wren|2");
        assertThat(database.get("birds", "t").map(document -> document.get("age")))
                .contains(Value.of(4));
    }

    @Test
    void aTransactionOfADriverChangesDocuments() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/any", "me", "");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update birds set age = age + 1 where _id = 'w'");
            String made;
            try (ResultSet row = statement.executeQuery("insert into birds (name) values ('tit') returning _id")) {
                assertThat(row.next()).isTrue();
                made = row.getString(1);
            }
            assertThat(database.get("birds", made)).isEmpty();
            connection.commit();
            assertThat(database.get("birds", made).map(document -> document.get("name")))
                    .contains(Value.of("tit"));
        }
        assertThat(database.get("birds", "w").map(document -> document.get("free")))
                .contains(Json.parse("[1]"));
        assertThat(database.get("birds", "w").map(document -> document.get("age")))
                .contains(Value.of(3));
    }

    @Test
    void rowsAreDocumentsThatAreProved() {
        database.execute(List.of(
                new SqlText("create table rings (id int primary key, bird text, weight numeric(4,1))", List.of()),
                new SqlText("insert into rings values (1, 'w', 2.5), (2, 'x', 3.0)", List.of())));
        database.awaitSeal();
        Reading reading = database.get("rings", "2", ReadOptions.PROVED);
        assertThat(reading.isProved()).isTrue();
        assertThat((Object) reading.documents().getFirst().get("weight")).isEqualTo(Value.of("3.0"));
        assertThat(database.query("rings", "[[\"bird\",\"==\",\"w\"]]"))
                .singleElement()
                .satisfies(row -> assertThat((Object) row.get("_id")).isEqualTo(Value.of("1")));
        assertThat(database.get("rings", "3")).isEmpty();
        assertThatThrownBy(() -> database.set("rings", "3", json("{}")))
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refused -> assertThat(refused.code()).isEqualTo("collection-is-table"));
        assertThatThrownBy(() -> database.get("nothing", "1"))
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refused -> assertThat(refused.code()).isEqualTo("collection-not-found"));
    }
}
