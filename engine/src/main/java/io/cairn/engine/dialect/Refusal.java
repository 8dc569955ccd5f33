package io.cairn.engine.dialect;

import io.cairn.engine.model.CairnException;

/** The failures of this package: each names the character, counted from 1, as PostgreSQL's do. */
final class Refusal {
    private Refusal() {}

    /** No text of PostgreSQL's SQL. */
    static CairnException malformed(int start, String what) {
        return refusal("sql-malformed", start, what);
    }

    static CairnException tooDeep(int start, String what) {
        return refusal("sql-too-deep", start, what);
    }

    /** A statement, clause or name that no client may use. */
    static CairnException notAllowed(Token token, String what) {
        return refusal("sql-not-allowed", token.start(), what + ": " + token.text());
    }

    /** Good SQL that would not mean here what it means in PostgreSQL. */
    static CairnException notSupported(int start, String what) {
        return refusal("sql-not-supported", start, what);
    }

    static CairnException refusal(String code, int start, String what) {
        int position = start + 1;
        return new CairnException.Incorrect(code, "sql/" + position, what + " (at character " + position + ")");
    }
}
