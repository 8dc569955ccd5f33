package io.cairn.node.http;

import io.cairn.engine.model.Value;

/**
 * A parameter of a route.
 *
 * @param inQuery whether it stands in the query; else it is a segment of the path
 * @param required whether a request without it is refused; path parameters always are
 * @param schema JSON Schema of its value
 */
public record Parameter(String name, boolean inQuery, boolean required, String summary, Value.Document schema) {
    /** A segment of the path. */
    public static Parameter path(String name, String summary, Value.Document schema) {
        return new Parameter(name, false, true, summary, schema);
    }

    /** A query parameter that may be absent. */
    public static Parameter query(String name, String summary, Value.Document schema) {
        return new Parameter(name, true, false, summary, schema);
    }

    /** A query parameter that may not be absent. */
    public static Parameter requiredQuery(String name, String summary, Value.Document schema) {
        return new Parameter(name, true, true, summary, schema);
    }
}
