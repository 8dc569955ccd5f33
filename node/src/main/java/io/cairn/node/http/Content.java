package io.cairn.node.http;

import io.cairn.engine.model.Value;

/** A body as described: its content type and the JSON Schema of what it holds. */
public record Content(String type, Value.Document schema) {
    /** A JSON body. */
    public static Content json(Value.Document schema) {
        return new Content(Response.JSON, schema);
    }

    /** A body of bytes. */
    public static Content bytes(String type) {
        return new Content(type, Schemas.binary());
    }
}
