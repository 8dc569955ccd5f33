package io.cairn.node.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    @TempDir
    Path folder;

    private BenchSettings settings(Set<String> only) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new BenchSettings(folder, 1, only, 1, 0.01, false, nowhere);
    }

    @Test
    void reportsEveryFigureUnderTheSameNames() {
        BenchReport report = Bench.run(settings(Set.of("tree-get", "tree-append")));
        Value.Document shape = report.json();
        assertThat(shape.fields().keySet()).containsExactly("results", "calibration", "machine", "steady");
        assertThat(((Value.Array) shape.get("results")).values()).hasSize(2).allSatisfy(result -> {
            Value.Document fields = (Value.Document) result;
            assertThat(fields.fields().keySet()).contains("name", "clients", "per_second", "p50_ms", "p99_ms", "ratio");
            assertThat(fields.get("ratio")).isEqualTo(Value.none());
            assertThat(((Value.Double) fields.get("per_second")).value()).isPositive();
        });
        assertThat(report.table()).hasSize(4).last().asString().startsWith("calibration: ");
    }

    @Test
    void refusesAWorkloadThatIsNone() {
        assertThatThrownBy(() -> Bench.run(settings(Set.of("signed-writes"))))
                .isInstanceOf(CairnException.Incorrect.class)
                .hasMessageContaining("signed-writes is no workload");
    }

    @Test
    void dividesOurRateByTheirs() {
        BenchResult ours = BenchResult.of("point-read", 8, Measured.rate(600));
        assertThat(ours.against(Optional.of(Measured.rate(1000))).ratio()).contains(0.6);
        assertThat(ours.against(Optional.empty()).ratio()).isEmpty();
        assertThat(ours.against(Optional.of(Measured.rate(0))).ratio()).isEmpty();
        assertThat(ours.against(List.of(0.9, 0.1, 0.8)).ratio())
                .as("one turn that the machine spoiled is not what is told")
                .contains(0.8);
        assertThat(ours.against(List.of()).ratio()).isEmpty();
    }

    @Test
    void callsARunUnsteadyOnlyWhereTheMachineDrifted() {
        Calibration before = new Calibration(1000, 2000);
        assertThat(before.driftTo(new Calibration(1140, 2000))).isLessThan(Calibration.DRIFT_MAX);
        assertThat(before.driftTo(new Calibration(1000, 1600))).isGreaterThan(Calibration.DRIFT_MAX);
    }
}
