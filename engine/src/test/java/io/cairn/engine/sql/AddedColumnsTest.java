package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that are added to tables with rows. */
final class AddedColumnsTest {
    private static final int ROWS = Boolean.getBoolean("cairn.full") ? 1_000_000 : 50_000;
    private static final int ROWS_OF_A_STATEMENT = 10_000;

    private final SqlState state = new SqlState();

    AddedColumnsTest() {
        state.change("create table t (id int primary key, v int)");
        state.change("insert into t values (1, 10), (2, 20)");
    }

    /** Runs a statement and counts what it put into the state. */
    private int entriesPutBy(String text) {
        return state.entriesChangedBy(text);
    }

    private List<String> rows() {
        return state.rows("select * from t order by id");
    }

    private String createdAs() {
        MapView.Cursor cursor = state.view().seek(Keys.sqlCatalog(0));
        while (cursor.next() && cursor.key()[0] == Keys.SQL_CATALOG) {
            if (cursor.value()[1] == 0) {
                return HexFormat.of().formatHex(cursor.value());
            }
        }
        throw new AssertionError("no table");
    }

    @Test
    void theTableOfManyRowsIsWrittenNowhere() {
        for (int from = 3; from <= ROWS; from += ROWS_OF_A_STATEMENT) {
            int to = Math.min(ROWS, from + ROWS_OF_A_STATEMENT - 1);
            state.change("insert into t select x, x * 2 from generate_series(" + from + ", " + to + ") as g(x)");
        }
        // The table's statement and the name of the catalog.
        assertThat(entriesPutBy("alter table t add column a text not null default 'old'"))
                .isEqualTo(2);
        assertThat(entriesPutBy("alter table t add column b int")).isEqualTo(2);
        assertThat(entriesPutBy("alter table t add column c timestamp default now()"))
                .isEqualTo(2);
        assertThat(state.rows("select count(*), min(a), max(a), count(b) from t"))
                .containsExactly(ROWS + "|old|old|0");
        assertThat(state.rows("select * from t where id = " + ROWS))
                .containsExactly(ROWS + "|" + 2 * ROWS + "|old||2020-09-13 12:26:40.123");
    }

    @Test
    void rowsKeepTheDefaultOfTheTimeWhenTheColumnCame() {
        state.change("alter table t add column a text default 'first'");
        state.change("insert into t (id, v) values (3, 30)");
        state.change("alter table t alter column a set default 'second'");
        state.change("insert into t (id, v) values (4, 40)");
        state.change("alter table t alter column a drop default");
        state.forget();
        state.change("insert into t (id, v) values (5, 50)");
        assertThat(rows()).containsExactly("1|10|first", "2|20|first", "3|30|first", "4|40|second", "5|50|");
        state.change("alter table t rename column a to b");
        state.change("alter table t rename to u");
        state.change("update u set v = 11 where id = 1");
        state.forget();
        assertThat(state.rows("select id, b from u where b = 'first' order by id"))
                .containsExactly("1|first", "2|first", "3|first");
    }

    @Test
    void laterCopiesOfTheTableKeepTheValues() {
        state.change("alter table t add column a int default 7");
        state.change("alter table t add column b text default 'x'");
        state.change("alter table t drop column v");
        assertThat(rows()).containsExactly("1|7|x", "2|7|x");
        state.change("alter table t alter column a type text");
        state.change("alter table t add column c int default 8");
        assertThat(rows()).containsExactly("1|7|x|8", "2|7|x|8");
        state.change("drop table t");
        state.change("create table t (id int primary key)");
        state.change("insert into t values (1)");
        state.change("alter table t add column d int");
        assertThat(rows()).containsExactly("1|");
    }

    @Test
    void constraintsOfTheColumnAreChecked() {
        assertThat(state.refusal("alter table t add column a int not null")).isEqualTo("sql-23502");
        assertThat(state.refusal("alter table t add column a int default 5 unique"))
                .isEqualTo("sql-23505");
        assertThat(state.refusal("alter table t add column a int default -5 check (a > 0)"))
                .isEqualTo("sql-23514");
        assertThat(state.refusal("alter table t add column a int default 9 references t"))
                .isEqualTo("sql-23503");
        assertThat(state.refusal("alter table t add column a int default 'k'")).isEqualTo("sql-22P02");
        assertThat(state.refusal("alter table t add column a varchar(2) default 'abc'"))
                .isEqualTo("sql-22001");
        assertThat(state.refusal("alter table t add column v int")).isEqualTo("sql-42701");
        assertThat(state.refusal("alter table t add column if not exists v int"))
                .isEmpty();
        state.change("create domain positive as int default 3 check (value > 0)");
        assertThat(state.refusal("alter table t add column a positive default -1"))
                .isEqualTo("sql-23514");
        state.change("alter table t add column a positive");
        state.change("alter table t add column b int default 1 references t check (b > 0) not null");
        assertThat(rows()).containsExactly("1|10|3|1", "2|20|3|1");
        assertThat(state.refusal("delete from t where id = 1")).isEqualTo("sql-23503");
        assertThat(state.refusal("insert into t (id, b) values (3, null)")).isEqualTo("sql-23502");
        assertThat(state.refusal("insert into t (id, b) values (3, 0)")).isEqualTo("sql-23514");
    }

