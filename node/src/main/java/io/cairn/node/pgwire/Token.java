package io.cairn.node.pgwire;

/**
 * A part of a statement.
 *
 * @param text a word in small letters, a name or string without its quotes, else as it was written
 * @param start its first character in the text, from 0
 * @param end behind its last character
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        PARAMETER,
        SYMBOL,
        SEMICOLON,
        END
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }
}
