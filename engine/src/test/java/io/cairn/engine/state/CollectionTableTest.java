package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A collection with a schema is a table: one data, changed and read by two languages. */
final class CollectionTableTest {
    private static final String SCHEMA = "{\"type\":\"object\",\"required\":[\"name\"],\"properties\":{\"name\":{\"type\":\"string\"},"
            + "\"age\":{\"type\":\"integer\"},\"weight\":{\"type\":\"number\"},\"tame\":{\"type\":\"boolean\"},"
            + "\"tags\":{\"type\":\"array\"},\"home\":{\"type\":\"object\"}}}";

    private final Ledger ledger = new Ledger();
    private final TestUser owner = ledger.owner;
    private final TestUser writer = TestUser.solana(60);

    CollectionTableTest() {
        ok(ledger.apply(owner, new Operation.SetMember(ledger.address(), writer.account(), Role.WRITER)));
        ok(ledger.apply(owner, new Operation.CreateCollection(ledger.address(), "birds", false)));
        ok(schema(SCHEMA));
    }

    private static void ok(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
    }

    private Outcome schema(String json) {
        return ledger.apply(
                owner,
                new Operation.SetSchema(
                        ledger.address(), "birds", json == null ? null : (Value.Document) Json.parse(json)));
    }

    private Outcome sql(TestUser sender, String... statements) {
        return ledger.apply(
                sender,
                new Operation.ExecuteSql(
                        ledger.address(),
                        Arrays.stream(statements)
                                .map(text -> new SqlText(text, List.of()))
                                .toList()));
    }

    private Outcome set(TestUser sender, String id, String json) {
        return ledger.apply(
                sender,
                new Operation.SetDocuments(
                        ledger.address(), "birds", List.of(id), List.of((Value.Document) Json.parse(json))));
    }

    private List<List<String>> rows(String text) {
        SqlContext context = new SqlContext(ledger.clock(), 1, "", SqlLimits.forQueries());
        return new SqlEngine()
                .query(ledger.state(), context, SqlStatement.of(text))
                .rows();
    }

    private StoredDocument document(String id) {
        return new DocumentReader(ledger.state()).find("birds", id);
    }

    private Value fields(String id) {
        return document(id).fields();
    }

    @Test
    void documentsAreRowsAndRowsAreDocuments() {
        ok(set(writer, "w1", "{\"name\":\"wren\",\"age\":2,\"weight\":9,\"tame\":false,\"tags\":[1,\"x\"],\"free\":null}"));
        ok(sql(
                owner,
                "insert into birds (_id, name, weight, home) values ('t1', 'tit', 18.5, '{\"tree\": {\"kind\": \"oak\"}}')",
                "insert into birds (name, _document) values ('owl', '{\"free\": [true]}')"));
        assertThat(rows("select _id, name, age, weight, tame, tags, home, _document from birds where _id in ('w1', 't1') order by 1"))
                .hasToString(List.of(
                                Arrays.asList(
                                        "t1",
                                        "tit",
                                        null,
                                        "18.5",
                                        null,
                                        null,
                                        "{\"tree\": {\"kind\": \"oak\"}}",
                                        "{\"home\": {\"tree\": {\"kind\": \"oak\"}}, \"name\": \"tit\", \"weight\": 18.5}"),
                                Arrays.asList(
                                        "w1",
                                        "wren",
                                        "2",
                                        "9",
                                        "f",
                                        "[1, \"x\"]",
                                        null,
                                        "{\"age\": 2, \"free\": null, \"name\": \"wren\", \"tags\": [1, \"x\"], \"tame\": false,"
                                                + " \"weight\": 9}"))
                        .toString());
        assertThat(rows("select count(*), count(distinct _owner) from birds")).hasToString("[[3, 2]]");
        String made = rows("select _id from birds where name = 'owl'").getFirst().getFirst();
        assertThat(made).hasSize(20);
        assertThat(fields(made)).isEqualTo(Json.parse("{\"free\":[true],\"name\":\"owl\"}"));
        assertThat(document(made).owner()).isEqualTo(owner.account());
        ok(sql(owner, "update birds set age = coalesce(age, 0) + 1, weight = null where _owner = '" + owner.account().text() + "'"));
        assertThat(fields("t1"))
                .isEqualTo(Json.parse("{\"home\":{\"tree\":{\"kind\":\"oak\"}},\"name\":\"tit\",\"age\":1}"));
        ok(sql(owner, "delete from birds where name = 'tit'"));
        assertThat(document("t1")).isNull();
        assertThat(rows("select b.name, t.n from birds b join (values ('wren', 7)) t (name, n) on t.name = b.name"))
                .hasToString("[[wren, 7]]");
    }

