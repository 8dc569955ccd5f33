package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SqlBase;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.sql.SequenceDraw;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.view.MapView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transactions on private copies that draw from one sequence. */
final class SequenceLaneTest {
    private static final String INSERT = "insert into log (n) values (1) returning id";

    private final Ledger ledger = new Ledger();
    private final TestUser writer = TestUser.solana(60);

    SequenceLaneTest() {
        done(ledger.apply(ledger.owner, new Operation.SetMember(ledger.address(), writer.account(), Role.WRITER)));
        apply("create table log (id bigint generated always as identity primary key, n int)");
        ledger.seal();
    }

    private static void done(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
    }

    private void apply(String text) {
        done(ledger.apply(
                ledger.owner, new Operation.ExecuteSql(ledger.address(), List.of(new SqlText(text, List.of())))));
    }

    /** The seed of a transaction: the first 16 bytes follow from the lane. */
    private static Hash seed(int lane, int transaction) {
        byte[] seed = Sha256.hash(new byte[] {(byte) lane}).toBytes();
        System.arraycopy(Sha256.hash(new byte[] {(byte) transaction}).toBytes(), 0, seed, 16, 16);
        return Hash.of(seed);
    }

    /** A user in the middle of a transaction. */
    private final class Interactive {
        private final PrivateTransaction.Start start;
        private final PrivateTransaction copy;
        private final SqlEngine engine = new SqlEngine();
        private final List<SqlText> statements = new ArrayList<>();

        Interactive(int lane, int transaction) {
            start = new PrivateTransaction.Start(
                    writer.account(), ledger.headers().getLast().height(), seed(lane, transaction), ledger.clock());
            copy = new PrivateTransaction(ledger.state(), start);
        }

        String run(String text) {
            try {
                PrivateTransaction.Ran ran = copy.run(engine, new SqlText(text, List.of()));
                statements.add(new SqlText(text, List.of(), ran.digest()));
                return ran.result().rows().toString();
            } catch (CairnException.Refused refused) {
                statements.add(new SqlText(text, List.of(), SqlResult.digestOfRefusal(refused.code())));
                return refused.code();
            }
        }

        String commit() {
            return ledger.apply(
                            writer,
                            new Operation.ExecuteSql(
                                    ledger.address(), statements, new SqlBase(start.height(), start.seed(), null)))
                    .code();
        }
    }

    private Outcome reserve(int lane, String sequence, long count) {
        SequenceDraw wanted = new SequenceDraw("public", sequence, count);
        SqlBase base = new SqlBase(ledger.headers().getLast().height(), seed(lane, 0), null);
        return ledger.apply(writer, PrivateTransaction.reservation(ledger.address(), wanted, base));
    }

    private String ids() {
        return new Interactive(99, 99).run("select id from log order by id");
    }

