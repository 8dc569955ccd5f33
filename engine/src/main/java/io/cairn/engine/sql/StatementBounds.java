package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Refuses statements that would take H2's parser and planner deep, before H2 sees them: how deep a thread's stack is
 * differs between machines, and a replica that falls over where another does not would disagree with it.
 *
 * <p>Depth is estimated from above. Brackets and CASE nest; operators and words between two commas, or between the words
 * of a CASE, may make a chain, and
 * set operations and joins do, across commas. What is open at one place counts together. Strings, quoted names and
 * comments are skipped by H2's own rules.
 */
final class StatementBounds {
    private static final int CHARACTERS_MAX = 1 << 20;
    private static final int DEPTH_MAX = 1_000;

    /** What is written for H2 in a statement's place is deeper and longer by so much, at most. */
    private static final int WRITTEN = 4;

    private static final int NESTING_DEPTH = 10;

    private final String text;
    private final int depthMax;
    private final Deque<Level> outer = new ArrayDeque<>();
    private Level level = new Level();
    private int open;
    private int at;

    /** What stands between two brackets: its depth until the last comma, and that of its chains. */
    private static final class Level {
        private int chain;
        private int sinceComma;
        private boolean isCase;

        private int depth() {
            return chain + sinceComma;
        }
    }

    private StatementBounds(String text, int depthMax) {
        this.text = text;
        this.depthMax = depthMax;
    }

    /** Refuses with {@code sql-54001}, as PostgreSQL does. */
    static void require(String text) {
        if (text.length() > CHARACTERS_MAX) {
            throw refused("a statement has at most " + CHARACTERS_MAX + " characters");
        }
        int at = new StatementBounds(text, DEPTH_MAX).tooDeep();
        if (at >= 0) {
            throw refused("the statement is too complex around character " + at);
        }
    }

    /** The same of what was written for H2 in a statement's place, where names may stand for much. */
    static void requireWritten(String text) {
        if (text.length() > WRITTEN * CHARACTERS_MAX || new StatementBounds(text, WRITTEN * DEPTH_MAX).tooDeep() >= 0) {
            throw refused("the statement is too complex: its parts stand within each other too often");
        }
    }

    private static CairnException.Refused refused(String why) {
        return new CairnException.Refused("sql-54001", "statement", why);
    }

    private void open() {
        open += level.depth() + NESTING_DEPTH;
        outer.push(level);
        level = new Level();
    }

    private void close() {
        if (!outer.isEmpty()) {
            level = outer.pop();
            open -= level.depth() + NESTING_DEPTH;
        }
    }

    /** Where it is too deep; -1 where it is nowhere. */
    private int tooDeep() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (skipped(c)) {
                continue;
            }
            if (isWord(c)) {
                word();
            } else {
                at++;
                switch (c) {
                    case '(', '[', '{' -> open();
                    case ')', ']', '}' -> close();
                    case ',' -> level.sinceComma = 0;
                    default -> level.sinceComma += c > ' ' ? 1 : 0;
                }
            }
            if (open + level.depth() > depthMax) {
                return at;
            }
        }
        return -1;
    }

    /** Moves over a string, a quoted name or a comment; false where there is none. */
    private boolean skipped(char c) {
        if (c == '\'' || c == '"' || c == '`') {
            at = behind(String.valueOf(c), at + 1);
        } else if (text.startsWith("--", at) || text.startsWith("//", at)) {
            at = behind("\n", at);
        } else if (text.startsWith("$$", at)) {
            at = behind("$$", at + 2);
        } else if (text.startsWith("/*", at)) {
            skipComment();
        } else {
            return false;
        }
        return true;
    }

    private int behind(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private void skipComment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
    }

    private static boolean isWord(char c) {
        return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c > 0x7F;
    }

    private void word() {
        int from = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        if (is(from, "UNION") || is(from, "EXCEPT") || is(from, "INTERSECT") || is(from, "MINUS") || is(from, "JOIN")) {
            level.chain++;
        } else if (is(from, "CASE")) {
            open();
            level.isCase = true;
        } else if (level.isCase && (is(from, "WHEN") || is(from, "THEN") || is(from, "ELSE"))) {
            level.sinceComma = 0;
        } else if (level.isCase && is(from, "END")) {
            close();
        } else if (text.charAt(from) > '9') {
            level.sinceComma++;
        }
    }

    private boolean is(int from, String word) {
        return at - from == word.length() && text.regionMatches(true, from, word, 0, word.length());
    }
}
