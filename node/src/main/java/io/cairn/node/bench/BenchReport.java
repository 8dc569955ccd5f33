package io.cairn.node.bench;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The figures of a run. */
public final class BenchReport {
    private static final String HEAD = String.format(
            Locale.ROOT,
            "%-24s %7s %12s %10s %10s %7s %6s  %s",
            "name",
            "clients",
            "per second",
            "p50 ms",
            "p99 ms",
            "ratio",
            "load",
            "more");

    private final List<BenchResult> results;
    private final Calibration before;
    private final Calibration after;
    private final double loadBefore;

    BenchReport(List<BenchResult> results, Calibration before, Calibration after, double loadBefore) {
        this.results = List.copyOf(results);
        this.before = before;
        this.after = after;
        this.loadBefore = loadBefore;
    }

    /** Whether the machine was as fast after as before. */
    public boolean isSteady() {
        return before.driftTo(after) <= Calibration.DRIFT_MAX;
    }

    /** The report as one object: {@code results}, {@code calibration}, {@code machine}, {@code steady}. */
    public Value.Document json() {
        List<Value> shapes = new ArrayList<>();
        results.forEach(result -> shapes.add(result.shape()));
        return Value.Document.builder()
                .put("results", new Value.Array(shapes))
                .put(
                        "calibration",
                        Value.Document.builder()
                                .put("before", before.shape())
                                .put("after", after.shape())
                                .put("drift", BenchResult.rounded(before.driftTo(after)))
                                .put("load_before", BenchResult.rounded(loadBefore))
                                .build())
                .put("machine", Machine.shape())
                .put("steady", Value.of(isSteady()))
                .build();
    }

    /** The report as lines for people. */
    public List<String> table() {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        results.forEach(result -> lines.add(line(result)));
        lines.add(String.format(
                Locale.ROOT,
                "calibration: %.0f and %.0f hashes/s before, %.0f and %.0f after; load before %.1f; %s",
                before.onePerSecond(),
                before.twoPerSecond(),
                after.onePerSecond(),
                after.twoPerSecond(),
                loadBefore,
                isSteady() ? "steady" : "UNSTEADY: others used the machine, these figures mean little"));
        return lines;
    }

    static String line(BenchResult result) {
        StringBuilder more = new StringBuilder();
        for (Map.Entry<String, Double> figure : result.more().entrySet()) {
            more.append(String.format(Locale.ROOT, "%s=%.2f ", figure.getKey(), figure.getValue()));
        }
        Optional<Measured> timed = result.measured().filter(Measured::hasTimes);
        return String.format(
                        Locale.ROOT,
                        "%-24s %7s %12s %10s %10s %7s %6s  %s",
                        result.name(),
                        result.clients() == 0 ? "" : result.clients(),
                        number("%.0f", result.measured().map(Measured::perSecond)),
                        number("%.3f", timed.map(Measured::p50Millis)),
                        number("%.3f", timed.map(Measured::p99Millis)),
                        number("%.2f", result.ratio()),
                        number("%.1f", result.measured().map(Measured::load)),
                        more)
                .stripTrailing();
    }

    private static String number(String format, Optional<Double> value) {
        return value.map(present -> String.format(Locale.ROOT, format, present)).orElse("");
    }
}
