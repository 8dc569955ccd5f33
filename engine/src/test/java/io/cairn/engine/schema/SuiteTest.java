package io.cairn.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The published suite of JSON Schema 2020-12, read from beside the project, with its optional parts. Every deviation is
 * named.
 */
final class SuiteTest {
    private static final String REMOTE = "schemas are not fetched";
    private static final String DIALECT = "schemas are of one dialect";
    private static final String INT64 = "integers have 64 bits";

    /** Tests, or whole groups or files, and why they do not hold. */
    private static final Map<String, String> DEVIATIONS = new TreeMap<>();

    static {
        deviation(REMOTE, "refRemote.json");
        deviation(REMOTE, "dynamicRef.json: $ref and $dynamicAnchor are independent of order - $defs first");
        deviation(REMOTE, "dynamicRef.json: $ref and $dynamicAnchor are independent of order - $ref first");
        deviation(REMOTE, "dynamicRef.json: $ref to $dynamicRef finds detached $dynamicAnchor");
        deviation(REMOTE, "dynamicRef.json: strict-tree schema, guards against misspelled properties");
        deviation(REMOTE, "dynamicRef.json: tests for implementation dynamic anchor and reference link");
        deviation(REMOTE, "optional/cross-draft.json");
        deviation(DIALECT, "vocabulary.json");
        deviation(DIALECT, "optional/format-assertion.json");
        deviation(INT64, "optional/bignum.json: integer: a bignum is an integer");
        deviation(INT64, "optional/bignum.json: integer: a negative bignum is an integer");
        deviation(
                INT64,
                "optional/float-overflow.json: all integers are multiples of 0.5, if overflow is handled: valid if"
                        + " optional overflow handling is implemented");
    }

    private static void deviation(String reason, String name) {
        DEVIATIONS.put(name, reason);
    }

    @Test
    void everyTestOfTheSuiteHoldsButTheDeviations() throws IOException {
        TreeSet<String> failed = new TreeSet<>();
        TreeSet<String> deviating = new TreeSet<>();
        for (Case test : cases()) {
            if (!test.holds()) {
                String deviation = DEVIATIONS.keySet().stream()
                        .filter(name -> test.name().startsWith(name))
                        .findFirst()
                        .orElse("");
                (deviation.isEmpty() ? failed : deviating).add(deviation.isEmpty() ? test.name() : deviation);
            }
        }
        assertThat(failed).isEmpty();
        assertThat(deviating).isEqualTo(DEVIATIONS.keySet());
    }

    /** One document and what a schema should say of it. */
    private record Case(String name, Value schema, Value data, boolean isValid) {
        /** Whether the schema says so; of a format, which is an annotation, that it fits. */
        boolean holds() {
            boolean expected = isValid || name.startsWith("optional/format/");
            Value.Document source = schema instanceof Value.Document document
                    ? document
                    : Value.Document.builder()
                            .put("allOf", new Value.Array(List.of(schema)))
                            .build();
            try {
                CompiledSchema compiled = CompiledSchema.of(source);
                return (compiled.violation(data, new Meter(Meter.DOCUMENT_STEPS_MAX)) == null) == expected;
            } catch (CairnException refused) {
                return false;
            }
        }
    }

    private static List<Case> cases() throws IOException {
        Path folder = folder();
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                for (Value group : list(Json.parse(Files.readString(file)))) {
                    Value.Document fields = (Value.Document) group;
                    for (Value test : list(fields.get("tests"))) {
                        cases.add(testCase(folder.relativize(file).toString(), fields, (Value.Document) test));
                    }
                }
            }
        }
        return cases;
    }

    private static Case testCase(String file, Value.Document group, Value.Document test) {
        String name = file + ": " + group.get("description") + ": " + test.get("description");
        return new Case(
                name, group.get("schema"), test.get("data"), test.get("valid").equals(Value.of(true)));
    }

    private static List<Value> list(Value value) {
        return ((Value.Array) value).values();
    }

    private static Path folder() {
        Path place = Path.of("").toAbsolutePath();
        while (place != null
                && !Files.isDirectory(place.resolveSibling("shared").resolve("vectors"))) {
            place = place.getParent();
        }
        assumeTrue(place != null, "skipped: no folder shared/vectors beside the project");
        Path folder = place.resolveSibling("shared").resolve("vectors/json-schema-2020-12/tests/draft2020-12");
        assumeTrue(Files.isDirectory(folder), "skipped: no " + folder);
        return folder;
    }
}
