package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlStatement;
import io.cairn.engine.view.MapView;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read and change which rows and columns, and that there is no way round. */
final class SqlRightsTest {
    private final Ledger ledger = new Ledger();
    private final TestUser owner = ledger.owner;
    private final TestUser ann = TestUser.solana(71);
    private final TestUser bob = TestUser.solana(72);
    private final TestUser writer = TestUser.solana(73);
    private final TestUser reader = TestUser.solana(74);

    SqlRightsTest() {
        member(writer, Role.WRITER);
        member(reader, Role.READER);
        owns(
                "create table birds (id int primary key, keeper text, name text, secret int unique, note text default 'n')",
                "insert into birds (id, keeper, name, secret) values (1, '" + text(ann) + "', 'wren', 41), (2, '"
                        + text(bob) + "', 'owl', 42), (3, 'nobody', 'tit', 43)",
                "create table rings (id bigint generated always as identity, bird int references birds(id) on delete cascade)",
                "insert into rings (bird) values (1), (2), (3)",
                "create table open (id int primary key)",
                "insert into open values (7)",
                "create view names as select id, name from birds",
                "create view mine as select id from birds where keeper = current_user");
    }

    private void member(TestUser user, Role role) {
        ok(ledger.apply(owner, new Operation.SetMember(ledger.address(), user.account(), role)));
    }

    private static String text(TestUser user) {
        return user.account().text();
    }

    private static void ok(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
    }

    private Outcome change(TestUser sender, String... statements) {
        return ledger.apply(
                sender,
                new Operation.ExecuteSql(
                        ledger.address(),
                        Arrays.stream(statements)
                                .map(this::filled)
                                .map(text -> new SqlText(text, List.of()))
                                .toList()));
    }

    private String filled(String statement) {
        return statement.replace("ANN", "\"" + text(ann) + "\"").replace("BOB", "\"" + text(bob) + "\"");
    }

    private void owns(String... statements) {
        ok(change(owner, statements));
    }

    /** The state after a block. */
    private record Past(MapView state, long height) {}

    private Past sealed() {
        MapView state = ledger.tree().view(ledger.sealedRoot());
        return new Past(state, ledger.headers().getLast().height());
    }

    /** The rows as text, or the code of the refusal. */
    private String ask(TestUser who, String statement) {
        return ask(who, statement, new Past(ledger.state(), Long.MAX_VALUE));
    }

    /** The same of the state after a block. */
    private String ask(TestUser who, String statement, Past past) {
        try {
            ReadPolicy.Reading reading = ReadPolicy.reading(ledger.state(), who.account());
            return asked(reading, who, statement, past);
        } catch (CairnException refused) {
            return refused.code();
        }
    }

    private String asked(ReadPolicy.Reading reading, TestUser who, String statement, Past past) {
        SqlContext context = new SqlContext(ledger.clock(), 1, text(who), SqlLimits.forQueries())
                .with(reading.rights().forQuestion(statement).about(past.state(), past.height()));
        return new SqlEngine()
                .query(past.state(), context, SqlStatement.of(statement))
                .rows()
                .toString();
    }

    /** What a question or a change is refused with, in words. */
    private String words(TestUser who, String statement) {
        try {
            if (statement.startsWith("select")) {
                asked(
                        ReadPolicy.reading(ledger.state(), who.account()),
                        who,
                        statement,
                        new Past(ledger.state(), Long.MAX_VALUE));
            } else {
                new PrivateTransaction(
                                ledger.state(),
                                new PrivateTransaction.Start(
                                        who.account(),
                                        ledger.headers().getLast().height(),
                                        Hash.ZERO,
                                        ledger.clock()))
                        .run(new SqlEngine(), new SqlText(statement, List.of()));
            }
            return "";
        } catch (CairnException refused) {
            return refused.code() + " " + refused.getMessage();
        }
    }

    private String send(TestUser who, String statement) {
        Outcome outcome = change(who, statement);
        return outcome.code().equals(Outcome.OK) ? "ok " + outcome.changed() : outcome.code();
    }

    private void policies() {
        owns(
                "grant select, insert, update, delete on birds to ANN, BOB",
                "grant select, delete on rings to ANN",
                "alter table birds enable row level security",
                "create policy own on birds using (keeper = current_user)");
    }

