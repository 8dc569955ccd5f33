package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands that try Cairn as a whole, on nodes that are processes of their own: a small sample by default, the
 * published counts with {@code -Dcairn.full=true}. Each prints its seed.
 */
class TrialsTest {
    private static final boolean FULL = Boolean.getBoolean("cairn.full");
    private static final String SEED = "7";

    @TempDir
    Path folder;

    private Cli.Result run(String... arguments) {
        return new Cli(folder.resolve("home")).run(arguments);
    }

    /** Standard output must be one JSON object on one line and nothing else. */
    private static Value.Document result(Cli.Result result) {
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).endsWith("\n");
        assertThat(result.out().lines()).hasSize(1);
        return (Value.Document) Json.parse(result.out().strip());
    }

    private static long number(Value.Document result, String name) {
        return ((Value.Int) result.get(name)).value();
    }

    @Test
    void demoDoesTheMainJobAndLeavesWhatVerifyAccepts() throws Exception {
        Path work = folder.resolve("demo");
        Value.Document result = result(
                FULL
                        ? run("demo", "--json", "--seed", SEED, "--dir", work.toString())
                        : run("demo", "--json", "--seed", SEED, "--dir", work.toString(), "--documents", "300"));
        assertThat(result.fields().keySet())
                .containsExactlyInAnyOrder(
                        "documents",
                        "writes_per_second",
                        "root",
                        "restarted_root",
                        "replayed_root",
                        "receipt_verified",
                        "answer_verified",
                        "forgeries_refused");
        assertThat(number(result, "documents")).isGreaterThanOrEqualTo(FULL ? 45_000 : 300);
        assertThat(result.get("restarted_root")).isEqualTo(result.get("root"));
        assertThat(result.get("replayed_root")).isEqualTo(result.get("root"));
        assertThat(result.get("receipt_verified")).isEqualTo(Value.of(true));
        assertThat(result.get("answer_verified")).isEqualTo(Value.of(true));
        assertThat(number(result, "forgeries_refused")).isGreaterThanOrEqualTo(7);
        verifyRefusesAnyChange(work);
        assertThat(run("demo", "--dir", work.toString()).exit())
                .as("a folder that is not empty")
                .isEqualTo(2);
    }

    private void verifyRefusesAnyChange(Path work) throws Exception {
        Path receipt = work.resolve("receipt.json");
        Path answer = work.resolve("answer.car");
        Path journal = work.resolve("journal");
        Path segment;
        try (var files = Files.list(journal)) {
            segment = files.max(java.util.Comparator.comparingLong(
                            file -> file.toFile().length()))
                    .orElseThrow();
        }
        String[] all = {"verify", receipt.toString(), answer.toString(), journal.toString()};
        assertThat(verify(all).exit()).isZero();
        for (Path file : List.of(receipt, answer, work.resolve("node.pub"), segment)) {
            byte[] honest = Files.readAllBytes(file);
            byte[] changed = honest.clone();
            changed[honest.length / 3] ^= 1;
            Files.write(file, changed);
            assertThat(verify(all).exit()).as("one byte of %s changed", file).isEqualTo(4);
            Files.write(file, honest);
        }
    }

    private Cli.Result verify(String... arguments) {
        return new Cli(folder.resolve("home")).runReplaying(arguments);
    }

    @Test
    void killedNodesLoseNothingAndInventNothing() {
        String rounds = FULL ? "200" : "2";
        Value.Document result = result(run(
                "drill",
                "kill",
                "--rounds",
                rounds,
                "--json",
                "--seed",
                SEED,
                "--dir",
                folder.resolve("kill").toString()));
        assertThat(result.fields().keySet()).containsExactlyInAnyOrder("rounds", "acknowledged", "lost", "phantom");
        assertThat(number(result, "rounds")).isEqualTo(Long.parseLong(rounds));
        assertThat(number(result, "acknowledged")).isPositive();
        assertThat(number(result, "lost")).isZero();
        assertThat(number(result, "phantom")).isZero();
    }

    @Test
    void flippedBitsAreDetectedAndNeverServed() {
        String flips = FULL ? "10000" : "20";
        Value.Document result = result(run(
                "drill",
                "flip",
                "--flips",
                flips,
                "--json",
                "--seed",
                SEED,
                "--dir",
                folder.resolve("flip").toString()));
        assertThat(result.fields().keySet()).containsExactlyInAnyOrder("flips", "detected", "served");
        assertThat(number(result, "flips")).isGreaterThanOrEqualTo(Long.parseLong(flips));
        assertThat(number(result, "detected")).isEqualTo(number(result, "flips"));
        assertThat(number(result, "served")).isZero();
    }

    @Test
    void everyLieIsCaughtForItsOwnReason() {
        Value.Document result = result(run(
                "drill",
                "lies",
                "--json",
                "--seed",
                SEED,
                "--dir",
                folder.resolve("lies").toString()));
        assertThat(result.fields().keySet()).containsExactlyInAnyOrder("lies", "caught");
        assertThat(number(result, "lies")).isGreaterThanOrEqualTo(24);
        assertThat(number(result, "caught")).isEqualTo(number(result, "lies"));
    }

    @Test
    void benchmarkEndsWithTheFiguresThatItWasAskedFor() {
        Cli.Result run = run(
                "bench",
                "--only",
                "signed-write",
                "--seconds",
                "1",
                "--scale",
                "0.01",
                "--no-postgresql",
                "--json",
                "--seed",
                SEED);
        List<Value> results = ((Value.Array) result(run).get("results")).values();
        assertThat(results)
                .extracting(figure -> ((Value.Document) figure).get("clients"))
                .containsExactly(Value.of(1), Value.of(8), Value.of(128));
        assertThat(results).allSatisfy(figure -> {
            Value.Document fields = (Value.Document) figure;
            assertThat(fields.fields().keySet()).contains("name", "clients", "per_second", "p50_ms", "p99_ms", "ratio");
            assertThat(fields.get("name")).isEqualTo(Value.of("signed-write"));
            assertThat(fields.get("ratio")).isEqualTo(Value.none());
        });
    }
}
