package io.cairn.engine.schema;

import io.cairn.engine.model.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Compiled schemas by their stored bytes. Not thread-safe. */
public final class SchemaCache {
    private static final int KEPT_MAX = 64;

    private final Map<byte[], CompiledSchema> kept = new TreeMap<>(Arrays::compareUnsigned);

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
        if (kept.size() == KEPT_MAX) {
            kept.clear();
        }
        kept.put(stored.clone(), compiled);
        return compiled;
    }
}
