package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private final TestDatabase database = new TestDatabase();

    AnswerTest() {
        for (int i = 0; i < 60; i++) {
            database.add("id" + i, person("name" + i, i % 10, i * 0.5));
        }
        database.seal();
    }

    private static Value.Document person(String name, long age, double weight) {
        return Value.Document.builder()
                .put("name", name)
                .put("age", age)
                .put("weight", Value.of(weight))
                .build();
    }

    private Question find(String query) {
        return new Question.Find(database.address(), "people", (Value.Array) Json.parse(query));
    }

    private Question get(String id) {
        return new Question.Get(database.address(), "people", id);
    }

    private byte[] car(Question question) {
        return database.answer(question).toCar();
    }

    @Test
    void provesDocumentByItsId() {
        Answer.Verified verified = Answer.verify(car(get("id7")), database.nodeKey());
        assertThat(verified.answer().documents()).hasSize(1);
        assertThat(verified.answer().documents().getFirst().fields().get("name"))
                .isEqualTo(Value.of("name7"));
        assertThat(verified.header().header().height()).isEqualTo(2);
        assertThat(verified.header().network()).isEqualTo(TestDatabase.NETWORK);
    }

    @Test
    void provesAbsenceOfDocumentAndOfCollection() {
        assertThat(Answer.verify(car(get("id99")), database.nodeKey()).answer().documents())
                .isEmpty();
        Question elsewhere = new Question.Get(database.address(), "nowhere", "id1");
        Answer.Verified verified = Answer.verify(car(elsewhere), database.nodeKey());
        assertThat(verified.collectionExists()).isFalse();
        assertThat(verified.answer().documents()).isEmpty();
    }

    @Test
    void provesQueriesInTheirOrder() {
        byte[] car = car(find("[[\"age\",\">\",6],[\"age\",\"desc\"],5]"));
        List<StoredDocument> documents =
                Answer.verify(car, database.nodeKey()).answer().documents();
        assertThat(documents).hasSize(5);
        assertThat(documents.getFirst().fields().get("age")).isEqualTo(Value.of(9));
    }

    /** A node that leaves an entry of a declared index out, or swaps a page for one that never had it, is found out. */
    @Test
    void noEntryOfADeclaredIndexCanBeLeftOut() {
        database.apply(Operation.ExecuteQueries.parse(
                database.address(),
                Json.parse("[[\"addIndex\",[[\"age\",\"desc\"],[\"weight\"]],\"people\"]]"),
                "data/queries"));
        database.seal();
        Question question = find("[[\"age\",\"desc\"],[\"weight\"],[\"age\",\">\",6],7]");
        Answer honest = Answer.parse(car(question));
        assertThat(Answer.verify(honest.toCar(), database.nodeKey()).answer().documents())
                .hasSize(7);
        List<StoredDocument> fewer = new ArrayList<>(honest.documents());
        fewer.remove(3);
        assertRefused(
                new Answer(question, honest.header(), honest.checkpoint(), fewer, honest.pages()), "answer-wrong");
        for (int i = 0; i < honest.pages().size(); i++) {
            List<byte[]> pages = new ArrayList<>(honest.pages());
            byte[] page = pages.remove(i);
            assertRefused(
                    new Answer(question, honest.header(), honest.checkpoint(), honest.documents(), pages),
                    "witness-page-missing");
            byte[] altered = page.clone();
            altered[altered.length - 1] ^= 1;
            pages.add(altered);
            assertThatThrownBy(() -> Answer.verify(
                            new Answer(question, honest.header(), honest.checkpoint(), honest.documents(), pages)
                                    .toCar(),
                            database.nodeKey()))
                    .isInstanceOf(CairnException.ProofInvalid.class);
        }
    }

    @Test
    void readsItsOwnArchiveBack() {
        Answer answer = database.answer(find("[[\"age\",\"in\",[1,2]],50]"));
        Answer read = Answer.parse(answer.toCar());
        assertThat(read.documents()).isEqualTo(answer.documents());
        assertThat(read.toCar()).isEqualTo(answer.toCar());
    }

    @Test
    void refusesEveryChangedByte() {
        byte[] car = car(find("[[\"age\",\"==\",3],3]"));
        for (int i = 0; i < car.length; i++) {
            byte[] changed = car.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            assertThatExceptionOfType(CairnException.ProofInvalid.class)
                    .as("byte %d", i)
                    .isThrownBy(() -> Answer.verify(changed, database.nodeKey()));
        }
    }

    @Test
    void refusesTruncatedAndExtendedArchives() {
        byte[] car = car(get("id3"));
        for (int length = 0; length < car.length; length += 7) {
            byte[] cut = java.util.Arrays.copyOf(car, length);
            assertThatExceptionOfType(CairnException.ProofInvalid.class)
                    .isThrownBy(() -> Answer.verify(cut, database.nodeKey()));
        }
        byte[] longer = java.util.Arrays.copyOf(car, car.length + 1);
        assertThatExceptionOfType(CairnException.ProofInvalid.class)
                .isThrownBy(() -> Answer.verify(longer, database.nodeKey()));
    }

    @Test
    void refusesEveryChangedByteOfNodeKey() {
        byte[] car = car(get("id3"));
        for (int i = 0; i < 32; i++) {
            byte[] key = database.nodeKey();
            key[i] ^= 1;
            assertThatExceptionOfType(CairnException.ProofInvalid.class).isThrownBy(() -> Answer.verify(car, key));
        }
    }

    @Test
    void refusesLiesThatAreWellFormed() {
        Answer honest = database.answer(find("[[\"age\",\"==\",3],4]"));
        List<StoredDocument> documents = honest.documents();
        assertRefused(with(honest, documents.subList(1, documents.size()), honest.pages()), "answer-wrong");
        assertRefused(with(honest, documents.reversed(), honest.pages()), "answer-wrong");
        List<StoredDocument> altered = new ArrayList<>(documents);
        StoredDocument first = altered.getFirst();
        altered.set(
                0,
                new StoredDocument(
                        first.id(),
                        first.owner(),
                        first.createdSequence(),
                        first.changedSequence(),
                        person("mallory", 3, 0.5)));
        assertRefused(with(honest, altered, honest.pages()), "answer-wrong");
        assertRefused(
                with(honest, documents, honest.pages().subList(1, honest.pages().size())), "witness-page-missing");
        List<byte[]> surplus = new ArrayList<>(honest.pages());
        surplus.add(new byte[] {(byte) 0xC1, 0, 0, 0, 0});
        assertRefused(with(honest, documents, surplus), "witness-page-surplus");
    }

    @Test
    void refusesAnswerOfAnotherDatabaseOrBlockOrNode() {
        Answer honest = database.answer(get("id1"));
        Question elsewhere = new Question.Get("0x" + "00".repeat(20), "people", "id1");
        assertRefused(
                new Answer(elsewhere, honest.header(), honest.checkpoint(), honest.documents(), honest.pages()),
                "database-mismatch");
        Header newest = database.header();
        database.add("more", person("more", 1, 1.5));
        database.seal();
        assertRefused(
                new Answer(
                        honest.question(), newest.encode(), database.checkpoint(), honest.documents(), honest.pages()),
                "checkpoint-mismatch");
        String forged = TestDatabase.checkpoint(newest, NodeKey.of(TestDatabase.seed(9)));
        assertRefused(
                new Answer(honest.question(), honest.header(), forged, honest.documents(), honest.pages()),
                "checkpoint-signature-missing");
    }

    /** A verifier remembers the head that it has accepted; no byte of an answer may hide behind that. */
    @Test
    void refusesEveryChangedByteAfterTheHonestAnswerWasAccepted() {
        AnswerVerifier verifier = new AnswerVerifier(database.nodeKey());
        byte[] honest = car(get("id3"));
        verifier.verify(honest);
        for (int i = 0; i < honest.length; i++) {
            byte[] changed = honest.clone();
            changed[i] ^= 1;
            assertThatExceptionOfType(CairnException.ProofInvalid.class)
                    .as("byte %d", i)
                    .isThrownBy(() -> verifier.verify(changed));
        }
        assertThat(verifier.verify(honest).answer().documents()).hasSize(1);
    }

    @Test
    void refusesAForgedCheckpointOrHeaderAfterTheHonestOneWasAccepted() {
        AnswerVerifier verifier = new AnswerVerifier(database.nodeKey());
        Answer honest = database.answer(get("id1"));
        verifier.verify(honest.toCar());
        String forged = TestDatabase.checkpoint(database.header(), NodeKey.of(TestDatabase.seed(9)));
        Answer otherNote = new Answer(honest.question(), honest.header(), forged, honest.documents(), honest.pages());
        assertThatExceptionOfType(CairnException.ProofInvalid.class)
                .isThrownBy(() -> verifier.verify(otherNote.toCar()));
        String checkpoint = honest.checkpoint();
        database.add("more", person("more", 1, 1.5));
        database.seal();
        Answer otherHeader = new Answer(
                honest.question(), database.header().encode(), checkpoint, honest.documents(), honest.pages());
        assertThatExceptionOfType(CairnException.ProofInvalid.class)
                .isThrownBy(() -> verifier.verify(otherHeader.toCar()));
    }

    private static Answer with(Answer answer, List<StoredDocument> documents, List<byte[]> pages) {
        return new Answer(answer.question(), answer.header(), answer.checkpoint(), documents, pages);
    }

    private void assertRefused(Answer answer, String code) {
        assertThatThrownBy(() -> Answer.verify(answer.toCar(), database.nodeKey()))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
