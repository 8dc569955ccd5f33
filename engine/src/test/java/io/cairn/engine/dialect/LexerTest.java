package io.cairn.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LexerTest {
    private static final List<String> PIECES = List.of(
            "select",
            "Tab_1$",
            "été",
            "\"a\"\"b ; -- c\"",
            "U&\"d\\0061t\"",
            "'it''s ; /* no */'",
            "E'a\\'b\\n;'",
            "$$ x ' ; $$",
            "$tag$ $$ ; $tag$",
            "N'n'",
            "x'0aFF'",
            "U&'\\0041'",
            "12",
            "1.5e-3",
            ".5",
            "7.",
            "$12",
            "?",
            "->>",
            "<=",
            "::",
            "||",
            "(",
            ")",
            "[",
            "]",
            ",",
            ".",
            ";",
            " ",
            "\n\t",
            "-- a comment ' ; \n",
            "/* nested /* ' */ ; */",
            "-",
            "+");

    @Test
    void joinedTokensGiveBackTheText() {
        long seed = 31;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextBoolean() ? " " : "");
            }
            List<Token> tokens;
            try {
                tokens = Lexer.read(text.toString());
            } catch (CairnException.Incorrect refusal) {
                assertThat(refusal.code())
                        .as("seed %d, round %d: %s", seed, round, text)
                        .isEqualTo("sql-malformed");
                continue;
            }
            assertThat(tokens.stream().map(Token::text).collect(Collectors.joining()))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void piecesApartAreTokensApart() {
        long seed = 32;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 5_000; round++) {
            List<String> chosen = random.ints(6, 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .filter(piece -> !piece.isBlank() && !piece.startsWith("--") && !piece.startsWith("/*"))
                    .toList();
            assertThat(Lexer.read(String.join(" ", chosen)).stream()
                            .filter(token -> token.kind() != TokenKind.SPACE)
                            .map(Token::text))
                    .as("seed %d, round %d", seed, round)
                    .containsExactlyElementsOf(chosen);
        }
    }

    @Test
    void readsWhatNotationsMean() {
        check("Abc", TokenKind.WORD, "abc");
        check("ÉtÉ", TokenKind.WORD, "ÉtÉ");
        check("\"A\"\"b\"", TokenKind.QUOTED, "A\"b");
        check("U&\"d\\0061t\\+000061\"", TokenKind.QUOTED, "data");
        check("'it''s \\n'", TokenKind.STRING, "it's \\n");
        check("E'a\\'b\\\\ \\n\\x41\\101\\u00e9 it''s'", TokenKind.STRING, "a'b\\ \nAAé it's");
        check("$$it's$$", TokenKind.STRING, "it's");
        check("$a1$x $$ y$a1$", TokenKind.STRING, "x $$ y");
        check("x'0aFF'", TokenKind.BYTES, "0aFF");
        check("$17", TokenKind.PARAMETER, "17");
        check("?", TokenKind.PARAMETER, "0");
        check("?3", TokenKind.PARAMETER, "3");
        check("1.5e-3", TokenKind.NUMBER, "1.5e-3");
        check(".5", TokenKind.NUMBER, ".5");
    }

    private static void check(String text, TokenKind kind, String value) {
        assertThat(Lexer.read(text)).containsExactly(new Token(kind, text, value, 0));
    }

    @Test
    void cutsOperatorsAsPostgresDoes() {
        assertThat(texts("a=-1")).containsExactly("a", "=", "-", "1");
        assertThat(texts("a->>-1")).containsExactly("a", "->>", "-", "1");
        assertThat(texts("a@-1")).containsExactly("a", "@-", "1");
        assertThat(texts("a*--c\n-1")).containsExactly("a", "*", "-", "1");
        assertThat(texts("a</*c*/>b")).containsExactly("a", "<", ">", "b");
        assertThat(texts("a::int[1:2]")).containsExactly("a", "::", "int", "[", "1", ":", "2", "]");
    }

    private static List<String> texts(String text) {
        return Lexer.read(text).stream()
                .filter(token -> token.kind() != TokenKind.SPACE)
                .map(Token::text)
                .toList();
    }

    @Test
    void refusesWhatIsNoSqlAndSaysWhere() {
        refused("select 'open", "sql-malformed", "sql/8");
        refused("select E'open\\", "sql-malformed", "sql/8");
        refused("select \"open", "sql-malformed", "sql/8");
        refused("select \"\"", "sql-malformed", "sql/8");
        refused("select $a$ open $b$", "sql-malformed", "sql/8");
        refused("select $a b", "sql-malformed", "sql/8");
        refused("/* a /* b */", "sql-malformed", "sql/1");
        refused("select 12abc", "sql-malformed", "sql/8");
        refused("select 0x1F", "sql-malformed", "sql/8");
        refused("select $0", "sql-malformed", "sql/8");
        refused("select $99999999999", "sql-malformed", "sql/8");
        refused("select x'abc'", "sql-malformed", "sql/8");
        refused("select b'01'", "sql-not-supported", "sql/8");
        refused("select E'\\xff'", "sql-not-supported", "sql/8");
        refused("select E'\\u0000'", "sql-malformed", "sql/8");
        refused("select U&'\\d800'", "sql-malformed", "sql/8");
        refused("select '\0'", "sql-malformed", "sql/9");
        refused("select '\ud800'", "sql-malformed", "sql/9");
        refused("select {fn now()}", "sql-malformed", "sql/8");
        refused("/*".repeat(201), "sql-too-deep", "sql/1");
        refused("x".repeat(Lexer.LENGTH_MAX + 1), "sql-too-long", "sql");
    }

    private static void refused(String text, String code, String at) {
        assertThatThrownBy(() -> Lexer.read(text)).isInstanceOfSatisfying(CairnException.Incorrect.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.at()).isEqualTo(at);
        });
    }

    @Test
    void splitsAtSemicolonsOutsideQuotesAndComments() {
        assertThat(Scripts.split("select ';' ; insert into \";\" values ($$;$$) -- ;\n ; /* ; */ ;; select E'\\';'"))
                .containsExactly("select ';' ", " insert into \";\" values ($$;$$) -- ;\n ", " select E'\\';'");
        assertThat(Scripts.split(" -- nothing\n ;")).isEmpty();
    }

    @Test
    void refusesNestingThatWouldOverflowTheEngine() {
        String deep = "select " + "(".repeat(Nodes.DEPTH_MAX + 1) + "1" + ")".repeat(Nodes.DEPTH_MAX + 1);
        String chain = "select 1" + " + 1".repeat(Nodes.CHAIN_MAX + 1);
        String nots = "select " + "not ".repeat(Nodes.CHAIN_MAX + 1) + "true";
        for (String text : List.of(deep, chain, nots)) {
            assertThatThrownBy(() -> Nodes.of(text))
                    .isInstanceOfSatisfying(
                            CairnException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("sql-too-deep"));
        }
        assertThat(Nodes.of("select " + "1,".repeat(200_000) + "1")).hasSize(400_002);
    }
}
