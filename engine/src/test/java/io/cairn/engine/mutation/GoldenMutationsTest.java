package io.cairn.engine.mutation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stored and signed bytes of mutations, bundles and payloads, pinned: the golden lines must never change. */
class GoldenMutationsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String DATABASE = "0x" + "ab".repeat(20);
    private static final String CHAIN = "test-network/" + DATABASE + "/" + "cd".repeat(32);

    private static Map<String, Operation> operations() {
        Value.Document ada = Value.Document.builder()
                .put("name", "Ada")
                .put("born", 1815)
                .put("score", Value.of(0.5))
                .put("tags", new Value.Array(List.of(Value.of(true), Value.none())))
                .put("raw", Value.of(new byte[] {0, -1}))
                .build();
        Account member = TestUser.solana(9).account();
        Map<String, Operation> operations = new LinkedHashMap<>();
        operations.put("create-database", new Operation.CreateDatabase("a test", Visibility.OWNER_ONLY));
        operations.put("create-collection", new Operation.CreateCollection(DATABASE, "people", true));
        operations.put("set-collection", new Operation.SetCollection(DATABASE, "people", false));
        operations.put(
                "set-schema",
                new Operation.SetSchema(
                        DATABASE,
                        "people",
                        Value.Document.builder()
                                .put("type", "object")
                                .put(
                                        "properties",
                                        Value.Document.builder()
                                                .put(
                                                        "born",
                                                        Value.Document.builder()
                                                                .put("type", "integer")
                                                                .build())
                                                .build())
                                .put("required", new Value.Array(List.of(Value.of("born"))))
                                .build()));
        operations.put("remove-schema", new Operation.SetSchema(DATABASE, "people", null));
        operations.put("set-member", new Operation.SetMember(DATABASE, member, Role.WRITER));
        operations.put("remove-member", new Operation.SetMember(DATABASE, member, null));
        operations.put("set-database", new Operation.SetDatabase(DATABASE, "new", Visibility.PUBLIC, 10L, 1_000L));
        operations.put("set-database-quota", new Operation.SetDatabase(DATABASE, null, null, null, 0L));
        operations.put(
                "sql",
                new Operation.ExecuteSql(
                        DATABASE,
                        List.of(
                                new SqlText("create table t (id int primary key, v varchar)", List.of()),
                                new SqlText(
                                        "insert into t values (?1, ?2), (?3, ?4), (?5, ?6)",
                                        List.of(
                                                Value.of(1),
                                                Value.of("\u00e7em \ud83d\ude00"),
                                                Value.of(0.5),
                                                Value.none(),
                                                Value.of(new byte[] {0, -1}),
                                                Value.of(true))))));
        operations.put(
                "open-session",
                new Operation.OpenSession(
                        DATABASE,
                        member,
                        List.of(SessionScope.DOCUMENTS, SessionScope.READ),
                        List.of("people", "pets"),
                        1_800_000_000_000L,
                        100,
                        1_000));
        operations.put(
                "close-session",
                new Operation.CloseSession(DATABASE, member, TestUser.solana(7).account()));
        operations.put(
                "read-sql",
                new Operation.ReadSql(
                        DATABASE,
                        new SqlText("select name from birds where id = $1", List.of(Value.of(7))),
                        ReadPurpose.PROOF,
                        41L));
        operations.put(
                "queries",
                Operation.ExecuteQueries.parse(
                        DATABASE,
                        Json.parse(
                                "[[\"set\",{\"name\":\"Ada\",\"home.city\":\"London\",\"n\":{\"__op\":\"inc\",\"n\":1}},"
                                        + "\"people\",\"ada\"],[\"add\",{},\"people\",\"ada\",\"notes\"],"
                                        + "[\"set:follow\",{},\"follows\",\"a:b\"],[\"delete\",\"people\",\"bob\"],"
                                        + "[\"addIndex\",[[\"age\",\"desc\"],[\"height\"]],\"people\"]]"),
                        "data/queries"));
        operations.put(
                "queries-for-job",
                Operation.ExecuteQueries.parse(
                                DATABASE, Json.parse("[[\"set\",{},\"people\",\"ada\"]]"), "data/queries")
                        .forJob("census"));
        operations.put(
                "queries-settings",
                Operation.ExecuteQueries.parse(
                        DATABASE,
                        Json.parse(
                                "[[\"setRules\",[[\"set\",[[\"allow()\"]]]],\"people\"],"
                                        + "[\"addTrigger\",{\"key\":\"k\",\"on\":\"create\",\"func\":[[\"break\"]]},\"people\"],"
                                        + "[\"removeTrigger\",\"k\",\"people\"],[\"addCron\",{\"span\":60,\"jobs\":[[\"break\"]]},\"c\"],"
                                        + "[\"removeCron\",\"c\"],[\"addRelayerJob\",\"census\",{}],[\"removeRelayerJob\",\"census\"]]"),
                        "data/queries"));
        operations.put(
                "queries-tokens",
                Operation.ExecuteQueries.parse(
                        DATABASE,
                        Json.parse(
                                "[[\"creditToken\",\"gold\",5],[\"withdrawToken\",\"gold\",3],[\"withdrawToken\",\"gold\"]]"),
                        "data/queries"));
        operations.put(
                "relay",
                new Operation.Relay(
                        DATABASE, "census", Value.of(new byte[] {1, 2}), ada, List.of(Value.of(new byte[] {3}))));
        operations.put(
                "approve-relay",
                new Operation.ApproveRelay(
                        DATABASE, "census", Hash.of(TestUser.seed(1)), Operation.Relay.extraHash(ada)));
        operations.put("read-token", new Operation.ReadToken());
        operations.put("read-token-wire", new Operation.ReadToken(true));
        operations.put(
                "add", new Operation.AddDocuments(DATABASE, "people", Arrays.asList("ada", null), List.of(ada, ada)));
        operations.put("set", new Operation.SetDocuments(DATABASE, "people", List.of("ada"), List.of(ada)));
        operations.put("upsert", new Operation.UpsertDocuments(DATABASE, "people", List.of("ada"), List.of(ada)));
        operations.put(
                "update",
                new Operation.UpdateDocuments(
                        DATABASE,
                        "people",
                        List.of("ada", "bob"),
                        List.of(List.of(FieldPath.parse("a.b", ""), FieldPath.parse("name", "")), List.of()),
                        List.of(ada, Value.Document.EMPTY)));
        operations.put("delete", new Operation.DeleteDocuments(DATABASE, "people", List.of("ada", "bob")));
        return operations;
    }

    private static Payload payload(Operation operation) {
        return new Payload(operation, operation instanceof Operation.ReadToken ? 1_800_000_000_000L : Long.MAX_VALUE);
    }

    private static Map<String, String> actual() {
        TestUser sender = TestUser.solana(7);
        TestUser payer = TestUser.solana(8);
        Map<String, String> lines = new LinkedHashMap<>();
        operations()
                .forEach((name, operation) ->
                        lines.put("payload " + name, HEX.formatHex(PayloadWriter.write(payload(operation)))));
        Operation add = requireNonNull(operations().get("add"));
        Mutation single = sender.sign(CHAIN, add, 3);
        put(lines, "mutation", single, sender.account());
        Payload acting = new Payload(add, Long.MAX_VALUE).inSessionOf(payer.account());
        put(lines, "session mutation", sender.sign(sender.unsigned(CHAIN, acting, 1)), sender.account());
        lines.put("db3 mutation", HEX.formatHex(Db3VectorsTest.signed().encode()));
        Mutation carried = payer.unsigned(CHAIN, new Payload(add, 1_800_000_000_000L), 5);
        Bundle bundle = payer.bundle(CHAIN, List.of(single, carried), 4);
        lines.put("bundle", HEX.formatHex(bundle.encode()));
        lines.put("bundle mutations root", bundle.mutationsRoot().hex());
        lines.put("bundle root", bundle.root().hex());
        return lines;
    }

    private static void put(Map<String, String> lines, String name, Mutation mutation, Account sender) {
        lines.put(name, HEX.formatHex(mutation.encode()));
        lines.put(name + " root", mutation.root().hex());
        lines.put(name + " id", Mutation.id(mutation.root(), sender).hex());
    }

    @Test
    void tellsHowManyBytesAMutationHasWithoutEncodingIt() {
        TestUser user = TestUser.solana(9);
        operations().forEach((name, operation) -> {
            Mutation unsigned = user.unsigned(CHAIN, payload(operation), 7);
            assertThat(unsigned.size()).as(name).isEqualTo(unsigned.encode().length);
            Mutation signed = user.sign(unsigned);
            assertThat(signed.size()).as(name).isEqualTo(signed.encode().length);
        });
    }

    @Test
    void bytesAreWhatTheyAlwaysWere() {
        List<String> lines = new ArrayList<>();
        actual().forEach((name, value) -> lines.add(name + ": " + value));
        assertThat(lines).containsExactlyElementsOf(golden());
    }

    /** The roots once more, by the definition and from the encoded bytes alone. */
    @Test
    void rootsFollowFromTheirDefinition() {
        Map<String, String> golden = byName();
        byte[] single = HEX.parseHex(golden.get("mutation"));
        assertThat(HEX.formatHex(Rfc6962Fields.root(single, 6))).isEqualTo(golden.get("mutation root"));
        byte[] bundle = HEX.parseHex(golden.get("bundle"));
        byte[] mutationsRoot = Rfc6962Fields.tree(Rfc6962Fields.mutations(bundle).stream()
                .map(mutation -> Rfc6962Fields.leaf(Rfc6962Fields.root(mutation, 6)))
                .toList());
        assertThat(HEX.formatHex(mutationsRoot)).isEqualTo(golden.get("bundle mutations root"));
        List<byte[]> leaves = new ArrayList<>(Rfc6962Fields.leaves(bundle, 4));
        leaves.add(Rfc6962Fields.leaf(9, mutationsRoot));
        assertThat(HEX.formatHex(Rfc6962Fields.tree(leaves))).isEqualTo(golden.get("bundle root"));
    }

    private static Map<String, String> byName() {
        Map<String, String> golden = new LinkedHashMap<>();
        golden().forEach(line ->
                golden.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2)));
        return golden;
    }

    @Test
    void goldenMutationsStillVerify() {
        Map<String, String> golden = byName();
        Submission single = Submission.of(HEX.parseHex(golden.get("mutation")));
        assertThat(single.failure()).isNull();
        assertThat(single.id()).isEqualTo(Hash.parse(golden.get("mutation id")));
        Submission bundle = Submission.of(HEX.parseHex(golden.get("bundle")));
        assertThat(bundle.failure()).isNull();
        assertThat(bundle.payer()).isEqualTo(TestUser.solana(8).account());
        assertThat(bundle.mutations())
                .hasSize(2)
                .allSatisfy(signed -> assertThat(signed.failure()).isNull());
        assertThat(bundle.mutations().getFirst().sender())
                .isEqualTo(TestUser.solana(7).account());
        assertThat(bundle.mutations().getLast().sender())
                .isEqualTo(TestUser.solana(8).account());
    }

    @Test
    void readsBackEveryPayloadItWrites() {
        operations().forEach((name, operation) -> {
            Payload payload = payload(operation);
            Payload read = PayloadReader.read(operation.type(), PayloadWriter.write(payload));
            assertThat(read).as(name).isEqualTo(payload);
        });
    }

    @Test
    void everyBuiltTypeHasGoldenPayload() {
        List<MutationType> covered = operations().values().stream()
                .map(Operation::type)
                .distinct()
                .sorted()
                .toList();
        List<MutationType> built = Arrays.stream(MutationType.values())
                .filter(type -> type != MutationType.CREATE_EXTERNAL
                        && type != MutationType.DEPOSIT
                        && type != MutationType.WITHDRAWAL)
                .toList();
        assertThat(covered).isEqualTo(built);
    }

    private static List<String> golden() {
        try (InputStream in = GoldenMutationsTest.class.getResourceAsStream("/golden/mutations.txt")) {
            return new String(requireNonNull(in, "no golden file mutations.txt").readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the lines, for a format that is meant to change before its first release. */
    public static void main(String[] arguments) {
        actual().forEach((name, value) -> System.out.println(name + ": " + value));
    }
}
