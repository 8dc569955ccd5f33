package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.TestUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Crons that take more than an entry may hold: what does not fit waits, others write in between, nothing is lost. */
class CronBudgetTest {
    private static final int CRONS = 9;
    /** Some 600,000 steps: three of them and one more fit an entry. */
    private static final String HEAVY = "[\"=$x\", [\"sum\", [\"map\", [\"inc\"], [\"range\", 0, 200000]]]]";

    private final Ledger ledger = new Ledger();
    private final TestUser bob = TestUser.ethereum(TestUser.seed(7));

    private void heavyCrons(int times) {
        for (int i = 0; i < CRONS; i++) {
            String cron = "[\"addCron\", {\"span\": 1, \"times\": " + times + ", \"jobs\": [" + HEAVY
                    + ", [\"upsert()\", [{\"n\": {\"__op\": \"inc\", \"n\": 1}}, \"ran\", \"c" + i + "\"]]]}, \"c" + i
                    + "\"]";
            assertThat(ledger.query(ledger.owner, cron).code()).isEqualTo(Outcome.OK);
        }
        assertThat(ledger.query(ledger.owner, "[\"setRules\", [[\"*\", [[\"allow()\"]]]], \"open\"]")
                        .code())
                .isEqualTo(Outcome.OK);
    }

    private Long due() {
        return Objects.requireNonNull(ledger.machine().mutations().nextDueMillis());
    }

    private List<Outcome> clock() {
        return ledger.submit(new Clock(due(), ledger.address()).encode());
    }

    private Outcome write(int n) {
        return ledger.query(bob, "[\"set\", {}, \"open\", \"d" + n + "\"]");
    }

    @Test
    void everyRunComesOnceAndInOrderAndUsersWriteInBetween() {
        heavyCrons(2);
        ledger.advance(10_000);
        List<Hash> expected = new ArrayList<>();
        long first = due();
        for (long due = first; due <= first + 1_000; due += 1_000) {
            for (int i = 0; i < CRONS; i++) {
                expected.add(Clock.tick(ledger.address(), "c" + i, due));
            }
        }
        List<Hash> ran = new ArrayList<>();
        int entries = 0;
        while (ledger.machine().mutations().nextDueMillis() != null) {
            List<Outcome> ticks = clock();
            assertThat(ticks)
                    .hasSizeBetween(1, CRONS - 1)
                    .extracting(Outcome::code)
                    .containsOnly(Outcome.OK);
            ticks.forEach(tick -> ran.add(tick.mutation()));
            assertThat(write(entries++).code()).isEqualTo(Outcome.OK);
        }
        assertThat(ran).isEqualTo(expected);
        assertThat(entries).isGreaterThan(2);
        for (int i = 0; i < CRONS; i++) {
            assertThat(((Value.Document) ledger.find("ran", "c" + i)).get("n")).isEqualTo(Value.of(2));
        }
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    @Test
    void whereNothingWasLeftBehindNobodyWritesBeforeWhatIsDue() {
        heavyCrons(2);
        ledger.advance(10_000);
        assertThatThrownBy(() -> write(0))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refused -> assertThat(refused.code()).isEqualTo("clock-missing"));
    }

    @Test
    void theClockComesAgainAfterAThousandEntries() {
        heavyCrons(2);
        ledger.advance(10_000);
        clock();
        long behind = ledger.machine().nextSequence();
        for (int i = 0; i < 1_024; i++) {
            assertThat(ledger.machine().mutations().entriesBeforeClock(behind + i))
                    .isEqualTo(1_024 - i);
            assertThat(write(i).code()).isEqualTo(Outcome.OK);
        }
        assertThatThrownBy(() -> write(1_024))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refused -> assertThat(refused.code()).isEqualTo("clock-missing"));
    }

    @Test
    void whoHasCaughtUpIsBehindNoMore() {
        heavyCrons(1);
        ledger.advance(10_000);
        ledger.tick();
        assertThat(CronStore.leftBehindBy(ledger.state())).isZero();
        assertThat(ledger.machine()
                        .mutations()
                        .entriesBeforeClock(ledger.machine().nextSequence()))
                .isZero();
    }
}
