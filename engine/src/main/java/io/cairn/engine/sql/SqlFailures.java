package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.h2.message.DbException;
import java.util.Map;

/** H2's failures as ours: PostgreSQL's SQLSTATE in the code, so that drivers understand it. */
final class SqlFailures {
    /** H2's states that PostgreSQL writes otherwise. */
    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("42S02", "42P01"),
            Map.entry("42S01", "42P07"),
            Map.entry("42S03", "42P01"),
            Map.entry("42S04", "42P01"),
            Map.entry("42S11", "42P07"),
            Map.entry("42S12", "42704"),
            Map.entry("42S21", "42701"),
            Map.entry("42S22", "42703"),
            Map.entry("42S32", "42704"),
            Map.entry("42000", "42601"),
            Map.entry("42001", "42601"),
            Map.entry("23502", "23502"),
            Map.entry("23503", "23503"),
            Map.entry("23505", "23505"),
            Map.entry("23506", "23503"),
            Map.entry("23507", "23502"),
            Map.entry("23513", "23514"),
            Map.entry("23514", "23514"),
            Map.entry("22018", "22P02"),
            Map.entry("22007", "22007"),
            Map.entry("57014", "57014"));

    private static final int STATE_LENGTH = 5;

    private SqlFailures() {}

    static RuntimeException of(DbException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CairnException known) {
                return known;
            }
        }
        String state = failure.getSQLException().getSQLState();
        String message = failure.getSQLException().getMessage();
        return new CairnException.Refused("sql-" + postgres(state), "statement", String.valueOf(message));
    }

    private static String postgres(String state) {
        if (state == null || state.length() != STATE_LENGTH) {
            return "XX000";
        }
        // H2 numbers what SQL has no state for from 90000 on.
        return STATES.getOrDefault(state, state.startsWith("9") ? "42000" : state);
    }
}