    /** A column that comes for one that goes is no new name of it. */
    @Test
    void aColumnThatReplacesAnotherHasNoneOfItsRights() {
        owns(
                "grant select (id, note) on birds to ANN",
                "alter table birds drop column note, add column salary int default 7");
        assertThat(ask(ann, "select id from birds where id = 1")).isEqualTo("[[1]]");
        assertThat(ask(ann, "select salary from birds")).isEqualTo("sql-42501");
    }

    /** Names of constraints are for everybody, values of keys for who may read the table. */
    @Test
    void aKeyThatIsThereIsShownToWhoMayReadTheTable() {
        owns(
                "grant insert on birds to ANN",
                "grant select, insert on birds to BOB",
                "create statement pattern next as update birds set id = id + 1 where id = $1",
                "grant execute on statement pattern next to ANN");
        String duplicate = "insert into birds (id) values (2)";
        assertThat(told(owner, duplicate)).contains("birds_pkey").contains("(id)=(2)");
        assertThat(told(writer, duplicate)).contains("birds_pkey").contains("(id)=(2)");
        assertThat(told(bob, duplicate)).contains("birds_pkey").contains("(id)=(2)");
        assertThat(told(ann, duplicate)).contains("birds_pkey").doesNotContain("(2)");
        assertThat(told(ann, "update birds set id = id + 1 where id = 1"))
                .contains("birds_pkey")
                .doesNotContain("(2)");
        owns(
                "alter table birds enable row level security",
                "create policy p on birds using (id > 2) with check (true)");
        assertThat(told(bob, duplicate)).contains("birds_pkey").doesNotContain("(2)");
    }

    @Test
    void refusalsTellNoValueToWhoRunsAPattern() {
        owns(
                "create table s (id int primary key, secret text, n int check (n < 100))",
                "insert into s values (1, 'HIDDEN', 3), (2, '777', 4)",
                "revoke all on s from public",
                "create statement pattern pc as update s set n = secret::int + 1 where id = 1",
                "create statement pattern pn as update s set n = (select secret::int from s where id = 2) where id = 1",
                "create statement pattern pq as select id from s where secret::int = 3",
                "create statement pattern pl as select id from s limit (select -secret::int from s where id = 2)",
                "grant execute on statement pattern pc, pn, pq, pl to ANN");
        ledger.seal();
        assertThat(words(ann, "update s set n = secret::int + 1 where id = 1"))
                .startsWith("sql-22P02")
                .doesNotContain("HIDDEN");
        assertThat(words(ann, "update s set n = (select secret::int from s where id = 2) where id = 1"))
                .startsWith("sql-23514")
                .doesNotContain("777");
        assertThat(words(ann, "select id from s where secret::int = 3"))
                .startsWith("sql-22P02")
                .doesNotContain("HIDDEN");
        assertThat(words(ann, "select id from s limit (select -secret::int from s where id = 2)"))
                .startsWith("sql-")
                .doesNotContain("777");
        assertThat(words(owner, "update s set n = secret::int + 1 where id = 1"))
                .contains("HIDDEN");
    }

    private String told(TestUser who, String statement) {
        Outcome outcome = change(who, statement);
        assertThat(outcome.code()).isEqualTo("sql-23505");
        return String.valueOf(outcome.detail());
    }

    @Test
    void currentUserIsTheAccount() {
        assertThat(ask(reader, "select current_user, session_user"))
                .isEqualTo("[[" + text(reader) + ", " + text(reader) + "]]");
        owns("create table who (name text default current_user)");
        assertThat(send(writer, "insert into who values (default)")).isEqualTo("ok 1");
        assertThat(ask(owner, "select name from who")).isEqualTo("[[" + text(writer) + "]]");
    }

    @Test
    void tablesOfPublicDatabasesAreOpenUntilRightsAreGivenOnThem() {
        assertThat(ask(ann, "select count(*) from birds")).isEqualTo("[[3]]");
        owns("grant select on birds to BOB");
        assertThat(ask(ann, "select count(*) from birds")).isEqualTo("sql-42501");
        assertThat(ask(ann, "select id from open")).isEqualTo("[[7]]");
        assertThat(ask(bob, "select count(*) from birds")).isEqualTo("[[3]]");
        assertThat(ask(reader, "select count(*) from birds")).isEqualTo("[[3]]");
        owns("revoke select on birds from BOB");
        assertThat(ask(bob, "select count(*) from birds")).isEqualTo("sql-42501");
        owns("grant select on table birds to public");
        assertThat(ask(ann, "select count(*) from birds")).isEqualTo("[[3]]");
    }

