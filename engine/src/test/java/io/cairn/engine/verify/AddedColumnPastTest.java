package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rows that are older than a column of their table: in answers that are proved, in the past, and as documents. */
final class AddedColumnPastTest {
    private final TestDatabase database = new TestDatabase();

    AddedColumnPastTest() {
        sealed("create table birds (id int primary key, name text)"); // block 2
        sealed("insert into birds values (1, 'wren'), (2, 'robin'), (3, 'heron')"); // block 3
        sealed("update birds set name = 'jenny' where id = 1"); // block 4
        sealed("alter table birds add column legs int not null default 2"); // block 5
        sealed("insert into birds values (4, 'owl', 1)"); // block 6
        sealed("update birds set name = 'grey heron' where id = 3"); // block 7
        sealed("alter table birds alter column legs set default 9", "update birds set legs = legs where id = 2");
    }

    private void sealed(String... statements) {
        database.apply(new Operation.ExecuteSql(
                database.address(),
                Arrays.stream(statements)
                        .map(text -> new SqlText(text, List.of()))
                        .toList()));
        database.seal();
    }

    private SqlResult proved(String text) {
        SqlQuestion question = new SqlQuestion(database.address(), text, List.of());
        SqlResult verified = new AnswerVerifier(database.nodeKey())
                .verifySql(database.answer(question))
                .result();
        assertThat(verified)
                .isEqualTo(SqlAnswer.plain(question, database.blocks(), Rights.unlimited())
                        .result());
        return verified;
    }

    private List<String> cells(String text, String... names) {
        SqlResult result = proved(text);
        List<String> all = result.columns().stream().map(SqlColumn::name).toList();
        return result.rows().stream()
                .map(row -> String.join(
                        "|",
                        Arrays.stream(names)
                                .map(name -> Objects.toString(row.get(all.indexOf(name)), ""))
                                .toList()))
                .toList();
    }

    @Test
    void answersAreProved() {
        assertThat(cells("select * from birds order by id", "id", "name", "legs"))
                .containsExactly("1|jenny|2", "2|robin|2", "3|grey heron|2", "4|owl|1");
        assertThat(cells("select id from birds where legs = 2 and id = 1", "id"))
                .containsExactly("1");
    }

    @Test
    void thePastHasTheColumnsOfItsTime() {
        assertThat(proved("select * from birds as of block 4").columns()).hasSize(2);
        assertThat(cells("select * from birds as of block 5 order by id", "id", "legs"))
                .containsExactly("1|2", "2|2", "3|2");
    }

    /** The statement that added the column changed no row, and a history is shown in the columns of now. */
    @Test
    void historiesGoOnBeforeTheColumn() {
        assertThat(cells(
                        "show history of birds where id = 3",
                        "change",
                        "block",
                        "name",
                        "legs",
                        "old_name",
                        "old_legs"))
                .containsExactly("insert|3|heron|2||", "update|7|grey heron|2|heron|2");
        assertThat(cells("show history of birds where id = 1", "change", "block"))
                .containsExactly("insert|3", "update|4");
    }

    @Test
    void differencesAreRowsWhoseCellsDiffer() {
        assertThat(cells("diff birds between block 4 and 5", "change")).isEmpty();
        assertThat(cells("diff birds between block 3 and 7", "change", "id", "name", "legs", "old_name"))
                .containsExactly("changed|1|jenny|2|wren", "changed|3|grey heron|2|heron", "added|4|owl|1|");
        // The row was written anew with what it had before.
        assertThat(cells("diff birds between block 7 and 8", "change")).isEmpty();
    }

    @Test
    void rowsAreDocuments() {
        Question question =
                new Question.Find(database.address(), "birds", (Value.Array) Json.parse("[[\"legs\",\"==\",2]]"));
        Answer.Verified verified = Answer.verify(database.answer(question).toCar(), database.nodeKey());
        assertThat(verified.answer().documents().stream()
                        .map(row -> Json.print(row.fields()))
                        .toList())
                .containsExactlyInAnyOrder(
                        "{\"id\":1,\"legs\":2,\"name\":\"jenny\"}",
                        "{\"id\":2,\"legs\":2,\"name\":\"robin\"}",
                        "{\"id\":3,\"legs\":2,\"name\":\"grey heron\"}");
    }
}
