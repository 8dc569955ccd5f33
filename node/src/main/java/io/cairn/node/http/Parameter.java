package io.cairn.node.http;

import io.cairn.engine.model.Value;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A parameter of a route, in its path or its query. A value that its schema does not admit never reaches a handler. */
public final class Parameter {
    private final String name;
    private final boolean inQuery;
    private final boolean required;
    private final String summary;
    private final Value.Document schema;
    private final boolean isNumber;
    private final @Nullable Pattern pattern;

    private Parameter(String name, boolean inQuery, boolean required, String summary, Value.Document schema) {
        this.name = name;
        this.inQuery = inQuery;
        this.required = required;
        this.summary = summary;
        this.schema = schema;
        this.isNumber = Value.of("integer").equals(schema.get("type"));
        Value form = schema.get("pattern");
        this.pattern = form == null ? null : Pattern.compile(form.toString());
    }

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

    /** The name. */
    public String name() {
        return name;
    }

    /** Whether it stands in the query; else it is a segment of the path. */
    public boolean inQuery() {
        return inQuery;
    }

    /** Whether a request without it is refused; path parameters always are. */
    public boolean required() {
        return required;
    }

    /** What it is for. */
    public String summary() {
        return summary;
    }

    /** JSON Schema of its value. */
    public Value.Document schema() {
        return schema;
    }

    /** Why a value is not of the described form, or null. Words and texts without a pattern are left to the handler. */
    @Nullable
    String fault(String value) {
        if (isNumber && !Request.isNumber(value)) {
            return name + " is a number of at least 0";
        }
        if (pattern != null && !pattern.matcher(value).matches()) {
            return name + " has the form " + pattern;
        }
        return null;
    }
}