    @Test
    void privateDatabasesAreClosedToWhoWasGrantedNothing() {
        ok(ledger.apply(owner, new Operation.SetDatabase(ledger.address(), null, Visibility.OWNER_ONLY, null, null)));
        assertThat(ask(ann, "select 1")).isEqualTo("read-not-permitted");
        owns("grant select on open to ANN");
        assertThat(ask(ann, "select id from open")).isEqualTo("[[7]]");
        assertThat(ask(ann, "select id from birds")).isEqualTo("sql-42501");
        assertThat(ask(bob, "select id from open")).isEqualTo("read-not-permitted");
        ReadPolicy.Reading reading = ReadPolicy.reading(ledger.state(), ann.account());
        assertThat(reading.everything()).isFalse();
        assertThat(reading.documents()).isFalse();
        owns("revoke all on open from ANN");
        assertThat(ask(ann, "select id from open")).isEqualTo("read-not-permitted");
    }

    @Test
    void writersKeepTheirRoleAndReadersTheirs() {
        owns("grant select on birds to ANN");
        assertThat(send(writer, "update birds set note = 'x' where id = 1")).isEqualTo("ok 1");
        assertThat(send(reader, "update birds set note = 'x' where id = 1")).isEqualTo("not-permitted");
        assertThat(send(ann, "update birds set note = 'x' where id = 1")).isEqualTo("sql-42501");
        assertThat(send(ann, "create table mine (id int)")).isEqualTo("not-permitted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select id, name from birds order by id | [[1, wren], [2, owl], [3, tit]]",
                "select count(*) from birds | [[3]]",
                "select * from birds | sql-42501",
                "select secret from birds | sql-42501",
                "select birds.secret from birds | sql-42501",
                "select public.birds.secret from public.birds | sql-42501",
                "select b.id from birds b where b.secret = 41 | sql-42501",
                "select id from birds order by secret limit 1 | sql-42501",
                "select min(secret) from birds | sql-42501",
                "select count(secret) from birds | sql-42501",
                "select id from birds group by id having max(secret) > 0 | sql-42501",
                "select (select max(secret) from birds) | sql-42501",
                "select id from (select id, secret as s from birds) t | sql-42501",
                "with t as (select secret from birds) select * from t | sql-42501",
                "select id from open where exists (select 1 from birds where secret = 41) | sql-42501",
                "select o.id from open o join birds b on b.secret = o.id | sql-42501",
                "select id from open o where o.id in (select secret from birds) | sql-42501",
                "select name from birds union select note from birds | sql-42501",
                "select coalesce(secret, 0) from birds | sql-42501",
                "select sum(id) over (order by secret) from birds | sql-42501",
                "explain select secret from birds | sql-42501",
                "select bird from rings | sql-42501",
                "explain select bird from rings | sql-42501",
                "table birds | sql-42501",
            })
    void columnsThatAreNotGrantedAreNotRead(String statement, String answer) {
        owns(
                "grant select (id, name) on birds to ANN",
                "revoke all on rings from public",
                "grant select (id) on open to ANN");
        assertThat(ask(ann, statement)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update birds set note = 'x' where id = 2 | ok 1",
                "update birds set secret = 5 where id = 2 | sql-42501",
                "update birds set (note, secret) = ('x', 5) where id = 2 | sql-42501",
                "update birds set note = 'x' where secret = 42 | sql-42501",
                "update birds set note = secret where id = 2 | sql-42501",
                "update birds set note = 'x' from open where birds.secret = open.id | sql-42501",
                "update birds set secret = open.id from open where birds.id = 1 | sql-42501",
                "delete from birds where id = 2 | sql-42501",
                "truncate table open | sql-42501",
                "insert into birds (id, name) values (9, 'kite') | ok 1",
                "insert into birds (id, secret) values (9, 1) | sql-42501",
                "insert into birds values (9, 'a', 'kite', 1, 'n') | sql-42501",
                "insert into birds (id, name) select secret, 'x' from birds | sql-42501",
                "insert into birds (id, name) values (1, 'x') on conflict (id) do update set note = 'y' | ok 1",
                "insert into birds (id, name) values (1, 'x') on conflict (id) do update set secret = 1 | sql-42501",
                "merge into birds using open on birds.secret = open.id when matched then delete | sql-42501",
                "grant select (secret) on birds to ANN | sql-42501",
                "alter table birds disable row level security | not-permitted",
                "create policy p on birds using (true) | not-permitted",
                "create role friends | not-permitted",
            })
    void columnsThatAreNotGrantedAreNotWritten(String statement, String answer) {
        owns(
                "grant select (id, name, note), update (note), insert (id, name) on birds to ANN",
                "grant select on open to ANN");
        assertThat(send(ann, statement)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select id from birds | [[1]]",
                "select count(*) from birds | [[1]]",
                "select min(id), max(id), max(secret) from birds | [[1, 1, 41]]",
                "select id from birds order by id desc | [[1]]",
                "select distinct id from birds | [[1]]",
                "select id from birds where id = 2 | []",
                "select id from birds where secret = 42 | []",
                "select id from birds where id >= 1 order by secret limit 5 | [[1]]",
                "select id from birds where 1 / (secret - 42) < 0 | [[1]]",
                "select id from birds where cast(name as int) = 1 and id = 2 | []",
                "select r.id from rings r join birds b on b.id = r.bird | [[1]]",
                "select r.id, b.name from rings r left join birds b on b.id = r.bird order by 1 | [[1, wren], [2, null], [3, null]]",
                "select (select count(*) from birds b where b.id = r.id) from rings r order by r.id | [[1], [0], [0]]",
                "select exists (select 1 from birds where secret > 41) | [[f]]",
                "select id from (select * from birds) t | [[1]]",
                "with t as (select * from birds) select id from t | [[1]]",
                "select id from birds union all select id from birds | [[1], [1]]",
                "select count(*) from birds group by keeper | [[1]]",
                "select median(secret) from birds | [[41]]",
                "select row_number() over (order by id) from birds | [[1]]",
                "select count(*) from names | [[3]]",
                "select name from names where id = 2 | [[owl]]",
                "select id from mine | [[1]]",
                "select n.name from names n join birds b on b.id = n.id | [[wren]]",
            })
    void rowsThatNoPolicyLetsThroughAreNotThere(String statement, String answer) {
        policies();
        assertThat(ask(ann, statement)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update birds set note = 'x' | ok 1",
                "update birds set note = 'x' where id = 2 | ok 0",
                "update birds set note = 'x' where 1 / (secret - 42) <> 0 | ok 1",
                "update birds set keeper = 'nobody' | sql-42501",
                "update birds set note = 'x' from open where birds.id > open.id - 7 | ok 1",
                "delete from birds | ok 1",
                "delete from birds where id = 2 | ok 0",
                "delete from birds using rings where rings.bird = birds.id | ok 1",
                "delete from birds where secret > 41 | ok 0",
                "insert into birds (id, keeper) values (9, current_user) | ok 1",
                "insert into birds (id, keeper) values (9, 'nobody') | sql-42501",
                "insert into birds (id, keeper, secret) values (9, 'nobody', 42) | sql-42501",
                "insert into birds (id, keeper) select id + 100, keeper from birds | ok 1",
                "truncate table rings | sql-42501",
                "insert into birds (id, keeper) values (1, current_user) on conflict (id) do update set note = 'y' | ok 1",
                "insert into birds (id, keeper) values (2, current_user) on conflict (id) do update set note = 'y' | sql-23505",
            })
    void changesKeepToThePolicies(String statement, String answer) {
        policies();
        assertThat(send(ann, statement)).isEqualTo(answer);
        assertThat(ask(owner, "select id, keeper, name, secret from birds where id in (2, 3) order by id"))
                .isEqualTo("[[2, " + text(bob) + ", owl, 42], [3, nobody, tit, 43]]");
    }

