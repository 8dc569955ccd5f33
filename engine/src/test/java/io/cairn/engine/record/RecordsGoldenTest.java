package io.cairn.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.ReplicaSet;
import io.cairn.engine.log.StatementResult;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Bundle;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.mutation.LinkedBlock;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.PayloadWriter;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.SqlBase;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.rule.Cron;
import io.cairn.engine.rule.RelayerJob;
import io.cairn.engine.rule.RuleSet;
import io.cairn.engine.rule.TriggerSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bytes of docs/formats.md, sections 4 to 6, one line each in golden/records/records.tsv. */
class RecordsGoldenTest {
    private static final String ADDRESS = "0x00112233445566778899aabbccddeeff00112233";
    private static final Account USER = Account.parse("db3_user:eth:0x000102030405060708090a0b0c0d0e0f10111213");
    private static final NodeKey NODE = NodeKey.of(new byte[NodeKey.SEED_BYTES]);
    private static final ReplicaSet REPLICAS = ReplicaSet.single(NODE.publicKey());
    private static final Value.Document FIELDS = Value.Document.builder()
            .put("name", "Ridge")
            .put("km", Value.of(14L))
            .build();

    private static final WithdrawalRecord WITHDRAWAL = new WithdrawalRecord(300, "gold", USER, 256, 301);

    private static Hash hash(int fill) {
        byte[] bytes = new byte[Hash.BYTES];
        Arrays.fill(bytes, (byte) fill);
        return Hash.of(bytes);
    }

    private static Mutation mutation() {
        return new Mutation(
                "1", "net/a/b", "eth", 7, "ADD_DOCUMENT", new byte[] {1, 2}, new byte[] {3}, new byte[] {4});
    }

    private static Header header() {
        TreeMap<Integer, Hash> commitments = new TreeMap<>(Map.of(5, hash(9)));
        return new Header(
                ADDRESS, 1, 2, hash(1), 3, hash(2), hash(3), hash(4), 1_000, 1, hash(5), hash(6), commitments);
    }

    private static Outcome answered() {
        StatementResult rows = new StatementResult(
                1, List.of("id", "t"), List.of("BIGINT", "VARCHAR"), List.of(Arrays.asList("1", null)));
        return new Outcome(1, 0, hash(7), "ok", "", 3, List.of(), List.of(StatementResult.of(2), rows));
    }

    private static Outcome detailed() {
        Value.Document detail = Value.Document.builder().put("rule", "set").build();
        return new Outcome(1, 0, hash(7), "rule-denied", "rules/a/0/1", 0, List.of(), List.of(), detail);
    }

    private static TriggerSet triggers() {
        return TriggerSet.none()
                .with(Json.parse("{\"key\":\"k\",\"on\":\"create\",\"func\":[[\"break\"]]}"), null, "trigger");
    }

    private static Cron cron() {
        return Cron.of(Json.parse("{\"span\":60,\"jobs\":[[\"break\"]]}"), 1_000, "cron");
    }

    private static LinkRecord link() {
        return LinkRecord.of(
                Json.parse("{\"database\":\"" + ADDRESS + "\",\"node\":\"" + "5a".repeat(32)
                        + "\",\"url\":\"http://a.example:80\"}"),
                "link");
    }

    private static byte[] linked() {
        List<byte[]> pages = List.of(new byte[] {7, 8}, new byte[] {9});
        LinkedBlock block = new LinkedBlock(ADDRESS, hash(5).toBytes(), new byte[] {3, 4}, "note", pages);
        Submission plain = Submission.of(mutation().encode());
        return new Entry(1, 1_000, Submission.linked(plain, List.of(block)).bytes()).encode();
    }

    private static Operation executeSql() {
        return new Operation.ExecuteSql(
                ADDRESS,
                List.of(
                        new SqlText("delete from t where a = ?1", List.of(Value.of(5)), hash(1)),
                        new SqlText("select 1", List.of())),
                new SqlBase(9, hash(2), 1_000L));
    }

