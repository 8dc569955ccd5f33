package io.cairn.bench;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.engine.schema.CompiledSchema;
import io.cairn.engine.schema.Meter;
import io.cairn.engine.schema.Violation;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One document of five fields and its schema: checked where it fits, where it does not, and the schema compiled. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SchemaBenchmark {
    private final Value.Document source = json("""
            {"type":"object","required":["name","age"],"additionalProperties":false,"properties":{\
            "name":{"type":"string","maxLength":50,"pattern":"^[a-z]+$"},"age":{"type":"integer","minimum":0},\
            "email":{"type":"string"},"tame":{"type":"boolean"},"tags":{"type":"array","items":{"type":"string"}}}}""");
    private final Value.Document fitting =
            json("{\"name\":\"ada\",\"age\":36,\"email\":\"a@b.test\",\"tame\":true,\"tags\":[\"x\",\"y\"]}");
    private final Value.Document broken =
            json("{\"name\":\"Ada\",\"age\":-1,\"email\":\"a@b.test\",\"tame\":true,\"tags\":[\"x\",\"y\"]}");
    private final CompiledSchema schema = CompiledSchema.of(source);

    private static Value.Document json(String text) {
        return (Value.Document) Json.parse(text);
    }

    /** A document that fits. */
    @Benchmark
    public @Nullable Violation fits() {
        return schema.violation(fitting, new Meter(Meter.DOCUMENT_STEPS_MAX));
    }

    /** A document with two faults. */
    @Benchmark
    public @Nullable Violation breaks() {
        return schema.violation(broken, new Meter(Meter.DOCUMENT_STEPS_MAX));
    }

    /** The schema, checked and compiled, as when it is set. */
    @Benchmark
    public CompiledSchema compiles() {
        return CompiledSchema.of(source);
    }
}
