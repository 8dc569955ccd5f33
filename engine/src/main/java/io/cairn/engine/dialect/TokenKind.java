package io.cairn.engine.dialect;

/** What a token is, by PostgreSQL's lexical rules. */
enum TokenKind {
    /** White space or a comment: no part of the statement. */
    SPACE,
    /** An unquoted identifier or keyword. */
    WORD,
    /** A quoted identifier. */
    QUOTED,
    /** A character string in any of its notations. */
    STRING,
    /** A binary string, {@code X'..'}. */
    BYTES,
    NUMBER,
    /** {@code $1}, {@code ?} or {@code ?1}. */
    PARAMETER,
    OPERATOR,
    /** One of {@code ( ) [ ] , ; . :} and {@code ::}. */
    PUNCTUATION;
}
