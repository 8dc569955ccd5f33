package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlText;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of a table are documents to whoever reads documents, proved as others are. */
final class TableDocumentsTest {
    private final TestDatabase database = new TestDatabase();

    TableDocumentsTest() {
        sql(
                "create table birds (id int primary key, name varchar, weight numeric(6, 2), tame boolean, tags jsonb,"
                        + " seen date, raw bytea, ratio double precision, ages int array)",
                "insert into birds values (1, 'wren', 9.50, true, '{\"a\": [1, null]}', '2024-02-29', '\\x0102', 0.5,"
                        + " array[1, 2]), (10, 'owl', null, false, null, null, null, null, null)",
                "insert into birds (id, name) select x, 'bird ' || mod(x, 7) from generate_series(100, 600) as g(x)",
                "create table pairs (a text, b int, n int, primary key (a, b))",
                "insert into pairs values ('x', 1, 5), ('x', 2, 6)",
                "create table words (word text primary key)",
                "insert into words values ('\u00e7a'), ('b'), ('a')",
                "create table keyless (n int)",
                "create table owned (id int primary key, _owner text)",
                "create view seen as select id from birds");
        sql("update birds set name = 'jenny' where id = 1");
        database.seal();
    }

    private void sql(String... statements) {
        database.apply(new Operation.ExecuteSql(
                database.address(),
                Arrays.stream(statements)
                        .map(text -> new SqlText(text, List.of()))
                        .toList()));
    }

    private List<StoredDocument> proved(Question question) {
        byte[] car = database.answer(question).toCar();
        Answer.Verified verified = Answer.verify(car, database.nodeKey());
        assertThat(verified.collectionExists()).isTrue();
        assertThat(verified.answer().documents()).isEqualTo(question.read(new DocumentReader(database.state())));
        return verified.answer().documents();
    }

    private List<StoredDocument> get(String table, String id) {
        return proved(new Question.Get(database.address(), table, id));
    }

    private Question.Find find(String table, String query) {
        return new Question.Find(database.address(), table, (Value.Array) Json.parse(query));
    }

    private List<String> ids(String table, String query) {
        return proved(find(table, query)).stream().map(StoredDocument::id).toList();
    }

    @Test
    void cellsAreFields() {
        StoredDocument wren = get("birds", "1").getFirst();
        assertThat((Object) wren.fields())
                .isEqualTo(Json.parse("{\"id\":1,\"name\":\"jenny\",\"weight\":\"9.50\",\"tame\":true,"
                        + "\"tags\":{\"a\":[1,null]},\"seen\":\"2024-02-29\",\"raw\":{\"/\":{\"bytes\":\"AQI\"}},"
                        + "\"ratio\":0.5,\"ages\":[1,2]}"));
        assertThat((Object) get("birds", "10").getFirst().fields())
                .isEqualTo(Json.parse("{\"id\":10,\"name\":\"owl\",\"tame\":false}"));
        assertThat(wren.createdSequence()).isZero();
        assertThat(wren.changedSequence())
                .isGreaterThan(get("birds", "10").getFirst().createdSequence());
        assertThat(new DocumentReader(database.state()).count("birds")).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "01", " 1", "1.0", "wren", "99999999999999999999", "[1]", ""})
    void noRowHasAnotherId(String id) {
        assertThat(get("birds", id)).isEmpty();
    }

    @Test
    void aKeyOfSeveralColumnsIsAnArray() {
        assertThat(ids("pairs", "[]")).containsExactly("[\"x\",1]", "[\"x\",2]");
        assertThat((Object) get("pairs", "[\"x\",2]").getFirst().fields())
                .isEqualTo(Json.parse("{\"a\":\"x\",\"b\":2,\"n\":6}"));
        for (String none : List.of("[\"x\",3]", "[\"x\", 2]", "[\"x\"]", "x", "[\"x\",\"y\"]", "{")) {
            assertThat(get("pairs", none)).as(none).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[\"id\",\"<\",101]] | [1, 10, 100]",
                "[[\"id\",\"<\",101],[\"_id\",\"desc\"],2] | [100, 10]",
                "[[\"id\",\">=\",599],[\"id\",\"desc\"]] | [600, 599]",
                "[[\"name\",\"==\",\"owl\"]] | [10]",
                "[[\"name\",\"==\",7]] | []",
                "[[\"weight\",\">\",\"9\"]] | [1]",
                "[[\"tags.a\",\"==\",[1,null]]] | [1]",
                "[[\"tame\",\"==\",false]] | [10]",
                "[[\"tame\"]] | [10, 1]",
                "[[\"_id\",\"==\",\"10\"],[\"name\",\"!=\",\"owl\"]] | []",
                "[[\"_id\",\"in\",[\"10\",\"600\",\"601\"]]] | [10, 600]",
                "[[\"name\",\"==\",\"bird 3\"],[\"id\",\">\",590]] | [591, 598]",
                "[[\"nothing\",\"==\",1]] | []",
            })
    void queriesFindRows(String query, String ids) {
        assertThat(ids("birds", query)).hasToString(ids);
    }

    @Test
    void textsAreInTheOrderOfDocuments() {
        assertThat(ids("words", "[]")).containsExactly("a", "b", "\u00e7a");
    }

    @Test
    void aRowIsProvedWithFewPages() {
        Question get = new Question.Get(database.address(), "birds", "300");
        assertThat(database.answer(get).toCar().length)
                .isLessThan(database.answer(find("birds", "[[\"_id\"],1]")).toCar().length / 2);
    }

    @Test
    void aForgedRowIsFoundOut() {
        Answer honest = database.answer(new Question.Get(database.address(), "birds", "1"));
        StoredDocument row = honest.documents().getFirst();
        StoredDocument forged = new StoredDocument(
                row.id(), row.owner(), row.createdSequence(), row.changedSequence(), Value.Document.EMPTY);
        for (List<StoredDocument> documents : List.of(List.of(forged), List.<StoredDocument>of())) {
            Answer lie = new Answer(honest.question(), honest.header(), honest.checkpoint(), documents, honest.pages());
            assertRefused(() -> Answer.verify(lie.toCar(), database.nodeKey()), "answer-wrong");
        }
        for (byte[] page : honest.pages()) {
            List<byte[]> fewer =
                    honest.pages().stream().filter(other -> other != page).toList();
            Answer lie = new Answer(honest.question(), honest.header(), honest.checkpoint(), honest.documents(), fewer);
            assertThatThrownBy(() -> Answer.verify(lie.toCar(), database.nodeKey()))
                    .isInstanceOf(CairnException.ProofInvalid.class);
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String code) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void whatIsNoTableOfRowsWithIdsIsRefused() {
        assertRefused(() -> get("keyless", "1"), "table-without-documents");
        assertRefused(() -> get("owned", "1"), "table-without-documents");
        DocumentReader reader = new DocumentReader(database.state());
        assertRefused(() -> reader.find("seen", "1"), "collection-not-found");
        assertRefused(() -> reader.find("pg_class", "1"), "collection-not-found");
        Question missing = new Question.Get(database.address(), "nothing", "1");
        assertThat(Answer.verify(database.answer(missing).toCar(), database.nodeKey())
                        .collectionExists())
                .isFalse();
    }
}
