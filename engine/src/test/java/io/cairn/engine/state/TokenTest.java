package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.record.BalanceRecord;
import io.cairn.engine.record.TokenCounts;
import io.cairn.engine.record.TokenKeys;
import io.cairn.engine.record.TokenRecord;
import io.cairn.engine.sql.SqlEngine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tokens of a database: credited by owners, moved by programs, taken out by accounts. */
class TokenTest extends TokenFixture {
    @Test
    void whatOwnersCreditProgramsMint() {
        tokens("{}");
        assertThat(ledger.query(bob, "[\"creditToken\", \"gold\", 10]").code()).isEqualTo("not-permitted");
        assertThat(owner("[\"creditToken\", \"gold\", 10]").code()).isEqualTo(Outcome.OK);
        assertThat(owner("[\"creditToken\", \"gold\", 5]", "[\"creditToken\", \"a.B-9_\", 1]")
                        .code())
                .isEqualTo(Outcome.OK);
        Outcome minted = mint("gold", 15, sol);
        assertThat(minted.code()).isEqualTo(Outcome.OK);
        assertThat((Object) minted.detail())
                .isEqualTo(
                        Json.parse("{\"allowed\": [\"mint/0/0\"], \"count\": 1, \"derived\": [{\"function\": \"mint\","
                                + " \"token\": \"gold\", \"amount\": 15, \"to\": " + name(sol) + "}]}"));
        holds(sol, "gold", 15, 0);
        failed(mint("gold", 1, sol), "token-insufficient", "mint()/amount");
        failed(mint("silver", 1, sol), "token-insufficient", "mint()/amount");
        tokens("{\"a.B-9_\": {\"available\": 1, \"issued\": 0, \"withdrawn\": 0},"
                + " \"gold\": {\"available\": 0, \"issued\": 15, \"withdrawn\": 0}}");
    }

    @Test
    void programsMoveAndReleaseAndTheAccountAloneTakesOut() {
        funded();
        assertThat((Object) transfer("gold", 25, bob, sol).detail())
                .isEqualTo(Json.parse(
                        "{\"allowed\": [\"transfer/0/0\"], \"count\": 1, \"derived\": [{\"function\": \"transfer\","
                                + " \"token\": \"gold\", \"amount\": 25, \"from\": " + name(bob) + ", \"to\": "
                                + name(sol)
                                + "}]}"));
        assertThat(withdraw("gold", 20, sol).code()).isEqualTo(Outcome.OK);
        holds(bob, "gold", 35, 0);
        holds(sol, "gold", 5, 20);
        assertThat(ledger.query(bob, "[\"withdrawToken\", \"gold\"]").code()).isEqualTo("balance-insufficient");
        Outcome some = ledger.query(sol, "[\"withdrawToken\", \"gold\", 4]");
        assertThat(some.code()).isEqualTo(Outcome.OK);
        assertThat((Object) some.detail())
                .isEqualTo(Json.parse("{\"withdrawals\": [{\"number\": 1, \"token\": \"gold\", \"amount\": 4}]}"));
        Outcome tooMuch = ledger.query(sol, "[\"withdrawToken\", \"gold\", 17]");
        assertThat(tooMuch.code()).isEqualTo("balance-insufficient");
        assertThat(tooMuch.at()).isEqualTo("data/queries/0/2");
        Outcome rest = ledger.query(sol, "[\"withdrawToken\", \"gold\"]");
        assertThat((Object) rest.detail())
                .isEqualTo(Json.parse("{\"withdrawals\": [{\"number\": 2, \"token\": \"gold\", \"amount\": 16}]}"));
        assertThat(ledger.query(sol, "[\"withdrawToken\", \"gold\"]").at()).isEqualTo("data/queries/0/1");
        holds(sol, "gold", 5, 0);
        tokens("{\"gold\": {\"available\": 40, \"issued\": 40, \"withdrawn\": 20}}");
        assertThat(asked("[\"listWithdrawals\", \"gold\"]"))
                .isEqualTo(Json.parse("{\"withdrawals\": [" + withdrawal(1, 4, some) + "," + withdrawal(2, 16, rest)
                        + "], \"next\": null}"));
    }

