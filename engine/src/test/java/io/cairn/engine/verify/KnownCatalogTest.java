package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers without the catalog, for those who have it. */
class KnownCatalogTest {
    private static final String POINT = "select name from birds where id = ?1";

    private final TestDatabase database = TestDatabase.withPeople();
    private final SqlEngines node = new SqlEngines();
    private final SqlEngine client = new SqlEngine();

    @BeforeEach
    void fill() {
        execute(
                "create table birds (id int primary key, name varchar(40) not null)",
                "create table rings (id int primary key, bird int references birds)",
                "create view short as select name from birds where length(name) < 5",
                "insert into birds select x, 'bird ' || x from generate_series(1, 500) as g(x)");
        // A catalog of more than one page.
        for (int i = 0; i < 8; i++) {
            execute("create view long_" + i + " as select '" + "much text ".repeat(100) + "' as t");
        }
        database.seal();
    }

    private void execute(String... statements) {
        for (String statement : statements) {
            database.apply(new Operation.ExecuteSql(database.address(), List.of(new SqlText(statement, List.of()))));
        }
    }

    private SqlQuestion question(String text, Value... parameters) {
        return new SqlQuestion(database.address(), text, List.of(parameters));
    }

    private byte[] car(List<Hash> known, SqlQuestion question) {
        return SqlAnswer.proveFor(known, question, database.blocks(), node);
    }

    private SqlAnswer.Verified verify(byte[] car, SqlEngine engine) {
        return new AnswerVerifier(database.nodeKey()).verifySql(car, engine);
    }

    private long learn() {
        SqlAnswer.Verified verified = verify(car(List.of(), question(POINT, Value.of(1))), client);
        assertThat(client.catalogNames()).hasSize(1);
        return verified.header().header().height();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select name from birds where id = 7",
                "select count(*), max(name) from birds where id < 90",
                "select b.name from birds b join rings r on r.bird = b.id",
                "select * from short",
                "select table_name from information_schema.tables where table_schema = 'public' order by 1",
                "select now(), random()",
                "describe select id from birds where name = ?1",
                "explain select id from birds where id = 9",
            })
    void theCatalogIsLeftOutAndTheAnswerIsTheSame(String text) {
        learn();
        SqlQuestion question = question(text);
        byte[] whole = car(List.of(), question);
        for (int i = 0; i < 3; i++) {
            byte[] lean = car(client.catalogNames(), question);
            assertThat(lean).hasSizeLessThan(whole.length);
            assertThat(verify(lean, client).result())
                    .isEqualTo(verify(whole, new SqlEngine()).result());
        }
    }

    @Test
    void whoLacksTheCatalogCannotCheckALeanAnswer() {
        learn();
        byte[] lean = car(client.catalogNames(), question(POINT, Value.of(3)));
        assertThatThrownBy(() -> verify(lean, new SqlEngine()))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        failure -> assertThat(failure.code()).isEqualTo("witness-page-missing"));
    }

    @Test
    void aChangedCatalogHasAnotherNameAndComesAgain() {
        long height = learn();
        execute("alter table birds add column weight int default 4");
        database.seal();
        SqlQuestion question = question("select weight from birds where id = 3");
        byte[] car = car(client.catalogNames(), question);
        assertThat(verify(car, client).result().rows()).hasToString("[[4]]");
        assertThat(client.catalogNames()).hasSize(2);
        byte[] lean = car(client.catalogNames(), question);
        assertThat(lean).hasSizeLessThan(car.length);
        // The one of before is not taken for the one of now.
        SqlEngine late = new SqlEngine();
        SqlQuestion before = question("select count(*) from birds as of block " + height);
        assertThat(verify(car(List.of(), before), late).result().rows()).isNotEmpty();
        assertThatThrownBy(() -> verify(lean, late))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        failure -> assertThat(failure.code()).isEqualTo("witness-page-missing"));
    }

    @Test
    void everyChangedByteOfALeanAnswerIsRefused() {
        learn();
        byte[] lean = car(client.catalogNames(), question(POINT, Value.of(3)));
        int step = Boolean.getBoolean("cairn.full") ? 1 : 13;
        for (int i = 0; i < lean.length; i += step) {
            byte[] forged = lean.clone();
            forged[i] ^= 0x10;
            assertThatThrownBy(() -> verify(forged, client)).as("byte %d", i).isInstanceOf(CairnException.class);
        }
        assertThat(verify(lean, client).result().rows()).hasToString("[[bird 3]]");
    }

    @Test
    void definingTheSameAgainGivesTheSameName() {
        Hash name = SqlEngine.catalogName(database.state());
        execute("create table passing (id int)");
        database.seal();
        assertThat(SqlEngine.catalogName(database.state())).isNotEqualTo(name);
        execute("drop table passing");
        database.seal();
        assertThat(SqlEngine.catalogName(database.state())).isEqualTo(name);
    }
}
