package io.cairn.client.flyway;

import io.cairn.client.jdbc.CairnDriver;
import java.sql.Connection;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/** Tells Flyway that there are databases of this kind. */
public final class CairnDatabaseType extends PostgreSQLDatabaseType {
    private static final String NAME = "Cairn";
    private static final String URL_PREFIX = "jdbc:cairn:";

    /** Made by Flyway. */
    public CairnDatabaseType() {}

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public List<String> getSupportedEngines() {
        return List.of(NAME);
    }

    /** Before PostgreSQL's, which takes connections of this driver for its own. */
    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    public boolean handlesJDBCUrl(String url) {
        return url.startsWith(URL_PREFIX);
    }

    @Override
    public boolean handlesDatabaseProductNameAndVersion(String name, String version, Connection connection) {
        return version.contains(NAME);
    }

    @Override
    public String getDriverClass(String url, ClassLoader loader) {
        return CairnDriver.class.getName();
    }

    @Override
    public MigratedDatabase createDatabase(
            Configuration configuration, JdbcConnectionFactory connections, StatementInterceptor interceptor) {
        return new MigratedDatabase(configuration, connections, interceptor);
    }

    @Override
    public void setDefaultConnectionProps(String url, Properties properties, ClassLoader loader) {
        properties.put("ApplicationName", APPLICATION_NAME);
    }

    @Override
    public Properties getExternalAuthProperties(String url, String user) {
        return new Properties();
    }
}
