package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prepared statements and portals of one connection, by name, within its limits. */
final class Held {
    private final PgLimits limits;
    private final Map<String, Prepared> statements = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();
    private long statementBytes;
    private long portalBytes;

    Held(PgLimits limits) {
        this.limits = limits;
    }

    /** Keeps a statement; the one without a name takes the place of the one before. */
    void add(String name, Prepared statement) {
        requireRoom(statements.size(), statementBytes + statement.heldBytes(), "prepared statements");
        statements.put(name, statement);
        statementBytes += statement.heldBytes();
    }

    /** Refuses a name that is taken. */
    void requireFreeStatement(String name) {
        if (name.isEmpty()) {
            closeStatement(name);
        } else if (statements.containsKey(name)) {
            throw SqlFailure.of(SqlState.DUPLICATE_STATEMENT, "prepared statement \"" + name + "\" already exists");
        }
    }

    Prepared statement(String name) {
        Prepared statement = statements.get(name);
        if (statement == null) {
            throw SqlFailure.of(
                    SqlState.NO_SUCH_STATEMENT,
                    name.isEmpty()
                            ? "unnamed prepared statement does not exist"
                            : "prepared statement \"" + name + "\" does not exist");
        }
        return statement;
    }

    /** Forgets a statement; none of the name is no mistake. */
    void closeStatement(String name) {
        Prepared statement = statements.remove(name);
        statementBytes -= statement == null ? 0 : statement.heldBytes();
    }

    void closeStatements() {
        statements.clear();
        statementBytes = 0;
    }

    void add(String name, Portal portal) {
        if (name.isEmpty()) {
            closePortal(name);
        } else if (portals.containsKey(name)) {
            throw SqlFailure.of(SqlState.DUPLICATE_CURSOR, "cursor \"" + name + "\" already exists");
        }
        requireRoom(portals.size(), portalBytes + portal.heldBytes, "portals");
        portals.put(name, portal);
        portalBytes += portal.heldBytes;
    }

    Portal portal(String name) {
        Portal portal = portals.get(name);
        if (portal == null) {
            throw SqlFailure.of(SqlState.NO_SUCH_CURSOR, "portal \"" + name + "\" does not exist");
        }
        return portal;
    }

    void closePortal(String name) {
        @Nullable Portal portal = portals.remove(name);
        if (portal != null) {
            portalBytes -= portal.heldBytes;
            portal.close();
        }
    }

    void closePortals() {
        portals.values().forEach(Portal::close);
        portals.clear();
        portalBytes = 0;
    }

    private void requireRoom(int count, long bytes, String what) {
        if (count >= limits.statementsMax() || bytes > limits.heldBytesMax()) {
            throw SqlFailure.of(SqlState.LIMIT_EXCEEDED, "too many " + what)
                    .withDetail("A connection has at most " + limits.statementsMax() + " of them, with "
                            + limits.heldBytesMax() + " bytes.");
        }
    }
}
