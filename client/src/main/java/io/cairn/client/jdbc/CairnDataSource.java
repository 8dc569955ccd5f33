package io.cairn.client.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one URL. Not a pool: a connection costs a key file to read, the first of several at a time also a
 * look at the node. Safe for several threads once its properties are set.
 */
public final class CairnDataSource implements DataSource, Unwrapped {
    private String url = "";
    private final Properties properties = new Properties();
    private @Nullable PrintWriter log;
    private int loginTimeout;

    /** A source that needs {@link #setUrl}. */
    public CairnDataSource() {}

    /** Connections of a URL. */
    public CairnDataSource(String url) {
        this.url = url;
    }

    /** The URL. */
    public String getUrl() {
        return url;
    }

    /** Sets the URL, {@code jdbc:cairn://host:port/database}. */
    public void setUrl(String url) {
        this.url = url;
    }

    /** The name of the key. */
    public String getUser() {
        return properties.getProperty("user", "");
    }

    /** Sets the name or address of the key to sign with. */
    public void setUser(String user) {
        properties.setProperty("user", user);
    }

    /** Sets the passphrase of the key. */
    public void setPassword(String password) {
        properties.setProperty("password", password);
    }

    /** Sets a property of those that {@code docs/jdbc.md} lists. */
    public void setProperty(String name, String value) throws SQLException {
        properties.setProperty(Settings.Option.of(name).word(), value);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection(properties);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties chosen = new Properties();
        chosen.putAll(properties);
        chosen.setProperty("user", user);
        chosen.setProperty("password", password);
        return connection(chosen);
    }

    private Connection connection(Properties chosen) throws SQLException {
        if (!url.startsWith(Settings.PREFIX)) {
            throw Failures.argument("the data source has no URL that begins with " + Settings.PREFIX);
        }
        return CairnConnection.open(Settings.of(url, chosen));
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return log;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        log = out;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
        throw Failures.unsupported("logging through java.util.logging");
    }
}
