package io.cairn.node.wire;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.state.ReadPolicy;
import io.cairn.node.database.Database;
import io.cairn.node.database.Databases;
import io.cairn.node.database.Newest;
import io.cairn.node.gateway.Gateway;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgwire.Authentication;
import io.cairn.node.pgwire.Notice;
import io.cairn.node.pgwire.SqlBackend;
import io.cairn.node.pgwire.SqlSession;
import io.cairn.node.pgwire.Startup;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The databases of a node for PostgreSQL's clients. Threading: as {@link SqlBackend}. */
public final class WireBackend implements SqlBackend, Authentication.Passwords {
    private static final int TOKEN_CHARACTERS_MAX = 8_192;

    /** A writer that was forgotten begins with the nonces that the state tells. */
    private static final int WRITERS_MAX = 10_000;

    private final Databases databases;
    private final InstantSource clock;
    private final WireKeys keys;
    private final SqlEngines engines = new SqlEngines();
    private final Map<WriterName, SessionWriter> writers = new LinkedHashMap<>(16, 0.75f, true);

    /** One account in one database. */
    private record WriterName(String database, Account account) {}

    /** Serves all databases of a node. */
    public WireBackend(Databases databases, InstantSource clock) {
        this.databases = databases;
        this.clock = clock;
        this.keys = new WireKeys(databases.identity());
    }

    /** The account that has signed the password. */
    @Override
    public String user(Startup startup, String password) {
        try {
            Newest newest = database(startup).newest();
            if (password.length() > TOKEN_CHARACTERS_MAX) {
                throw new CairnException.Forbidden("read-token-invalid", "it is too long for a signed password");
            }
            byte[] token = Base64.getUrlDecoder().decode(password.strip());
            Account account =
                    ReadPolicy.wireUser(newest.view(), token, newest.database().chainId(), clock.millis());
            newest.reading(account);
            return account.text();
        } catch (CairnException.Forbidden refused) {
            throw failure(String.valueOf(refused.getMessage()));
        } catch (IllegalArgumentException noBase64) {
            throw failure("it is no signed password");
        }
    }

    private static SqlFailure failure(String why) {
        return SqlFailure.of("28P01", "password authentication failed: " + why)
                .withHint("A password is signed for the database: cairn session password");
    }

    @Override
    public SqlSession connect(Startup startup, Consumer<Notice> notices) {
        // An idle database is closed, and opened again when it is asked for.
        Supplier<Database> source = () -> database(startup);
        Account account = Account.parse(startup.user());
        return Gateway.session(new ServedDatabase(source, writer(source, account), engines, clock), notices);
    }

    private SessionWriter writer(Supplier<Database> source, Account account) {
        Database database = source.get();
        synchronized (writers) {
            SessionWriter writer = writers.computeIfAbsent(
                    new WriterName(database.address(), account), _ -> new SessionWriter(source, account, keys, clock));
            if (writers.size() > WRITERS_MAX) {
                writers.remove(writers.keySet().iterator().next());
            }
            return writer;
        }
    }

    private Database database(Startup startup) {
        try {
            return databases.require(startup.database());
        } catch (CairnException.NotFound absent) {
            throw SqlFailure.of("3D000", "database \"" + startup.database() + "\" does not exist")
                    .withHint("Name a database by its address.");
        }
    }
}
