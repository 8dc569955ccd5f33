package io.cairn.node.gateway;

import io.cairn.client.api.ClientDatabase;
import io.cairn.node.pgwire.Notice;
import io.cairn.node.pgwire.SqlBackend;
import io.cairn.node.pgwire.SqlSession;
import io.cairn.node.pgwire.Startup;
import java.util.function.Consumer;

/** One database of one user for any number of PostgreSQL's clients. Safe for several threads. */
public final class Gateway implements SqlBackend {
    private final ClientDatabase database;

    /** Signs and verifies with this. */
    public Gateway(ClientDatabase database) {
        this.database = database;
    }

    /** Whatever user and database a client names, it is this user on this database: who reaches the port is trusted. */
    @Override
    public SqlSession connect(Startup startup, Consumer<Notice> notices) {
        return session(new RemoteDatabase(database), notices);
    }

    /** A client's session on a database. */
    public static SqlSession session(SqlDatabase database, Consumer<Notice> notices) {
        return new GatewaySession(database, new Blocks(database::begin, notices));
    }
}
