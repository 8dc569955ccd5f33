package io.cairn.engine.log;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fate of one mutation: the leaf of a block's receipts tree. Bytes: DAG-CBOR with {@code v} = 1.
 *
 * @param sequence of the entry
 * @param index of the mutation within a bundle; 0 for a mutation that stands alone
 * @param mutation its id; zero where its signature did not hold
 * @param code {@code ok}, or the stable code of the refusal
 * @param at the input that was refused; empty otherwise
 * @param changed how many documents or settings were changed
 * @param ids the ids generated for added documents
 * @param results what each statement of SQL did, where there are several or one answered rows; else empty
 * @param detail more of what happened: why a rule denied it, or what triggers wrote; null where there is nothing to tell
 */
public record Outcome(
        long sequence,
        int index,
        Hash mutation,
        String code,
        String at,
        long changed,
        List<String> ids,
        List<StatementResult> results,
        Value.@Nullable Document detail) {
    /** The code of a mutation that was applied. */
    public static final String OK = "ok";

    private static final long VERSION = 1;

    /** Copies the lists. */
    public Outcome {
        ids = List.copyOf(ids);
        results = List.copyOf(results);
    }

    /** One without statements of SQL. */
    public Outcome(long sequence, int index, Hash mutation, String code, String at, long changed, List<String> ids) {
        this(sequence, index, mutation, code, at, changed, ids, List.of(), null);
    }

    /** One without more to tell. */
    public Outcome(
            long sequence,
            int index,
            Hash mutation,
            String code,
            String at,
            long changed,
            List<String> ids,
            List<StatementResult> results) {
        this(sequence, index, mutation, code, at, changed, ids, results, null);
    }

    /** The same with more to tell, or with nothing more. */
    public Outcome with(Value.@Nullable Document more) {
        return new Outcome(sequence, index, mutation, code, at, changed, ids, results, more);
    }

    /** Whether the mutation was applied. */
    public boolean isOk() {
        return code.equals(OK);
    }

    /** The canonical bytes. */
    public byte[] encode() {
        List<Value> generated = new ArrayList<>(ids.size());
        ids.forEach(id -> generated.add(Value.of(id)));
        Value.Document.Builder fields = Value.Document.builder()
                .put("v", VERSION)
                .put("sequence", sequence)
                .put("index", index)
                .put("mutation", Value.of(mutation.toBytes()))
                .put("code", code)
                .put("at", at)
                .put("changed", changed)
                .put("ids", new Value.Array(generated));
        if (!results.isEmpty()) {
            fields.put(
                    "results",
                    new Value.Array(
                            results.stream().map(StatementResult::toValue).toList()));
        }
        if (detail != null) {
            fields.put("detail", detail);
        }
        return ValueCodec.encode(fields.build());
    }

    /** Parses canonical bytes. */
    public static Outcome decode(byte[] bytes) {
        if (ValueCodec.decode(bytes) instanceof Value.Document fields
                && fields.size() == 8 + count(fields.get("results")) + count(fields.get("detail"))
                && Value.of(VERSION).equals(fields.get("v"))
                && fields.get("sequence") instanceof Value.Int sequence
                && fields.get("index") instanceof Value.Int index
                && index.value() >= 0
                && index.value() <= Integer.MAX_VALUE
                && fields.get("mutation") instanceof Value.Bytes mutation
                && fields.get("code") instanceof Value.Text code
                && fields.get("at") instanceof Value.Text at
                && fields.get("changed") instanceof Value.Int changed
                && fields.get("ids") instanceof Value.Array generated) {
            List<String> ids = new ArrayList<>();
            for (Value id : generated.values()) {
                if (!(id instanceof Value.Text text)) {
                    throw malformed();
                }
                ids.add(text.value());
            }
            return new Outcome(
                    sequence.value(),
                    (int) index.value(),
                    Hash.of(mutation.value()),
                    code.value(),
                    at.value(),
                    changed.value(),
                    ids,
                    results(fields.get("results")),
                    detail(fields.get("detail")));
        }
        throw malformed();
    }

    private static int count(@Nullable Value field) {
        return field == null ? 0 : 1;
    }

    private static Value.@Nullable Document detail(@Nullable Value value) {
        if (value == null || value instanceof Value.Document) {
            return (Value.Document) value;
        }
        throw malformed();
    }

    private static List<StatementResult> results(@Nullable Value value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Value.Array array) || array.values().isEmpty()) {
            throw malformed();
        }
        return array.values().stream().map(StatementResult::of).toList();
    }

    private static CairnException malformed() {
        return new CairnException.Incorrect("bytes-malformed", "outcome", "an outcome is malformed");
    }
}
