package io.cairn.engine.sql;

import io.cairn.engine.model.Hash;
import io.cairn.engine.view.MapView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Engines with the catalogs that they have met, for one statement at a time each. Safe for several threads. */
public final class SqlEngines {
    private static final int KEPT_MAX = 32;

    private final Deque<SqlEngine> idle = new ArrayDeque<>();

    /** The engine that was used last, or a new one. */
    public synchronized SqlEngine take() {
        SqlEngine engine = idle.pollFirst();
        return engine == null ? new SqlEngine() : engine;
    }

    /** An engine that has the catalog of a state at hand. */
    public SqlEngine take(MapView state) {
        SqlEngine engine = taken(SqlEngine.catalogName(state));
        engine.open(state);
        return engine;
    }

    private synchronized SqlEngine taken(Hash catalog) {
        for (Iterator<SqlEngine> engines = idle.iterator(); engines.hasNext(); ) {
            SqlEngine engine = engines.next();
            if (engine.hasCatalog(catalog)) {
                engines.remove();
                return engine;
            }
        }
        return take();
    }

    /**
     * The engine for somebody who has catalogs of these names: one that has the state's catalog at hand where that is
     * among them, else one that has met none and so reads what the other must read.
     */
    public SqlEngine takeFor(List<Hash> catalogs, MapView state) {
        return catalogs.contains(SqlEngine.catalogName(state)) ? take(state) : new SqlEngine();
    }

    /** Takes an engine back. */
    public synchronized void giveBack(SqlEngine engine) {
        if (idle.size() < KEPT_MAX) {
            idle.addFirst(engine);
        }
    }
}
