package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn drill lies --sql}, over a real node process; the seed is printed with every failure. */
class SqlLiesTest {
    private static final String SEED = System.getProperty("cairn.seed", Long.toString(System.nanoTime() & 0xFFFF));

    /** All of them with {@code -Dcairn.full=true}, else a sample. */
    private static final boolean FULL = Boolean.getBoolean("cairn.full");

    @TempDir
    Path folder;

    private final List<String> arguments = new ArrayList<>();

    private Value.Document verify(String kind, int exit) throws IOException {
        arguments.clear();
        arguments.add("verify");
        arguments.add("--json");
        try (Stream<Path> files = Files.list(folder.resolve("lies").resolve(kind))) {
            files.filter(file -> file.toString().endsWith(".car"))
                    .sorted()
                    .forEach(file -> arguments.add(file.toString()));
        }
        assertThat(arguments).as(kind).hasSizeGreaterThan(2);
        Cli.Result result = new Cli(folder.resolve("home")).run(arguments.toArray(String[]::new));
        assertThat(result.exit()).as("seed " + SEED + " " + result.out()).isEqualTo(exit);
        return (Value.Document) Json.parse(result.out());
    }

    @Test
    void everyLieIsCaughtAndVerifyJudgesWhatWasAnswered() throws IOException {
        Cli.Result drill = new Cli(folder.resolve("home"))
                .run(
                        "drill",
                        "lies",
                        "--sql",
                        "--lies",
                        FULL ? "1000" : "8",
                        "--json",
                        "--seed",
                        SEED,
                        "--dir",
                        folder.resolve("lies").toString());
        assertThat(drill.exit()).as("seed " + SEED + "\n" + drill.err()).isZero();
        Value.Document result = (Value.Document) Json.parse(drill.out());
        assertThat(result.get("lies")).isEqualTo(result.get("caught"));
        List<Value> told = ((Value.Array) result.get("told")).values();
        assertThat(told).hasSizeGreaterThanOrEqualTo(FULL ? 40 : 12);
        verify("true", 0);
        verify("context", 0);
        Value.Document forged = verify("forged", 4);
        for (Value file : ((Value.Array) forged.get("files")).values()) {
            assertThat(((Value.Document) file).get("valid"))
                    .as(Json.print(file))
                    .isEqualTo(Value.of(false));
        }
    }
}
