package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Car;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.Keys;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.view.MapView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about the past: what a verifier makes of honest answers, and that it takes no other. */
final class SqlPastTest {
    private final TestDatabase database = new TestDatabase();

    SqlPastTest() {
        sealed("create table birds (id int primary key, name varchar(40), weight int)"); // block 2
        sealed("insert into birds values (1, 'wren', 9), (2, 'robin', 18), (3, 'heron', 1500)"); // block 3
        sealed("update birds set weight = 10 where id = 1"); // block 4
        // Block 5 changes one row four times: in three mutations, one of which changes it twice.
        apply("update birds set weight = 11 where id = 1");
        apply("update birds set weight = 12 where id = 1", "update birds set weight = 13 where id = 1");
        apply("update birds set name = 'jenny' where id = 1");
        database.seal();
        sealed("delete from birds where id = 2"); // block 6
        sealed("insert into birds values (4, 'owl', 300)"); // block 7
        sealed("insert into birds values (2, 'robin again', 19)"); // block 8
        sealed("update birds set weight = 20 where id = 2"); // block 9
    }

    private void apply(String... statements) {
        database.apply(new Operation.ExecuteSql(
                database.address(),
                Arrays.stream(statements)
                        .map(text -> new SqlText(text, List.of()))
                        .toList()));
    }

    private void sealed(String... statements) {
        apply(statements);
        database.seal();
    }

    private SqlQuestion question(String text, Value... parameters) {
        return new SqlQuestion(database.address(), text, List.of(parameters));
    }

    private byte[] car(String text, Value... parameters) {
        return database.answer(question(text, parameters));
    }

    private SqlAnswer.Verified verify(byte[] car) {
        return new AnswerVerifier(database.nodeKey()).verifySql(car);
    }

    private List<String> rows(String text, Value... parameters) {
        SqlAnswer.Verified verified = verify(car(text, parameters));
        assertThat(verified.result())
                .isEqualTo(SqlAnswer.plain(
                                question(text, parameters), database.blocks(), Rights.unlimited(), new SqlEngines())
                        .result());
        return lines(verified.result());
    }

    private static List<String> lines(SqlResult result) {
        return result.rows().stream()
                .map(row -> String.join(
                        "|",
                        row.stream().map(cell -> Objects.toString(cell, "")).toList()))
                .toList();
    }

    /** The named cells of each line. */
    private static List<String> cells(SqlResult result, String... names) {
        List<String> all = result.columns().stream().map(SqlColumn::name).toList();
        return result.rows().stream()
                .map(row -> String.join(
                        "|",
                        Arrays.stream(names)
                                .map(name -> Objects.toString(row.get(all.indexOf(name)), ""))
                                .toList()))
                .toList();
    }

    private Header header(long height) {
        return database.blocks().sealed().get((int) height - 1).decoded();
    }

    private static String timestamp(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private void assertRefused(byte[] car, String code) {
        assertThatThrownBy(() -> verify(car))
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        refusal -> assertThat(refusal.code())
                                .as(refusal.getMessage())
                                .isEqualTo(code));
    }

    private static TreeMap<Hash, byte[]> pages(byte[] car) {
        List<Car.Block> blocks = Answer.blocks(car);
        TreeMap<Hash, byte[]> pages = new TreeMap<>();
        blocks.subList(1, blocks.size()).forEach(block -> pages.put(Sha256.hash(block.data()), block.data()));
        return pages;
    }

    private static byte[] forged(byte[] car, UnaryOperator<SqlAnswer> lie) {
        SqlAnswer answer = SqlRecord.decode(Answer.blocks(car).getFirst().data());
        return Answer.archive(SqlRecord.encode(lie.apply(answer)), pages(car));
    }

    @Test
    void questionsAsOfABlockAreAnsweredFromItsState() {
        String text = "select weight from birds as of block ";
        assertThat(rows(text + "3 where id = 1")).containsExactly("9");
        assertThat(rows(text + "4 where id = 1")).containsExactly("10");
        assertThat(rows(text + "5 where id = 1")).containsExactly("13");
        assertThat(rows("select name from birds where id < ?2 as of block ?1 order by id", Value.of(6), Value.of(3)))
                .containsExactly("jenny");
        SqlAnswer.Verified verified = verify(car("select now(), count(*) from birds as of block 3"));
        assertThat(verified.header().header().height()).isEqualTo(3);
        assertThat(verified.isOfNewest()).isFalse();
        assertThat(lines(verified.result()))
                .containsExactly(
                        timestamp(header(3).timeMillis()).replace('T', ' ').replace("Z", "+00") + "|3");
    }