    @Test
    void constraintsHoldForRowsThatAreHidden() {
        policies();
        owns("grant insert, select on rings to ANN", "alter table rings enable row level security");
        assertThat(send(ann, "delete from birds where id = 1")).isEqualTo("ok 1");
        assertThat(ask(owner, "select bird from rings order by 1")).isEqualTo("[[2], [3]]");
        owns("create policy any on rings for insert with check (true)");
        assertThat(send(ann, "insert into rings (bird) values (2)")).isEqualTo("ok 1");
        assertThat(send(ann, "insert into rings (bird) values (77)")).isEqualTo("sql-23503");
    }

    @Test
    void policiesAreForCommandsRolesAndRestrictions() {
        owns(
                "create role keepers",
                "grant keepers to ANN",
                "grant select, update on birds to keepers, BOB",
                "alter table birds enable row level security",
                "create policy see on birds for select to keepers using (true)",
                "create policy not_tits on birds as restrictive for select using (name <> 'tit')",
                "create policy change on birds for update to keepers using (id = 1) with check (id = 1)");
        assertThat(ask(ann, "select id from birds order by id")).isEqualTo("[[1], [2]]");
        assertThat(ask(bob, "select id from birds order by id")).isEqualTo("[]");
        assertThat(send(ann, "update birds set note = 'x'")).isEqualTo("ok 1");
        assertThat(send(ann, "update birds set id = 11")).isEqualTo("sql-42501");
        owns("alter policy change on birds using (id = 2) with check (true)");
        assertThat(send(ann, "update birds set note = 'y'")).isEqualTo("ok 1");
        owns("drop policy not_tits on birds", "alter policy see on birds to public");
        assertThat(ask(bob, "select count(*) from birds")).isEqualTo("[[3]]");
        owns("revoke keepers from ANN");
        assertThat(send(ann, "update birds set note = 'z'")).isEqualTo("not-permitted");
        assertThat(send(owner, "drop role keepers")).isEqualTo("sql-2BP01");
    }

