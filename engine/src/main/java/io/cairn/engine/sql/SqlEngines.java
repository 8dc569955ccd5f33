package io.cairn.engine.sql;

import java.util.concurrent.ConcurrentLinkedDeque;

/** Engines with the catalogs that they have met, for one statement at a time each. Safe for several threads. */
public final class SqlEngines {
    private static final int KEPT_MAX = 32;

    private final ConcurrentLinkedDeque<SqlEngine> idle = new ConcurrentLinkedDeque<>();

    /** The engine that was used last, or a new one. */
    public SqlEngine take() {
        SqlEngine engine = idle.pollFirst();
        return engine == null ? new SqlEngine() : engine;
    }

    /** Takes an engine back. */
    public void giveBack(SqlEngine engine) {
        if (idle.size() < KEPT_MAX) {
            idle.addFirst(engine);
        }
    }
}
