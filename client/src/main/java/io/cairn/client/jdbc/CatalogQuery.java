package io.cairn.client.jdbc;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query on the catalog with the conditions that a caller gave. */
final class CatalogQuery {
    private final StringBuilder text;
    private final List<Value> values = new ArrayList<>();

    /** Begins with a query that has a condition already. */
    CatalogQuery(String text) {
        this.text = new StringBuilder(text);
    }

    /** Rows whose column is like a pattern of JDBC; all where it is null. */
    CatalogQuery like(String column, @Nullable String pattern) {
        if (pattern != null && !pattern.equals("%")) {
            values.add(Value.of(pattern));
            text.append(" and ").append(column).append(" like $").append(values.size());
        }
        return this;
    }

    /** Rows whose column is a name; all where it is null. */
    CatalogQuery is(String column, @Nullable String name) {
        if (name != null) {
            values.add(Value.of(name));
            text.append(" and ").append(column).append(" = $").append(values.size());
        }
        return this;
    }

    CatalogQuery then(String more) {
        text.append(' ').append(more);
        return this;
    }

    String text() {
        return text.toString();
    }

    List<Value> values() {
        return values;
    }
}
