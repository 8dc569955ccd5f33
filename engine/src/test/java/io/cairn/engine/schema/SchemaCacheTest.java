package io.cairn.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Schemas are compiled once for the bytes that they are stored as. */
final class SchemaCacheTest {
    private final SchemaCache cache = new SchemaCache();

    private CompiledSchema get(String schema) {
        return cache.get(schema.getBytes(StandardCharsets.UTF_8), () -> (Value.Document) Json.parse(schema));
    }

    @Test
    void theSameBytesAreCompiledOnce() {
        CompiledSchema first = get("{\"type\":\"object\"}");
        assertThat(get("{\"type\":\"object\"}")).isSameAs(first);
        assertThat(get("{\"minProperties\":1}").violation(Value.Document.EMPTY, new Meter(1_000)))
                .isNotNull();
        assertThat(first.violation(Value.Document.EMPTY, new Meter(1_000))).isNull();
    }

    @Test
    void whatIsKeptIsBounded() {
        CompiledSchema first = get("{\"type\":\"object\"}");
        String members = names(5_000);
        for (int i = 0; i < 25; i++) {
            get("{\"title\":\"" + i + "\",\"properties\":{" + members + "}}");
        }
        assertThat(get("{\"type\":\"object\"}")).isNotSameAs(first);
    }

    private static String names(int count) {
        StringBuilder names = new StringBuilder("\"b\":true");
        for (int i = 0; i < count; i++) {
            names.append(",\"n").append(i).append("\":true");
        }
        return names.toString();
    }
}
