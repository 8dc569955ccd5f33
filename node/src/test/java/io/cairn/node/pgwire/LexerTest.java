package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.node.pgtype.SqlFailure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LexerTest {
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of(" ; -- nothing\n ;/* no */;", List.of()),
                Arguments.of("a;b", List.of("a", "b")),
                Arguments.of("'a;''b';c", List.of("'a;''b'", "c")),
                Arguments.of("'a\\';b", List.of("'a\\'", "b")),
                Arguments.of("E'a\\';b';c", List.of("E'a\\';b'", "c")),
                Arguments.of("\"a;\"\"b\";c", List.of("\"a;\"\"b\"", "c")),
                Arguments.of("$$a;b$$;c", List.of("$$a;b$$", "c")),
                Arguments.of("$x$a;$$;$y$;$x$;c", List.of("$x$a;$$;$y$;$x$", "c")),
                Arguments.of("a$$;b$$;c", List.of("a$$", "b$$", "c")),
                Arguments.of("$1;$2", List.of("$1", "$2")),
                Arguments.of("a/* ; /* ; */ ; */b;c", List.of("a/* ; /* ; */ ; */b", "c")),
                Arguments.of("a--;\nb;c", List.of("a--;\nb", "c")),
                Arguments.of("a - - b / * c;d", List.of("a - - b / * c", "d")),
                Arguments.of("U&'a;' ; u&\"b;\"", List.of("U&'a;'", "u&\"b;\"")),
                Arguments.of("x'1;' ; 1.5e3;.5;1e", List.of("x'1;'", "1.5e3", ".5", "1e")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void cutsTextsIntoStatements(String text, List<String> statements) {
        List<Lexer.Statement> found = Lexer.statements(text);
        assertThat(found).extracting(Lexer.Statement::text).isEqualTo(statements);
        assertThat(found)
                .allSatisfy(one -> assertThat(text.substring(one.start())).startsWith(one.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "a 'b''", "\"a", "/* /* */", "$$a", "$x$ $$ $y$", "E'a\\'"})
    void refusesWhatHasNoEnd(String text) {
        SqlFailure failure = catchThrowableOfType(SqlFailure.class, () -> Lexer.statements(text));
        assertThat(failure).isNotNull();
        assertThat(failure.state()).isEqualTo("42601");
        assertThat(failure.position()).isPositive();
    }

    @Test
    void tellsCommandsOfTheProtocolFromOthers() {
        assertThat(CommandParser.parse("set time zone 'UTC'"))
                .isEqualTo(new Command.Set(Setting.TIME_ZONE, "UTC", false, "SET"));
        assertThat(CommandParser.parse("SET LOCAL datestyle = iso, dmy"))
                .isEqualTo(new Command.Set(Setting.DATE_STYLE, "iso, dmy", true, "SET"));
        assertThat(CommandParser.parse("SET extra_float_digits TO -3"))
                .isEqualTo(new Command.Set(Setting.EXTRA_FLOAT_DIGITS, "-3", false, "SET"));
        assertThat(CommandParser.parse("RESET timezone"))
                .isEqualTo(new Command.Set(Setting.TIME_ZONE, null, false, "RESET"));
        assertThat(CommandParser.parse("/**/ show DATESTYLE")).isEqualTo(new Command.Show(Setting.DATE_STYLE));
        assertThat(CommandParser.parse("deallocate prepare \"A b\"")).isEqualTo(new Command.Deallocate("A b"));
        assertThat(CommandParser.parse("SET TRANSACTION READ ONLY")).isInstanceOf(Command.Plain.class);
        assertThat(CommandParser.parse("SHOW TRANSACTION ISOLATION LEVEL"))
                .isEqualTo(new Command.Show(Setting.TRANSACTION_ISOLATION));
        assertThat(CommandParser.parse("SELECT 1")).isEqualTo(new Command.Plain("SELECT 1", false));
        assertThat(CommandParser.parse("COPY s.\"T x\" (a, \"B\") FROM STDIN DELIMITER ';' NULL AS ''"))
                .isEqualTo(new Command.CopyIn(
                        "s.\"T x\"", List.of("a", "\"B\""), new CopyFormat(false, ';', "", false, '"', '"')));
        assertThat(CommandParser.parse("COPY (SELECT (1)) TO STDOUT WITH CSV HEADER"))
                .isEqualTo(new Command.CopyOut("SELECT (1)", new CopyFormat(true, ',', "", true, '"', '"')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY t TO '/etc/passwd'",
                "COPY t FROM PROGRAM 'id'",
                "COPY t FROM STDIN (FORMAT binary)",
                "COPY t FROM STDIN (FREEZE maybe)",
                "COPY t FROM STDIN (FORCE_NULL)",
                "COPY t FROM STDIN (FORCE_NULL (a))",
                "COPY (SELECT 1) FROM STDIN",
                "COPY t",
                "COPY t (a FROM STDIN",
                "COPY t FROM STDIN DELIMITER 'ab'",
                "SET TimeZone =",
                "SET TimeZone = 'a' 'b'",
                "DEALLOCATE",
                "DISCARD ALL x"
            })
    void refusesWhatIsNotOffered(String sql) {
        SqlFailure failure = catchThrowableOfType(SqlFailure.class, () -> CommandParser.parse(sql));
        assertThat(failure).isNotNull();
        assertThat(failure.state()).isIn("42601", "0A000", "22023");
    }
}
