package io.cairn.engine.sql;

import io.cairn.engine.pgcatalog.CatalogFunctions;
import io.cairn.engine.pgcatalog.Replaced;
import io.cairn.engine.view.EditableMap;
import io.cairn.engine.view.MapView;
import io.cairn.h2.command.ParserBase;
import io.cairn.h2.deterministic.Context;
import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.deterministic.Functions;
import io.cairn.h2.deterministic.Handover;
import io.cairn.h2.engine.ConnectionInfo;
import io.cairn.h2.engine.Database;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.mode.FunctionsPostgreSQL;
import java.util.BitSet;
import java.util.Properties;

/**
 * An H2 database without data: the objects of one catalog, which run statements on any state that has it. One
 * statement at a time, in a session of its own, so that nothing of one reaches another.
 */
final class H2Catalog {
    private static final String URL =
            "jdbc:h2:mem:cairn;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                    + ";ANALYZE_AUTO=0;DEFAULT_TABLE_ENGINE=" + TreeTableEngine.class.getName();

    /** Words that PostgreSQL lets be names; what the dialect writes out relies on it. */
    private static final BitSet NON_KEYWORDS = ParserBase.parseNonKeywords(new String[] {
        "KEY", "VALUE", "DAY", "HOUR", "MINUTE", "MONTH", "SECOND", "YEAR", "IF", "QUALIFY", "ROWNUM", "INTERVAL"
    });

    /** Where a table is looked for that a statement names without a schema and the current one does not have. */
    private static final String[] SEARCH_PATH = {"pg_catalog"};

    static {
        Replaced.install();
        Functions.use((database, name) -> {
            Object found = CatalogFunctions.find(name);
            return found != null ? found : FunctionsPostgreSQL.getFunction(name);
        });
    }

    private final Binding binding;
    private final Database database;
    private final SequenceValues sequences;
    private int sessions;

    private H2Catalog(Binding binding, Database database) {
        this.binding = binding;
        this.database = database;
        this.sequences = new SequenceValues(database);
    }

    /** The catalog of a state. */
    static H2Catalog open(MapView state) {
        Binding binding = new Binding();
        WatchedState watched = new WatchedState(state);
        binding.read(watched, Budget.unlimited());
        try {
            ConnectionInfo settings = new ConnectionInfo(URL, new Properties(), "", "");
            Database opened = Handover.during(binding, () -> new Database(settings, null));
            watched.requireRead();
            return new H2Catalog(binding, opened);
        } finally {
            binding.release();
        }
    }

    /** What is done in a session. */
    interface Work<T> {
        T run(SessionLocal session);
    }

    <T> T reading(MapView state, SqlContext context, Work<T> work) {
        binding.read(state, Budget.of(context.limits()));
        try {
            sequences.load(binding);
            return inSession(context, work);
        } finally {
            binding.release();
        }
    }

    /**
     * Edits a state; what was edited before a failure has to be taken back by the caller.
     *
     * @param definesData whether the catalog may change; then this object is of no more use
     */
    <T> T editing(EditableMap state, boolean definesData, SqlContext context, Work<T> work) {
        binding.edit(state, definesData, Budget.of(context.limits()));
        try {
            sequences.load(binding);
            T result = inSession(context, work);
            sequences.store(binding);
            binding.flushCounts();
            binding.flushCatalog();
            return result;
        } finally {
            binding.release();
        }
    }

    private <T> T inSession(SqlContext context, Work<T> work) {
        database.getNextModificationDataId();
        SessionLocal session = new SessionLocal(database, database.getUser(""), ++sessions);
        try {
            session.getTransaction();
            session.setNonKeywords(NON_KEYWORDS);
            session.setSchemaSearchPath(SEARCH_PATH);
            // H2 takes it for a time; the clock moves on with every look.
            session.cancelAtNs = Deterministic.nanoTime() + context.limits().stepsMax() * Context.LOOK_NANOS;
            return work.run(session);
        } finally {
            session.commit(true);
        }
    }
}
