package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.SqlBase;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads and changes the table of a collection, and transactions that do. */
final class CollectionReadersTest {
    private final Ledger ledger = new Ledger(EngineVersions.released(), Visibility.OWNER_ONLY);
    private final TestUser owner = ledger.owner;
    private final TestUser writer = TestUser.solana(60);
    private final TestUser reader = TestUser.solana(61);
    private final TestUser stranger = TestUser.solana(62);

    CollectionReadersTest() {
        ok(ledger.apply(owner, new Operation.SetMember(ledger.address(), writer.account(), Role.WRITER)));
        ok(ledger.apply(owner, new Operation.SetMember(ledger.address(), reader.account(), Role.READER)));
        ok(ledger.apply(owner, new Operation.CreateCollection(ledger.address(), "birds", false)));
        ok(ledger.apply(owner, new Operation.SetSchema(ledger.address(), "birds", (Value.Document)
                Json.parse("{\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"}}}"))));
        ok(sql(
                owner,
                "insert into birds (_id, name, age) values ('a', 'wren', 1), ('b', 'secret', 2)",
                "create table open (id int primary key)",
                "insert into open values (7)",
                "create view names as select name from birds where age < 2",
                "grant select, insert, update, delete on open to \""
                        + stranger.account().text() + '"',
                "grant select on names to \"" + stranger.account().text() + '"'));
        ledger.seal();
    }

    private static void ok(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
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

    private String ask(TestUser who, String statement) {
        try {
            ReadPolicy.Reading reading = ReadPolicy.reading(ledger.state(), who.account());
            SqlContext context =
                    new SqlContext(ledger.clock(), 1, reading.caller(), SqlLimits.forQueries()).with(reading.rights());
            return new SqlEngine()
                    .query(ledger.state(), context, SqlStatement.of(statement))
                    .rows()
                    .toString();
        } catch (CairnException refused) {
            return refused.code();
        }
    }

    @Test
    void whoReadsDocumentsReadsTheTable() {
        assertThat(ask(reader, "select _id from birds order by _id")).isEqualTo("[[a], [b]]");
        assertThat(ask(stranger, "select * from open")).isEqualTo("[[7]]");
        assertThat(ask(stranger, "select * from names")).isEqualTo("[[wren]]");
        ok(sql(writer, "insert into birds (name) values ('tit')"));
        assertThat(sql(writer, "update birds set age = 3 where _id = 'a'").code())
                .isEqualTo("sql-42501");
        assertThat(sql(reader, "insert into birds (name) values ('tit')").code())
                .isEqualTo("not-permitted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from birds",
                "select count(*) from birds",
                "select max(_id) from birds",
                "select 1 from open where exists (select 1 from birds where name = 'secret')",
                "select (select min(name) from birds) from open",
                "select * from open join birds on age = id",
                "explain select * from birds where name = 'secret'",
                "with b as (select * from birds) select * from b",
                "table birds",
            })
    void noQuestionOfAStrangerReachesDocuments(String statement) {
        assertThat(ask(stranger, statement)).isEqualTo("sql-42501");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into birds (_id) values ('s')",
                "insert into birds (_id) values ('a') on conflict do nothing",
                "update birds set age = 1 / (age - 2)",
                "delete from birds where name = 'secret'",
                "insert into open select age from birds",
                "update open set id = (select max(age) from birds)",
                "delete from open where exists (select 1 from birds)",
                "insert into birds (_id) select 's' returning _document",
            })
    void noChangeOfAStrangerReachesDocuments(String statement) {
        assertThat(sql(stranger, statement).code()).isEqualTo("sql-42501");
    }

    /** A transaction of the writer that was run on a private copy and is committed. */
    private final class Interactive {
        private final PrivateTransaction.Start start = new PrivateTransaction.Start(
                writer.account(), ledger.headers().getLast().height(), Sha256.hash(new byte[] {7}), ledger.clock());
        private final PrivateTransaction copy = new PrivateTransaction(ledger.state(), start);
        private final SqlEngine engine = new SqlEngine();
        private final List<SqlText> statements = new ArrayList<>();

        List<List<String>> run(String text) {
            try {
                PrivateTransaction.Ran ran = copy.run(engine, new SqlText(text, List.of()));
                statements.add(new SqlText(text, List.of(), ran.digest()));
                return ran.result().rows();
            } catch (CairnException.Refused refused) {
                statements.add(new SqlText(text, List.of(), SqlResult.digestOfRefusal(refused.code())));
                throw refused;
            }
        }

        Outcome commit() {
            return ledger.apply(
                    writer,
                    new Operation.ExecuteSql(
                            ledger.address(), statements, new SqlBase(start.height(), start.seed(), null)));
        }
    }

    @Test
    void aTransactionSeesAndCommitsTheDocumentsItMade() {
        Interactive user = new Interactive();
        List<List<String>> made = user.run("insert into birds (name) values ('tit'), ('owl') returning _id, name");
        assertThat(made).hasSize(2);
        user.run("savepoint s");
        assertThatThrownBy(() -> user.run("delete from birds where _id = 'a'"))
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("sql-42501"));
        user.run("rollback to s");
        user.run("update birds set age = 5 where _id = '" + made.getFirst().getFirst() + "'");
        assertThat(user.run("select age, _document from birds where name = 'tit'"))
                .hasToString("[[5, {\"age\": 5, \"name\": \"tit\"}]]");
        ledger.advance(1_000);
        ok(ledger.apply(owner, ledger.add("birds", "c", (Value.Document) Json.parse("{\"name\":\"kite\"}"))));
        Outcome outcome = user.commit();
        ok(outcome);
        assertThat(outcome.changed()).isEqualTo(3);
        assertThat(ledger.reader().find("birds", made.get(1).getFirst()).owner())
                .isEqualTo(writer.account());
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    @Test
    void aDocumentThatWasReadAndHasChangedIsAConflict() {
        Interactive user = new Interactive();
        user.run("select age from birds where _id = 'a'");
        user.run("insert into birds (_id) values ('new')");
        ok(ledger.apply(owner, ledger.set("birds", "a", (Value.Document) Json.parse("{\"age\":9}"))));
        assertThat(user.commit().code()).isEqualTo("sql-40001");
        assertThat(ledger.reader().find("birds", "new")).isNull();
    }

    @Test
    void aSessionForOtherCollectionsChangesNoDocumentBySql() {
        long end = ledger.clock() + 60_000;
        Operation insert = new Operation.ExecuteSql(
                ledger.address(), List.of(new SqlText("insert into birds (_id) values ('s')", List.of())));
        for (String collection : List.of("others", "birds")) {
            TestUser key = TestUser.solana(63 + collection.length());
            ok(ledger.apply(
                    writer,
                    new Operation.OpenSession(
                            ledger.address(),
                            key.account(),
                            List.of(SessionScope.SQL),
                            List.of(collection),
                            end,
                            0,
                            0)));
            Payload payload = new Payload(insert, Long.MAX_VALUE).inSessionOf(writer.account());
            Outcome outcome = ledger.apply(key.sign(key.unsigned(ledger.chain(), payload, key.takeNonce())));
            assertThat(outcome.code()).isEqualTo(collection.equals("birds") ? Outcome.OK : "session-scope");
        }
        assertThat(ledger.reader().find("birds", "s").owner()).isEqualTo(writer.account());
    }
}
