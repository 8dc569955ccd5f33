package io.cairn.client.jdbc;

import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * A point of a transaction to go back to.
 *
 * @param number of one without a name
 * @param name that the caller gave, or null
 */
record CairnSavepoint(int number, @Nullable String name) implements Savepoint {
    /** The name that the transaction has for it. No two of a connection are alike, whatever the caller calls them. */
    String mark() {
        return "savepoint_" + number;
    }

    @Override
    public int getSavepointId() throws SQLException {
        if (name != null) {
            throw Failures.state("a savepoint with a name has no number");
        }
        return number;
    }

    @Override
    public String getSavepointName() throws SQLException {
        if (name == null) {
            throw Failures.state("a savepoint with a number has no name");
        }
        return name;
    }
}
