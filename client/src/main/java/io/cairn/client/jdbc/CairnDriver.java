package io.cairn.client.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The driver of URLs that begin with {@code jdbc:cairn:}. Registered where its jar is. */
public final class CairnDriver implements Driver {
    static final String NAME = "Cairn JDBC driver";
    static final int MAJOR = 0;
    static final int MINOR = 1;

    static {
        try {
            DriverManager.registerDriver(new CairnDriver());
        } catch (SQLException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** For the service loader. */
    public CairnDriver() {}

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        return acceptsURL(url) ? CairnConnection.open(Settings.of(url, info)) : null;
    }

    @Override
    public boolean acceptsURL(@Nullable String url) throws SQLException {
        if (url == null) {
            throw Failures.argument("a URL is needed");
        }
        return url.startsWith(Settings.PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        Settings settings = Settings.of(acceptsURL(url) ? url : Settings.PREFIX + "//", info);
        Settings.Option[] options = Settings.Option.values();
        DriverPropertyInfo[] infos = new DriverPropertyInfo[options.length];
        for (int i = 0; i < options.length; i++) {
            infos[i] = new DriverPropertyInfo(options[i].word(), settings.value(options[i]));
            infos[i].description = options[i].meaning();
        }
        return infos;
    }

    @Override
    public int getMajorVersion() {
        return MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return MINOR;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
        throw Failures.unsupported("logging through java.util.logging");
    }
}
