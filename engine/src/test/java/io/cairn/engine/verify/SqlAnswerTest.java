package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.Car;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.record.Keys;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in SQL: what a verifier makes of honest ones, and that it takes no other. */
final class SqlAnswerTest {
    private static final String BY_WEIGHT =
            "select name from birds where weight between ?1 and 4 order by weight, name";
    private final TestDatabase database = new TestDatabase();

    SqlAnswerTest() {
        database.apply(sql(
                "create table birds (id int primary key, name varchar(40) unique, weight numeric(6, 2))",
                "create index by_weight on birds (weight desc)",
                "create table rings (id bigint generated always as identity, bird int references birds(id))",
                "insert into birds select x, 'bird ' || x, mod(x, 50) from generate_series(1, 400) as g(x)",
                "insert into rings (bird) select x * 3 from generate_series(1, 100) as g(x)"));
        database.seal();
        assertThat(run("select count(*) from rings").rows()).hasToString("[[100]]");
    }

    private Operation sql(String... statements) {
        return new Operation.ExecuteSql(
                database.address(),
                Arrays.stream(statements)
                        .map(text -> new SqlText(text, List.of()))
                        .toList());
    }

    private SqlQuestion question(String text, Value... parameters) {
        return new SqlQuestion(database.address(), text, List.of(parameters));
    }

    private SqlResult run(String text, Value... parameters) {
        return SqlAnswer.plain(question(text, parameters), database.blocks(), Rights.unlimited(), new SqlEngines())
                .result();
    }

    private byte[] car(String text, Value... parameters) {
        return database.answer(question(text, parameters));
    }

    private SqlAnswer.Verified verify(byte[] car) {
        return new AnswerVerifier(database.nodeKey()).verifySql(car);
    }

