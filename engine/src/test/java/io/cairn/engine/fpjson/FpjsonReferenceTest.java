package io.cairn.engine.fpjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.fpjson.ProgramGenerator.Program;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Programs give what npm's fpjson-lang 0.1.5 with ramda 0.28.0 gives, or fail where it fails. */
final class FpjsonReferenceTest {
    private static final int PROGRAMS = Boolean.getBoolean("cairn.full") ? 24_000 : 2_400;
    private static final int SHOWN = Integer.getInteger("cairn.fpjson.shown", 40);
    private static final long FUEL = 1_000_000;

    @Test
    void agreesWithTheReferenceOnEveryFunction() throws IOException, InterruptedException {
        long seed = Long.getLong("cairn.seed", 4);
        System.out.println("seed " + seed);
        ProgramGenerator generator = new ProgramGenerator(seed);
        List<Program> programs = new ArrayList<>();
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < PROGRAMS; i++) {
            Program program = generator.next(i);
            programs.add(program);
            counts.merge(program.function(), 1, Integer::sum);
        }
        TreeSet<String> ramda = new TreeSet<>(Library.names());
        ramda.removeAll(List.of("let", "var", "$"));
        assertThat(counts.keySet()).containsExactlyElementsOf(ramda);
        assertThat(ramda).hasSize(260);
        assertThat(counts.values()).allMatch(count -> count >= PROGRAMS / generator.signatures());

        List<Value.Document> answers = Reference.install()
                .answers(programs.stream().map(Program::request).toList());
        List<String> differences = new ArrayList<>();
        int failing = 0;
        for (int i = 0; i < programs.size(); i++) {
            String expected = shown(answers.get(i));
            String found = shown(run(programs.get(i)));
            failing += expected.equals("error") ? 1 : 0;
            String request = programs.get(i).request();
            if (!found.equals(expected)
                    && Deviation.ALL.stream()
                            .noneMatch(deviation -> deviation.covers().test(request, expected))) {
                differences.add(programs.get(i).request() + "\n   reference " + Json.print(answers.get(i))
                        + "\n   cairn     " + Json.print(run(programs.get(i))));
            }
        }
        System.out.println(programs.size() + " programs of " + counts.size() + " functions, " + failing
                + " of them failing in both, each function at least "
                + counts.values().stream().mapToInt(Integer::intValue).min().orElse(0) + " times");
        assertThat(differences)
                .as("seed %d: %d differences", seed, differences.size())
                .withFailMessage(() -> differences.size() + " differences, seed " + seed + "\n"
                        + String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size()))))
                .isEmpty();
    }

    private static String shown(Value.Document answer) {
        Value value = answer.get("value");
        return value == null ? "error" : Json.print(ordered(value));
    }

    /** The value with the fields of all objects in JavaScript's order, which data that is passed on need not have. */
    private static Value ordered(Value value) {
        return switch (value) {
            case Value.Array array ->
                new Value.Array(array.values().stream()
                        .map(FpjsonReferenceTest::ordered)
                        .toList());
            case Value.Document document -> {
                Value.Document.Builder builder = Value.Document.builder();
                for (boolean isIndex : new boolean[] {true, false}) {
                    document.fields().entrySet().stream()
                            .filter(field -> Fields.index(field.getKey()) >= 0 == isIndex)
                            .sorted((a, b) ->
                                    isIndex ? Long.compare(Fields.index(a.getKey()), Fields.index(b.getKey())) : 0)
                            .forEach(field -> builder.put(field.getKey(), ordered(field.getValue())));
                }
                yield builder.build();
            }
            default -> value;
        };
    }

    @Test
    void differsWhereItMeansTo() throws IOException, InterruptedException {
        List<Value.Document> answers = Reference.install()
                .answers(Deviation.ALL.stream().map(Deviation::example).toList());
        for (int i = 0; i < answers.size(); i++) {
            Value.Document request =
                    (Value.Document) Json.parse(Deviation.ALL.get(i).example());
            Value vars = request.has("vars") ? request.get("vars") : Value.Document.EMPTY;
            Program program = new Program("", Json.print(request.get("program")), Json.print(vars));
            assertThat(shown(run(program))).as(Deviation.ALL.get(i).reason()).isNotEqualTo(shown(answers.get(i)));
        }
    }

    private static Value.Document run(Program program) {
        Variables variables = new Variables();
        for (Map.Entry<String, Value> variable : (Value.Document) Json.parse(program.variables())) {
            variables.set(variable.getKey(), Term.of(variable.getValue()));
        }
        try {
            Value value = Expression.compile(Json.parse(program.text()), "")
                    .evaluate(variables, new Fuel(FUEL, FUEL))
                    .value();
            return Value.Document.builder().put("value", value).build();
        } catch (CairnException.Refused refused) {
            return Value.Document.builder()
                    .put("error", refused.code() + " at " + refused.at() + ": " + refused.getMessage())
                    .build();
        }
    }
}
