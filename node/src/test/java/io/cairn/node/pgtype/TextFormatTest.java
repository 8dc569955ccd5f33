package io.cairn.node.pgtype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.node.pgtype.SqlType.Kind;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextFormatTest {
    private static final TextFormat ZURICH = new TextFormat(ZoneId.of("Europe/Zurich"), 1, false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BOOL        | ' TRUE '                          | t
            BOOL        | of                                | f
            INT4        | ' +17 '                           | 17
            FLOAT8      | 1E3                               | 1000
            NUMERIC     | 1e3                               | 1000
            NUMERIC     | .5                                | 0.5
            BYTEA       | a\\\\b\\001                       | \\x615c6201
            DATE        | 2026-11-21 23:00:00+05            | 2026-11-21
            DATE        | 2057-02-29 BC                     | 2057-02-29 BC
            TIME        | 10:00+01                          | 10:00:00
            TIME        | 23:59:59.9999999                  | 24:00:00
            TIMETZ      | 2026-07-01 10:00                  | 10:00:00+02
            TIMESTAMP   | 2026-11-21T10:00:00.5Z            | 2026-11-21 10:00:00.5
            TIMESTAMPTZ | 2026-07-01 10:00                  | 2026-07-01 10:00:00+02
            TIMESTAMPTZ | 2026-07-01 10:00 Asia/Tokyo       | 2026-07-01 03:00:00+02
            TIMESTAMPTZ | 2026-11-21T10:00:00.000-0530      | 2026-11-21 16:30:00+01
            INTERVAL    | P1Y2M3DT4H5M6.7S                  | 1 year 2 mons 3 days 04:05:06.7
            INTERVAL    | @ 1 day 2 hours ago               | -1 days -02:00:00
            INTERVAL    | 1.5 mons                          | 1 mon 15 days
            INTERVAL    | 90                                | 00:01:30
            UUID        | {A0EEBC999C0B4EF8BB6D6BB9BD380A11} | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
            """)
    void readsOtherFormsToo(Kind kind, String text, String standard) {
        SqlType type = SqlType.of(kind);
        assertThat(ZURICH.write(type, ZURICH.read(type, text))).isEqualTo(standard);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BOOL        | maybe                      | 22P02
            INT2        | 32768                      | 22003
            INT4        | 1.0                        | 22P02
            INT8        | 9223372036854775808        | 22003
            INT4        | ''                         | 22P02
            OID         | -1                         | 22003
            FLOAT8      | 0x1p3                      | 22P02
            FLOAT8      | 1d                         | 22P02
            FLOAT8      | 1e400                      | 22003
            FLOAT8      | 1e-400                     | 22003
            FLOAT4      | 1e39                       | 22003
            NUMERIC     | 1e131073                   | 22003
            NUMERIC     | 1e999999999                | 22003
            NUMERIC     | 1e99999999999              | 22P02
            NUMERIC     | 1_000                      | 22P02
            BYTEA       | \\xabc                     | 22023
            BYTEA       | a\\9                       | 22P02
            DATE        | 2026-02-29                 | 22008
            DATE        | 2056-02-29 BC              | 22008
            DATE        | 0000-01-01                 | 22008
            DATE        | 21.11.2026                 | 22007
            DATE        | 5874898-01-01              | 22008
            TIME        | 24:00:01                   | 22008
            TIMETZ      | 10:00+16                   | 22009
            TIMESTAMP   | 294277-01-01               | 22008
            TIMESTAMPTZ | 2026-01-01 10:00 Mars/Base | 22023
            INTERVAL    | 1 fortnight                | 22007
            INTERVAL    | 99999999999 days           | 22015
            UUID        | 1-1-1-1-1                  | 22P02
            """)
    void refusesWhatIsNoValue(Kind kind, String text, String state) {
        SqlFailure failure = catchThrowableOfType(SqlFailure.class, () -> ZURICH.read(SqlType.of(kind), text));
        assertThat(failure).isNotNull();
        assertThat(failure.state()).as(failure.getMessage()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {1,2        | 22P02
            {1,2}}      | 22P02
            {{1},{1,2}} | 22P02
            {{1},2}     | 22P02
            {1,{2}}     | 22P02
            {1,,2}      | 22P02
            {{}}        | 22P02
            x           | 22P02
            [0:1]={1,2} | 0A000
            {{{{{{{1}}}}}}} | 54000
            """)
    void refusesWhatIsNoArray(String text, String state) {
        SqlFailure failure = catchThrowableOfType(
                SqlFailure.class, () -> TextFormat.STANDARD.read(SqlType.arrayOf(Kind.INT4), text));
        assertThat(failure).isNotNull();
        assertThat(failure.state()).as(failure.getMessage()).isEqualTo(state);
    }

    @Test
    void roundsFractionsWhereFewerDigitsAreAsked() {
        SqlType type = SqlType.of(Kind.FLOAT8);
        Cell third = new Cell.Double(1.0 / 3);
        assertThat(new TextFormat(ZoneId.of("UTC"), 0, false).write(type, third))
                .isEqualTo("0.333333333333333");
        assertThat(new TextFormat(ZoneId.of("UTC"), -12, false).write(type, third))
                .isEqualTo("0.333");
        assertThat(new TextFormat(ZoneId.of("UTC"), 0, false).write(type, new Cell.Double(0.1 + 0.2)))
                .isEqualTo("0.3");
        assertThat(new TextFormat(ZoneId.of("UTC"), -15, false).write(type, new Cell.Double(123_456)))
                .isEqualTo("1e+05");
    }
}