    private String withdrawal(long number, long amount, Outcome outcome) {
        return "{\"number\": " + number + ", \"token\": \"gold\", \"account\": " + name(sol) + ", \"amount\": " + amount
                + ", \"entry\": " + outcome.sequence() + "}";
    }

    @Test
    void whatIsTooMuchLeavesTheLedgerAndTheDocumentAsTheyWere() {
        funded();
        failed(transfer("gold", 61, bob, sol), "balance-insufficient", "transfer()/amount");
        failed(transfer("gold", 1, sol, bob), "balance-insufficient", "transfer()/amount");
        failed(transfer("silver", 1, bob, sol), "balance-insufficient", "transfer()/amount");
        failed(withdraw("gold", 61, bob), "balance-insufficient", "withdraw()/amount");
        assertThat(ledger.find("transfer", "d")).isNull();
        holds(bob, "gold", 60, 0);
        assertThat(transfer("gold", 60, bob, bob).code()).isEqualTo(Outcome.OK);
        holds(bob, "gold", 60, 0);
        assertThat(transfer("gold", 60, bob, sol).code()).isEqualTo(Outcome.OK);
        // Who holds nothing has no record.
        assertThat(ledger.state().get(TokenKeys.balance("gold", bob.account()))).isNull();
    }

    @Test
    void aBatchIsCarriedOutWholeOrNotAtAll() {
        funded();
        String fields = "\"token\": \"gold\", \"to\": " + name(sol) + ", \"amount\": ";
        String more = doing("mint", fields + "30");
        assertThat(ledger.query(bob, more, more).code()).isEqualTo("trigger-failed");
        assertThat(owner(
                                "[\"creditToken\", \"new\", 1]",
                                "[\"creditToken\", \"gold\", 20]",
                                more,
                                more.replace("30", "31"))
                        .code())
                .isEqualTo("trigger-failed");
        tokens("{\"gold\": {\"available\": 40, \"issued\": 60, \"withdrawn\": 0}}");
        assertThat(owner("[\"creditToken\", \"gold\", 20]", more, more).code()).isEqualTo(Outcome.OK);
        holds(sol, "gold", 60, 0);
    }

    @Test
    void inABundleEachMutationStandsForItself() {
        funded();
        String all = doing(
                "transfer", "\"token\": \"gold\", \"amount\": 60, \"from\": " + name(bob) + ", \"to\": " + name(sol));
        Operation operation = Operation.ExecuteQueries.parse(ledger.address(), Json.parse("[" + all + "]"), "data");
        List<Mutation> both = List.of(bob.sign(ledger.chain(), operation), sol.sign(ledger.chain(), operation));
        assertThat(ledger.apply(TestUser.ethereum(TestUser.seed(9)).bundle(ledger.chain(), both, 1)))
                .extracting(Outcome::code)
                .containsExactly(Outcome.OK, "trigger-failed");
        holds(sol, "gold", 60, 0);
    }

    @Test
    void aCronPaysUntilThereIsNoMore() {
        owner(
                "[\"creditToken\", \"gold\", 25]",
                "[\"addCron\", {\"span\": 1, \"times\": 4, \"jobs\": [[\"mint()\", {\"token\": \"gold\", \"amount\": 10, \"to\":"
                        + " \"$account\"}]]}, \"pay\"]");
        ledger.advance(10_000);
        assertThat(ledger.tick())
                .extracting(Outcome::code)
                .containsExactly(Outcome.OK, Outcome.OK, "cron-failed", "cron-failed");
        holds(ledger.owner, "gold", 20, 0);
        tokens("{\"gold\": {\"available\": 5, \"issued\": 20, \"withdrawn\": 0}}");
    }

