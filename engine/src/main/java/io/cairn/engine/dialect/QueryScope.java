package io.cairn.engine.dialect;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the queries of one WITH, and of those around it, are called. */
final class QueryScope {
    private final @Nullable QueryScope outer;
    private final Map<String, Query> queries = new TreeMap<>();

    /** A query: the name it has in the statement that is run, and whether it can be read yet. */
    private record Query(String name, boolean isOpen) {}

    QueryScope(@Nullable QueryScope outer) {
        this.outer = outer;
    }

    /** Takes a name, which hides the same one further out. */
    void declare(Node name, String own) {
        if (queries.put(name.value(), new Query(own, false)) != null) {
            throw Refusal.malformed(name.start(), "a name that WITH gives twice: " + name.value());
        }
    }

    /** From now on the query can be read; gives the name that it has. */
    String open(String name) {
        Query query = new Query(Objects.requireNonNull(queries.get(name)).name(), true);
        queries.put(name, query);
        return query.name();
    }

    /** The name that the query has which this name means here; null where it means none. */
    @Nullable
    String find(Node name) {
        for (QueryScope scope = this; scope != null; scope = scope.outer) {
            Query query = scope.queries.get(name.value());
            if (query != null && !query.isOpen()) {
                throw Refusal.notSupported(name.start(), "a query of WITH RECURSIVE that stands behind who reads it");
            }
            if (query != null) {
                return query.name();
            }
        }
        return null;
    }
}
