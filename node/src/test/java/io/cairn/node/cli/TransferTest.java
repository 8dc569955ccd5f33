package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files into a collection and back. */
class TransferTest {
    private static final int ROWS = 1_203;
    private static final long SEED = 11;

    @TempDir
    static Path folder;

    private static NodeProcess node;
    private static Cli cli;

    @BeforeAll
    static void start() {
        node = NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
        cli = new Cli(folder.resolve("home")).with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
        ok("key", "new");
        ok("db", "create");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Cli.Result ok(String... arguments) {
        Cli.Result result = cli.run(arguments);
        assertThat(result.exit()).as(result.err()).isZero();
        return result;
    }

    private static Path write(String name, List<Value.Document> documents) throws IOException {
        return Files.write(
                folder.resolve(name), documents.stream().map(Json::print).toList());
    }

    /** All documents of a collection by id, without what the database adds. */
    private static TreeMap<String, Value> content(String collection) throws IOException {
        Path file = folder.resolve(collection + ".content.jsonl");
        ok("export", collection, file.toString());
        TreeMap<String, Value> content = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            Value.Document document = (Value.Document) Json.parse(line);
            content.put(String.valueOf(document.get("_id")), document);
        }
        return content;
    }

    private static List<Value.Document> flat() {
        SplittableRandom random = new SplittableRandom(SEED);
        return java.util.stream.IntStream.range(0, ROWS)
                .mapToObj(i -> {
                    Value.Document.Builder row = Value.Document.builder()
                            .put("_id", "r" + i)
                            .put("zip", "0" + random.nextInt(10_000))
                            .put("name", "N\"a, m;e é\uD83D\uDE00 " + random.nextInt())
                            .put("whole", random.nextLong())
                            .put("part", Value.of(random.nextInt() / 64.0 + 1 / 128.0))
                            .put("yes", Value.of(random.nextBoolean()));
                    return (random.nextInt(5) == 0 ? row.remove("whole") : row).build();
                })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "tsv", "json", "jsonl"})
    void exportAndImportLeaveTheSameContent(String form) throws IOException {
        String first = "first_" + form;
        ok("import", first, write(first + ".jsonl", flat()).toString(), "--create");
        Path file = folder.resolve(first + "." + form);
        ok("export", first, file.toString());
        String second = "second_" + form;
        Cli.Result imported = ok("import", second, file.toString(), "--create");
        assertThat(imported.out()).isEqualTo(ROWS + " of " + ROWS + " rows imported\n");
        assertThat(content(second))
                .as("seed %d", SEED)
                .isEqualTo(content(first))
                .hasSize(ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl"})
    void jsonKeepsEveryKindOfValue(String form) throws IOException {
        Value.Document odd =
                (Value.Document) Json.parse("{\"_id\":\"odd\",\"null\":null,\"empty\":\"\",\"text\":\"12\","
                        + "\"nested\":{\"a\":[1,2.5,{\"b\":\"\\n\\u2028\"}]},\"bytes\":{\"/\":{\"bytes\":\"AQID\"}},"
                        + "\"big\":9223372036854775807,\"tiny\":5e-324}");
        String first = "odd_" + form;
        ok("import", first, write(first + ".jsonl", List.of(odd)).toString(), "--create");
        Path file = folder.resolve(first + "." + form);
        ok("export", first, file.toString());
        ok("import", first + "2", file.toString(), "--create");
        assertThat(content(first + "2")).isEqualTo(content(first)).containsEntry("odd", odd);
    }

    @Test
    void csvSaysWhichColumnsDoNotComeBack() throws IOException {
        Value.Document row =
                (Value.Document) Json.parse("{\"_id\":\"a\",\"n\":1,\"list\":[1],\"none\":null,\"t\":\"x\"}");
        ok("import", "lossy", write("lossy.jsonl", List.of(row)).toString(), "--create");
        assertThat(ok("export", "lossy", folder.resolve("lossy.csv").toString()).err())
                .contains("values of list, none do not come back");
    }

    @Test
    void refusedRowsAreNamedByLineAndTheRestIsImported() throws IOException {
        Path rows = Files.writeString(
                folder.resolve("twice.csv"), "_id,n\na,1\nb,2\na,3\nc,4\n", java.nio.charset.StandardCharsets.UTF_8);
        Cli.Result rest = cli.run("import", "twice", rows.toString(), "--create", "--errors", "rest");
        assertThat(rest.exit()).isEqualTo(3);
        assertThat(rest.out()).isEqualTo("3 of 4 rows imported\n");
        assertThat(rest.err()).contains("line 4: document-exists");
        Cli.Result none = cli.run("import", "twice", rows.toString());
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.err()).contains("refused line 2: document-exists; 0 documents were imported before it");
    }
}
