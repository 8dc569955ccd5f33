package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.deterministic.OutgrownException;
import io.cairn.h2.message.DbException;

/** H2's failures as ours: PostgreSQL's SQLSTATE in the code, so that drivers understand it. */
final class SqlFailures {
    private static final int STATE_LENGTH = 5;

    private SqlFailures() {}

    static RuntimeException of(DbException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CairnException known) {
                return known;
            }
            if (cause instanceof OutgrownException outgrown) {
                return of(outgrown);
            }
        }
        return new CairnException.Refused("sql-" + state(failure), "statement", FailureText.of(failure));
    }

    static CairnException.Refused of(OutgrownException outgrown) {
        return new CairnException.Refused("sql-54000", "statement", String.valueOf(outgrown.getMessage()));
    }

    /** What the engine itself broke on. */
    static CairnException.Refused ofMistake(RuntimeException mistake) {
        return new CairnException.Refused(
                SqlEngine.MISTAKE,
                "statement",
                "the engine breaks on this statement, which is a mistake in it: " + mistake);
    }

    /** What the text of a statement was refused for, with PostgreSQL's states. */
    static RuntimeException of(CairnException.Incorrect unreadable) {
        String state = switch (unreadable.code()) {
            case "sql-too-long", "sql-too-deep" -> "54001";
            case "sql-malformed", "sql-empty", "sql-several-statements" -> "42601";
            case "sql-not-allowed", "sql-not-supported" -> "0A000";
            case "sql-no-function" -> "42883";
            case "sql-no-interval" -> "22007";
            case "sql-interval-too-long" -> "22008";
            case "sql-no-table" -> "42P01";
            case "sql-no-unique-key", "sql-too-many-names" -> "42P10";
            case "sql-no-constraint" -> "42704";
            default -> "";
        };
        return state.isEmpty()
                ? unreadable
                : new CairnException.Refused("sql-" + state, "statement", unreadable.getMessage());
    }

    private static String state(DbException failure) {
        return switch (failure.getErrorCode()) {
            case ErrorCode.VALUE_TOO_LONG_2 -> FailureText.isNumber(failure) ? "22003" : "22001";
            case ErrorCode.LIKE_ESCAPE_ERROR_1 -> FailureText.isRegex(failure) ? "2201B" : "22025";
            case ErrorCode.DUPLICATE_KEY_1 -> FailureText.isMetTwice(failure) ? "21000" : "23505";
            case ErrorCode.SCALAR_SUBQUERY_CONTAINS_MORE_THAN_ONE_ROW -> "21000";
            case ErrorCode.MUST_GROUP_BY_COLUMN_1, ErrorCode.INVALID_USE_OF_AGGREGATE_FUNCTION_1 -> "42803";
            case ErrorCode.CANNOT_DROP_2, ErrorCode.SEQUENCE_BELONGS_TO_A_TABLE_1 -> "2BP01";
            case ErrorCode.GENERATED_COLUMN_CANNOT_BE_ASSIGNED_1,
                    ErrorCode.GENERATED_COLUMN_CANNOT_BE_UPDATABLE_BY_CONSTRAINT_2 -> "428C9";
            case ErrorCode.AMBIGUOUS_COLUMN_NAME_1 -> "42702";
            case ErrorCode.ORDER_BY_NOT_IN_RESULT, ErrorCode.GROUP_BY_NOT_IN_THE_RESULT -> "42P10";
            case ErrorCode.CURRENT_SEQUENCE_VALUE_IS_NOT_DEFINED_IN_SESSION_1 -> "55000";
            case ErrorCode.CANNOT_TRUNCATE_1 -> "0A000";
            case ErrorCode.ENUM_VALUE_NOT_PERMITTED -> "22P02";
            case ErrorCode.INVALID_DATETIME_CONSTANT_2 -> FailureText.isTime(failure) ? "22008" : "22007";
            case ErrorCode.DATA_CONVERSION_ERROR_1 -> FailureText.isInteger(failure) ? "22003" : "22P02";
            case ErrorCode.CONSTRAINT_NOT_FOUND_1 -> FailureText.isKey(failure) ? "42830" : "42704";
            default -> ofObject(failure.getErrorCode());
        };
    }

    /** States of what is not there, or there already. */
    private static String ofObject(int code) {
        return switch (code) {
            case ErrorCode.VIEW_NOT_FOUND_1, ErrorCode.SEQUENCE_NOT_FOUND_1 -> "42P01";
            case ErrorCode.VIEW_ALREADY_EXISTS_1, ErrorCode.SEQUENCE_ALREADY_EXISTS_1 -> "42P07";
            case ErrorCode.SCHEMA_NOT_FOUND_1 -> "3F000";
            case ErrorCode.SCHEMA_ALREADY_EXISTS_1 -> "42P06";
            case ErrorCode.UNKNOWN_DATA_TYPE_1, ErrorCode.DOMAIN_NOT_FOUND_1, ErrorCode.WINDOW_NOT_FOUND_1 -> "42704";
            case ErrorCode.CONSTRAINT_ALREADY_EXISTS_1, ErrorCode.DOMAIN_ALREADY_EXISTS_1 -> "42710";
            case ErrorCode.FUNCTION_NOT_FOUND_1 -> "42883";
            default -> postgres(ErrorCode.getState(code));
        };
    }

    /** PostgreSQL's state for one of H2's. */
    private static String postgres(String state) {
        return switch (state) {
            case "42S02", "42S03", "42S04" -> "42P01";
            case "42S01", "42S11" -> "42P07";
            case "42S12", "42S32" -> "42704";
            case "42S21" -> "42701";
            case "42S22" -> "42703";
            case "42000", "42001" -> "42601";
            case "23506" -> "23503";
            case "23507" -> "23502";
            case "23513" -> "23514";
            case "22018" -> "22P02";
            case "22004" -> "22003";
            case "21S02" -> "42601";
            case "HYC00" -> "0A000";
            // An exception of no kind that H2 knows.
            case "50000" -> "XX000";
            // H2 numbers what SQL has no state for from 90000 on.
            default -> state.length() != STATE_LENGTH ? "XX000" : state.startsWith("9") ? "42000" : state;
        };
    }
}
