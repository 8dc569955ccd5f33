package io.cairn.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is given as schema and document: an answer or a refusal with a code, the same each time. */
final class SchemaFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 300_000 : 1_500;

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "b",
            "#",
            "#/$defs/a",
            "#/properties/a",
            "#a",
            "x:y",
            "http://x.test/",
            "string",
            "integer",
            "object",
            "array",
            "null",
            "^a+$",
            "[",
            "(a|b)*",
            "\\",
            "é😀",
            Metaschema.ID);

    private final Random random;

    SchemaFuzzTest() {
        long seed = Long.getLong("cairn.seed", System.nanoTime());
        System.out.println("SchemaFuzzTest: -Dcairn.seed=" + seed);
        random = new Random(seed);
    }

    @Test
    void anythingIsAnsweredOrRefused() {
        int taken = 0;
        for (int i = 0; i < ROUNDS; i++) {
            boolean isWild = random.nextInt(4) == 0;
            Value.Document schema = isWild ? object(4, true) : schema(4);
            CompiledSchema compiled;
            try {
                compiled = CompiledSchema.of(schema);
            } catch (CairnException.Refused refused) {
                assertThat(refused.code()).as("%s", schema).startsWith("schema-");
                assertThat(refused.at()).startsWith("data/schema");
                continue;
            }
            taken++;
            for (int j = 0; j < 5; j++) {
                Value.Document document = object(3, false);
                String first = answer(compiled, document);
                assertThat(answer(CompiledSchema.of(schema), document)).isEqualTo(first);
            }
        }
        assertThat(taken).isGreaterThan(ROUNDS / 20);
    }

    private static String answer(CompiledSchema schema, Value.Document document) {
        try {
            return String.valueOf(schema.violation(document, new Meter(Meter.DOCUMENT_STEPS_MAX)));
        } catch (CairnException.Refused refused) {
            assertThat(refused.code()).isEqualTo("schema-too-costly");
            return refused.code();
        }
    }

    /** A schema that mostly is one. */
    private Value.Document schema(int depth) {
        Value.Document.Builder schema = Value.Document.builder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            switch (random.nextInt(depth > 0 ? 14 : 7)) {
                case 0 -> schema.put("type", pick(List.of("string", "integer", "number", "object", "array", "null")));
                case 1 ->
                    schema.put(pick(List.of("minimum", "maxLength", "minItems", "maxProperties")), random.nextInt(4));
                case 2 -> schema.put("multipleOf", Value.of(random.nextInt(1, 30) / 10.0));
                case 3 -> schema.put(pick(List.of("const", "default")), value(2, false));
                case 4 -> schema.put("enum", new Value.Array(List.of(value(1, false), value(1, false))));
                case 5 -> schema.put("required", new Value.Array(List.of(Value.of(pick(List.of("a", "b", "c"))))));
                case 6 -> schema.put(random.nextInt(3) == 0 ? "$ref" : "pattern", pick(TEXTS));
                case 7 ->
                    schema.put(
                            pick(List.of("properties", "patternProperties", "$defs", "dependentSchemas")),
                            Value.Document.builder()
                                    .put("a", schema(depth - 1))
                                    .put("b", schema(depth - 1))
                                    .build());
                case 8 ->
                    schema.put(
                            pick(List.of("allOf", "anyOf", "oneOf", "prefixItems")),
                            new Value.Array(List.of(schema(depth - 1), schema(depth - 1))));
                case 9 ->
                    schema.put(
                            pick(List.of("unevaluatedProperties", "unevaluatedItems", "additionalProperties", "items")),
                            Value.of(false));
                case 10 -> schema.put(pick(List.of("$dynamicAnchor", "$anchor")), pick(List.of("a", "b")));
                case 11 -> schema.put("$dynamicRef", pick(List.of("#a", "#", "#/$defs/a")));
                default ->
                    schema.put(
                            pick(List.of(
                                    "not",
                                    "if",
                                    "then",
                                    "else",
                                    "contains",
                                    "items",
                                    "propertyNames",
                                    "unevaluatedProperties",
                                    "additionalProperties")),
                            schema(depth - 1));
            }
        }
        return schema.build();
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Value.Document object(int depth, boolean hasKeywords) {
        LinkedHashMap<String, Value> members = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = hasKeywords ? String.valueOf(pick(Metaschema.KEYWORDS)) : pick(List.of("a", "b", "c", "é/~"));
            members.put(name, value(depth, hasKeywords));
        }
        return Value.Document.wrap(members);
    }

    private Value value(int depth, boolean hasKeywords) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> Value.none();
            case 1 -> Value.of(random.nextBoolean());
            case 2 -> Value.of((long) random.nextInt(-2, 5));
            case 3 -> Value.of(random.nextBoolean() ? 0.5 * random.nextInt(5) : 1e300);
            case 4 -> Value.of(new byte[] {1});
            case 5 -> Value.of(Long.MIN_VALUE);
            case 6 -> Value.of(pick(TEXTS));
            case 7 -> {
                List<Value> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(depth - 1, hasKeywords));
                }
                yield new Value.Array(elements);
            }
            default -> object(depth - 1, hasKeywords);
        };
    }
}
