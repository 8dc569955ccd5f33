package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn bench social} as a user runs it, with a timeline as small as it gets. */
class BenchSocialTest {
    @TempDir
    Path folder;

    @Test
    void measuresFollowsLikesTheRuleAndATimeline() {
        Cli.Result result = new Cli(folder.resolve("home"))
                .run("bench", "social", "--json", "--seconds", "1", "--scale", "0.001", "--dir", folder.toString());
        assertThat(result.exit()).as(result.err()).isZero();
        Value.Document report = (Value.Document) Json.parse(result.out().strip());
        assertThat(report.fields().keySet()).containsExactly("results", "calibration", "machine", "steady");
        assertThat(((Value.Array) report.get("results")).values())
                .extracting(figures -> ((Value.Document) figures).get("name"))
                .containsExactly(
                        Value.of("rule-eval"), Value.of("follow"), Value.of("like"), Value.of("indexed-query-1m"));
        assertThat(((Value.Array) report.get("results")).values())
                .allSatisfy(figures -> assertThat(
                                ((Value.Document) figures).fields().keySet())
                        .contains("name", "clients", "per_second", "p50_ms", "p99_ms", "ratio", "load"));
    }
}