    private static Map<String, String> records() {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        Bundle bundle = new Bundle("1", "net/a/b", "eth", 8, List.of(mutation()), new byte[] {5}, new byte[] {6});
        bytes.put("mutation", mutation().encode());
        bytes.put("mutation-root", mutation().root().toBytes());
        bytes.put("mutation-id", Mutation.id(mutation().root(), USER).toBytes());
        bytes.put("bundle", bundle.encode());
        bytes.put("bundle-root", bundle.root().toBytes());
        bytes.put("entry", new Entry(1, 1_000, mutation().encode()).encode());
        bytes.put("outcome", new Outcome(1, 0, hash(7), "ok", "", 2, List.of("a")).encode());
        bytes.put("outcome-results", answered().encode());
        bytes.put("outcome-detail", detailed().encode());
        bytes.put("clock", new Clock(1_000, ADDRESS).encode());
        bytes.put("tick-id", Clock.tick(ADDRESS, "count", 1_000).toBytes());
        bytes.put(
                "rules",
                RuleSet.of(Json.parse("[[\"set\",[[\"allow()\"]]]]"), "rules").encode());
        bytes.put("triggers", triggers().encode());
        bytes.put("cron", cron().ticked().encode());
        bytes.put(
                "relayer-job",
                RelayerJob.of(Json.parse("{\"relayers\":[\"" + ADDRESS + "\"]}"), "job")
                        .encode());
        bytes.put("key-rules", RuleKeys.rules(7));
        bytes.put("key-triggers", RuleKeys.triggers(7));
        bytes.put("key-cron", RuleKeys.cron("count"));
        bytes.put("key-cron-due", RuleKeys.cronDue(1_000, "count"));
        bytes.put("key-crons-behind", RuleKeys.cronsBehind());
        bytes.put("key-relayer-job", RuleKeys.relayerJob("census"));
        bytes.put("link", link().at(300).encode());
        bytes.put("key-link", LinkRecord.key("others"));
        bytes.put("token", new TokenRecord(1, 300, 1L << 32).encode());
        bytes.put("balance", new BalanceRecord(300, 0).encode());
        bytes.put("withdrawal", WITHDRAWAL.encode());
        bytes.put("token-counts", new TokenCounts(2, 300).encode());
        bytes.put("key-token", TokenKeys.token("gold"));
        bytes.put("key-balance", TokenKeys.balance("gold", USER));
        bytes.put("key-withdrawal", TokenKeys.withdrawal(300));
        bytes.put("key-token-counts", TokenKeys.counts());
        bytes.put("entry-linked", linked());
        bytes.put("execute-sql", PayloadWriter.write(executeSql()));
        bytes.put("header", header().encode());
        bytes.put("header-hash", header().hash().toBytes());
        bytes.put("replica-set", REPLICAS.encode());
        bytes.put("genesis", new Control.Genesis("net", 0, 1, REPLICAS).encode());
        bytes.put("seal", new Control.Seal(2, 1_000).encode());
        bytes.put("engine-switch", new Control.EngineSwitch(2).encode());
        bytes.put("quarantine", Control.Quarantine.sign(ADDRESS, 3, NODE).encode());
        stored(bytes);
        Map<String, String> lines = new LinkedHashMap<>();
        bytes.forEach((name, value) -> lines.put(name, HexFormat.of().formatHex(value)));
        return lines;
    }

    private static IndexCatalog indexes() {
        return new IndexCatalog(List.of(
                index(0, null, false, "[[\"name\"],[\"km\",\"desc\"]]"),
                index(2, "ridge", false, "[[\"km\",\"desc\"],[\"gone\",\"asc\"],[\"gone.too\",\"desc\"]]"),
                index(3, null, true, "[[\"tags\",\"array\"]]")));
    }

    private static DeclaredIndex index(int number, @Nullable String builtTo, boolean isRemoved, String fields) {
        return new DeclaredIndex(number, IndexField.parse(Json.parse(fields), ""), builtTo, isRemoved);
    }

