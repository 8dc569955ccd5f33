package io.cairn.engine.state;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.RuleKeys;
import io.cairn.engine.rule.RuleSet;
import io.cairn.engine.rule.RuleTrace;
import io.cairn.engine.rule.TriggerSet;
import io.cairn.engine.schema.CompiledSchema;
import io.cairn.engine.schema.SchemaCache;
import io.cairn.engine.view.MapView;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules and triggers that were read before, so that not every write reads them anew. What counts is the state. */
final class Programs {
    private static final int KEPT_MAX = 1_000;

    private final TreeMap<Integer, Kept<RuleSet>> rules = new TreeMap<>();
    private final TreeMap<Integer, Kept<TriggerSet>> triggers = new TreeMap<>();

    private final SchemaCache schemas = new SchemaCache();

    private final @Nullable TraceOf wanted;

    /** {@code wanted} says of which mutation somebody is told what the lines of rules do; of none where null. */
    Programs(@Nullable TraceOf wanted) {
        this.wanted = wanted;
    }

    /** Who is told what the rules do to a mutation. */
    RuleTrace traceOf(Transaction transaction) {
        TraceOf asked = wanted;
        if (asked == null || transaction.sequence() != asked.sequence() || transaction.index() != asked.index()) {
            return RuleTrace.NONE;
        }
        return asked.trace();
    }

    private record Kept<T>(byte[] stored, T read) {}

    /** The rules of a collection; null where it has none. */
    @Nullable
    RuleSet rules(MapView state, int collection) {
        return read(state.get(RuleKeys.rules(collection)), collection, rules, RuleSet::decode);
    }

    /** The triggers of a collection; null where it has none. */
    @Nullable
    TriggerSet triggers(MapView state, int collection) {
        return read(state.get(RuleKeys.triggers(collection)), collection, triggers, TriggerSet::decode);
    }

    /** A schema that belongs to no collection. */
    CompiledSchema schema(Value.Document source) {
        return schemas.get(ValueCodec.encode(source), () -> source);
    }

    private static <T> @Nullable T read(
            byte @Nullable [] stored, int collection, TreeMap<Integer, Kept<T>> kept, Function<byte[], T> decode) {
        if (stored == null) {
            return null;
        }
        Kept<T> known = kept.get(collection);
        if (known != null && Arrays.equals(known.stored(), stored)) {
            return known.read();
        }
        if (kept.size() >= KEPT_MAX) {
            kept.clear();
        }
        T read = decode.apply(stored);
        kept.put(collection, new Kept<>(stored, read));
        return read;
    }
}