    @Test
    void ownersAreHeldToForcedPoliciesOnly() {
        policies();
        assertThat(ask(owner, "select count(*) from birds")).isEqualTo("[[3]]");
        assertThat(ask(writer, "select count(*) from birds")).isEqualTo("[[0]]");
        owns("alter table birds force row level security");
        assertThat(ask(owner, "select count(*) from birds")).isEqualTo("[[0]]");
        owns("alter table birds no force row level security");
        assertThat(ask(owner, "select count(*) from birds")).isEqualTo("[[3]]");
        owns("alter table birds disable row level security");
        assertThat(ask(ann, "select count(*) from birds")).isEqualTo("[[3]]");
    }

    @Test
    void rightsAreGivenOnWithTheOptionAndTakenBackWithIt() {
        assertThat(send(owner, "grant select on birds to ANN with grant option"))
                .isEqualTo("ok 1");
        assertThat(send(ann, "grant select on birds to BOB")).isEqualTo("ok 1");
        assertThat(send(ann, "grant update on birds to BOB")).isEqualTo("sql-42501");
        assertThat(send(bob, "grant select on birds to BOB")).isEqualTo("sql-42501");
        assertThat(send(owner, "revoke select on birds from ANN")).isEqualTo("sql-2BP01");
        assertThat(send(owner, "revoke grant option for select on birds from ANN cascade"))
                .isEqualTo("ok 1");
        assertThat(ask(ann, "select count(*) from birds")).isEqualTo("[[3]]");
        assertThat(ask(bob, "select count(*) from birds")).isEqualTo("sql-42501");
    }

    @Test
    void rightsOnTheDatabaseAreOnEveryTable() {
        owns("revoke all on birds from public", "grant select on database current to ANN");
        assertThat(ask(ann, "select count(*) from birds")).isEqualTo("[[3]]");
        assertThat(send(ann, "delete from open")).isEqualTo("sql-42501");
        owns("grant delete on database \"" + ledger.address() + "\" to ANN");
        assertThat(send(ann, "delete from open")).isEqualTo("ok 1");
        assertThat(send(owner, "grant select on database other to ANN")).isEqualTo("sql-3D000");
    }

    @Test
    void sequencesNeedUsage() {
        owns("create sequence numbers", "grant insert, select on open to ANN");
        assertThat(send(ann, "insert into open values (nextval('numbers'))")).isEqualTo("sql-42501");
        owns("grant usage on sequence numbers to ANN");
        assertThat(send(ann, "insert into open values (nextval('numbers'))")).isEqualTo("ok 1");
    }

