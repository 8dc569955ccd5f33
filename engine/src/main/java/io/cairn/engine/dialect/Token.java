package io.cairn.engine.dialect;

/**
 * A piece of a statement.
 *
 * @param text the characters of the source, or what stands for them where a rewrite made the token
 * @param value what the token means: a word in lower case, an identifier or string without its quotes and escapes, the
 *     number of a parameter, 0 for one without; otherwise the text
 * @param start where it begins in the source, in UTF-16 units from 0; of a made token, where its cause stands
 */
record Token(TokenKind kind, String text, String value, int start) {
    /** Where the token ends in the source. */
    int end() {
        return start + text.length();
    }

    boolean isWord(String word) {
        return kind == TokenKind.WORD && value.equals(word);
    }

    /** Whether this is that operator or mark of punctuation. */
    boolean is(String mark) {
        return (kind == TokenKind.OPERATOR || kind == TokenKind.PUNCTUATION) && text.equals(mark);
    }

    boolean isName() {
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED;
    }

    boolean isLiteral() {
        return kind == TokenKind.STRING || kind == TokenKind.BYTES || kind == TokenKind.NUMBER;
    }

    /** Whether it is a name in PostgreSQL and a clause in H2, which H2 writes into queries of its own. */
    private boolean isKeptFromClients() {
        return value.equals("qualify");
    }

    /** The token in the one notation that PostgreSQL and H2 read alike. */
    String plain() {
        return switch (kind) {
            // PostgreSQL folds ASCII only, H2 all letters; quoted, neither folds.
            case WORD -> Ascii.isAscii(text) && !isKeptFromClients() ? text : Ascii.quoted(value, '"');
            case QUOTED -> Ascii.quoted(value, '"');
            case STRING -> Ascii.quoted(value, '\'');
            case BYTES -> "X'" + value + "'";
            case PARAMETER -> "?" + value;
            case SPACE, NUMBER, OPERATOR, PUNCTUATION -> text;
        };
    }
}
