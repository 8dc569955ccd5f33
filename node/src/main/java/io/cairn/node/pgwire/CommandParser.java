package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Tells the protocol's own statements from those of the backend. */
final class CommandParser {
    private final String sql;
    private final Lexer lexer;
    private Token token;

    CommandParser(String sql) {
        this.sql = sql;
        lexer = new Lexer(sql);
        token = lexer.next();
    }

    /**
     * What a statement is.
     *
     * @param sql one statement without a semicolon
     * @throws SqlFailure where it begins as one of the protocol's own and does not go on as one
     */
    static Command parse(String sql) {
        return new CommandParser(sql).command();
    }

    private Command command() {
        if (token.kind() == Token.Kind.END) {
            return new Command.Empty();
        }
        if (token.kind() != Token.Kind.WORD) {
            return plain();
        }
        String first = token.text();
        advance();
        return switch (first) {
            case "set" -> set();
            case "reset" -> reset();
            case "show" -> show();
            case "discard" -> discard();
            case "deallocate" -> deallocate();
            case "copy" -> new CopyParser(this).command();
            case "prepare" -> {
                if (token.is("transaction")) {
                    yield plain();
                }
                throw notOffered("PREPARE");
            }
            case "execute" -> throw notOffered("EXECUTE");
            case "rollback", "abort", "commit", "end" -> new Command.Plain(sql, true);
            default -> plain();
        };
    }

    private Command plain() {
        return new Command.Plain(sql, false);
    }

    private static SqlFailure notOffered(String word) {
        return SqlFailure.of(SqlState.FEATURE_NOT_SUPPORTED, word + " as a statement is not supported")
                .withHint("Prepare statements by the messages of the protocol, as drivers do.");
    }

    private Command set() {
        boolean local = token.is("local");
        if (local || token.is("session")) {
            advance();
        }
        if (token.is("names")) {
            advance();
            return settingOf("client_encoding", local);
        }
        if (token.is("time")) {
            advance();
            return zone(local);
        }
        if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED_NAME) {
            return plain();
        }
        String name = token.text();
        advance();
        if (!token.isSymbol('=') && !token.is("to")) {
            return plain();
        }
        advance();
        return settingOf(name, local);
    }

    private Command settingOf(String name, boolean local) {
        Optional<Setting> setting = Setting.of(name);
        if (setting.isEmpty()) {
            return plain();
        }
        return new Command.Set(setting.get(), value(), local, "SET");
    }

    private Command zone(boolean local) {
        if (!token.is("zone")) {
            return plain();
        }
        advance();
        if (token.is("local")) {
            advance();
            requireEnd();
            return new Command.Set(Setting.TIME_ZONE, null, local, "SET");
        }
        return new Command.Set(Setting.TIME_ZONE, value(), local, "SET");
    }

    /** Words, strings and numbers with commas between them; null for DEFAULT. */
    private @Nullable String value() {
        if (token.is("default")) {
            advance();
            requireEnd();
            return null;
        }
        StringJoiner values = new StringJoiner(", ");
        while (true) {
            values.add(oneValue());
            if (token.kind() == Token.Kind.END) {
                return values.toString();
            }
            expectSymbol(',');
        }
    }

    private String oneValue() {
        String sign = "";
        if (token.isSymbol('-') || token.isSymbol('+')) {
            sign = token.isSymbol('-') ? "-" : "";
            advance();
        }
        Token value = token;
        switch (value.kind()) {
            case WORD, NUMBER, STRING -> advance();
            case QUOTED_NAME -> {
                advance();
                return '"' + value.text().replace("\"", "\"\"") + '"';
            }
            default -> throw unexpected();
        }
        return sign + value.text();
    }

    private Command reset() {
        if (token.is("all")) {
            advance();
            requireEnd();
            return new Command.ResetAll();
        }
        Optional<Setting> setting = named();
        return setting.isEmpty() ? plain() : new Command.Set(setting.get(), null, false, "RESET");
    }

    private Command show() {
        if (token.is("all")) {
            advance();
            requireEnd();
            return new Command.ShowAll();
        }
        Optional<Setting> setting = named();
        return setting.isEmpty() ? plain() : new Command.Show(setting.get());
    }

    /** The setting that is named next and last. */
    private Optional<Setting> named() {
        String name = token.text();
        advance();
        if (name.equals("time") && token.is("zone")) {
            advance();
            name = Setting.TIME_ZONE.word();
        } else if (name.equals("transaction") && token.is("isolation")) {
            advance();
            if (token.is("level")) {
                advance();
                name = Setting.TRANSACTION_ISOLATION.word();
            }
        }
        return token.kind() == Token.Kind.END ? Setting.of(name) : Optional.empty();
    }

    private Command discard() {
        if (!token.is("all")) {
            return plain();
        }
        advance();
        requireEnd();
        return new Command.DiscardAll();
    }

    private Command deallocate() {
        if (token.is("prepare")) {
            advance();
        }
        String name = token.is("all") ? null : name();
        if (name == null) {
            advance();
        }
        requireEnd();
        return new Command.Deallocate(name);
    }

    /** What the parser of COPY is built from: the current token. */
    Token token() {
        return token;
    }

    String sql() {
        return sql;
    }

    void advance() {
        token = lexer.next();
    }

    String name() {
        if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED_NAME) {
            throw unexpected();
        }
        String name = token.text();
        advance();
        return name;
    }

    void expectSymbol(char symbol) {
        if (!token.isSymbol(symbol)) {
            throw unexpected();
        }
        advance();
    }

    void requireEnd() {
        if (token.kind() != Token.Kind.END) {
            throw unexpected();
        }
    }

    SqlFailure unexpected() {
        String what = token.kind() == Token.Kind.END
                ? "syntax error at end of input"
                : "syntax error at or near \"" + sql.substring(token.start(), token.end()) + "\"";
        return SqlFailure.of(SqlState.SYNTAX_ERROR, what).at(sql.codePointCount(0, token.start()) + 1);
    }
}
