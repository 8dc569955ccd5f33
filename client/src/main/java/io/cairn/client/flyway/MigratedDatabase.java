package io.cairn.client.flyway;

import java.sql.Connection;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.database.postgresql.PostgreSQLConnection;
import org.flywaydb.database.postgresql.PostgreSQLDatabase;

/** One database that Flyway migrates. */
final class MigratedDatabase extends PostgreSQLDatabase {
    MigratedDatabase(Configuration configuration, JdbcConnectionFactory connections, StatementInterceptor interceptor) {
        super(configuration, connections, interceptor);
    }

    @Override
    protected PostgreSQLConnection doGetConnection(Connection connection) {
        return new MigratedConnection(this, connection);
    }

    /** Of every version, as there is one. */
    @Override
    public void ensureSupported(Configuration configuration) {}

    /** So that a migration and its line in the history are one transaction. */
    @Override
    public boolean useSingleConnection() {
        return true;
    }
}
