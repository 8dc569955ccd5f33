package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.ReadPurpose;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.ReadRecord;
import io.cairn.engine.sql.SqlResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads on record: what is kept, what is refused, and the list of them with its proof. */
class ReadsOnRecordTest {
    private static final String POINT = "select name from birds where id = ?1";

    private final TestDatabase database = TestDatabase.withPeople();

    @BeforeEach
    void fill() {
        execute(
                "create table birds (id int primary key, name varchar(40) not null)",
                "create view short as select name from birds where length(name) < 5",
                "create table stones (id int primary key)",
                "insert into birds values (1, 'wren')");
        database.seal();
    }

    private void execute(String... statements) {
        List<SqlText> texts = new ArrayList<>();
        for (String statement : statements) {
            texts.add(new SqlText(statement, List.of()));
        }
        database.apply(new Operation.ExecuteSql(database.address(), texts));
    }

    private Operation.ReadSql read(String text, Value... parameters) {
        return new Operation.ReadSql(
                database.address(), new SqlText(text, List.of(parameters)), ReadPurpose.PROOF, null);
    }

    private Outcome outcome(Operation operation) {
        database.apply(operation);
        database.seal();
        return database.outcomes().getLast();
    }

    private SqlAnswer.Verified listed(String statement) {
        byte[] car = database.answer(new SqlQuestion(database.address(), statement, List.of()));
        return new AnswerVerifier(database.nodeKey()).verifySql(car);
    }

    private List<String> statements(String statement) {
        SqlResult result = listed(statement).result();
        int column = result.columns().stream().map(each -> each.name()).toList().indexOf("statement");
        return result.rows().stream()
                .map(row -> String.valueOf(row.get(column)))
                .toList();
    }

    private void on() {
        execute("alter database birds set read_record = 'on'");
        database.seal();
    }

    @Test
    void readsArePutOnRecordOnceAnOwnerWantsThat() {
        assertThat(outcome(read(POINT, Value.of(1))).code()).isEqualTo("reads-not-recorded");
        on();
        long height = database.header().height();
        Outcome outcome = outcome(read(POINT, Value.of(1)));
        assertThat(outcome.code()).isEqualTo(Outcome.OK);
        assertThat(outcome.results().getFirst().rows()).hasToString("[[" + height + "]]");
        byte[] stored = database.state().get(Keys.read(outcome.sequence(), 0));
        assertThat(stored).isNotNull();
        ReadRecord record = ReadRecord.decode(stored);
        assertThat(record.height()).isEqualTo(height);
        assertThat(record.answer()).isEqualTo(ReadRecord.Answer.PROVED);
        assertThat(record.encode()).isEqualTo(stored);
        execute("alter database set read_record to off");
        database.seal();
        assertThat(outcome(read(POINT, Value.of(1))).code()).isEqualTo("reads-not-recorded");
        assertThat(statements("show reads")).containsExactly(POINT);
    }

    @Test
    void theListIsProvedAndCanBeNarrowed() {
        on();
        database.apply(read(POINT, Value.of(1)));
        database.apply(read("select * from short"));
        database.apply(read("select count(*) from stones"));
        database.seal();
        SqlAnswer.Verified all = listed("show reads");
        assertThat(all.result().rows()).hasSize(3);
        assertThat(all.answer().entries()).hasSize(3);
        assertThat(all.result().rows().getLast().toString()).contains(POINT, "[1]", "proved");
        assertThat(statements("show reads of birds")).containsExactly("select * from short", POINT);
        assertThat(statements("show reads of public.stones")).containsExactly("select count(*) from stones");
        assertThat(statements("show reads limit 1")).containsExactly("select count(*) from stones");
        String last = all.result().rows().getFirst().getFirst();
        assertThat(statements("show reads before " + last + " limit 1")).containsExactly("select * from short");
        String account = all.result().rows().getFirst().get(3);
        assertThat(statements("show reads of stones by '" + account + "'")).hasSize(1);
        assertThat(statements("show reads by 'db3_user:eth:0x00'")).isEmpty();
        assertThatThrownBy(() -> listed("show reads of nothing")).hasMessageContaining("nothing");
        assertThatThrownBy(() -> listed("show reads limit")).hasMessageContaining("number");
    }

    @Test
    void aForgedReadIsRefusedAndNotListed() {
        on();
        Mutation honest = database.sign(read(POINT, Value.of(1)));
        byte[] signature = honest.signature().clone();
        signature[5] ^= 1;
        database.submit(honest.withSignature(signature, honest.publicKey()).encode());
        Mutation other = database.sign(read("select 2"));
        database.submit(
                other.withSignature(honest.signature(), honest.publicKey()).encode());
        database.seal();
        assertThat(database.outcomes()).noneMatch(outcome -> outcome.code().equals(Outcome.OK));
        assertThat(statements("show reads")).isEmpty();
    }

    @Test
    void anAnswerThatLeavesAReadOutIsRefused() {
        on();
        database.apply(read(POINT, Value.of(1)));
        database.seal();
        byte[] whole = database.answer(new SqlQuestion(database.address(), "show reads", List.of()));
        SqlAnswer answer = SqlRecord.decode(Answer.blocks(whole).getFirst().data());
        SqlAnswer fewer = new SqlAnswer(
                answer.question(), answer.header(), answer.checkpoint(), answer.oldest(), answer.blocks(), List.of());
        LoadedPages pages = new LoadedPages();
        Answer.blocks(whole).stream()
                .skip(1)
                .forEach(block -> pages.accept(block.cid().digest(), block.data()));
        byte[] forged = Answer.archive(SqlRecord.encode(fewer), pages.byHash());
        assertThatThrownBy(() -> new AnswerVerifier(database.nodeKey()).verifySql(forged))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        failure -> assertThat(failure.code()).isEqualTo("answer-wrong"));
    }

    @Test
    void whatIsKeptIsBounded() {
        on();
        String code = outcome(read("select '" + "x".repeat(Operation.ReadSql.BYTES_MAX) + "'"))
                .code();
        assertThat(code).isEqualTo("read-too-long");
        Operation.ReadSql later =
                new Operation.ReadSql(database.address(), new SqlText("select 1", List.of()), ReadPurpose.ROWS, 1_000L);
        assertThat(outcome(later).code()).isEqualTo("block-not-found");
    }
}