    @Test
    void questionsAsOfATimeAreAnsweredFromTheNewestBlockNotAfterIt() {
        String text = "select max(weight) from birds for system_time as of ";
        for (long height = 3; height < 9; height++) {
            long time = header(height).timeMillis();
            for (long at : List.of(time, header(height + 1).timeMillis() - 1)) {
                SqlAnswer.Verified verified = verify(car(text + "'" + timestamp(at) + "'"));
                assertThat(verified.header().header().height()).isEqualTo(height);
                assertThat(verified.isOfNewest()).isFalse();
            }
        }
        SqlAnswer.Verified newest = verify(car(text + "?1", Value.of("2999-01-01 00:00:00+02")));
        assertThat(newest.header().header().height()).isEqualTo(9);
        assertThat(newest.isOfNewest()).isTrue();
    }

    @Test
    void questionsThatNoBlockCanAnswerAreRefused() {
        assertNotFound("select 1 as of block 10", "block-not-found");
        assertNotFound("select 1 for system_time as of '1970-01-01 00:00:00'", "block-not-found");
        assertThatThrownBy(() -> SqlAnswer.prove(
                        question("select 1 as of block 3"), database.blocks().keptFrom(4)))
                .isInstanceOfSatisfying(
                        CairnException.NotFound.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("block-not-retained"));
    }

