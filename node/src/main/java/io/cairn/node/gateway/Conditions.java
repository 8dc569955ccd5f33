package io.cairn.node.gateway;

import java.util.Map;

/** What the SQLSTATEs of refused mutations mean: a receipt has the code alone, because texts are no part of the state. */
final class Conditions {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("sql-22001", "a text is longer than its column"),
            Map.entry("sql-22003", "a number is out of the range of its type"),
            Map.entry("sql-22007", "a date or time has the wrong form"),
            Map.entry("sql-22012", "division by zero"),
            Map.entry("sql-22P02", "a text is no value of the type that it is used as"),
            Map.entry("sql-2201B", "a text is no regular expression"),
            Map.entry("sql-23502", "a null in a column that must not be null"),
            Map.entry("sql-23503", "a foreign key would name a row that is not there"),
            Map.entry("sql-23505", "a key would be there twice"),
            Map.entry("sql-23514", "a row violates a check"),
            Map.entry("sql-2BP01", "something else depends on it"),
            Map.entry("sql-3F000", "there is no such schema"),
            Map.entry("sql-42830", "what a foreign key refers to is no key"),
            Map.entry("sql-428C9", "a generated column, or an identity that is always generated, is not to be set"),
            Map.entry("sql-42601", "the statement cannot be read"),
            Map.entry("sql-42701", "there is such a column already"),
            Map.entry("sql-42702", "several columns have that name"),
            Map.entry("sql-42703", "there is no such column"),
            Map.entry("sql-42704", "there is no such object"),
            Map.entry("sql-42710", "there is such an object already"),
            Map.entry("sql-42803", "an aggregate where none can be, or a column that is not grouped by"),
            Map.entry("sql-42883", "there is no such function"),
            Map.entry("sql-42P01", "there is no such table"),
            Map.entry("sql-42P07", "there is such a table already"),
            Map.entry("sql-42P06", "there is such a schema already"),
            Map.entry("sql-42P10", "a column of ORDER BY or GROUP BY, or a key of ON CONFLICT, that is not there"),
            Map.entry("sql-54000", "the statement costs more than a statement may"),
            Map.entry("sql-0A000", "statements of this kind are not run here"),
            Map.entry(
                    "session-not-found",
                    "the account has opened no session that would sign this: cairn session open --wire"),
            Map.entry("session-closed", "the session that signs is closed: cairn session open --wire"),
            Map.entry("session-expired", "the session that signs has ended: cairn session open --wire"),
            Map.entry("session-budget", "the budget of the session that signs is used up"),
            Map.entry("session-scope", "the session that signs is not open for statements of this kind"),
            Map.entry("not-permitted", "the account has no role that allows this"));

    private Conditions() {}

    /** In words, for a code; the code itself where it has none. */
    static String of(String code) {
        return NAMES.getOrDefault(code, "the statement was refused: " + code);
    }
}
