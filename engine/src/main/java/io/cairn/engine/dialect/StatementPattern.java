package io.cairn.engine.dialect;

import io.cairn.engine.model.CairnException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement with parameters that stands for all which differ from it only in what stands where its parameters are:
 * literals or parameters. Compared token by token, so that blanks, comments and the case of keywords do not matter and
 * nothing else can be slipped in.
 */
public final class StatementPattern {
    /** The tokens in one notation; null where any literal or parameter may stand. */
    private final List<@Nullable String> tokens;

    private StatementPattern(List<@Nullable String> tokens) {
        this.tokens = tokens;
    }

    /**
     * The pattern of a text.
     *
     * @throws CairnException.Incorrect for what is not a question or a change of rows
     */
    public static StatementPattern of(String text) {
        List<Node> nodes = Nodes.of(Lexer.read(text));
        StatementKind kind = nodes.isEmpty() ? StatementKind.SHOW : Gate.kind(nodes);
        if (kind != StatementKind.QUERY && !kind.changesRows()) {
            throw Refusal.notSupported(
                    Nodes.startOf(nodes, 0), "a pattern of anything but a query or a change of rows");
        }
        List<@Nullable String> tokens = new ArrayList<>();
        for (Token token : statement(text)) {
            tokens.add(token.kind() == TokenKind.PARAMETER ? null : notation(token));
        }
        return new StatementPattern(tokens);
    }

    /** Whether a statement is of this pattern; false for what is no text of SQL. */
    public boolean matches(String text) {
        List<Token> given;
        try {
            given = statement(text);
        } catch (CairnException.Incorrect unreadable) {
            return false;
        }
        if (given.size() != tokens.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            Token token = given.get(i);
            String wanted = tokens.get(i);
            boolean fits = wanted == null
                    ? token.isLiteral() || token.kind() == TokenKind.PARAMETER
                    : token.kind() != TokenKind.PARAMETER && wanted.equals(notation(token));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static List<Token> statement(String text) {
        List<Token> tokens = new ArrayList<>(Lexer.read(text).stream()
                .filter(token -> token.kind() != TokenKind.SPACE)
                .toList());
        while (!tokens.isEmpty() && tokens.getLast().is(";")) {
            tokens.removeLast();
        }
        return tokens;
    }

    private static String notation(Token token) {
        return token.kind() == TokenKind.WORD ? token.value() : token.plain();
    }
}