    private void assertNotFound(String text, String code) {
        assertThatThrownBy(() -> car(text))
                .isInstanceOfSatisfying(
                        CairnException.NotFound.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 as of block ?1",
                "diff birds between block ?1 and 3",
                "select 1 for system_time as of ?1",
                "select 1 for system_time as of 'yesterday'",
                "show history of nothing",
                "show history of birds where colour = 1",
                "show history of information_schema.tables",
                "diff nothing between block 3 and 4"
            })
    void questionsAboutThePastThatMeanNothingAreRefusedWithAnSqlState(String text) {
        Value[] parameters = text.contains("?1") ? new Value[] {Value.of(true)} : new Value[0];
        assertThatThrownBy(() -> car(text, parameters))
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refusal -> assertThat(refusal.code()).startsWith("sql-"));
    }

    @Test
    void anotherBlockForATimeIsRefused() {
        long time = header(5).timeMillis();
        byte[] honest = car("select weight from birds for system_time as of '" + timestamp(time) + "'");
        List<byte[]> lies = new ArrayList<>();
        for (int height : new int[] {4, 6}) {
            // An honest answer for another time, under this question.
            long otherTime = header(height).timeMillis();
            byte[] other = car("select weight from birds for system_time as of '" + timestamp(otherTime) + "'");
            lies.add(forged(
                    other,
                    answer -> new SqlAnswer(
                            SqlRecord.decode(Answer.blocks(honest).getFirst().data())
                                    .question(),
                            answer.header(),
                            answer.checkpoint(),
                            0,
                            answer.blocks(),
                            List.of())));
        }
        // Block 4 with block 6 as the next one.
        byte[] four = car("select weight from birds for system_time as of '"
                + timestamp(header(4).timeMillis()) + "'");
        TestBlocks.Sealed six = database.blocks().sealed().get(5);
        lies.add(forged(
                four,
                answer -> new SqlAnswer(
                        question("select weight from birds for system_time as of '" + timestamp(time) + "'"),
                        answer.header(),
                        answer.checkpoint(),
                        0,
                        List.of(new SignedBlock(
                                six.header(),
                                six.checkpoint(),
                                database.blocks()
                                        .consistency(
                                                header(4).logSize(), header(6).logSize()))),
                        List.of())));
        lies.forEach(lie -> assertRefused(lie, "answer-wrong"));
    }

    /** Then it claims to be of the newest block, which a client compares with all it has seen. */
    @Test
    void aBlockForATimeWithoutTheNextOneClaimsToBeTheNewest() {
        byte[] honest = car("select weight from birds for system_time as of '"
                + timestamp(header(5).timeMillis()) + "'");
        byte[] lie = forged(
                honest,
                answer -> new SqlAnswer(
                        answer.question(), answer.header(), answer.checkpoint(), 0, List.of(), List.of()));
        assertThat(verify(lie).isOfNewest()).isTrue();
        assertThat(verify(honest).isOfNewest()).isFalse();
    }

    @Test
    void answersFromAnotherBlockThanTheStatementNamesAreRefused() {
        byte[] three = car("select name from birds as of block 3 where id = 3");
        byte[] lie = forged(
                three,
                answer -> new SqlAnswer(
                        question("select name from birds as of block 4 where id = 3"),
                        answer.header(),
                        answer.checkpoint(),
                        0,
                        List.of(),
                        List.of()));
        assertRefused(lie, "answer-wrong");
    }

    @Test
    void historiesHaveEveryChangeWithItsMutation() {
        SqlResult history = verify(car("show history of birds where id = 1")).result();
        assertThat(cells(history, "change", "block", "row", "id", "name", "weight", "old_name", "old_weight"))
                .containsExactly(
                        "insert|3|1|1|wren|9||",
                        "update|4|1|1|wren|10|wren|9",
                        "update|5|1|1|wren|11|wren|10",
                        "update|5|1|1|wren|13|wren|11",
                        "update|5|1|1|jenny|13|wren|13");
        List<Entry> entries = database.blocks().entries();
        List<String> expected = new ArrayList<>();
        for (int sequence = 4; sequence <= 8; sequence++) {
            Entry entry = entries.get(sequence - 1);
            Submission submission = Submission.of(entry.payload());
            expected.add(sequence + "|0|" + submission.id() + "|"
                    + submission.payer().text() + "|"
                    + timestamp(entry.timeMillis()).replace('T', ' ').replace("Z", "+00"));
        }
        assertThat(cells(history, "sequence", "index", "mutation", "account", "time"))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void historiesOfDeletedRowsGoOn() {
        SqlResult history =
                verify(car("show history of birds where name like 'robin%'")).result();
        assertThat(cells(history, "change", "block", "row", "name", "weight", "old_name", "old_weight"))
                .containsExactly(
                        "insert|3|2|robin|18||",
                        "delete|6|2|||robin|18",
                        "insert|8|2|robin again|19||",
                        "update|9|2|robin again|20|robin again|19");
        assertThat(rows("show history of birds where weight = 18")).hasSize(4);
        assertThat(rows("show history of birds where weight = 17")).isEmpty();
        assertThat(rows("show history of birds where id in (3, ?1)", Value.of(4)))
                .hasSize(2);
        assertThat(rows("show history of birds")).hasSize(11);
    }

    @Test
    void emptiedTablesKeepTheirHistory() {
        sealed("truncate table birds");
        assertThat(cells(verify(car("show history of birds where id = 3")).result(), "change", "old_name"))
                .containsExactly("insert|", "delete|heron");
        sealed("drop table birds", "create table birds (id int primary key, colour varchar)");
        sealed("insert into birds values (3, 'grey')");
        assertThat(cells(verify(car("show history of birds")).result(), "change", "colour"))
                .containsExactly("insert|grey");
    }

    @Test
    void rowsThatADefinitionWroteAnewSaySo() {
        sealed("alter table birds drop column weight");
        SqlResult history = verify(car("show history of birds where id = 3")).result();
        assertThat(cells(history, "change", "block", "name")).containsExactly("definition|10|heron");
    }

    @Test
    void historiesSayWhereTheyEnd() {
        byte[] car = SqlAnswer.prove(
                question("show history of birds where id < 3"),
                database.blocks().keptFrom(6));
        assertThat(cells(verify(car).result(), "change", "block", "name", "weight", "old_name", "old_weight"))
                .containsExactly(
                        "cut|5|wren|11||",
                        "update|5|wren|13|wren|11",
                        "update|5|jenny|13|wren|13",
                        "cut|6||||",
                        "insert|8|robin again|19||",
                        "update|9|robin again|20|robin again|19");
    }

    @Test
    void rowsBornAndDeletedByOneMutationLeaveNothing() {
        sealed("insert into birds values (9, 'ghost', 0)", "delete from birds where id = 9");
        assertThat(rows("show history of birds where id = 9")).isEmpty();
        sealed("delete from birds where id = 3", "insert into birds values (3, 'crane', 4)");
        assertThat(cells(verify(car("show history of birds where id = 3")).result(), "change", "name", "old_name"))
                .containsExactly("insert|heron|", "update|crane|heron");
    }

    /** What is stored beside the rows, pinned: after block 5, and after block 9, which changed another row. */
    @Test
    void versionsAreStoredAsTheyAlwaysWere() {
        assertThat(versions(5))
                .containsExactly(
                        // Made by entry 6 and by entry 7, both of block 5; entry 8 made the row as it is.
                        "07000000038000000000000001000000000000000600000000" + "0201050600" + "0305020c047772656e0516",
                        "07000000038000000000000001000000000000000700000000" + "0203050700" + "0305020c047772656e051a");
        assertThat(versions(7)).hasSize(3).contains("07000000038000000000000002" + "0209060900");
    }

    private List<String> versions(long height) {
        List<String> lines = new ArrayList<>();
        MapView.Cursor cursor = database.blocks().at(height).state((_, _) -> {}).seek(new byte[] {Keys.SQL_VERSION});
        while (cursor.next() && cursor.key()[0] == Keys.SQL_VERSION) {
            lines.add(HexFormat.of().formatHex(cursor.key()) + HexFormat.of().formatHex(cursor.value()));
        }
        return lines;
    }

    @Test
    void noStepOfAHistoryCanBeLeftOut() {
        byte[] honest = car("show history of birds where id = 1");
        SqlAnswer answer = SqlRecord.decode(Answer.blocks(honest).getFirst().data());
        assertThat(answer.blocks()).hasSize(2);
        assertThat(answer.entries()).hasSize(5);
        for (int i = 0; i < answer.blocks().size(); i++) {
            List<SignedBlock> fewer = new ArrayList<>(answer.blocks());
            fewer.remove(i);
            assertRefused(forged(honest, lie -> with(lie, fewer, lie.entries())), "answer-wrong");
        }
        for (int i = 0; i < answer.entries().size(); i++) {
            List<LoggedEntry> fewer = new ArrayList<>(answer.entries());
            fewer.remove(i);
            assertRefused(forged(honest, lie -> with(lie, lie.blocks(), fewer)), "answer-wrong");
        }
        for (Hash left : pages(honest).keySet()) {
            TreeMap<Hash, byte[]> fewer = pages(honest);
            fewer.remove(left);
            assertRefused(Answer.archive(Answer.blocks(honest).getFirst().data(), fewer), "witness-page-missing");
        }
    }

    private static SqlAnswer with(SqlAnswer answer, List<SignedBlock> blocks, List<LoggedEntry> entries) {
        return new SqlAnswer(answer.question(), answer.header(), answer.checkpoint(), answer.oldest(), blocks, entries);
    }

    @Test
    void entriesAndBlocksOfAnotherHistoryAreRefused() {
        byte[] honest = car("show history of birds where id = 1");
        TestDatabase other = new TestDatabase();
        byte[] foreign = other.blocks().entries().getLast().encode();
        assertRefused(
                forged(honest, answer -> {
                    List<LoggedEntry> entries = new ArrayList<>(answer.entries());
                    entries.set(
                            0,
                            new LoggedEntry(
                                    new Entry(4, 1, new byte[0]).encode(),
                                    entries.getFirst().proof()));
                    return with(answer, answer.blocks(), entries);
                }),
                "inclusion-proof-wrong");
        assertThat(foreign).isNotEmpty();
        TestBlocks.Sealed block = other.blocks().sealed().getFirst();
        assertRefused(
                forged(honest, answer -> {
                    List<SignedBlock> blocks = new ArrayList<>(answer.blocks());
                    blocks.set(0, new SignedBlock(block.header(), block.checkpoint(), List.of()));
                    return with(answer, blocks, answer.entries());
                }),
                other.address().equals(database.address()) ? "consistency-proof-wrong" : "database-mismatch");
    }

    @Test
    void differencesAreTheRowsThatTwoBlocksHaveNotInCommon() {
        assertThat(rows("diff birds between block 3 and 9"))
                .containsExactly(
                        "changed|1|jenny|13|1|wren|9", "changed|2|robin again|20|2|robin|18", "added|4|owl|300|||");
        assertThat(rows("diff birds between block ?2 and ?1", Value.of(5), Value.of(6)))
                .containsExactly("added|2|robin|18|||");
        assertThat(rows("diff birds between block 5 and 6")).containsExactly("removed||||2|robin|18");
        assertThat(rows("diff birds between block 6 and 6")).isEmpty();
        assertThat(rows("diff birds between block 1 and 3")).hasSize(3);
        sealed("update birds set weight = weight");
        assertThat(rows("diff birds between block 9 and 10")).isEmpty();
        sealed("alter table birds drop column weight");
        assertThat(rows("diff birds between block 10 and 11"))
                .hasSize(8)
                .contains("removed|||3|heron|1500", "added|3|heron|||");
    }

    @Test
    void aTableThatWasMadeAnewHasLostItsRowsAndGotOthers() {
        sealed("drop table birds"); // block 10
        sealed("create table birds (id int primary key, name varchar(40), weight int)"); // block 11
        sealed("insert into birds values (1, 'kite', 1), (3, 'heron', 1500)"); // block 12
        assertThat(rows("diff birds between block 3 and 12"))
                .containsExactly(
                        "removed||||1|wren|9",
                        "removed||||2|robin|18",
                        "removed||||3|heron|1500",
                        "added|1|kite|1|||",
                        "added|3|heron|1500|||");
        sealed("update birds set weight = 2 where id = 1"); // block 13
        assertThat(rows("diff birds between block 12 and 13")).containsExactly("changed|1|kite|2|1|kite|1");
        sealed(
                "drop table birds",
                "create table birds (colour text, id int)",
                "insert into birds values ('red', 1)"); // block 14
        assertThat(rows("diff birds between block 14 and 13"))
                .containsExactly("removed||||red|1", "added|1|kite|2||", "added|3|heron|1500||");
    }

    @Test
    void aTableThatWasWrittenAnewTwiceIsAnotherTwice() {
        sealed("alter table birds drop column weight"); // block 10
        sealed("alter table birds add column weight int generated always as (id * 2) stored"); // block 11
        sealed("alter table birds drop column weight"); // block 12
        assertThat(rows("diff birds between block 10 and 12")).hasSize(8).noneMatch(line -> line.startsWith("changed"));
        sealed("alter table birds rename to owls"); // block 13
        sealed("alter table owls rename to birds"); // block 14
        assertThat(rows("diff birds between block 12 and 14")).isEmpty();
    }

    @Test
    void noRowOfADifferenceCanBeLeftOut() {
        sealed("insert into birds select x, 'bird ' || x, x from generate_series(10, 800) as g(x)");
        sealed("update birds set weight = -1 where id in (100, 400, 700)", "delete from birds where id = 500");
        byte[] honest = car("diff birds between block 10 and 11");
        assertThat(verify(honest).result().rows()).hasSize(4);
        for (Hash left : pages(honest).keySet()) {
            TreeMap<Hash, byte[]> fewer = pages(honest);
            fewer.remove(left);
            assertRefused(Answer.archive(Answer.blocks(honest).getFirst().data(), fewer), "witness-page-missing");
        }
        TreeMap<Hash, byte[]> more = pages(honest);
        more.putAll(pages(car("select * from birds where id = 250")));
        assertThat(more).hasSizeGreaterThan(pages(honest).size());
        assertRefused(Answer.archive(Answer.blocks(honest).getFirst().data(), more), "witness-page-surplus");
        assertRefused(forged(honest, answer -> with(answer, List.of(), List.of())), "answer-wrong");
        // The older state in the place of the newer one, both truly signed.
        byte[] older = car("diff birds between block 10 and 10");
        assertRefused(
                forged(
                        older,
                        answer -> new SqlAnswer(
                                question("diff birds between block 10 and 11"),
                                answer.header(),
                                answer.checkpoint(),
                                0,
                                List.of(),
                                List.of())),
                "answer-wrong");
    }

    @Test
    void statementsAboutThePastAreDescribed() {
        assertThat(rows("describe select name from birds as of block ?1 where id = ?2"))
                .containsExactly("parameter|$1|BIGINT|0|0|", "parameter|$2|INTEGER|0|0|", "column|name|VARCHAR|40|0|");
        assertThat(rows("describe select 1 for system_time as of ?1"))
                .contains("parameter|$1|TIMESTAMP_WITH_ZONE|0|0|");
        assertThat(rows("describe diff birds between block ?1 and ?2"))
                .hasSize(9)
                .contains("parameter|$2|BIGINT|0|0|", "column|change|VARCHAR|0|0|", "column|old_name|VARCHAR|40|0|");
        assertThat(rows("describe show history of birds where id = ?1"))
                .hasSize(15)
                .contains("parameter|$1|INTEGER|0|0|", "column|old_weight|INTEGER|32|0|");
    }
}
