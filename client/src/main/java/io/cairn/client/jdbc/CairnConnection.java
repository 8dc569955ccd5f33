package io.cairn.client.jdbc;

import io.cairn.client.api.ClientDatabase;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.DescribedStatement;
import io.cairn.engine.sql.SqlResult;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One user's way to one database. */
final class CairnConnection implements Connection, Unwrapped {
    private static final String SCHEMA = "public";
    private static final List<String> CLIENT_INFO = List.of("ApplicationName", "ClientUser", "ClientHostname");

    private final Settings settings;
    private final SharedDatabase shared;
    private final ClientDatabase database;
    private final Properties clientInfo = new Properties();
    private final Duration queryTimeout;
    private volatile Duration networkTimeout = Duration.ZERO;
    private volatile @Nullable Execution current;
    private volatile boolean closed;
    private final Session session;
    private final Variables variables = new Variables();

    private CairnConnection(Settings settings, SharedDatabase shared) throws SQLException {
        this.settings = settings;
        this.shared = shared;
        this.database = shared.database();
        this.queryTimeout = settings.seconds(Settings.Option.QUERY_TIMEOUT, 0);
        this.session = new Session(database);
        session.setReadOnly(settings.isTrue(Settings.Option.READ_ONLY));
        String application = settings.value(Settings.Option.APPLICATION_NAME);
        if (!application.isEmpty()) {
            clientInfo.setProperty(CLIENT_INFO.getFirst(), application);
        }
    }

    static CairnConnection open(Settings settings) throws SQLException {
        SharedDatabase shared = SharedDatabase.acquire(settings);
        try {
            return new CairnConnection(settings, shared);
        } catch (SQLException wrong) {
            shared.release();
            throw wrong;
        }
    }

    Settings settings() {
        return settings;
    }

    String account() {
        return shared.account();
    }

    Duration queryTimeout() {
        return queryTimeout;
    }

    private void requireOpen() throws SQLException {
        if (closed) {
            throw Failures.of("08003", "the connection is closed", null);
        }
    }

    /** How long a statement may take, and who may stop it. */
    private Session.Bounds bounds(Execution execution, Duration timeout) throws SQLException {
        requireOpen();
        Duration network = networkTimeout;
        boolean isNetwork = !network.isZero() && (timeout.isZero() || network.compareTo(timeout) < 0);
        current = execution;
        return new Session.Bounds(execution, isNetwork ? network : timeout);
    }

    private Session.Bounds bounds(CairnStatement statement) throws SQLException {
        return bounds(statement.execution(), statement.timeout());
    }

    private Session.Bounds bounds() throws SQLException {
        return bounds(new Execution(), queryTimeout);
    }

    /** Runs a statement. */
    SqlResult run(CairnStatement statement, SqlTemplate template, SqlText text) throws SQLException {
        requireOpen();
        SqlResult own = variables.run(template, text.text());
        return own == null ? session.run(bounds(statement), template.asks(), text) : own;
    }

    /** Runs statements in order and adds what those did that ran. */
    void runBatch(CairnStatement statement, List<SqlText> texts, List<SqlResult> done) throws SQLException {
        session.runBatch(bounds(statement), texts, done);
    }

    /** What a statement takes and answers, as the rows of {@code DESCRIBE}. */
    DescribedStatement describe(CairnStatement statement, String text) throws SQLException {
        return session.describe(bounds(statement), text);
    }

    /** Asks the catalog; the rows are of no statement. */
    ResultSet askCatalog(CatalogQuery query) throws SQLException {
        SqlText text = new SqlText(query.text(), query.values());
        return new CairnResultSet(null, session.run(bounds(), true, text));
    }

    @Override
    public void setAutoCommit(boolean wanted) throws SQLException {
        session.setAutoCommit(bounds(), wanted);
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        requireOpen();
        return session.isAutoCommit();
    }

    @Override
    public void commit() throws SQLException {
        session.commit(bounds());
    }

