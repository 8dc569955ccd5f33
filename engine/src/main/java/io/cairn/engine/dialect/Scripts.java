package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** Texts that hold several statements, as the simple protocol and shells send them. */
public final class Scripts {
    private Scripts() {}

    /**
     * The statements of a text, cut at the semicolons that stand outside quotes and comments; those without a token are
     * left out.
     *
     * @throws io.cairn.engine.model.CairnException.Incorrect {@code sql-malformed}, {@code sql-too-long}
     */
    public static List<String> split(String text) {
        List<String> statements = new ArrayList<>();
        int start = 0;
        boolean isEmpty = true;
        for (Token token : Lexer.read(text)) {
            if (!token.is(";")) {
                isEmpty &= token.kind() == TokenKind.SPACE;
                continue;
            }
            if (!isEmpty) {
                statements.add(text.substring(start, token.start()));
            }
            start = token.end();
            isEmpty = true;
        }
        if (!isEmpty) {
            statements.add(text.substring(start));
        }
        return statements;
    }
}
