package io.cairn.engine.schema;

import io.cairn.engine.model.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Compiled schemas by their stored bytes. Not thread-safe. */
public final class SchemaCache {
    /** Most parts of all that are kept; one takes some hundred bytes. */
    private static final int PARTS_MAX = 100_000;

    private final Map<byte[], CompiledSchema> kept = new TreeMap<>(Arrays::compareUnsigned);
    private int parts;

    /**
     * A stored schema, compiled.
     *
     * @param source decodes the bytes, where they are not kept
     */
    public CompiledSchema get(byte[] stored, Supplier<Value.Document> source) {
        CompiledSchema known = kept.get(stored);
        if (known != null) {
            return known;
        }
        CompiledSchema compiled = CompiledSchema.unchecked(source.get());
        parts += compiled.parts();
        if (parts > PARTS_MAX) {
            kept.clear();
            parts = compiled.parts();
        }
        kept.put(stored.clone(), compiled);
        return compiled;
    }
}