    @Override
    public void rollback() throws SQLException {
        requireOpen();
        session.rollback();
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        return session.setSavepoint(bounds(), null);
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        return session.setSavepoint(bounds(), name);
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        session.rollbackTo(bounds(), own(savepoint));
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        session.release(bounds(), own(savepoint));
    }

    private static CairnSavepoint own(Savepoint savepoint) throws SQLException {
        if (savepoint instanceof CairnSavepoint own) {
            return own;
        }
        throw Failures.argument("a savepoint of another driver");
    }

    @Override
    public Statement createStatement() throws SQLException {
        return createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        requireOpen();
        requireReadOnly(type, concurrency);
        return new CairnStatement(this, type);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        setHoldability(holdability);
        return createStatement(type, concurrency);
    }

    private static void requireReadOnly(int type, int concurrency) throws SQLException {
        if (concurrency != ResultSet.CONCUR_READ_ONLY) {
            throw Failures.unsupported("writing through a result");
        }
        if (type != ResultSet.TYPE_FORWARD_ONLY && type != ResultSet.TYPE_SCROLL_INSENSITIVE) {
            throw Failures.unsupported("a result that changes while it is read");
        }
    }

    private PreparedStatement prepared(String sql, @Nullable WantedKeys wanted) throws SQLException {
        requireOpen();
        return new CairnPreparedStatement(this, sql, wanted, ResultSet.TYPE_FORWARD_ONLY);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepared(sql, null);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return prepared(sql, WantedKeys.of(autoGeneratedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int @Nullable [] columnIndexes) throws SQLException {
        return prepared(sql, WantedKeys.of(columnIndexes));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String @Nullable [] columnNames) throws SQLException {
        return prepared(sql, WantedKeys.of(columnNames));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        requireOpen();
        requireReadOnly(type, concurrency);
        return new CairnPreparedStatement(this, sql, null, type);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        setHoldability(holdability);
        return prepareStatement(sql, type, concurrency);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        throw Failures.unsupported("calling procedures");
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        throw Failures.unsupported("calling procedures");
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        throw Failures.unsupported("calling procedures");
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        return SqlTemplate.of(sql, true).numbered();
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        requireOpen();
        return new CairnMetaData(this);
    }

    @Override
    public void setReadOnly(boolean wanted) throws SQLException {
        requireOpen();
        session.setReadOnly(wanted);
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        requireOpen();
        return session.isReadOnly();
    }

    /** Ignored, as JDBC asks of drivers whose databases have one catalog. */
    @Override
    public void setCatalog(@Nullable String catalog) throws SQLException {
        requireOpen();
    }

    @Override
    public String getCatalog() throws SQLException {
        requireOpen();
        return database.address();
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
    public Array createArrayOf(String typeName, @Nullable Object @Nullable [] elements) throws SQLException {
        requireOpen();
        return new CairnArray(typeName, elements == null ? new Object[0] : elements);
    }

    @Override
    public Clob createClob() throws SQLException {
        throw Failures.unsupported("createClob; texts are set with setString");
    }

    @Override
    public Blob createBlob() throws SQLException {
        throw Failures.unsupported("createBlob; bytes are set with setBytes");
    }

    @Override
    public NClob createNClob() throws SQLException {
        throw Failures.unsupported("createNClob; texts are set with setString");
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        throw Failures.unsupported("SQLXML");
    }

    @Override
    public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        throw Failures.unsupported("Struct");
    }

    @Override
    public boolean isValid(int seconds) throws SQLException {
        if (seconds < 0) {
            throw Failures.argument("a number of seconds is not negative");
        }
        if (closed) {
            return false;
        }
        try {
            new Execution()
                    .run(Duration.ofSeconds(seconds), () -> shared.client().node());
            return true;
        } catch (SQLException unreachable) {
            return false;
        }
    }

    @Override
    public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
        if (closed) {
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

    @Override
    public void abort(@Nullable Executor executor) throws SQLException {
        Execution running = current;
        close();
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            session.forget();
            shared.release();
        }
    }
}