    /** A table whose rows pay. */
    private void payments() {
        funded();
        owner(
                "[\"setSchema\", {\"properties\": {\"payee\": {\"type\": \"string\"}, \"amount\": {\"type\":"
                        + " \"integer\"}}}, \"payments\"]",
                "[\"addTrigger\", {\"key\": \"pay\", \"on\": \"create\", \"func\": [[\"transfer()\", {\"token\": \"gold\","
                        + " \"from\": " + name(bob) + ", \"to\": \"$data.after.payee\", \"amount\":"
                        + " \"$data.after.amount\"}]]}, \"payments\"]");
    }

    private String pay(String id, long amount) {
        return "insert into payments (_id, payee, amount) values ('" + id + "', '"
                + sol.account().text() + "', " + amount + ")";
    }

    @Test
    void aRowInSqlPaysAndIsRefusedWhereItCannot() {
        payments();
        assertThat(sql(pay("a", 45)).code()).isEqualTo(Outcome.OK);
        assertThat(sql("insert into payments (_id, payee, amount) values ('b', '"
                                + sol.account().text() + "', 10), ('c', '"
                                + sol.account().text() + "', 10)")
                        .code())
                .isEqualTo("trigger-failed");
        assertThat(ledger.find("payments", "b")).isNull();
        holds(sol, "gold", 45, 0);
        holds(bob, "gold", 15, 0);
    }

    @Test
    void whatASavepointTakesBackIsNeitherPaidNorTold() {
        payments();
        Outcome outcome = sql("savepoint s", pay("a", 45), "rollback to savepoint s", pay("b", 5));
        assertThat(outcome.code()).isEqualTo(Outcome.OK);
        assertThat(outcome.changed()).isEqualTo(1);
        assertThat((Object) outcome.detail())
                .isEqualTo(Json.parse("{\"count\": 1, \"derived\": [{\"function\": \"transfer\", \"token\": \"gold\","
                        + " \"amount\": 5, \"from\": " + name(bob) + ", \"to\": " + name(sol) + "}]}"));
        holds(sol, "gold", 5, 0);
    }

    @Test
    void aTransactionOnACopyPaysThereAndGoesOnBehindWhatFailed() {
        payments();
        ledger.seal();
        PrivateTransaction copy = new PrivateTransaction(
                ledger.state(),
                new PrivateTransaction.Start(
                        ledger.owner.account(),
                        ledger.headers().getLast().height(),
                        Sha256.hash(new byte[] {1}),
                        ledger.clock()));
        SqlEngine engine = new SqlEngine();
        for (int i = 0; i < 12; i++) {
            copy.run(engine, new SqlText("savepoint s", List.of()));
            assertThatThrownBy(() -> copy.run(engine, new SqlText(pay("a", 61), List.of())))
                    .isInstanceOfSatisfying(
                            CairnException.Refused.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("trigger-failed"));
            copy.run(engine, new SqlText("rollback to savepoint s", List.of()));
        }
        copy.run(engine, new SqlText(pay("a", 60), List.of()));
        assertThat(BalanceRecord.of(copy.state(), "gold", sol.account())).isEqualTo(new BalanceRecord(60, 0));
        holds(sol, "gold", 0, 0);
    }

    private Outcome sql(String... texts) {
        return ledger.apply(
                ledger.owner,
                new Operation.ExecuteSql(
                        ledger.address(),
                        Stream.of(texts)
                                .map(text -> new SqlText(text, List.of()))
                                .toList(),
                        null));
    }

