package io.cairn.node.bench;

import io.cairn.engine.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One figure.
 *
 * @param name the workload
 * @param clients how many clients at once; 0 where there are none
 * @param measured rate and times, or empty where the figure is none of these
 * @param ratio our rate by PostgreSQL's, or empty where it was not measured; the median where both ran in turns
 * @param more further figures by name, the unit last in the name
 */
record BenchResult(
        String name, int clients, Optional<Measured> measured, Optional<Double> ratio, Map<String, Double> more) {
    BenchResult {
        more = new LinkedHashMap<>(more);
    }

    static BenchResult of(String name, int clients, Measured measured) {
        Map<String, Double> more =
                measured.serverMicros() < 0 ? Map.of() : Map.of("server_cpu_us", measured.serverMicros());
        return new BenchResult(name, clients, Optional.of(measured), Optional.empty(), more);
    }

    /** A figure that is no rate. */
    static BenchResult figure(String name, String unit, double value) {
        return new BenchResult(name, 0, Optional.empty(), Optional.empty(), Map.of(unit, value));
    }

    BenchResult with(String figure, double value) {
        BenchResult copy = new BenchResult(name, clients, measured, ratio, more);
        copy.more.put(figure, value);
        return copy;
    }

    BenchResult against(Optional<Measured> other) {
        Optional<Double> quotient = other.flatMap(theirs ->
                measured.filter(_ -> theirs.perSecond() > 0).map(ours -> ours.perSecond() / theirs.perSecond()));
        return new BenchResult(name, clients, measured, quotient, more);
    }

    /** With the median of the ratios of several turns; without one where there was none. */
    BenchResult against(List<Double> turns) {
        List<Double> sorted = turns.stream().sorted().toList();
        Optional<Double> median = sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
        return new BenchResult(name, clients, measured, median, more);
    }

    Value.Document shape() {
        Value.Document.Builder shape =
                Value.Document.builder().put("name", name).put("clients", clients);
        shape.put("per_second", number(measured.map(Measured::perSecond)));
        shape.put("p50_ms", number(measured.filter(Measured::hasTimes).map(Measured::p50Millis)));
        shape.put("p99_ms", number(measured.filter(Measured::hasTimes).map(Measured::p99Millis)));
        shape.put("ratio", number(ratio));
        shape.put("load", number(measured.map(Measured::load)));
        more.forEach((figure, value) -> shape.put(figure, number(Optional.of(value))));
        return shape.build();
    }

    private static Value number(Optional<Double> value) {
        return value.<Value>map(BenchResult::rounded).orElse(Value.none());
    }

    /** Three digits after the point are more than any of these figures means. */
    static Value rounded(double value) {
        return Value.of(Math.round(value * 1000) / 1000.0);
    }
}
