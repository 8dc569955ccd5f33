package io.cairn.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiftedNumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select a from t where a = 5 | select a from t where a = # | 5",
                "SELECT a FROM t WHERE t.a>=5 and \"b\"<> -7; | SELECT a FROM t WHERE t.a>=# and \"b\"<> #; | 5 -7",
                "select 1 from t where a = 5 order by 2 limit 3 | select 1 from t where a = # order by 2 limit 3 | 5",
                "update t set a = a + -5, b = 0 where c < 9 | update t set a = a + #, b = # where c < # | -5 0 9",
                "update t set a = b - 5 | update t set a = b - # | 5",
                "delete from t where (a = 1 and b = 2) | delete from t where (a = # and b = #) | 1 2",
                "insert into t (a, b) values (1, 'x1'), (-2, f(3)) | insert into t (a, b) values (#, 'x1'), (#, f(3)) | 1 -2",
                "select a from t where a between 1 and b - 2 | select a from t where a between 1 and b - # | 2",
                "select a from t where a = 2147483647 and b = 1.5 and c = 2147483648"
                        + " | select a from t where a = # and b = 1.5 and c = 2147483648 | 2147483647",
                "select a from t where abs(a) = 1 and a = 2 + 3 and b = 4"
                        + " | select a from t where abs(a) = 1 and a = 2 + 3 and b = # | 4",
            })
    void numbersThatColumnsMeetAreTakenOut(String text, String expected, String numbers) {
        LiftedNumbers lifted = LiftedNumbers.of(text);
        assertThat(lifted).isNotNull();
        int count = 0;
        StringBuilder shape = new StringBuilder();
        for (String part : (expected + " ").split("#")) {
            shape.append(count == 0 ? "" : "CAST(?" + count + " AS INTEGER)").append(part);
            count++;
        }
        assertThat(lifted.text()).isEqualTo(shape.toString().stripTrailing());
        assertThat(lifted.numbers().stream().map(String::valueOf).toList()).isEqualTo(List.of(numbers.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "select",
                "select 5",
                "select a from t",
                "select a from t where a = 5 or b = 6",
                "select a from t, u where t.a = u.a and u.b = 5",
                "select a from t join u on t.a = u.a where u.b = 5",
                "select a from t where a in (select b from u where c = 5)",
                "select a from t where a in (1, 2, 3)",
                "with x as (values (1)) select * from x where a = 5",
                "select a from t for system_time as of block 5 where a = 5",
                "select a from t where a = 5 -- and b = 6",
                "select a from t where a = 5 /* 6 */",
                "select a from t where a = $1 and b = 5",
                "select a from t where a = ?1 and b = 5",
                "select a from t where b = e'x' and a = 5",
                "select a from t where a = 5::bigint",
                "select a from t where a = 5e3",
                "select a from t where a = 007",
                "select a from t where a ->> 5 = 'x'",
                "select a from t where a = 5 / 2",
                "select a from t where 5 = a",
                "select a from t where a <=> 5",
                "select a from t where b = 'x and a = 5",
                "update t set a = 5 from u where u.b = t.b",
                "update t set a = 5 returning a",
                "insert into t values (1) on conflict do nothing",
                "insert into t select 1 from u where b = 5",
                "insert into t values (1 + 1)",
                "insert into t values ((1))",
                "create table t (a int default 5)",
                "grant select (a) on t to x",
            })
    void everythingElseStaysAsItIs(String text) {
        assertThat(LiftedNumbers.of(text)).isNull();
    }

    /** Pieces that mean something to the reader, put together by chance, of which few make a statement. */
    private static final List<String> PIECES = List.of(
            ("select ;update ;delete ;insert ;from ;where ;set ;values ;into ;t;a;\"b\";t.c;1;-7;007;2147483648;1.5;3e2;"
                            + "'x';'it''s';e'y';(;);,;=;<>;<=;!;!=;-;--;+;/;*;.; and ; or ; in ; between ; order by ; limit ;"
                            + " ;\n;$1;?1;:: ;returning ;\";';/*;*/;\u00e9;\u0000;\ud800; is not null ;default;null")
                    .split(";"));

    /** A statement whose numbers stand where they may be taken out, among others. */
    private static String likely(Random random) {
        StringBuilder text = new StringBuilder();
        text.append(List.of("select a from t where ", "update t set a = 1, b = b - 2 where ", "delete from t where ")
                .get(random.nextInt(3)));
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(List.of("a", "t.a", "\"a b\"", "(a", "f(a)", "'5'", "5").get(random.nextInt(7)))
                    .append(List.of("=", " = ", "<", "<> ", ">=", " + ", "-", " in (", "")
                            .get(random.nextInt(9)))
                    .append(List.of("5", "-5", "0", "5.5", "b", "'5'", "b - 5", "5)")
                            .get(random.nextInt(8)))
                    .append(List.of(" and ", " and ", ", ", "", " order by ", " limit ")
                            .get(random.nextInt(6)));
        }
        return text.toString();
    }

    @Test
    void anyTextIsReadAndItsNumbersPutBackGiveTheText() {
        int lifted = 0;
        for (int seed = 0; seed < 100_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            if (random.nextBoolean()) {
                text.append(likely(random));
            }
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            LiftedNumbers found = LiftedNumbers.of(text.toString());
            if (found != null) {
                lifted++;
                assertThat(putBack(found)).as("seed %d", seed).isEqualTo(withoutSpaces(text.toString()));
            }
        }
        assertThat(lifted).isGreaterThan(1_000);
    }

    private static String putBack(LiftedNumbers lifted) {
        String text = lifted.text();
        for (int i = 0; i < lifted.numbers().size(); i++) {
            String hole = "CAST(?" + (i + 1) + " AS INTEGER)";
            assertThat(text).containsOnlyOnce(hole);
            text = text.replace(hole, String.valueOf(lifted.numbers().get(i)));
        }
        return withoutSpaces(text);
    }

    /** Between a sign and its number there may have been spaces. */
    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s", "");
    }
}
