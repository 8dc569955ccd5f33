package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Bson;
import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.record.Keys;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mutations that hold SQL: who may send them, and that they are all or nothing. */
final class SqlMutationTest {
    private static final String ACCOUNTS = HexFormat.of().formatHex(new byte[] {Keys.ACCOUNT});

    private final Ledger ledger = new Ledger();
    private final TestUser owner = ledger.owner;
    private final TestUser writer = TestUser.solana(60);
    private final TestUser stranger = TestUser.solana(61);

    SqlMutationTest() {
        ok(ledger.apply(owner, new Operation.SetMember(ledger.address(), writer.account(), Role.WRITER)));
        ok(ledger.apply(owner, sql("create table birds (id int primary key, name varchar(40) not null)")));
    }

    private static void ok(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
    }

    private Operation sql(String... statements) {
        return new Operation.ExecuteSql(
                ledger.address(),
                Arrays.stream(statements)
                        .map(text -> new SqlText(text, List.of()))
                        .toList());
    }

    private List<List<String>> rows(String text) {
        SqlContext context = new SqlContext(ledger.clock(), 1, "", SqlLimits.forQueries());
        return new SqlEngine()
                .query(ledger.state(), context, SqlStatement.of(text))
                .rows();
    }

    /** Everything but the accounts, whose nonces every mutation takes. */
    private TreeMap<String, String> state() {
        TreeMap<String, String> all = ledger.everything();
        all.keySet().removeIf(key -> key.startsWith(ACCOUNTS));
        return all;
    }