    private static CollectionSchema schema() {
        Value.Document km = Value.Document.builder().put("type", "number").build();
        return CollectionSchema.of(Value.Document.builder()
                .put("type", "object")
                .put("properties", Value.Document.builder().put("km", km).build())
                .put("required", new Value.Array(List.of(Value.of("km"))))
                .build());
    }

    private static void stored(Map<String, byte[]> bytes) {
        byte[] path = Keys.index(9, "a.b");
        bytes.put("database", database().encode());
        bytes.put("account", AccountRecord.NEW.use(1).use(4).charge(2, 300).encode());
        bytes.put("collection", new CollectionRecord(9, true, 300).encode());
        bytes.put("schema", schema().encode());
        bytes.put("key-schema", Keys.schema(9));
        bytes.put("indexes", indexes().encode());
        bytes.put("key-indexes", Keys.indexCatalog(9));
        indexes()
                .indexes()
                .forEach(index ->
                        index.keys(9, "ridge", FIELDS).forEach(key -> bytes.put("key-index-" + index.number(), key)));
        bytes.put(
                "session",
                new SessionRecord(
                                List.of(SessionScope.DOCUMENTS, SessionScope.SQL),
                                List.of("walks"),
                                1_000,
                                100,
                                300,
                                2,
                                0)
                        .encode());
        bytes.put("read", new ReadRecord(USER.text(), 300, ReadRecord.Answer.ATTESTED).encode());
        bytes.put("reads-kept", Objects.requireNonNull(ReadRecord.Keeping.ON.encode()));
        bytes.put("key-read", Keys.read(300, 2));
        bytes.put("key-reads-kept", Keys.readsKept());
        bytes.put("document", new DocumentRecord(USER, 1, 300, FIELDS).encode());
        bytes.put("key-database", Keys.database());
        bytes.put("key-replica-set", Keys.replicaSet());
        bytes.put("key-account", Keys.account(USER));
        bytes.put("key-session-nonces", Keys.account(USER, Account.of(PaymentChain.SOL, NODE.publicKey())));
        bytes.put("key-session", Keys.session(USER, Account.of(PaymentChain.SOL, NODE.publicKey())));
        bytes.put("key-member", Keys.member(USER));
        bytes.put("key-collection", Keys.collection("walks"));
        bytes.put("key-document", Keys.document(9, "ridge"));
        bytes.put("key-index", Keys.index(path, Value.of("x".repeat(200)), "ridge"));
        bytes.put("address", DatabaseAddress.of("net", USER, 1).getBytes(StandardCharsets.US_ASCII));
    }

    private static DatabaseRecord database() {
        return new DatabaseRecord("net", ADDRESS, USER, hash(8), "walks", Visibility.OWNER_ONLY, 10, 1_000, 9);
    }

    @Test
    void writesTheBytesOfTheGoldenFile() throws IOException {
        StringBuilder text = new StringBuilder();
        records()
                .forEach((name, hex) ->
                        text.append(name).append('\t').append(hex).append('\n'));
        assertThat(text).hasToString(golden());
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(Mutation.decode(mutation().encode()).encode())
                .isEqualTo(mutation().encode());
        assertThat(Header.decode(header().encode())).isEqualTo(header());
        assertThat(DatabaseRecord.decode(database().encode())).isEqualTo(database());
        assertThat(IndexCatalog.decode(indexes().encode())).isEqualTo(indexes());
        assertThat(LinkRecord.decode(link().at(300).encode())).isEqualTo(link().at(300));
        assertThat(WithdrawalRecord.decode(WITHDRAWAL.encode())).isEqualTo(WITHDRAWAL);
        DocumentRecord document = new DocumentRecord(USER, 1, 300, FIELDS);
        assertThat(DocumentRecord.decode(document.encode())).isEqualTo(document);
    }

    private static String golden() throws IOException {
        try (InputStream stream = RecordsGoldenTest.class.getResourceAsStream("/golden/records/records.tsv")) {
            assertThat(stream).as("golden/records/records.tsv").isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
