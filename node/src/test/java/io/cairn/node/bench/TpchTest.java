package io.cairn.node.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TpchTest {
    private static final double SCALE = 0.0001;

    @TempDir
    Path folder;

    @Test
    void sameSeedMakesSameRows() throws IOException {
        Map<String, Path> first = TpchRows.write(folder.resolve("1"), 1, SCALE);
        Map<String, Path> again = TpchRows.write(folder.resolve("2"), 1, SCALE);
        Map<String, Path> other = TpchRows.write(folder.resolve("3"), 2, SCALE);
        assertThat(first.keySet())
                .containsExactly("region", "nation", "supplier", "part", "partsupp", "customer", "orders", "lineitem");
        for (Map.Entry<String, Path> table : first.entrySet()) {
            assertThat(table.getValue()).hasSameTextualContentAs(again.get(table.getKey()));
        }
        assertThat(Files.readString(first.get("lineitem"))).isNotEqualTo(Files.readString(other.get("lineitem")));
    }

    @Test
    void everyQueryFindsSomething() {
        try (TpchServer ours = new TpchCairn()) {
            ours.load(TpchRows.write(folder, 1, SCALE));
            TpchQueries.QUERIES.forEach((name, query) ->
                    assertThat(ours.answer(query, 0).rows()).as(name).isNotEmpty());
        }
    }

    @Test
    void withoutPostgresqlThereAreNoRatios() {
        BenchSettings settings = new BenchSettings(
                folder,
                1,
                Set.of("tpch-q12"),
                1,
                SCALE,
                false,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        // Stock H2 is on the tests' class path.
        assertThat(TpchWorkload.run(settings, Optional.empty(), Optional.empty()))
                .singleElement()
                .satisfies(result -> assertThat(result.ratio()).isEmpty())
                .satisfies(result -> assertThat(result.more()).containsKey("h2_ms"));
    }

    @Test
    void numbersAreComparedByValueToNineDigits() {
        assertThatCode(() -> TpchWorkload.requireSame(
                        "q", List.of(List.of("1.50", "A")), "H2", List.of(List.of("1.5000000001", "A"))))
                .doesNotThrowAnyException();
    }

    @Test
    void answersThatDifferAreAFailure() {
        List<List<String>> ours = List.of(List.of("1.50", "A"), List.of("2", "B"));
        for (List<List<String>> theirs : List.of(
                List.of(List.of("1.50", "A")),
                List.of(List.of("2", "B"), List.of("1.50", "A")),
                List.of(List.of("1.51", "A"), List.of("2", "B")))) {
            assertThatThrownBy(() -> TpchWorkload.requireSame("q", ours, "H2", theirs))
                    .isInstanceOf(CairnException.Corrupt.class)
                    .hasMessageContaining("H2 answers");
        }
    }
}
