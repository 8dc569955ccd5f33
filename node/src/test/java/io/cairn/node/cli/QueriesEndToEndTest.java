package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.Answered;
import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries as WeaveDB writes them, through the library, of a real node: writes signed, answers proved. */
class QueriesEndToEndTest {
    private static final UserKey OWNER = UserKey.generate(PaymentChain.ETH);

    @TempDir
    Path folder;

    @Test
    void writesAndAsksByFunction() {
        try (NodeProcess node = NodeProcess.start(
                        NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
                CairnClient client = CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                        .pins(PinStore.inMemory())
                        .signer(OWNER.signer())
                        .build()) {
            ClientDatabase database = client.createDatabase("queries", Visibility.PUBLIC);
            database.execute("[\"set\",{\"age\":20,\"height\":170,\"tags\":[\"x\"]},\"ppl\",\"Bob\"]");
            database.execute("[[\"set\",{\"age\":30,\"height\":160},\"ppl\",\"Alice\"],"
                    + "[\"set\",{\"age\":30,\"height\":180},\"ppl\",\"John\"],"
                    + "[\"set\",{\"t\":1},\"ppl\",\"John\",\"notes\",\"n1\"]]");
            String sorted = "[\"get\",\"ppl\",[\"age\",\"desc\"],[\"height\"]]";
            assertThatThrownBy(() -> database.ask(sorted))
                    .isInstanceOfSatisfying(
                            CairnException.Incorrect.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("query-index-missing"));
            database.execute("[\"addIndex\",\"ppl\",[[\"age\",\"desc\"],[\"height\",\"asc\"]]]");
            assertThat(((Value.Array) database.ask(sorted)).values())
                    .extracting(found -> ((Value.Document) found).get("height"))
                    .containsExactly(Value.of(160), Value.of(180), Value.of(170));
            both(database, "[\"getIndexes\",\"ppl\"]", "[[[\"age\",\"desc\"],[\"height\",\"asc\"]]]");
            both(database, "[\"get\",\"ppl\",\"Bob\"]", "{\"age\":20,\"height\":170,\"tags\":[\"x\"]}");
            both(database, "[\"get\",\"ppl\",\"nobody\"]", "null");
            both(database, "[\"get\",\"nowhere\"]", "[]");
            both(database, "[\"get\",\"ppl\",\"John\",\"notes\"]", "[{\"t\":1}]");
            both(database, "[\"listCollections\"]", "[\"ppl\"]");
            both(database, "[\"listCollections\",\"ppl\",\"John\"]", "[\"notes\"]");
            both(database, "[\"getSchema\",\"ppl\"]", "null");
            both(database, "[\"getCollection\",\"ppl\"]", "{\"id\":1,\"count\":3}");
            Value.Document cursor = (Value.Document) database.ask("[\"cget\",\"ppl\",\"Alice\"]");
            assertThat(cursor.get("setter")).isEqualTo(Value.of(OWNER.account().text()));
            both(
                    database,
                    "[\"get\",\"ppl\",[\"age\",\"desc\"],[\"height\"],[\"startAfter\"," + Json.print(cursor) + "],1]",
                    "[{\"age\":30,\"height\":180}]");
            Fate added = database.execute("[\"add\",{\"n\":{\"__op\":\"inc\",\"n\":2}},\"ppl\"]");
            assertThat(database.ask("[\"ids\",\"" + added.id().hex() + "\"]"))
                    .isEqualTo(new Value.Array(
                            added.ids().stream().<Value>map(Value::of).toList()));
            assertThat(database.ask("[\"nonce\",\"" + OWNER.account().text() + "\"]"))
                    .isInstanceOf(Value.Int.class);
            for (String wrong :
                    List.of("[\"get\"]", "[\"put\"]", "[\"get\",\"a\",\"b\",7]", "[]", "[\"getSchema\",1]")) {
                assertThatThrownBy(() -> database.ask(wrong))
                        .isInstanceOfSatisfying(
                                CairnException.Incorrect.class,
                                refusal -> assertThat(refusal.code()).startsWith("query-"));
            }
        }
    }

    private static void both(ClientDatabase database, String query, String expected) {
        Value.Array asked = (Value.Array) Json.parse(query);
        Answered proved = database.ask(asked, ReadOptions.PROVED);
        assertThat(proved.value()).as(query).isEqualTo(Json.parse(expected));
        assertThat(database.ask(asked, ReadOptions.PLAIN).value()).as(query).isEqualTo(Json.parse(expected));
    }
}