    @Test
    void upsertsAndReturningMeanTheSameAsForTables() {
        ok(sql(owner, "insert into birds (_id, name) values ('a', 'x')"));
        Outcome upsert = sql(
                owner,
                "insert into birds (_id, name) values ('a', 'y'), ('b', 'z') on conflict (_id) do update set name = excluded.name");
        ok(upsert);
        assertThat(upsert.changed()).isEqualTo(2);
        assertThat(rows("select _id, name from birds order by _id desc")).hasToString("[[b, z], [a, y]]");
        assertThat(document("a").createdSequence()).isLessThan(document("a").changedSequence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into birds (age) values (1) | schema-violation",
                "insert into birds (name, _document) values ('x', '{\"age\": 1.5}') | schema-violation",
                "insert into birds (name, _document) values ('x', '[1]') | sql-22023",
                "insert into birds (_id, name) values ('w1', 'x') | document-exists",
                "insert into birds (_id, name) values ('', 'x') | document-id-invalid",
                "insert into birds (name, _owner) values ('x', 'db3_user:solana:me') | sql-42501",
                "update birds set name = 'mine' | not-document-owner",
                "update birds set _id = 'w2' | sql-428C9",
                "delete from birds | not-document-owner",
                "drop table birds | sql-0A000",
                "drop table birds cascade | sql-0A000",
                "alter table birds add column more int | sql-0A000",
                "alter table birds rename to others | sql-0A000",
                "alter table birds alter column age set not null | sql-0A000",
                "create index by_age on birds (age) | sql-0A000",
                "create table nests (bird varchar references birds (_id)) | sql-42000",
                "truncate table birds | sql-0A000",
                "create table birds (id int) | sql-42P07",
            })
    void whatDocumentsMayNotBeRowsMayNotBe(String statement, String code) {
        ok(set(writer, "w1", "{\"name\":\"wren\"}"));
        var before = rows("select * from birds");
        Outcome outcome = sql(owner, statement);
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(code);
        assertThat(rows("select * from birds")).isEqualTo(before);
    }

    @Test
    void schemasHoldForBothLanguages() {
        assertThat(set(owner, "a", "{\"age\":1}").code()).isEqualTo("schema-violation");
        assertThat(set(owner, "a", "{\"name\":\"x\",\"age\":\"1\"}").code()).isEqualTo("schema-violation");
        assertThat(set(owner, "a", "{\"name\":null}").code()).isEqualTo("schema-violation");
        ok(set(owner, "a", "{\"name\":\"x\",\"weight\":1,\"other\":{}}"));
        assertThat(schema("{\"properties\":{\"weight\":{\"type\":\"string\"}}}").code()).isEqualTo("schema-violation");
        assertThat(schema("{\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"x\"}}}").code())
                .isEqualTo("schema-not-supported");
        assertThat(schema("{\"properties\":{\"_id\":{\"type\":\"string\"}}}").code()).isEqualTo("schema-not-supported");
        assertThat(schema("{\"type\":\"array\"}").code()).isEqualTo("schema-malformed");
        ok(schema("{\"properties\":{\"name\":{\"type\":\"string\"},\"other\":{\"type\":\"object\"}}}"));
        assertThat(rows("select name, other from birds")).hasToString("[[x, {}]]");
        ok(sql(owner, "create view names as select name from birds"));
        assertThat(schema(SCHEMA).code()).startsWith("sql-");
        ok(sql(owner, "drop view names"));
        ok(schema(null));
        assertThat(sql(owner, "insert into birds (name) values ('y')").code()).isEqualTo("sql-42P01");
        ok(set(owner, "b", "{}"));
        assertThat(ledger.apply(
                                writer,
                                new Operation.SetSchema(ledger.address(), "birds", (Value.Document) Json.parse(SCHEMA)))
                        .code())
                .isEqualTo("not-permitted");
    }

    /** Random changes by either language leave what both show alike, found by index or by a walk. */
    @Test
    void bothLanguagesSeeTheSame() {
        long seed = 47;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 120; round++) {
            String id = "d" + random.nextInt(12);
            String name = "n" + random.nextInt(4);
            String age = random.nextInt(3) == 0 ? "null" : Integer.toString(random.nextInt(5));
            String weight = random.nextBoolean() ? "2.5" : "3";
            switch (random.nextInt(4)) {
                case 0 -> set(owner, id, "{\"name\":\"" + name + "\",\"weight\":" + weight + "}");
                case 1 -> sql(owner, "insert into birds (_id, name, age, weight) values ('" + id + "', '" + name + "', " + age + ", " + weight + ")"
                        + " on conflict (_id) do update set age = excluded.age, weight = excluded.weight");
                case 2 -> sql(owner, "update birds set age = " + age + " where name = '" + name + "' and weight >= 2.5");
                default -> sql(owner, "delete from birds where age = " + random.nextInt(5) + " or _id = '" + id + "'");
            }
            for (String condition : List.of("age = 2", "age > 1 and age <= 3", "weight >= 2.6", "name = 'n1'", "_id > 'd3'", "name < 'n2'", "age is null")) {
                List<String> byIndex = ids("select _id from birds where " + condition);
                List<String> byWalk = ids("select _id from (select _id, age + 0 as age, weight + 0 as weight, name || '' as name from birds limit 1000) as b where "
                        + condition);
                assertThat(byIndex).as("seed %d, round %d: %s", seed, round, condition).isEqualTo(byWalk);
            }
            for (List<String> row : rows("select _id, _owner, _document from birds")) {
                StoredDocument document = document(row.get(0));
                assertThat(document.owner().text()).isEqualTo(row.get(1));
                assertThat(fields(row.get(0))).isEqualTo(Json.parse(row.get(2)));
            }
            assertThat(rows("select count(*) from birds").getFirst().getFirst())
                    .isEqualTo(Long.toString(new DocumentReader(ledger.state()).count("birds")));
        }
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    private List<String> ids(String question) {
        List<String> ids = new ArrayList<>();
        rows(question).forEach(row -> ids.add(row.getFirst()));
        ids.sort(null);
        return ids;
    }
}
