package io.cairn.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScriptPartTest {
    private static void check(String text, List<String> statements, String rest, String open) {
        ScriptPart part = ScriptPart.read(text);
        assertThat(part.statements()).as(text).isEqualTo(statements);
        assertThat(part.rest()).as(text).isEqualTo(rest);
        assertThat(part.open()).as(text).isEqualTo(open);
    }

    @Test
    void statementsEndAtSemicolonsOutsideQuotesAndComments() {
        check("select 1; select ';' ;", List.of("select 1", "select ';' "), "", "");
        check("select 1 -- ; no\n;", List.of("select 1 -- ; no\n"), "", "");
        check(";;  /* ; */ ;", List.of(), "", "");
        check(
                "select $a$ ; $a$, E'\\';', \"a;b\"; select 2",
                List.of("select $a$ ; $a$, E'\\';', \"a;b\""),
                " select 2",
                "-");
    }

    @Test
    void tellsWhatIsOpen() {
        check("", List.of(), "", "");
        check("  -- words\n", List.of(), "", "");
        check("select", List.of(), "select", "-");
        check("select (1", List.of(), "select (1", "(");
        check("select 'a;", List.of(), "select 'a;", "'");
        check("select E'a\\';", List.of(), "select E'a\\';", "'");
        check("select \"a';", List.of(), "select \"a';", "\"");
        check("/* ; ", List.of(), "/* ; ", "*");
        check("select $x$ ; $y$", List.of(), "select $x$ ; $y$", "$");
    }

    @Test
    void stopsAtABackslashOutsideQuotes() {
        ScriptPart part = ScriptPart.read("select '\\' ; select 1 \\g file;");
        assertThat(part.statements()).containsExactly("select '\\' ");
        assertThat(part.rest()).isEqualTo(" select 1 ");
        assertThat(part.command()).isEqualTo(22);
        assertThat(ScriptPart.read("\\d").command()).isZero();
        assertThat(ScriptPart.read("select '\\d").command()).isEqualTo(-1);
    }

    @Test
    void whatIsMalformedIsPartOfItsStatement() {
        check("select \u0000 1x; select 2;", List.of("select \u0000 1x", "select 2"), "", "");
        check("select E'\\xZZ'; select 2;", List.of("select E'\\xZZ'", "select 2"), "", "");
    }

    @Test
    void anyTextIsReadAndNothingOfItLost() {
        long seed = 20261121;
        Random random = new Random(seed);
        String[] pieces = {
            "'", "\"", "$a$", "$", ";", "--", "\n", "/*", "*/", "E'", "\\", "1", "x", " ", "(", ")", "U&'", "\uD800"
        };
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(20); k > 0; k--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            ScriptPart part = ScriptPart.read(text.toString());
            int end = part.command() < 0 ? text.length() : part.command();
            assertThat(text.substring(0, end)).as("seed %d: %s", seed, text).endsWith(part.rest());
            assertThat(part.open().isEmpty()).isEqualTo(part.rest().isEmpty());
        }
    }
}