    private void requireAuditable() {
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    @Test
    void transactionsOfManyLanesDoNotMeet() {
        for (int lane = 1; lane <= 32; lane++) {
            done(reserve(lane, "log_id_seq", 32));
        }
        ledger.seal();
        for (int round = 1; round <= 3; round++) {
            List<Interactive> users = new ArrayList<>();
            for (int lane = 1; lane <= 32; lane++) {
                Interactive user = new Interactive(lane, round);
                assertThat(user.run(INSERT)).isEqualTo("[[" + ((lane - 1) * 32 + round) + "]]");
                assertThat(user.copy.unreserved()).isEmpty();
                users.add(user);
            }
            apply("insert into log (n) values (2)");
            users.forEach(user -> assertThat(user.commit()).isEqualTo(Outcome.OK));
            ledger.seal();
        }
        assertThat(new Interactive(99, 1).run("select count(*), count(distinct id), max(id) from log"))
                .isEqualTo("[[99, 99, " + (32 * 32 + 3) + "]]");
        requireAuditable();
    }

    @Test
    void withoutAReservationTheSecondIsAConflictAndSaysWhatItDrew() {
        Interactive one = new Interactive(1, 1);
        Interactive other = new Interactive(2, 1);
        one.run(INSERT);
        other.run("insert into log (n) values (1), (2), (3) returning id");
        assertThat(other.copy.unreserved()).containsExactly(new SequenceDraw("public", "log_id_seq", 3));
        assertThat(one.commit()).isEqualTo(Outcome.OK);
        assertThat(other.commit()).isEqualTo("sql-40001");
    }

    @Test
    void aStatementTakesTheFirstRangeThatIsLongEnough() {
        done(reserve(1, "log_id_seq", 2));
        done(reserve(2, "log_id_seq", 2));
        done(reserve(1, "log_id_seq", 4));
        ledger.seal();
        Interactive user = new Interactive(1, 1);
        assertThat(user.run(INSERT)).isEqualTo("[[1]]");
        assertThat(user.run("insert into log (n) values (1), (2), (3) returning id"))
                .isEqualTo("[[5], [6], [7]]");
        assertThat(user.copy.unreserved()).isEmpty();
        assertThat(user.run("insert into log (n) values (1), (2) returning id")).isEqualTo("[[9], [10]]");
        assertThat(user.copy.unreserved()).containsExactly(new SequenceDraw("public", "log_id_seq", 2));
        assertThat(user.commit()).isEqualTo(Outcome.OK);
        requireAuditable();
    }

    /** Bytes of what is set aside, pinned: they must never change. */
    @Test
    void whatIsSetAsideIsAnEntryOfTheLane() {
        done(reserve(1, "log_id_seq", 8));
        done(reserve(1, "log_id_seq", 300));
        MapView.Cursor cursor = ledger.state().seek(new byte[] {0x0B});
        List<String> entries = new ArrayList<>();
        while (cursor.next() && cursor.key()[0] == 0x0B) {
            entries.add(HexFormat.of().formatHex(cursor.key()).substring(10) + " "
                    + HexFormat.of().formatHex(cursor.value()));
        }
        byte[] account = writer.account().text().getBytes(StandardCharsets.UTF_8);
        String lane = Sha256.hash(Arrays.copyOf(seed(1, 0).toBytes(), 16), account)
                .hex()
                .substring(0, 32);
        String height = String.format("%02x", ledger.headers().getLast().height() + 1);
        assertThat(entries)
                .containsExactly(
                        " 01000000000000000135",
                        lane + " 01" + height + "02" + "00000000000000010000000000000009"
                                + "00000000000000090000000000000135");
    }

    @Test
    void whatIsTakenBackIsDrawnAgain() {
        done(reserve(1, "log_id_seq", 8));
        ledger.seal();
        Interactive user = new Interactive(1, 1);
        user.run("savepoint a");
        assertThat(user.run(INSERT)).isEqualTo("[[1]]");
        user.run("rollback to a");
        assertThat(user.run(INSERT)).isEqualTo("[[1]]");
        assertThat(user.run("insert into log (n) values ('x')")).isEqualTo("sql-22P02");
        user.run("rollback to a");
        assertThat(user.run(INSERT)).isEqualTo("[[1]]");
        assertThat(user.commit()).isEqualTo(Outcome.OK);
        assertThat(ids()).isEqualTo("[[1]]");
    }

    @Test
    void aSequenceThatBeginsAnewTakesBackWhatWasSetAside() {
        done(reserve(1, "log_id_seq", 8));
        apply("truncate log restart identity");
        ledger.seal();
        assertThat(new Interactive(1, 1).run(INSERT)).isEqualTo("[[1]]");
        assertThat(new Interactive(2, 1).run(INSERT)).isEqualTo("[[1]]");
        done(reserve(1, "log_id_seq", 8));
        apply("drop table log");
        apply("create table log (id bigint generated always as identity primary key, n int)");
        ledger.seal();
        assertThat(new Interactive(1, 1).run(INSERT)).isEqualTo("[[1]]");
        assertThat(new Interactive(1, 1).copy.unreserved()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "increment by -1, -1, -4",
        "increment by 10 start with 5, 5, 35",
        "minvalue 3, 3, 6",
    })
    void sequencesOfAnyStepAreSetAside(String options, int first, int fourth) {
        apply("create sequence s " + options);
        done(reserve(1, "s", 3));
        ledger.seal();
        assertThat(new Interactive(1, 1).run("select nextval('s')")).isEqualTo("[[" + first + "]]");
        assertThat(new Interactive(2, 1).run("select nextval('s')")).isEqualTo("[[" + fourth + "]]");
    }

    @ParameterizedTest
    @CsvSource({
        "s, 0, sql-22023",
        "s, 1025, sql-22023",
        "s, 11, sql-2200H",
        "c, 2, sql-2200H",
        "none, 2, sql-42P01",
    })
    void whatCannotBeSetAsideIsRefused(String sequence, long count, String code) {
        apply("create sequence s maxvalue 10");
        apply("create sequence c maxvalue 10 cycle");
        assertThat(reserve(1, sequence, count).code()).isEqualTo(code);
    }

    @Test
    void onlyWhoMayWriteAllTablesSetsValuesAside() {
        TestUser reader = TestUser.solana(61);
        SequenceDraw wanted = new SequenceDraw("public", "log_id_seq", 2);
        SqlBase base = new SqlBase(0, seed(1, 0), null);
        apply("grant insert on log to \"" + reader.account().text() + "\"");
        assertThat(ledger.apply(reader, PrivateTransaction.reservation(ledger.address(), wanted, base))
                        .code())
                .isEqualTo("sql-42501");
        assertThat(ledger.apply(
                                writer,
                                new Operation.ExecuteSql(
                                        ledger.address(),
                                        List.of(new SqlText(
                                                SequenceDraw.STATEMENT,
                                                List.of(Value.of("public"), Value.of("log_id_seq"), Value.of(2))))))
                        .code())
                .isEqualTo("sql-0A000");
    }

    @Test
    void anotherAccountHasOtherLanes() {
        done(reserve(1, "log_id_seq", 8));
        ledger.seal();
        PrivateTransaction.Start start = new PrivateTransaction.Start(
                ledger.owner.account(), ledger.headers().getLast().height(), seed(1, 1), ledger.clock());
        PrivateTransaction copy = new PrivateTransaction(ledger.state(), start);
        assertThat(copy.run(new SqlEngine(), new SqlText(INSERT, List.of()))
                        .result()
                        .rows())
                .hasToString("[[9]]");
    }
}
