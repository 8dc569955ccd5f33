package io.cairn.client.jdbc;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.Violation;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Failures as JDBC has them: PostgreSQL's SQLSTATE, and the class of exception that goes with it. */
final class Failures {
    private static final int STATE_LENGTH = 5;
    private static final String SQL = "sql-";

    private Failures() {}

    static SQLException of(CairnException failure) {
        return of(state(failure), message(failure), failure);
    }

    /** What mappers of objects find a constraint's name in. */
    private static String message(CairnException failure) {
        Violation violation = failure instanceof CairnException.Refused refused ? Violation.of(refused) : null;
        if (violation == null) {
            return failure.getMessage();
        }
        String more = violation.more(failure.code());
        return violation.message(failure.code()) + (more.isEmpty() ? "" : "\n  Detail: " + more);
    }

    /** Something that JDBC names and this driver does not do. */
    static SQLFeatureNotSupportedException unsupported(String what) {
        return new SQLFeatureNotSupportedException(what + " is not supported", "0A000");
    }

    /** An argument that makes no sense. */
    static SQLException argument(String why) {
        return of("22023", why, null);
    }

    /** A value that is not what it is asked as. */
    static SQLException conversion(String why) {
        return of("22018", why, null);
    }

    /** A call at a time when it makes no sense. */
    static SQLException state(String why) {
        return of("55000", why, null);
    }

    static SQLException of(String state, String message, @Nullable Throwable cause) {
        String group = state.substring(0, 2);
        return switch (state) {
            case "08006" -> new SQLTransientConnectionException(message, state, cause);
            case "42501" -> new SQLInvalidAuthorizationSpecException(message, state, cause);
            case "57014" -> new SQLTimeoutException(message, state, cause);
            default ->
                switch (group) {
                    case "08" -> new SQLNonTransientConnectionException(message, state, cause);
                    case "0A" -> new SQLFeatureNotSupportedException(message, state, cause);
                    case "22" -> new SQLDataException(message, state, cause);
                    case "23" -> new SQLIntegrityConstraintViolationException(message, state, cause);
                    case "28" -> new SQLInvalidAuthorizationSpecException(message, state, cause);
                    case "3D", "3F", "42" -> new SQLSyntaxErrorException(message, state, cause);
                    case "40" -> new SQLTransactionRollbackException(message, state, cause);
                    case "53" -> new SQLTransientException(message, state, cause);
                    case "54", "25" -> new SQLNonTransientException(message, state, cause);
                    default -> new SQLException(message, state, cause);
                };
        };
    }

    private static String state(CairnException failure) {
        String code = failure.code();
        if (code.startsWith(SQL) && code.length() == SQL.length() + STATE_LENGTH) {
            return code.substring(SQL.length());
        }
        return switch (code) {
            case "not-permitted" -> "42501";
            case "signer-missing" -> "28000";
            case "passphrase-wrong" -> "28P01";
            default ->
                switch (failure) {
                    case CairnException.Forbidden _ -> "42501";
                    case CairnException.NotFound _ -> "3D000";
                    case CairnException.Unsupported _ -> "0A000";
                    case CairnException.Unavailable _ -> "08006";
                    case CairnException.Busy _ -> "53000";
                    case CairnException.Refused _ -> "P0001";
                    case CairnException.Incorrect _ -> "22023";
                    // Somebody lied, or bytes were damaged.
                    case CairnException.ProofInvalid _, CairnException.Corrupt _ -> "XX001";
                    case CairnException.Fault _ -> "XX000";
                };
        };
    }
}
