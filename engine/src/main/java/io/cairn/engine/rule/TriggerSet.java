package io.cairn.engine.rule;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.fpjson.ProgramTrace;
import io.cairn.engine.fpjson.Term;
import io.cairn.engine.fpjson.Variables;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The triggers of one collection, in their order. Stored bytes: format 0x01, then the list of triggers as DAG-CBOR.
 */
public final class TriggerSet {
    /** The most triggers of a collection. */
    public static final int TRIGGERS_MAX = 50;
    /** The most bytes of a collection's triggers, encoded. */
    public static final int BYTES_MAX = 64 << 10;

    private static final int FORMAT = 0x01;

    private final List<Trigger> triggers;

    private TriggerSet(List<Trigger> triggers) {
        this.triggers = triggers;
    }

    /** No triggers. */
    public static TriggerSet none() {
        return new TriggerSet(List.of());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return triggers.isEmpty();
    }

    /** The triggers as they were written. */
    public Value.Array source() {
        List<Value> sources = new ArrayList<>();
        triggers.forEach(trigger -> sources.add(trigger.source()));
        return new Value.Array(sources);
    }

    /**
     * With one trigger more, or with another in the place of that of its key.
     *
     * @param index where it comes to stand; at the end where null
     */
    public TriggerSet with(Value source, @Nullable Integer index, String at) {
        Trigger added = Trigger.of(source, at);
        List<Trigger> all = new ArrayList<>(triggers);
        int place = place(added.key());
        if (place >= 0) {
            all.set(place, added);
        } else {
            all.add(index == null ? all.size() : Math.min(index, all.size()), added);
        }
        return checked(all, at);
    }

    private static TriggerSet checked(List<Trigger> all, String at) {
        TriggerSet set = new TriggerSet(List.copyOf(all));
        if (all.size() > TRIGGERS_MAX || set.encode().length > BYTES_MAX) {
            throw Trigger.malformed(at, "a collection has at most " + TRIGGERS_MAX + " triggers of 64 KiB in all");
        }
        return set;
    }

    /** Without the trigger of a key; {@code trigger-not-found} where there is none. */
    public TriggerSet without(String key, String at) {
        int place = place(key);
        if (place < 0) {
            throw new CairnException.Refused("trigger-not-found", at, "there is no trigger " + key);
        }
        List<Trigger> all = new ArrayList<>(triggers);
        all.remove(place);
        return new TriggerSet(List.copyOf(all));
    }

    private int place(String key) {
        for (int i = 0; i < triggers.size(); i++) {
            if (triggers.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** The stored bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(1_024).u8(FORMAT);
        ValueCodec.encode(source(), writer);
        return writer.toBytes();
    }

    /** Parses stored bytes. */
    public static TriggerSet decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT || !(ValueCodec.decode(reader) instanceof Value.Array(var sources))) {
            throw new CairnException.Incorrect("format-unknown", "triggers", "unknown format of triggers " + format);
        }
        reader.expectEnd();
        List<Trigger> triggers = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            triggers.add(Trigger.of(sources.get(i), "triggers/" + i));
        }
        return new TriggerSet(List.copyOf(triggers));
    }

    /**
     * Runs those that follow a write.
     *
     * @param collection whose triggers these are
     * @throws CairnException.Refused {@code trigger-failed} where one cannot do what it says; running out of fuel keeps
     *     its own code
     */
    public void follow(String collection, Attempt attempt, Circumstances circumstances, Effects effects, Fuel fuel) {
        for (Trigger trigger : triggers) {
            if (trigger.on().contains(attempt.operation())) {
                Variables variables = JobVariables.of(circumstances);
                variables.set("data", Term.of(JobVariables.data(attempt)));
                String at = "triggers/" + collection + "/" + trigger.key();
                try {
                    JobHost host = new JobHost(effects);
                    trigger.program().run(host, variables, fuel, ProgramTrace.NONE);
                    host.finish(variables, fuel);
                } catch (CairnException failure) {
                    throw JobVariables.failed("trigger-failed", at, circumstances, failure);
                }
            }
        }
    }
}
