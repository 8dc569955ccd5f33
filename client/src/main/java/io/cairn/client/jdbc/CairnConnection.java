package io.cairn.client.jdbc;

import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.DescribedStatement;
import io.cairn.engine.sql.SqlResult;
import java.sql.Array;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One user's way to one database. */
final class CairnConnection extends ConnectionSettings {
    private final Settings settings;
    private final SharedDatabase shared;
    private final Duration queryTimeout;
    private volatile @Nullable Execution current;
    private volatile boolean closed;
    private final Session session;
    private final Variables variables = new Variables();

    private CairnConnection(Settings settings, SharedDatabase shared) throws SQLException {
        super(shared.database().address(), settings.value(Settings.Option.APPLICATION_NAME));
        this.settings = settings;
        this.shared = shared;
        this.queryTimeout = settings.seconds(Settings.Option.QUERY_TIMEOUT, 0);
        this.session = new Session(shared.database());
        session.setReadOnly(settings.isTrue(Settings.Option.READ_ONLY));
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

    /** How long a statement may take, and who may stop it. */
    private Session.Bounds bounds(Execution execution, Duration timeout) throws SQLException {
        requireOpen();
        Duration network = networkTimeout();
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

    @Override
    public Array createArrayOf(String typeName, @Nullable Object @Nullable [] elements) throws SQLException {
        requireOpen();
        return new CairnArray(typeName, elements == null ? new Object[0] : elements);
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
