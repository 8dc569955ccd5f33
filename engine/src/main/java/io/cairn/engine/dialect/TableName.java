package io.cairn.engine.dialect;

import java.util.Optional;

/** The name of a table as the engine keeps it: unquoted parts in lower case. */
public record TableName(Optional<String> schema, String name) {
    @Override
    public String toString() {
        return schema.map(part -> part + ".").orElse("") + name;
    }
}
