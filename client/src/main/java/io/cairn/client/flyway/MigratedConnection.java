package io.cairn.client.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.database.postgresql.PostgreSQLConnection;

/** A connection that Flyway migrates over. */
final class MigratedConnection extends PostgreSQLConnection {
    private static final String SCHEMA = "public";
    private static final int TRIES_MAX = 10;
    private static final int NO_RANK = -1;

    MigratedConnection(MigratedDatabase database, Connection connection) {
        super(database, connection);
    }

    /** Nothing can have changed: there is no {@code SET ROLE}. */
    @Override
    protected void doRestoreOriginalState() {}

    @Override
    public void changeCurrentSchemaTo(@SuppressWarnings("rawtypes") Schema schema) {
        if (!schema.getName().equals(SCHEMA)) {
            throw new FlywayException("names without a schema are looked up in " + SCHEMA
                    + ": this cannot be changed to " + schema.getName() + ", Flyway's default schema");
        }
    }

    /** Nothing can have changed: there is one search path. */
    @Override
    public void doChangeCurrentSchemaOrSearchPathTo(String schema) {}

    /**
     * Runs what Flyway would hold a lock for. There are none here and none is needed: transactions are serializable, so
     * of two who make the same migration one is refused. It looks at the history again and goes on behind the other.
     */
    @Override
    public <T> T lock(@SuppressWarnings("rawtypes") Table table, Callable<T> work) {
        int seen = rank(table);
        for (int tries = 1; ; tries++) {
            try {
                return call(work);
            } catch (FlywayException failure) {
                int reached = rank(table);
                boolean isMovedOn = reached != NO_RANK && reached > seen;
                if (tries == TRIES_MAX || !(isMovedOn || isConflict(failure))) {
                    throw failure;
                }
                seen = reached;
            }
        }
    }

    private static <T> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new FlywayException(failure);
        }
    }

    /** How far the history goes, {@link #NO_RANK} where it cannot be read. */
    private int rank(@SuppressWarnings("rawtypes") Table table) {
        try {
            return jdbcTemplate.queryForInt("select coalesce(max(\"installed_rank\"), 0) from " + table);
        } catch (SQLException unreadable) {
            return NO_RANK;
        }
    }

    private static boolean isConflict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransactionRollbackException) {
                return true;
            }
        }
        return false;
    }
}