    @Test
    void onlyTheOwnKeyTakesOutAndARelayerMayBringWhatItSigned() {
        funded();
        withdraw("gold", 60, bob);
        TestUser key = TestUser.ethereum(TestUser.seed(12));
        ledger.query(bob, "[\"addAddressLink\", {\"address\": " + name(key) + ", \"expiry\": 60}]");
        Operation.ExecuteQueries take = Operation.ExecuteQueries.parse(
                ledger.address(), Json.parse("[[\"withdrawToken\", \"gold\", 1]]"), "data/queries");
        Payload session = new Payload(take, Long.MAX_VALUE).inSessionOf(bob.account());
        assertThat(ledger.apply(key.sign(key.unsigned(ledger.chain(), session, key.takeNonce())))
                        .code())
                .isEqualTo("session-scope");
        owner("[\"addRelayerJob\", \"any\", {}]");
        byte[] signed = bob.sign(ledger.chain(), take.forJob("any")).encode();
        assertThat(ledger.apply(
                                key,
                                new Operation.Relay(
                                        ledger.address(), "any", Value.of(signed), Value.Document.EMPTY, List.of()))
                        .code())
                .isEqualTo(Outcome.OK);
        holds(bob, "gold", 0, 59);
        assertThat(ledger.query(ledger.owner, "[\"withdrawToken\", \"gold\"]").code())
                .isEqualTo("balance-insufficient");
    }

    @Test
    void withdrawalsAreListedPageByPage() {
        owner("[\"creditToken\", \"a\", 50]", "[\"creditToken\", \"b\", 50]");
        mint("a", 10, sol);
        mint("b", 10, sol);
        withdraw("a", 10, sol);
        withdraw("b", 10, sol);
        for (int i = 0; i < 3; i++) {
            ledger.query(sol, "[\"withdrawToken\", \"a\", 1]", "[\"withdrawToken\", \"b\", 2]");
        }
        assertThat(numbers("[\"listWithdrawals\"]")).isEqualTo("1,2,3,4,5,6;null");
        assertThat(numbers("[\"listWithdrawals\", 4]")).isEqualTo("1,2,3,4;4");
        assertThat(numbers("[\"listWithdrawals\", 4, [\"startAfter\", 4]]")).isEqualTo("5,6;null");
        assertThat(numbers("[\"listWithdrawals\", \"b\", [\"startAfter\", 2], 1]"))
                .isEqualTo("4;4");
        assertThat(numbers("[\"listWithdrawals\", \"none\"]")).isEqualTo(";null");
        assertThat(numbers("[\"listWithdrawals\", [\"startAfter\", 9223372036854775806]]"))
                .isEqualTo(";null");
    }

    @Test
    void aReceiptCountsWithdrawalsOnlyWhereItDoesNotTellAll() {
        owner("[\"creditToken\", \"a\", 50]");
        mint("a", 50, sol);
        withdraw("a", 50, sol);
        for (int times : List.of(20, 21)) {
            String[] all =
                    Collections.nCopies(times, "[\"withdrawToken\", \"a\", 1]").toArray(String[]::new);
            Value.Document detail =
                    Objects.requireNonNull(ledger.query(sol, all).detail());
            assertThat(((Value.Array) Objects.requireNonNull(detail.get("withdrawals"))).values())
                    .hasSize(20);
            assertThat(detail.get("withdrawalCount")).isEqualTo(times == 20 ? null : Value.of(21));
        }
    }

    @Test
    void aListOfOneTokenLooksAtSomeThousandsAndTellsWhereToGoOn() {
        owner("[\"creditToken\", \"a\", 9000]", "[\"creditToken\", \"b\", 1]");
        mint("a", 9_000, sol);
        mint("b", 1, sol);
        withdraw("a", 9_000, sol);
        withdraw("b", 1, sol);
        List<String> all = new ArrayList<>(Collections.nCopies(4_000, "[\"withdrawToken\", \"a\", 2]"));
        all.add("[\"withdrawToken\", \"b\"]");
        Outcome outcome = ledger.query(sol, all.toArray(String[]::new));
        assertThat(outcome.code()).isEqualTo(Outcome.OK);
        // A receipt tells the first of them, and how many there are.
        assertThat(Objects.requireNonNull(outcome.detail()).get("withdrawalCount"))
                .isEqualTo(Value.of(4_001));
        assertThat(((Value.Array) Objects.requireNonNull(
                                Objects.requireNonNull(outcome.detail()).get("withdrawals")))
                        .values())
                .hasSize(20);
        assertThat(numbers("[\"listWithdrawals\", \"b\"]")).isEqualTo(";4000");
        assertThat(numbers("[\"listWithdrawals\", \"b\", [\"startAfter\", 4000]]"))
                .isEqualTo("4001;null");
    }

