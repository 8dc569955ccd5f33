package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that are far too large, or of the wrong kind, where functions and types of PostgreSQL take them. */
final class HostileValuesTest {
    private final SqlState state = new SqlState();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sql-54000 | select length((select array_agg(repeat('x', 1000)) from generate_series(1, 60000) g)::text)",
                "sql-54000 | with recursive r(a) as (select repeat('x', 1000000) union all select a \\ a from r) select 1 from r",
                "sql-57014 | with recursive r(a) as (select 1 union select a + 1 from r) select count(*) from r",
                "sql-22P02 | select ('1e1000000'::jsonb)::int",
                "sql-22003 | select ('1e300'::jsonb)::int",
                "sql-22008 | select make_interval(years => 2147483647)",
                "sql-22008 | select make_interval(days => 2147483647, hours => 2147483647, secs => 1e300)",
                "sql-22P02 | select make_interval(secs => 'NaN')",
                "sql-57014 | select count(*) from generate_series(1.0, 1e300, 1e-300) g",
                "sql-57014 | select count(*) from generate_series(0, 1e30, 1) g",
                "sql-22007 | select (repeat('1', 100000) \\ ' days')::interval",
                "sql-22003 | select int '99999999999999999999'",
                "sql-42601 | select bytea '\\xzz'",
                "sql-0A000 | select \"cairn with 1 w\" from (values (1)) t",
                "sql-0A000 | with \"cairn with 1 x\" as (select 1) select 1",
                "sql-42883 | select cairn_subscript(1, 2)",
                "'' | select ('[1]'::jsonb)[2147483647], ('[1]'::jsonb)[-2147483648], ('[1]'::jsonb)['99999999999999999999']",
                "'' | select repeat('a', 50) ~ any (array['(a+)+b', '(a*)*b'])",
                "'' | select time '23:59' + interval '999999999 hours'",
                "'' | select * from generate_series(9223372036854775807, 9223372036854775807) g",
            })
    void areBounded(String code, String statement) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(state.refusal(statement.replace(" \\ ", " || ")))
                        .isEqualTo(code));
    }
}
