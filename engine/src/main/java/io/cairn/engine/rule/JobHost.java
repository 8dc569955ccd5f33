package io.cairn.engine.rule;

import io.cairn.engine.fpjson.Host;
import io.cairn.engine.fpjson.HostFunctions;
import io.cairn.engine.fpjson.HostFunctions.Shape;
import io.cairn.engine.fpjson.ProgramRun;
import io.cairn.engine.fpjson.Term;
import io.cairn.engine.fpjson.Variables;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the programs of triggers and crons may call. */
final class JobHost implements Host {
    static final HostFunctions FUNCTIONS = functions();

    private static final String BATCH = "batch";

    private final Effects effects;
    private boolean isBatchDone;

    JobHost(Effects effects) {
        this.effects = effects;
    }

    private static HostFunctions functions() {
        Map<String, Shape> shapes = DataFunctions.shapes();
        for (String word : List.of("get", "add", "set", "update", "upsert", "delete", BATCH, "toBatch", "toBatchAll")) {
            shapes.put(word, Shape.TEMPLATE);
        }
        TokenFunctions.NAMES.forEach(word -> shapes.put(word, Shape.TEMPLATE));
        shapes.put("breakif", Shape.EXPRESSION);
        shapes.put("split", Shape.SPLIT);
        return new HostFunctions(shapes);
    }

    @Override
    public Term call(String function, List<Term> arguments, ProgramRun run) {
        Term argument = arguments.getFirst();
        return switch (function) {
            case "get" -> Term.of(effects.get(array(function, argument.value()), run.fuel()));
            case "breakif" -> {
                if (argument.isTruthy()) {
                    run.stop();
                }
                yield argument;
            }
            case "add", "set", "update", "upsert", "delete" -> carryOut(function, argument.value(), run);
            case BATCH -> {
                isBatchDone = true;
                yield carryOutAll(array(function, argument.value()), run);
            }
            case "transfer", "withdraw", "mint" -> {
                effects.move(TokenFunctions.of(function, argument.value()), run.fuel());
                yield Term.of(Value.of(true));
            }
            case "toBatch" -> collect(List.of(array(function, argument.value())), run.variables());
            case "toBatchAll" -> collect(array(function, argument.value()).values(), run.variables());
            default -> DataFunctions.call(function, argument, run.fuel());
        };
    }

    /** Carries out what was collected for a batch, unless the program has done so itself. */
    void finish(Variables variables, io.cairn.engine.fpjson.Fuel fuel) {
        if (!isBatchDone && variables.get(BATCH).value() instanceof Value.Array batch) {
            for (Value query : batch.values()) {
                effects.carryOut(array(BATCH, query), fuel);
            }
        }
    }

    private Term carryOut(String function, Value arguments, ProgramRun run) {
        List<Value> query = new ArrayList<>();
        query.add(Value.of(function));
        query.addAll(array(function, arguments).values());
        effects.carryOut(new Value.Array(query), run.fuel());
        return Term.of(Value.of(true));
    }

    private Term carryOutAll(Value.Array queries, ProgramRun run) {
        for (Value query : queries.values()) {
            effects.carryOut(array(BATCH, query), run.fuel());
        }
        return Term.of(Value.of(true));
    }

    private static Term collect(List<Value> queries, Variables variables) {
        List<Value> batch = new ArrayList<>();
        if (variables.get(BATCH).value() instanceof Value.Array before) {
            batch.addAll(before.values());
        }
        batch.addAll(queries);
        Term collected = Term.of(new Value.Array(batch));
        variables.set(BATCH, collected);
        return collected;
    }

    private static Value.Array array(String function, Value value) {
        if (value instanceof Value.Array array) {
            return array;
        }
        throw DataFunctions.wrong(function, function + "() takes a query, which is a list");
    }

    @Override
    public Term operate(String path, Term current, Value.Document operator) {
        // In a job an operator is data: it is applied when the query that carries it is.
        return Term.of(operator);
    }
}
