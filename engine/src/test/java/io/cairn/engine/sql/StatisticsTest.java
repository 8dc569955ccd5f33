package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of indexes, and what planners make of it. */
final class StatisticsTest {
    private final SqlState state = new SqlState();

    private void fill(int rows) {
        state.change("create table t (id int primary key, few int, many int, day date)");
        state.change("create index t_few on t (few, many)");
        state.change("create index t_many on t (many)");
        state.change("create index t_day on t (day)");
        state.change("insert into t select x, mod(x, 10), mod(x, " + rows / 2
                + "), date '2020-01-01' + cast(x as int) from generate_series(1, " + rows + ") as s (x)");
    }

    /** Of the indexes of all tables, in the order of their ids. */
    private List<IndexStatistics> statistics() {
        List<IndexStatistics> found = new ArrayList<>();
        MapView.Cursor cursor = state.view().seek(new byte[] {Keys.STATISTICS});
        while (cursor.next() && cursor.key()[0] == Keys.STATISTICS) {
            if (cursor.key().length > 5) {
                found.add(IndexStatistics.decode(cursor.value()));
            }
        }
        return found;
    }

    @Test
    void aSampleTellsHowManyValuesAnIndexHas() {
        fill(2_000);
        assertThat(statistics())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.rows()).isEqualTo(2_000));
        assertThat(statistics().get(0).distinct().getFirst()).isEqualTo(10);
        assertThat(statistics().get(1).distinct().getFirst()).isBetween(900L, 1_100L);
        assertThat(statistics().get(2).distinct().getFirst()).isEqualTo(2_000);
        assertThat(statistics().get(2).samples()).hasSizeBetween(16, 32).isSortedAccordingTo(Arrays::compareUnsigned);
    }

    @Test
    void smallTablesHaveNone() {
        fill(62);
        assertThat(statistics()).isEmpty();
    }

    @Test
    void aSampleIsTakenAgainWhereATableHasFourTimesAsManyRowsOrAQuarter() {
        fill(1_000);
        state.change("insert into t select x, mod(x, 10), x, null from generate_series(1001, 3999) as s (x)");
        assertThat(statistics().getFirst().rows()).isEqualTo(1_000);
        state.change("insert into t values (5000, 1, 1, null)");
        assertThat(statistics().getFirst().rows()).isEqualTo(4_000);
        state.change("delete from t where id > 1001");
        assertThat(statistics().getFirst().rows()).isEqualTo(4_000);
        state.change("delete from t where id > 1000");
        assertThat(statistics().getFirst().rows()).isEqualTo(1_000);
        state.change("delete from t where id > 63");
        assertThat(statistics()).isEmpty();
    }

    @Test
    void anIndexOfALargeTableHasStatisticsFromTheBeginning() {
        fill(500);
        state.change("create index t_both on t (many, few)");
        assertThat(statistics()).hasSize(4);
        state.change("drop index t_both");
        assertThat(statistics()).hasSize(3);
    }

    @Test
    void emptyingOrDroppingATableForgetsThem() {
        fill(500);
        state.change("truncate table t");
        assertThat(statistics()).isEmpty();
        state.change("insert into t select x, 1, x, null from generate_series(1, 500) as s (x)");
        assertThat(statistics()).hasSize(3);
        state.change("drop table t");
        assertThat(statistics()).isEmpty();
        assertThat(state.view().seek(new byte[] {Keys.STATISTICS}).next()).isFalse();
    }

    @Test
    void theRecordHasItsBytes() {
        IndexStatistics known =
                new IndexStatistics(1_000, List.of(10L, 900L), List.of(new byte[] {2, 1}, new byte[] {2, 7}));
        assertThat(HexFormat.of().formatHex(known.encode())).isEqualTo("01e807020a8407020202010202" + "07");
        assertThat(IndexStatistics.decode(known.encode()).encode()).isEqualTo(known.encode());
        assertThat(HexFormat.of().formatHex(new TableCount(300, 0).encode())).isEqualTo("01ac02");
        assertThat(HexFormat.of().formatHex(new TableCount(300, 128).encode())).isEqualTo("01ac028001");
        assertThat(TableCount.decode(new byte[] {1, 5})).isEqualTo(new TableCount(5, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "0264013200, another version",
        "016400, no column",
        "0164010000, no values of many rows",
        "0100010100, values of no rows",
        "0164058080808080808080808001, more columns than are counted",
        "01640132, no samples",
        "016401320001, bytes behind the end",
    })
    void statisticsThatNobodyMadeAreRefused(String hex, String what) {
        fill(500);
        byte[] key = {};
        MapView.Cursor cursor = state.view().seek(new byte[] {Keys.STATISTICS});
        while (cursor.next() && cursor.key()[0] == Keys.STATISTICS) {
            key = cursor.key();
        }
        assertThat(key).hasSize(9);
        state.put(key, HexFormat.of().parseHex(hex));
        state.forget();
        assertThatThrownBy(() -> state.ask("select * from t where day >= date '2020-02-01'"))
                .as(what)
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ByteReader.MALFORMED));
    }

    @ParameterizedTest
    @CsvSource({"02f403, another version", "01f4030000, bytes behind the end", "01, nothing"})
    void countsThatNobodyMadeAreRefused(String hex, String what) {
        fill(500);
        MapView.Cursor cursor = state.view().seek(new byte[] {Keys.STATISTICS});
        assertThat(cursor.next()).isTrue();
        state.put(cursor.key(), HexFormat.of().parseHex(hex));
        state.forget();
        assertThatThrownBy(() -> state.ask("select count(*) from t"))
                .as(what)
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ByteReader.MALFORMED));
    }

    @Test
    void aJoinBeginsWithTheRangeThatHasFewRows() {
        fill(4_000);
        state.change("create table u (k int primary key, v int)");
        state.change("insert into u select x, x from generate_series(0, 1999) as s (x)");
        String narrow = plan("select count(*) from u join t on u.k = t.many"
                + " where t.day between date '2022-01-01' and date '2022-01-10'");
        assertThat(narrow).containsSubsequence("t_day", "u");
        String wide = plan("select count(*) from t where t.day >= date '2020-01-05' and few = 3");
        assertThat(wide).contains("t_few").doesNotContain("t_day");
    }

    @Test
    void aTableThatIsJoinedByColumnsWithoutAnIndexIsHashed() {
        fill(500);
        state.change("create table u (k int, v int)");
        state.change("insert into u select mod(x, 50), x from generate_series(1, 400) as s (x)");
        assertThat(plan("select count(*) from t join u on u.k = t.few + 1")).contains("u.hash(k)");
        assertThat(state.rows("select count(*) from t join u on u.k = t.few + 1"))
                .containsExactly("4000");
    }

    /** Beyond what may be kept it is read again and again: slower, and the same. */
    @Test
    void aTableTooLargeToHashIsJoinedAllTheSame() {
        state.change("create table a (k int)");
        state.change("create table b (k int, filler text)");
        state.change("insert into a values (1), (2), (3)");
        for (int i = 0; i < 70; i++) {
            state.change("insert into b values (" + i % 5 + ", repeat('x', 1000000))");
        }
        assertThat(state.rows("select a.k, count(*) from a left join b on b.k = a.k group by a.k order by 1"))
                .containsExactly("1|14", "2|14", "3|14");
    }

    @Test
    void joinsByHashFindWhatComparingEveryPairFinds() {
        long seed = Long.getLong("cairn.seed", 20261122L);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> types = List.of("int", "bigint", "numeric(8, 2)", "double precision", "smallint", "real");
        int rounds = Boolean.getBoolean("cairn.full") ? 400 : 20;
        for (int round = 0; round < rounds; round++) {
            String left = types.get(random.nextInt(types.size()));
            String right = types.get(random.nextInt(types.size()));
            state.change("create table l (id int, x " + left + ", y varchar(5), z char(4))");
            state.change("create table r (id int, x " + right + ", y char(5), z varchar(4))");
            for (String table : List.of("l", "r")) {
                for (int i = 0; i < 40; i++) {
                    state.change("insert into " + table + " values (" + i + ", " + number(random) + ", " + text(random)
                            + ", " + text(random) + ")");
                }
            }
            for (String columns : List.of("x", "y", "z")) {
                String join = "select l.id, r.id from l join r on ";
                String how = columns + " of " + left + " and " + right + ", round " + round + " of seed " + seed;
                assertThat(state.rows(join + "l." + columns + " = r." + columns + " order by 1, 2"))
                        .as(how)
                        .isEqualTo(state.rows(join + "not (l." + columns + " <> r." + columns + ") order by 1, 2"));
            }
            state.change("drop table l");
            state.change("drop table r");
        }
    }

    private static String number(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> "null";
            case 1 -> random.nextInt(6) + ".5";
            case 2 -> "-" + random.nextInt(3) + ".25";
            default -> String.valueOf(random.nextInt(8));
        };
    }

    private static String text(SplittableRandom random) {
        return random.nextInt(6) == 0
                ? "null"
                : "'" + "ab ".charAt(random.nextInt(3)) + " ".repeat(random.nextInt(3)) + "'";
    }

    private String plan(String question) {
        return String.join("\n", state.rows("explain " + question));
    }

    /** H2 searches for each value of a list, which may be of a column that is also compared for being equal. */
    @Test
    void aListGivesNoRowTwice() {
        state.change("create table l (k int, few int)");
        state.change("create table r (k int, few int)");
        state.change("insert into l select i, i % 3 from generate_series(1, 400) as g (i)");
        state.change("insert into r select i, i % 3 from generate_series(1, 400) as g (i)");
        String question = "select count(*) from l left join r on r.k = l.k where r.few in (0, 1, 2) and r.few = 1";
        assertThat(state.rows(question)).containsExactly("134");
        assertThat(state.rows(question.replace("left join", "join"))).containsExactly("134");
    }
}
