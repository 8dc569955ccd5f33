package io.cairn.client.jdbc;

import java.sql.ClientInfoStatus;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a caller sets on a connection and reads from it without anything being run. */
abstract class ConnectionSettings extends RefusedCreations {
    private static final String SCHEMA = "public";
    private static final List<String> CLIENT_INFO = List.of("ApplicationName", "ClientUser", "ClientHostname");

    private final String catalog;
    private final Properties clientInfo = new Properties();
    private volatile Duration networkTimeout = Duration.ZERO;

    /** @param application the name that the program gives itself, empty where it gives none */
    ConnectionSettings(String catalog, String application) {
        this.catalog = catalog;
        if (!application.isEmpty()) {
            clientInfo.setProperty(CLIENT_INFO.getFirst(), application);
        }
    }

    /** Fails never, as nobody is asked. */
    @Override
    public abstract boolean isClosed();

    final void requireOpen() throws SQLException {
        if (isClosed()) {
            throw Failures.of("08003", "the connection is closed", null);
        }
    }

    /** How long the node may be silent, zero for as long as it likes. */
    final Duration networkTimeout() {
        return networkTimeout;
    }

    /** Ignored, as JDBC asks of drivers whose databases have one catalog. */
    @Override
    public void setCatalog(@Nullable String catalog) throws SQLException {
        requireOpen();
    }

    @Override
    public String getCatalog() throws SQLException {
        requireOpen();
        return catalog;
    }

    @Override
    public void setSchema(@Nullable String schema) throws SQLException {
        requireOpen();
        if (schema != null && !schema.equals(SCHEMA)) {
            throw Failures.unsupported("another schema than public for names without one");
        }
    }

    @Override
    public String getSchema() throws SQLException {
        requireOpen();
        return SCHEMA;
    }

    /** Serializable, whatever weaker level is asked for, as JDBC allows. */
    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        requireOpen();
        switch (level) {
            case TRANSACTION_READ_UNCOMMITTED,
                    TRANSACTION_READ_COMMITTED,
                    TRANSACTION_REPEATABLE_READ,
                    TRANSACTION_SERIALIZABLE -> {
                // There is one level, and it promises what each of these does.
            }
            default -> throw Failures.argument("no isolation level: " + level);
        }
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        requireOpen();
        return TRANSACTION_SERIALIZABLE;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        requireOpen();
        return null;
    }

    @Override
    public void clearWarnings() throws SQLException {
        requireOpen();
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        requireOpen();
        return Map.of();
    }

    @Override
    public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
        if (map != null && !map.isEmpty()) {
            throw Failures.unsupported("a map of types");
        }
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        requireOpen();
        if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
            throw Failures.argument("no way to hold results: " + holdability);
        }
    }

    /** Results are in memory and outlive everything but their statement. */
    @Override
    public int getHoldability() throws SQLException {
        requireOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
        if (isClosed()) {
            throw new SQLClientInfoException("the connection is closed", "08003", Map.of());
        }
        if (!CLIENT_INFO.contains(name)) {
            throw new SQLClientInfoException(
                    "no client info of the name " + name,
                    "22023",
                    Map.of(name, ClientInfoStatus.REASON_UNKNOWN_PROPERTY));
        }
        if (value == null) {
            clientInfo.remove(name);
        } else {
            clientInfo.setProperty(name, value);
        }
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        for (String name : properties.stringPropertyNames()) {
            setClientInfo(name, properties.getProperty(name));
        }
    }

    @Override
    public @Nullable String getClientInfo(String name) throws SQLException {
        requireOpen();
        return clientInfo.getProperty(name);
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        requireOpen();
        Properties copy = new Properties();
        copy.putAll(clientInfo);
        return copy;
    }

    @Override
    public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
        requireOpen();
        if (milliseconds < 0) {
            throw Failures.argument("a number of milliseconds is not negative");
        }
        networkTimeout = Duration.ofMillis(milliseconds);
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        requireOpen();
        return (int) networkTimeout.toMillis();
    }
}