    @Test
    void aTableWithoutRowsTakesAnyColumn() {
        state.change("delete from t");
        assertThat(state.refusal("alter table t add column a int not null")).isEmpty();
        assertThat(state.refusal("insert into t (id) values (1)")).isEqualTo("sql-23502");
        assertThat(state.refusal("insert into t (id, a) values (1, 2)")).isEmpty();
    }

    @Test
    void theColumnIsIndexed() {
        state.change("alter table t add column a int default 7");
        state.change("create index by_a on t (a)");
        state.change("insert into t values (3, 30, 6), (4, 40, 8)");
        state.change("update t set v = 21 where id = 2");
        state.change("delete from t where id = 1");
        assertThat(state.rows("select id from t where a = 7")).containsExactly("2");
        assertThat(state.rows("select id from t where a >= 7 order by a, id")).containsExactly("2", "4");
        state.change("alter table t add column b int default 1");
        assertThat(state.refusal("create unique index by_b on t (b)")).isEqualTo("sql-23505");
        state.change("update t set b = id");
        assertThat(state.refusal("create unique index by_b on t (b)")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a int generated always as (v + 1) stored",
                "a int generated by default as identity",
                "a serial",
                "a bigint default nextval('s')",
                "a uuid default gen_random_uuid()",
                "a double precision default random()",
            })
    void valuesThatDifferFromRowToRowAreWritten(String column) {
        state.change("create sequence s");
        assertThat(entriesPutBy("alter table t add column " + column)).isGreaterThan(4);
        assertThat(state.rows("select count(distinct a) from t")).containsExactly("2");
    }

    @Test
    void viewsStayAsTheyAre() {
        state.change("create view w as select * from t");
        state.change("alter table t add column a int default 7");
        assertThat(state.rows("select * from w order by id")).containsExactly("1|10", "2|20");
    }

    /** The bytes of a table with such columns, pinned: they must never change. */
    @Test
    void theCatalogSaysWhatOlderRowsHave() {
        state.change("alter table t add column a int default 7");
        state.change("alter table t add column b int");
        state.change("alter table t add column c text default 'x'");
        String stored = createdAs();
        assertThat(stored).startsWith("0200").endsWith("02" + "0202050e" + "04030c0178");
        state.change("alter table t drop column c");
        assertThat(createdAs()).startsWith("0100");
    }

    @ParameterizedTest
    @CsvSource({
        "0102021e050e, bytes behind the last value",
        "0102031e050e, fewer bytes than it says",
        "02020205100202050e, columns that are not in order",
        "01020205, a value without its bytes",
        "0102021c00, a tag that there is not",
    })
    void valuesThatNobodyWroteAreRefused(String hex, String what) {
        state.change("alter table t add column a int default 7");
        MapView.Cursor cursor = state.view().seek(Keys.sqlCatalog(0));
        byte[] value = {};
        byte[] key = {};
        while (cursor.next() && cursor.key()[0] == Keys.SQL_CATALOG) {
            if (cursor.value()[0] == 2) {
                key = cursor.key();
                value = cursor.value();
            }
        }
        byte[] forged = HexFormat.of().parseHex(hex);
        byte[] whole = Arrays.copyOf(value, value.length - 5 + forged.length);
        System.arraycopy(forged, 0, whole, value.length - 5, forged.length);
        state.putCatalog(key, whole);
        assertThatThrownBy(() -> state.ask("select * from t"))
                .as(what)
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ByteReader.MALFORMED));
    }

    @Test
    void anotherEngineComesToTheSameState() {
        SqlState other = new SqlState();
        other.change("create table t (id int primary key, v int)");
        other.change("insert into t values (1, 10), (2, 20)");
        for (String text : List.of(
                "alter table t add column a timestamp default now()",
                "insert into t (id) values (3)",
                "alter table t add column b text not null default 'x'",
                "update t set v = 0 where id < 3",
                "alter table t alter column b set default 'y'",
                "insert into t (id) values (4)")) {
            state.change(text);
            other.change(text);
            other.forget();
            assertThat(other.root()).as(text).isEqualTo(state.root());
        }
    }
}
