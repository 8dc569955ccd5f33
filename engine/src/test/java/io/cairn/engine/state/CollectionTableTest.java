package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.StoredDocument;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A collection with a schema is a table: one data, changed and read by two languages. */
final class CollectionTableTest {
    private static final String SCHEMA =
            "{\"type\":\"object\",\"required\":[\"name\"],\"properties\":{\"name\":{\"type\":\"string\"},"
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
                sender, new Operation.SetDocuments(ledger.address(), "birds", List.of(id), List.of((Value.Document)
                        Json.parse(json))));
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
        ok(set(
                writer,
                "w1",
                "{\"name\":\"wren\",\"age\":2,\"weight\":9,\"tame\":false,\"tags\":[1,\"x\"],\"free\":null}"));
        ok(sql(
                owner,
                "insert into birds (_id, name, weight, home) values ('t1', 'tit', 18.5, '{\"tree\": {\"kind\": \"oak\"}}')",
                "insert into birds (name, _document) values ('owl', '{\"free\": [true]}')"));
        assertThat(
                        rows(
                                "select _id, name, age, weight, tame, tags, home, _document from birds where _id in ('w1', 't1') order by 1"))
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
        String made =
                rows("select _id from birds where name = 'owl'").getFirst().getFirst();
        assertThat(made).hasSize(20);
        assertThat(fields(made)).isEqualTo(Json.parse("{\"free\":[true],\"name\":\"owl\"}"));
        assertThat(document(made).owner()).isEqualTo(owner.account());
        ok(sql(
                owner,
                "update birds set age = coalesce(age, 0) + 1, weight = null where _owner = '"
                        + owner.account().text() + "'"));
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
                "insert into birds (age) values (1) | sql-23514",
                "insert into birds (name, _document) values ('x', '{\"age\": 1.5}') | sql-23514",
                "insert into birds (name, _document) values ('x', '[1]') | sql-22023",
                "insert into birds (_id, name) values ('w1', 'x') | sql-23505",
                "insert into birds (_id, name) values ('', 'x') | sql-22023",
                "insert into birds (name, _owner) values ('x', 'db3_user:solana:me') | sql-42501",
                "update birds set name = 'mine' | sql-42501",
                "update birds set _id = 'w2' | sql-428C9",
                "delete from birds | sql-42501",
                "drop table birds | sql-0A000",
                "drop table birds cascade | sql-0A000",
                "alter table birds add column more int | sql-0A000",
                "alter table birds rename to others | sql-0A000",
                "alter table birds alter column age set not null | sql-0A000",
                "create index by_age on birds (age) | sql-0A000",
                "create table nests (bird varchar references birds (_id)) | sql-42830",
                "truncate table birds | sql-0A000",
                "create table birds (id int) | sql-42P07",
                "alter table birds add constraint c check (age > 0) | sql-0A000",
                "alter table birds add unique (name) | sql-0A000",
                "alter table birds alter column age set default 3 | sql-0A000",
                "alter table birds rename column age to years | sql-0A000",
                "insert into birds (_id, name) values ('n', 'x'), ('n', 'y') on conflict (_id) do update set name = 'z' | sql-21000",
                "create table t (id int) engine \"io.cairn.engine.sql.CollectionTableEngine\" with \"1\" | sql-0A000",
                "grant select on birds to public | sql-0A000",
                "create policy p on birds using (true) | sql-0A000",
                "alter table birds enable row level security | sql-0A000",
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
        assertThat(schema("{\"properties\":{\"weight\":{\"type\":\"string\"}}}").code())
                .isEqualTo("schema-violation");
        assertThat(schema("{\"type\":\"array\"}").code()).isEqualTo("schema-violation");
        assertThat(schema("{\"type\":\"list\"}").code()).isEqualTo("schema-malformed");
        ok(schema("{\"properties\":{\"name\":{\"type\":\"string\"},\"other\":{\"type\":\"object\"}}}"));
        assertThat(rows("select name, other from birds")).hasToString("[[x, {}]]");
        ok(sql(owner, "create view names as select name from birds"));
        assertThat(schema(SCHEMA).code()).startsWith("sql-");
        ok(sql(owner, "drop view names"));
        ok(schema(null));
        assertThat(sql(owner, "insert into birds (name) values ('y')").code()).isEqualTo("sql-42P01");
        ok(set(owner, "b", "{}"));
        assertThat(ledger.apply(writer, new Operation.SetSchema(ledger.address(), "birds", (Value.Document)
                                Json.parse(SCHEMA)))
                        .code())
                .isEqualTo("not-permitted");
    }

    @Test
    void aRowThatIsThereIsLeftOrChanged() {
        ok(sql(owner, "insert into birds (_id, name, age) values ('a', 'x', 1)"));
        Outcome left = sql(owner, "insert into birds (_id, name) values ('a', 'y'), ('b', 'y') on conflict do nothing");
        ok(left);
        assertThat(left.changed()).isEqualTo(1);
        assertThat(rows("select _id, name, age from birds order by _id")).hasToString("[[a, x, 1], [b, y, null]]");
    }

    @Test
    void whatJsonCannotSayStays() {
        Value bytes = new Value.Bytes(new byte[] {1, 2});
        Value.Document fields =
                Value.Document.builder().put("name", "x").put("raw", bytes).build();
        ok(ledger.apply(owner, new Operation.SetDocuments(ledger.address(), "birds", List.of("a"), List.of(fields))));
        ok(sql(owner, "update birds set age = 3 where _id = 'a'"));
        assertThat(((Value.Document) fields("a")).get("raw")).isEqualTo(bytes);
    }

    @Test
    void madeIdsAreTheSameOnlyForTheSameStatement() {
        Outcome made = sql(
                owner,
                "insert into birds (name) select 'n' || x from generate_series(1, 50) as g(x) returning _id",
                "insert into birds (name) values ('m') returning _id");
        ok(made);
        List<String> ids = new ArrayList<>();
        made.results().forEach(statement -> statement.rows().forEach(row -> ids.add(row.getFirst())));
        assertThat(ids).hasSize(51).doesNotHaveDuplicates();
        assertThat(ids.subList(0, 50)).isSorted();
        assertThat(rows("select count(*) from birds")).hasToString("[[51]]");
    }

    @Test
    void copyAddsDocuments() {
        ok(ledger.apply(
                owner,
                new Operation.ExecuteSql(
                        ledger.address(),
                        List.of(new SqlText(
                                "copy birds (_id, name, age, tags) from stdin",
                                List.of(Value.of("c1\twren\t4\t[1]\nc2\ttit\t\\N\t\\N\n")))))));
        assertThat(fields("c1")).isEqualTo(Json.parse("{\"name\":\"wren\",\"age\":4,\"tags\":[1]}"));
        assertThat(fields("c2")).isEqualTo(Json.parse("{\"name\":\"tit\"}"));
    }

    @Test
    void tablesAndCollectionsDoNotTakeEachOthersNames() {
        ok(sql(owner, "create table nests (id int primary key)", "create view homes as select id from nests"));
        Value.Document empty = Value.Document.EMPTY;
        for (String name : List.of("nests", "homes")) {
            for (Operation write : List.of(
                    ledger.add(name, "1", empty),
                    ledger.set(name, "1", empty),
                    ledger.upsert(name, "1", empty),
                    ledger.delete(name, "1"),
                    new Operation.CreateCollection(ledger.address(), name, false))) {
                assertThat(ledger.apply(owner, write).code()).as("%s", write).isEqualTo("collection-is-table");
            }
        }
        assertThat(ledger.apply(owner, ledger.delete("nothing", "1")).code()).isEqualTo("collection-not-found");
        assertThat(rows("select count(*) from nests")).hasToString("[[0]]");
    }
}