    @Test
    void aWithdrawalIsNumberedWithoutACount() {
        owner("[\"creditToken\", \"a\", 1000]");
        mint("a", 1_000, sol);
        withdraw("a", 1_000, sol);
        List<CountedReads> seen = new ArrayList<>();
        ledger.lookThrough(view -> {
            seen.add(new CountedReads(view));
            return seen.getLast();
        });
        List<String> edits = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            edits.add("[\"set\", {\"a\": " + i + "}, \"edits\", \"d" + i + "\"]");
        }
        assertThat(owner(edits.toArray(String[]::new)).code()).isEqualTo(Outcome.OK);
        long gets = seen.getLast().gets();
        long walks = seen.getLast().walks();
        List<String> all = new ArrayList<>(Collections.nCopies(200, "[\"withdrawToken\", \"a\", 2]"));
        assertThat(ledger.query(sol, all.toArray(String[]::new)).code()).isEqualTo(Outcome.OK);
        assertThat(owner("[\"creditToken\", \"b\", 1]").code()).isEqualTo(Outcome.OK);
        // Each walk or count would read all edits before it.
        assertThat(seen.getLast().walks() - walks).isLessThan(5);
        assertThat(seen.getLast().gets() - gets).isLessThan(1_000);
        assertThat(TokenCounts.of(ledger.state())).isEqualTo(new TokenCounts(2, 200));
    }

    private String numbers(String question) {
        Value.Document answer = (Value.Document) asked(question);
        List<String> numbers = new ArrayList<>();
        ((Value.Array) Objects.requireNonNull(answer.get("withdrawals")))
                .values()
                .forEach(one -> numbers.add(String.valueOf(((Value.Document) one).get("number"))));
        return String.join(",", numbers) + ";" + answer.get("next");
    }

    @Test
    void whateverHappensNothingIsMadeOrLost() {
        SplittableRandom random = new SplittableRandom(4_711);
        List<TestUser> users = List.of(bob, sol, ledger.owner);
        long credited = 0;
        int done = 0;
        for (int round = 0; round < 400; round++) {
            TestUser from = users.get(random.nextInt(3));
            TestUser to = users.get(random.nextInt(3));
            long amount = 1 + random.nextInt(30);
            int what = random.nextInt(6);
            Outcome outcome = switch (what) {
                case 0 -> owner("[\"creditToken\", \"t\", " + amount + "]");
                case 1 -> mint("t", amount, to);
                case 2 -> transfer("t", amount, from, to);
                case 3 -> withdraw("t", amount, from);
                case 4 -> ledger.query(from, "[\"withdrawToken\", \"t\"]");
                default -> ledger.query(from, "[\"withdrawToken\", \"t\", " + amount + "]");
            };
            done += outcome.code().equals(Outcome.OK) ? 1 : 0;
            credited += what == 0 ? amount : 0;
            requireWhole(users, credited, round);
        }
        assertThat(done).isGreaterThan(150);
    }

    private void requireWhole(List<TestUser> users, long credited, int round) {
        TokenRecord token = TokenRecord.of(ledger.state(), "t");
        long held = 0;
        for (TestUser user : users) {
            BalanceRecord balance = BalanceRecord.of(ledger.state(), "t", user.account());
            held += balance.amount() + balance.withdrawable();
        }
        assertThat(token.issued()).as("round %d", round).isEqualTo(held);
        assertThat(token.available() + token.issued() + token.withdrawn()).isEqualTo(credited);
        long out = 0;
        for (Value one : ((Value.Array)
                        Objects.requireNonNull(((Value.Document) asked("[\"listWithdrawals\"]")).get("withdrawals")))
                .values()) {
            out += ((Value.Int) Objects.requireNonNull(((Value.Document) one).get("amount"))).value();
        }
        assertThat(out).isEqualTo(token.withdrawn());
    }
}
