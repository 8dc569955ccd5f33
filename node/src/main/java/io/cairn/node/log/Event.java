package io.cairn.node.log;

import io.cairn.engine.model.Value;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a stable kebab-case word with fields in the order given. Immutable.
 *
 * @param name what happened
 * @param cause the failure behind it, or null
 */
public record Event(
        String name, Value.Document fields, @Nullable Throwable cause) {
    /** An event without fields. */
    public static Event of(String name) {
        return new Event(name, Value.Document.EMPTY, null);
    }

    /** With one more field. */
    public Event with(String field, String value) {
        return new Event(name, fields.toBuilder().put(field, value).build(), cause);
    }

    /** With one more field. */
    public Event with(String field, long value) {
        return new Event(name, fields.toBuilder().put(field, value).build(), cause);
    }

    /** With the failure behind it. */
    public Event causedBy(Throwable failure) {
        return new Event(name, fields, failure);
    }

    /** All fields, a failure's text and stack among them. */
    Value.Document all() {
        if (cause == null) {
            return fields;
        }
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return fields.toBuilder()
                .put("failure", cause.toString())
                .put("trace", trace.toString())
                .build();
    }
}
