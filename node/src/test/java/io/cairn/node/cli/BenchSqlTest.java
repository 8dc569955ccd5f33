package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn bench sql} as a user runs it, with tables as small as they get. */
class BenchSqlTest {
    @TempDir
    Path folder;

    private Cli.Result run(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("bench", "sql", "--json", "--seconds", "1", "--scale", "0.0001", "--clients", "2"));
        arguments.addAll(List.of("--dir", folder.toString()));
        arguments.addAll(List.of(more));
        return new Cli(folder.resolve("home")).run(arguments.toArray(new String[0]));
    }

    private static List<Value.Document> results(Cli.Result result) {
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(1);
        Value.Document report = (Value.Document) Json.parse(result.out().strip());
        assertThat(report.fields().keySet()).containsExactly("results", "calibration", "machine", "steady");
        return ((Value.Array) report.get("results"))
                .values().stream().map(Value.Document.class::cast).toList();
    }

    private static Value.Document only(List<Value.Document> results, String name) {
        List<Value.Document> found = results.stream()
                .filter(result -> Value.of(name).equals(result.get("name")))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    @Test
    void measuresPgbenchTpchAndOneStatementBesidePostgresql() {
        Cli.Result result = run("--only", "simple-update,tpch-q6,prepared-select,witness-point");
        boolean compares = result.err().contains("accounts into PostgreSQL");
        List<Value.Document> results = results(result);
        assertThat(results)
                .allSatisfy(figures -> assertThat(figures.fields().keySet())
                        .contains("name", "clients", "per_second", "p50_ms", "p99_ms", "ratio", "load"));
        assertThat(only(results, "prepared-select").fields().keySet()).contains("mean_us", "cpu_us", "aim_us");
        Value.Document witness = only(results, "witness-point");
        assertThat(number(witness, "beyond_catalog_bytes"))
                .isPositive()
                .isLessThan(number(witness, "bytes"))
                .isLessThan(number(witness, "aim_bytes"));
        Value.Document query = only(results, "tpch-q6");
        // Stock H2 is on the tests' class path, so that answers have been compared in any case.
        assertThat(number(query, "h2_ms")).isPositive();
        assertThat(compares || result.err().contains("no ratios")).isTrue();
        if (compares) {
            assertThat(number(query, "ratio")).isPositive();
            assertThat(number(only(results, "simple-update"), "per_second")).isPositive();
            assertThat(number(only(results, "simple-update"), "ratio")).isPositive();
            assertThat(only(results, "simple-update").fields().keySet()).contains("retries", "failed", "aim");
            assertThat(only(results, "postgresql-simple-update").get("clients")).isEqualTo(Value.of(2));
        }
    }

    @Test
    void refusesWhatItCannotMeasure() {
        assertThat(run("--only", "signed-write"))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err()).contains("bench-unknown"));
        assertThat(new Cli(folder).run("bench", "sql", "--clients", "0").err()).contains("bench-settings-invalid");
    }

    private static double number(Value.Document figures, String name) {
        // A whole number comes back as an integer.
        return figures.get(name) instanceof Value.Int whole
                ? whole.value()
                : ((Value.Double) figures.get(name)).value();
    }
}