    private void assertRefused(byte[] car, String code) {
        assertThatThrownBy(() -> verify(car))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        refusal -> assertThat(refusal.code())
                                .as(refusal.getMessage())
                                .isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from birds where id = 7",
                "select * from birds where id = 7000",
                "select id from birds where name = 'nobody'",
                "select name, weight from birds where weight > 47.5 order by weight desc, name limit 7",
                "select count(*), min(weight), max(id) from birds",
                "select count(*) from birds where weight < 3",
                "select b.name, r.id from birds b join rings r on r.bird = b.id where r.id < 5 order by r.id",
                "select b.id from birds b left join rings r on r.bird = b.id where r.id is null and b.id < 9",
                "select table_name from information_schema.tables where table_schema = 'public' order by 1",
                "select now(), random(), random_uuid()",
                "describe select id, name from birds where weight = ?1",
                "explain select name from birds where weight = 3",
            })
    void honestAnswersGiveTheRowsOfTheNode(String text) {
        SqlAnswer.Verified verified = verify(car(text));
        assertThat(verified.result()).isEqualTo(run(text));
        assertThat(verified.result().columns()).isNotEmpty();
        assertThat(verified.answer().question()).isEqualTo(question(text));
        assertThat(verified.header().header()).isEqualTo(database.header());
    }

    @Test
    void parametersBelongToTheQuestion() {
        SqlAnswer.Verified verified = verify(car(BY_WEIGHT, Value.of(3)));
        assertThat(verified.result().rows()).hasSize(16);
        assertThat(verified.answer().question())
                .isEqualTo(question(BY_WEIGHT, Value.of(3)))
                .isNotEqualTo(question(BY_WEIGHT, Value.of(2)))
                .isNotEqualTo(question(BY_WEIGHT));
    }

    @Test
    void rangeThroughAnIndexNeedsFewOfThePages() {
        int all =
                pages(car("select * from birds b, rings r where b.id = r.bird")).size();
        assertThat(pages(car("select id from birds where weight = 3 limit 2"))).hasSizeLessThan(all);
    }

    private static TreeMap<Hash, byte[]> pages(byte[] car) {
        List<Car.Block> blocks = Answer.blocks(car);
        TreeMap<Hash, byte[]> pages = new TreeMap<>();
        blocks.subList(1, blocks.size()).forEach(block -> pages.put(Sha256.hash(block.data()), block.data()));
        return pages;
    }

    private static byte[] record(byte[] car) {
        return Answer.blocks(car).getFirst().data();
    }

    /** The catalog's pages are among them. */
    @Test
    void noPageCanBeLeftOut() {
        byte[] honest = car(BY_WEIGHT, Value.of(3));
        for (Hash left : pages(honest).keySet()) {
            TreeMap<Hash, byte[]> fewer = pages(honest);
            fewer.remove(left);
            assertRefused(Answer.archive(record(honest), fewer), "witness-page-missing");
        }
    }

    @Test
    void noPageCanBeChanged() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] honest = car(BY_WEIGHT, Value.of(3));
        for (Hash original : pages(honest).keySet()) {
            TreeMap<Hash, byte[]> changed = pages(honest);
            byte[] page = changed.remove(original);
            page[random.nextInt(page.length)] ^= (byte) (1 << random.nextInt(8));
            changed.put(Sha256.hash(page), page);
            assertThatExceptionOfType(CairnException.ProofInvalid.class)
                    .as("seed %d", seed)
                    .isThrownBy(() -> verify(Answer.archive(record(honest), changed)));
        }
    }

    @Test
    void noByteOfTheArchiveCanBeChanged() {
        byte[] honest = car("select name from birds where id = 7");
        AnswerVerifier verifier = new AnswerVerifier(database.nodeKey());
        verifier.verifySql(honest);
        for (int i = 0; i < honest.length; i++) {
            byte[] changed = honest.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            assertThatExceptionOfType(CairnException.ProofInvalid.class)
                    .as("byte %d", i)
                    .isThrownBy(() -> verifier.verifySql(changed));
        }
    }

    @Test
    void pagesThatTheStatementDoesNotNeedAreRefused() {
        byte[] honest = car("select name from birds where id = 7");
        TreeMap<Hash, byte[]> more = pages(car("select name from birds where id = 399"));
        more.putAll(pages(honest));
        assertThat(more).hasSizeGreaterThan(pages(honest).size());
        assertRefused(Answer.archive(record(honest), more), "witness-page-surplus");
    }

    @Test
    void pagesOfAnOlderStateProveNothingOfANewerOne() {
        byte[] older = car("select name from birds where id = 7");
        database.apply(sql("update birds set name = 'renamed' where id = 7"));
        database.seal();
        byte[] newer = car("select name from birds where id = 7");
        assertThat(verify(newer).result().rows()).hasToString("[[renamed]]");
        assertThat(verify(older).result().rows()).hasToString("[[bird 7]]");
        assertRefused(Answer.archive(record(newer), pages(older)), "witness-page-missing");
    }

    private static byte[] with(byte[] record, String field, Value value) {
        Value.Document.Builder fields = Value.Document.builder();
        ((Value.Document) ValueCodec.decode(record))
                .forEach(each -> fields.put(each.getKey(), each.getKey().equals(field) ? value : each.getValue()));
        return ValueCodec.encode(fields.build());
    }

    /** It is another question then, which the asker compares with its own, or its pages do not fit. */
    @Test
    void anotherTextOrParameterIsAnotherQuestion() {
        byte[] honest = car(BY_WEIGHT, Value.of(3));
        byte[] text = with(record(honest), "sql", Value.of("select count(*) from rings"));
        assertThatExceptionOfType(CairnException.ProofInvalid.class)
                .isThrownBy(() -> verify(Answer.archive(text, pages(honest))));
        byte[] fewer = with(record(honest), "parameters", new Value.Array(List.of()));
        assertRefused(Answer.archive(fewer, pages(honest)), "answer-wrong");
        byte[] same = with(record(honest), "sql", Value.of(BY_WEIGHT.replace("select name", "select 'owned'")));
        assertThat(verify(Answer.archive(same, pages(honest))).answer().question())
                .isNotEqualTo(question(BY_WEIGHT, Value.of(3)));
    }

    @Test
    void headersOfOtherDatabasesBlocksAndNodesAreRefused() {
        byte[] honest = car("select name from birds where id = 7");
        byte[] elsewhere = with(record(honest), "database", Value.of("0x" + "00".repeat(20)));
        assertRefused(Answer.archive(elsewhere, pages(honest)), "database-mismatch");
        Header forged = database.header(Hash.ZERO);
        byte[] header = with(record(honest), "header", Value.of(forged.encode()));
        assertRefused(Answer.archive(header, pages(honest)), "checkpoint-mismatch");
        assertThatThrownBy(() ->
                        new AnswerVerifier(NodeKey.of(TestDatabase.seed(9)).publicKey()).verifySql(honest))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("checkpoint-signature-missing"));
    }

    @Test
    void recordsInAnotherFormAreRefused() {
        byte[] honest = car("select name from birds where id = 7");
        Value.Document fields = (Value.Document) ValueCodec.decode(record(honest));
        Value.Document.Builder more = Value.Document.builder().put("more", 1);
        fields.forEach(each -> more.put(each.getKey(), each.getValue()));
        List<byte[]> records = List.of(
                ValueCodec.encode(more.build()),
                with(record(honest), "v", Value.of(1)),
                with(record(honest), "kind", Value.of("find")),
                with(record(honest), "sql", Value.of(7)),
                with(record(honest), "parameters", Value.none()));
        for (byte[] record : records) {
            assertRefused(Answer.archive(record, pages(honest)), "answer-malformed");
        }
    }

    @Test
    void anAnswerThatChangesTheStateIsNone() {
        assertThatThrownBy(() -> car("delete from birds"))
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("sql-25006"));
        byte[] honest = car("select name from birds where id = 7");
        byte[] record = with(record(honest), "sql", Value.of("delete from birds where id = 7"));
        assertThatExceptionOfType(CairnException.ProofInvalid.class)
                .isThrownBy(() -> verify(Answer.archive(record, pages(honest))));
    }

    /** A node that signs a state which no engine makes is refused, not run. */
    @Test
    void statesThatNoStatementLeavesProveNothing() {
        byte[] setting = new ByteWriter(32)
                .u8(1)
                .u8(6)
                .prefixed("SET MODE Oracle".getBytes(StandardCharsets.UTF_8))
                .toBytes();
        StateTree tree = new StateTree(new MemoryPageStore(), 1);
        Edits.Builder edits = Edits.builder();
        LyingStateFuzzTest.entries(database.state()).forEach(entry -> edits.put(entry.getKey(), entry.getValue()));
        edits.put(Keys.sqlCatalog(99), setting);
        ByteWriter rows = new ByteWriter(1_024);
        Map<byte[], byte[]> catalog = new TreeMap<>(Arrays::compareUnsigned);
        LyingStateFuzzTest.entries(database.state()).forEach(entry -> catalog.put(entry.getKey(), entry.getValue()));
        catalog.put(Keys.sqlCatalog(99), setting);
        catalog.forEach((key, value) -> {
            if (key[0] == Keys.SQL_CATALOG && key.length > 1) {
                rows.prefixed(key).prefixed(value);
            }
        });
        Hash name = Sha256.hash(rows.toBytes());
        edits.put(
                Keys.sqlCatalogName(),
                new ByteWriter(33).u8(1).bytes(name.toBytes()).toBytes());
        TreeRoot root = tree.merge(tree.empty(), edits.build()).root();
        Header header = database.header(root.hash());
        LoadedPages loaded = new LoadedPages();
        SqlQuestion asked = question("select '' is null");
        assertThatThrownBy(() -> asked.run(
                        new SqlEngine(),
                        tree.view(root, loaded::accept),
                        header,
                        new SqlProver(asked, database.blocks(), Rights.unlimited()),
                        Rights.unlimited()))
                .isInstanceOf(CairnException.Incorrect.class);
        byte[] honest = record(car("select '' is null"));
        byte[] record = with(
                with(honest, "header", Value.of(header.encode())), "checkpoint", Value.of(database.checkpoint(header)));
        assertRefused(Answer.archive(record, loaded.byHash()), "answer-wrong");
    }
}