    @Test
    void patternsLetStatementsOfOneShapeRunAndNoOther() {
        owns(
                "revoke all on birds from public",
                "create statement pattern by_id as select name from birds where id = ?",
                "create statement pattern add_ring as insert into rings (bird) values (?)",
                "grant execute on statement pattern by_id, add_ring to ANN");
        assertThat(ask(ann, "select name from birds where id = 2")).isEqualTo("[[owl]]");
        assertThat(ask(ann, "SELECT  name /* x */ FROM birds WHERE id = 2")).isEqualTo("[[owl]]");
        assertThat(ask(ann, "select name from birds where id = 2 or true")).isEqualTo("sql-42501");
        assertThat(ask(ann, "select name from birds where id = id")).isEqualTo("sql-42501");
        assertThat(ask(ann, "select secret from birds where id = 2")).isEqualTo("sql-42501");
        assertThat(ask(bob, "select name from birds where id = 2")).isEqualTo("sql-42501");
        assertThat(send(ann, "insert into rings (bird) values (3)")).isEqualTo("ok 1");
        assertThat(send(ann, "insert into rings (bird) values ((select max(secret) from birds))"))
                .isEqualTo("sql-42501");
        owns("drop statement pattern by_id");
        assertThat(ask(ann, "select name from birds where id = 2")).isEqualTo("sql-42501");
    }

    @Test
    void catalogsTellNamesButNoCounts() {
        policies();
        owns("create sequence numbers", "insert into open values (nextval('numbers'))");
        String count = "select reltuples from pg_class where relname = 'birds'";
        assertThat(ask(ann, count)).isEqualTo("[[-1]]").isEqualTo(ask(owner, count));
        assertThat(ask(ann, "select sequence_name from information_schema.sequences"))
                .contains("numbers");
        assertThat(ask(ann, "select last_value from pg_sequences where sequencename = 'numbers'"))
                .isNotEqualTo("[[1]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table closed",
                "alter table closed rename to other",
                "drop table closed; create table closed (id int primary key, name text, pay int)",
                "drop table closed; create table closed (id int primary key, name text, pay int); grant select on closed to ANN",
                "alter table closed rename to other; grant select on other to ANN",
                "alter table closed rename to other; alter table given rename to closed",
                "drop table closed; alter table given rename to closed",
            })
    void whatWasClosedStaysClosedUnderItsNameInOldBlocks(String changes) {
        owns(
                "create table closed (id int primary key, name text, pay int)",
                "insert into closed values (1, 'ann', 9000)",
                "create table given (id int primary key, name text, pay int)",
                "revoke all on closed from public",
                "grant select on given to ANN");
        Past past = sealed();
        assertThat(ask(ann, "select pay from closed", past)).isEqualTo("sql-42501");
        for (String change : changes.split("; ", -1)) {
            owns(change);
        }
        assertThat(ask(ann, "select pay from closed", past)).isEqualTo("sql-42501");
        assertThat(ask(bob, "select pay from closed", past)).isEqualTo("sql-42501");
        assertThat(ReadPolicy.reading(ledger.state(), bob.account()).rights().limitsReading())
                .isTrue();
        assertThat(ask(reader, "select pay from closed", past)).isEqualTo("[[9000]]");
    }

    @Test
    void columnsThatChangeTheirNamesOpenNoOtherColumnOfOldBlocks() {
        owns(
                "create table staff (id int primary key, name text, pay text)",
                "insert into staff values (1, 'ann', '9000')",
                "grant select (id, name) on staff to ANN");
        Past past = sealed();
        owns("alter table staff rename column pay to wage", "alter table staff rename column name to pay");
        assertThat(ask(ann, "select pay from staff")).isEqualTo("[[ann]]");
        assertThat(ask(ann, "select pay from staff", past)).isEqualTo("sql-42501");
        assertThat(ask(ann, "select id from staff", past)).isEqualTo("[[1]]");
    }

    @Test
    void policiesOfOldBlocksHoldWhereTheTableHadAnotherName() {
        policies();
        Past past = sealed();
        owns(
                "drop table rings",
                "drop view names",
                "drop view mine",
                "alter table birds rename to fowl",
                "create table birds (id int primary key, name text)",
                "grant select on birds to ANN");
        assertThat(ask(ann, "select id from birds", past)).isEqualTo("[[1]]");
        assertThat(ask(bob, "select id from birds", past)).isEqualTo("sql-42501");
    }

