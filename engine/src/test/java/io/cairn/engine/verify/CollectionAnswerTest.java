package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions in SQL about a collection are proved as those about a table are, also about the past. */
final class CollectionAnswerTest {
    private final TestDatabase database = TestDatabase.withPeople(); // blocks 1 and 2

    CollectionAnswerTest() {
        schema("{\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"}}}");
        database.seal(); // block 3
        database.apply(new Operation.ExecuteSql(
                database.address(),
                List.of(
                        new SqlText("update people set age = 37 where _id = 'ada'", List.of()),
                        new SqlText("delete from people where _id = 'bob'", List.of()),
                        new SqlText(
                                "insert into people (_id, name, age) select 'p' || x, 'n' || mod(x, 9), x"
                                        + " from generate_series(1, 300) as g(x)",
                                List.of()))));
        database.seal(); // block 4
    }

    private void schema(String json) {
        database.apply(new Operation.SetSchema(database.address(), "people", (Value.Document) Json.parse(json)));
    }

    private SqlQuestion question(String text) {
        return new SqlQuestion(database.address(), text, List.of());
    }

    private SqlResult verified(String text) {
        SqlResult plain = SqlAnswer.plain(question(text), database.blocks(), Rights.unlimited(), new SqlEngines())
                .result();
        SqlAnswer.Verified verified = new AnswerVerifier(database.nodeKey()).verifySql(database.answer(question(text)));
        assertThat(verified.result()).isEqualTo(plain);
        return plain;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from people where _id = 'p7'",
                "select * from people where _id = 'nobody'",
                "select _id from people where age between 30 and 40 order by age",
                "select count(*) from people where name = 'n3'",
                "select count(*) from people",
                "select _document from people where _id > 'p95' order by _id desc limit 3",
                "select table_name from information_schema.tables where table_schema = 'public'",
            })
    void answersAreProved(String text) {
        assertThat(verified(text).columns()).isNotEmpty();
    }

    @Test
    void aPointQuestionIsProvedWithFewPages() {
        byte[] car = database.answer(question("select age from people where _id = 'ada'"));
        assertThat(new AnswerVerifier(database.nodeKey())
                        .verifySql(car)
                        .result()
                        .rows())
                .hasToString("[[37]]");
        assertThat(car.length).isLessThan(database.answer(question("select age + 0 from people")).length / 2);
    }

    @Test
    void thePastOfDocumentsIsRead() {
        assertThat(verified("select age from people as of block 3 where _id = 'ada'")
                        .rows())
                .hasToString("[[36]]");
        assertThat(verified("select count(*) from people as of block 3").rows()).hasToString("[[3]]");
        assertThat(verified("select age from people where _id = 'ada'").rows()).hasToString("[[37]]");
        assertRefused("select age from people as of block 2", "sql-42P01");
        assertRefused("show history of people", "sql-42809");
        assertRefused("diff people between block 3 and 4", "sql-42809");
    }

    private void assertRefused(String text, String code) {
        assertThatThrownBy(() -> database.answer(question(text)))
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
