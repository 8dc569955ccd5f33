package io.cairn.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Any text is refused with a code or rewritten to one that is read as the same tokens again. */
class DialectFuzzTest extends FuzzTarget {
    private static final List<TableLookup.Column> COLUMNS = List.of(
            new TableLookup.Column("a", "NUMERIC(10, 2)"),
            new TableLookup.Column("b", "JSON"),
            new TableLookup.Column("c", "VARCHAR(5)"));
    private static final List<TableLookup.UniqueKey> KEYS = List.of(
            new TableLookup.UniqueKey(Optional.of("t_pkey"), List.of("a")),
            new TableLookup.UniqueKey(Optional.empty(), List.of("b", "c")));

    private static final TableLookup TABLES = _ -> Optional.of(new TableLookup.Table(COLUMNS, KEYS));

    @Override
    protected void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        parsed(() -> Lexer.read(text)).ifPresent(tokens -> {
            StringBuilder joined = new StringBuilder();
            tokens.forEach(token -> joined.append(token.text()));
            assertThat(joined.toString()).isEqualTo(text);
        });
        parsed(() -> Scripts.split(text)).ifPresent(statements -> statements.forEach(Lexer::read));
        parsed(() -> Dialect.read(text, TABLES)).ifPresent(statement -> {
            assertThat(statement.shape()).isNotEmpty();
            if (statement instanceof Statement.Engine engine) {
                List<Token> tokens = significant(engine.text());
                assertThat(significant(Nodes.text(tokens)).stream().map(Token::plain))
                        .isEqualTo(tokens.stream().map(Token::plain).toList());
                assertThat(Nodes.text(tokens).replace(" ", ""))
                        .isEqualTo(engine.text().replace(" ", ""));
                assertThat(tokens).noneMatch(token -> token.is(";"));
            }
        });
    }

    private static List<Token> significant(String text) {
        return Lexer.read(text).stream()
                .filter(token -> token.kind() != TokenKind.SPACE)
                .toList();
    }
}