    @Test
    void whoIsGivenARightReadsOldBlocksToo() {
        owns("revoke all on open from public");
        Past past = sealed();
        owns("grant select on open to ANN");
        assertThat(ask(ann, "select id from open", past)).isEqualTo("[[7]]");
        assertThat(ask(bob, "select id from open", past)).isEqualTo("sql-42501");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table open rename to other",
                "alter table open alter column id rename to number",
                "alter table open drop column id",
                "alter table open drop column note",
                "/* */ alter table open rename to other",
                "alter view opened rename to other",
                "alter schema public rename to other",
            })
    void viewsNeverReadAnotherTableOrColumnUnderAnOldName(String change) {
        owns(
                "alter table open add column note text",
                "create view opened as select id, note from open",
                "create view again as select id from opened");
        assertThat(send(owner, change)).startsWith("sql-").isNotEqualTo("sql-internal");
        owns(
                "alter table open add column more int",
                "create table other (id int)",
                "alter table other rename to third");
        assertThat(ask(owner, "select id from again")).isEqualTo("[[7]]");
        owns("drop view again", "drop view opened");
        if (change.startsWith("alter table open rename to other")) {
            owns("alter table open rename to fourth");
        }
    }

    @Test
    void rightsFollowTheirTables() {
        owns(
                "drop view names",
                "drop view mine",
                "grant select (id, name) on birds to ANN",
                "alter table birds rename to fowl",
                "alter table fowl rename column name to title");
        assertThat(ask(ann, "select title from fowl where id = 1")).isEqualTo("[[wren]]");
        assertThat(ask(ann, "select secret from fowl")).isEqualTo("sql-42501");
        assertThat(ask(bob, "select id from fowl")).isEqualTo("sql-42501");
        owns("alter table fowl add column age int");
        assertThat(ask(ann, "select age from fowl")).isEqualTo("sql-42501");
        assertThat(ask(ann, "select id from fowl where id = 1")).isEqualTo("[[1]]");
        owns("create policy old on fowl using (age > 1)");
        assertThat(send(owner, "alter table fowl drop column age")).isEqualTo("sql-2BP01");
        owns("drop policy old on fowl", "alter table fowl drop column age", "drop table fowl cascade");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create policy p on birds using (id)",
                "create policy p on birds using (nothing = 1)",
                "create policy p on birds using (id = 1); drop table birds",
                "create policy p on birds using (id = $1)",
                "create policy p on missing using (true)",
                "create policy p on birds for insert using (true)",
                "create policy p on birds for select with check (true)",
                "grant select on birds to nobody",
                "grant select on birds to \"db3_user:eth:0x12\"",
                "grant select (nothing) on birds to public",
                "grant delete (id) on birds to public",
                "grant execute on birds to public",
                "grant create on database current to public",
                "grant select on schema public to public",
                "grant select on birds to public with grant option",
                "grant friends to public",
                "create role public",
                "create role \"db3_user:eth:x\"",
                "create statement pattern p as drop table birds",
                "create statement pattern p as select nothing from birds",
                "revoke select on birds",
                "drop policy p on birds",
                "drop role friends",
            })
    void statementsAboutRightsWithoutSenseAreRefused(String statement) {
        assertThat(send(owner, statement)).startsWith("sql-");
        assertThat(ask(ann, "select count(*) from birds")).isEqualTo("[[3]]");
    }

    @Test
    void replayOfTheJournalGivesTheSameRoots() {
        policies();
        assertThat(send(ann, "update birds set note = 'x'")).isEqualTo("ok 1");
        assertThat(send(bob, "delete from birds")).isEqualTo("ok 1");
        ledger.seal();
        owns("create role r", "grant r to ANN with admin option", "grant all on rings to r");
        assertThat(send(ann, "grant r to BOB")).isEqualTo("ok 1");
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    @Test
    void brokenPoliciesTellNothingOfRows() {
        owns(
                "grant select on birds to ANN",
                "alter table birds enable row level security",
                "create policy bad on birds using (1 / (secret - 42) > 0)");
        ReadPolicy.Reading reading = ReadPolicy.reading(ledger.state(), ann.account());
        SqlContext context = new SqlContext(1, 1, text(ann), SqlLimits.forQueries()).with(reading.rights());
        assertThatThrownBy(
                        () -> new SqlEngine().query(ledger.state(), context, SqlStatement.of("select id from birds")))
                .hasMessage("the row policy bad cannot be evaluated");
    }
}