    private void assertRefused(TestUser sender, String code, String at, String... statements) {
        TreeMap<String, String> before = state();
        Outcome outcome = ledger.apply(sender, sql(statements));
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(code);
        assertThat(outcome.at()).isEqualTo(at);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void ownersDefineAndWritersChangeRows() {
        Outcome inserted = ledger.apply(writer, sql("insert into birds values (1, 'wren'), (2, 'tit')"));
        ok(inserted);
        assertThat(inserted.changed()).isEqualTo(2);
        ok(ledger.apply(owner, sql("alter table birds add column seen date", "create index by_name on birds (name)")));
        ok(ledger.apply(writer, sql("update birds set seen = date '2020-01-02' where name = 'tit'")));
        assertThat(rows("select * from birds order by id")).hasToString("[[1, wren, null], [2, tit, 2020-01-02]]");
    }

    @Test
    void writersDoNotDefineAndStrangersDoNothing() {
        assertRefused(writer, "not-permitted", "data/statements/0/text", "create table mine (id int)");
        assertRefused(writer, "not-permitted", "data/statements/1/text", "delete from birds", "drop table birds");
        assertRefused(stranger, "not-permitted", "data/statements/0/text", "insert into birds values (9, 'owl')");
        assertRefused(stranger, "not-permitted", "data/statements/0/text", "select * from birds");
    }

    @Test
    void statementsAreAllOrNothing() {
        assertRefused(
                owner,
                "sql-23505",
                "data/statements/3/statement",
                "create table rings (id bigint generated always as identity, bird int references birds(id))",
                "insert into birds values (1, 'wren')",
                "insert into rings (bird) values (1)",
                "insert into birds values (1, 'again')");
        assertRefused(writer, "sql-42P01", "data/statements/0/statement", "insert into rings (bird) values (1)");
        ok(ledger.apply(writer, sql("insert into birds values (1, 'first')")));
        assertThat(rows("select name from birds")).hasToString("[[first]]");
    }

    @Test
    void statementsSeeWhatThoseBeforeThemDid() {
        ok(ledger.apply(
                owner,
                sql(
                        "insert into birds values (1, 'wren')",
                        "create table copies as select * from birds",
                        "update copies set name = name || '!'")));
        assertThat(rows("select name from copies")).hasToString("[[wren!]]");
    }

    @Test
    void replayOfTheJournalGivesTheSameRoots() {
        ok(ledger.apply(
                writer, sql("insert into birds select x, 'n' || random() from generate_series(1, 50) as g(x)")));
        ledger.seal();
        ledger.advance(1_000);
        ok(ledger.apply(
                owner,
                sql("alter table birds add column at timestamp default now()", "delete from birds where id > 9")));
        assertThat(ledger.apply(writer, sql("insert into birds (id) values (77)"))
                        .code())
                .isEqualTo("sql-23502");
        ok(ledger.apply(writer, sql("update birds set name = random_uuid() where id = 3")));
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    @Test
    void endlessStatementsAreRefusedAndTheDatabaseGoesOn() {
        assertRefused(
                writer,
                "sql-57014",
                "data/statements/0/statement",
                "insert into birds with recursive r(n) as (select 1 union all select n + 1 from r)"
                        + " select n, 'x' from r where n < 0");
        assertRefused(
                writer,
                "sql-54000",
                "data/statements/1/statement",
                "insert into birds values (1, 'wren')",
                "select a.x from generate_series(1, 100001) as a(x)");
        ok(ledger.apply(writer, sql("insert into birds values (1, 'wren')")));
        assertThat(rows("select count(*) from birds")).hasToString("[[1]]");
    }

    private Mutation signed(String json) {
        byte[] data =
                Bson.encode((Value.Document) Json.parse(json.replace('\'', '"').replace("DATABASE", ledger.address())));
        return owner.sign(owner.unsigned(ledger.chain(), "EXECUTE_SQL", data, owner.takeNonce()));
    }

    private void assertRefusedAtTheGate(String json, String code, String at) {
        Submission submission = Submission.of(signed(json).encode());
        assertThatThrownBy(() -> ledger.machine().mutations().requireAdmissible(submission, ledger.clock()))
                .isInstanceOfSatisfying(CairnException.class, refusal -> {
                    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
                    assertThat(refusal.at()).isEqualTo(at);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | sql-statements-count | data/statements",
                "['select 1'] | payload-field-type | data/statements/0",
                "[{}] | payload-field-missing | data/statements/0/text",
                "[{'text':7}] | payload-field-type | data/statements/0/text",
                "[{'text':'select 1','more':1}] | payload-field-unknown | data/statements/0/more",
                "[{'text':'select 1','parameters':1}] | payload-field-type | data/statements/0/parameters",
                "[{'text':'a'},{'text':'b','parameters':[1,[2]]}] | not-supported | data/statements/1/parameters/1",
                "[{'text':'a','parameters':[{'a':1}]}] | not-supported | data/statements/0/parameters/0",
            })
    void malformedPayloadsStopAtTheGate(String statements, String code, String at) {
        assertRefusedAtTheGate("{'database':'DATABASE','statements':" + statements + "}", code, at);
    }

    @Test
    void aMutationHoldsAThousandStatements() {
        String most = String.join(",", Collections.nCopies(SqlText.STATEMENTS_MAX, "{'text':'select 1'}"));
        ok(ledger.apply(signed("{'database':'DATABASE','statements':[" + most + "]}")));
        assertRefusedAtTheGate(
                "{'database':'DATABASE','statements':[" + most + ",{'text':'select 1'}]}",
                "sql-statements-count",
                "data/statements");
    }

    @Test
    void parametersAreCountedAndConverted() {
        List<Value> parameters = new ArrayList<>(List.of(Value.of(1), Value.of("it's")));
        SqlText insert = new SqlText("insert into birds values (?1, ?2)", parameters);
        ok(ledger.apply(writer, new Operation.ExecuteSql(ledger.address(), List.of(insert))));
        assertThat(rows("select name from birds")).hasToString("[[it's]]");
        assertThat(codeOf(new SqlText(insert.text(), List.of(Value.of(2))))).isEqualTo("sql-08P01");
        assertThat(codeOf(new SqlText(insert.text(), List.of(Value.of("x"), Value.of("y")))))
                .isEqualTo("sql-22P02");
    }

    private String codeOf(SqlText statement) {
        return ledger.apply(writer, new Operation.ExecuteSql(ledger.address(), List.of(statement)))
                .code();
    }
}
