package io.cairn.engine.rule;

import io.cairn.engine.fpjson.Host;
import io.cairn.engine.fpjson.HostFunctions;
import io.cairn.engine.fpjson.HostFunctions.Shape;
import io.cairn.engine.fpjson.ProgramRun;
import io.cairn.engine.fpjson.Term;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the programs of rules may call. It remembers the last decision. */
final class RuleHost implements Host {
    static final HostFunctions FUNCTIONS = functions();

    private static final Value TRUE = Value.of(true);

    private final Attempt attempt;
    private final Documents documents;
    private @Nullable Boolean decision;
    private int rule;
    private String decidedAt = "";
    private String calledAt = "";

    RuleHost(Attempt attempt, Documents documents) {
        this.attempt = attempt;
        this.documents = documents;
    }

    private static HostFunctions functions() {
        Map<String, Shape> shapes = DataFunctions.shapes();
        for (String word : List.of("allow", "deny")) {
            shapes.put(word, Shape.NONE);
            shapes.put(word + "if", Shape.EXPRESSION);
            shapes.put(word + "ifall", Shape.EXPRESSIONS);
            shapes.put(word + "ifany", Shape.EXPRESSIONS);
        }
        shapes.put("breakif", Shape.EXPRESSION);
        shapes.put("fields", Shape.TEMPLATE);
        shapes.put("required_fields", Shape.TEMPLATE);
        shapes.put("disallowed_fields", Shape.TEMPLATE);
        shapes.put("mod", Shape.FIELDS);
        shapes.put("split", Shape.SPLIT);
        shapes.put("get", Shape.TEMPLATE);
        shapes.put("getLinked", Shape.TEMPLATE);
        return new HostFunctions(shapes);
    }

    /** The line, behind a slash, that called a function last; empty before. */
    String calledAt() {
        return calledAt;
    }

    /** The number of the rule that runs. */
    int running() {
        return rule;
    }

    /** From now on this rule runs. */
    void enter(int running) {
        rule = running;
    }

    /** The rule and the line of the last decision, from 0. */
    String decidedAt() {
        return decidedAt;
    }

    private void decide(boolean allowed, ProgramRun run) {
        decision = allowed;
        decidedAt = rule + "/" + run.line();
        run.stop();
    }

    /** What was decided last; null where nothing was. */
    @Nullable
    Boolean decision() {
        return decision;
    }

    @Override
    public Term call(String function, List<Term> arguments, ProgramRun run) {
        calledAt = "/" + run.line();
        return switch (function) {
            case "allow", "deny" -> decide(function, true, run);
            case "allowif", "denyif" -> decide(function, arguments.getFirst().isTruthy(), run);
            case "allowifall", "denyifall" -> decide(function, count(arguments) == arguments.size(), run);
            case "allowifany", "denyifany" -> decide(function, count(arguments) > 0, run);
            case "breakif" -> {
                if (arguments.getFirst().isTruthy()) {
                    run.stop();
                }
                yield arguments.getFirst();
            }
            case "fields", "required_fields", "disallowed_fields" ->
                requireFields(function, arguments.getFirst().value(), run);
            case "mod" -> modify(arguments, run);
            case "get" -> Term.of(documents.get(query(function, "[collection, id]", arguments.getFirst()), run.fuel()));
            case "getLinked" ->
                Term.of(documents.linked(query(function, "[link, collection, id]", arguments.getFirst()), run.fuel()));
            default -> DataFunctions.call(function, arguments.getFirst(), run.fuel());
        };
    }

    /** How many are exactly true. */
    private static int count(List<Term> conditions) {
        int count = 0;
        for (Term condition : conditions) {
            count += condition.value().equals(TRUE) ? 1 : 0;
        }
        return count;
    }

    private Term decide(String function, boolean fires, ProgramRun run) {
        if (fires) {
            decide(function.startsWith("allow"), run);
        }
        return Term.of(Value.of(fires));
    }

    /** Stops with a denial where the fields that were sent are not those that the list wants. */
    private Term requireFields(String function, Value list, ProgramRun run) {
        if (!(list instanceof Value.Array(var items))) {
            throw DataFunctions.wrong(function, function + "() takes a list of names");
        }
        run.fuel().steps(items.size() + attempt.request().size());
        TreeSet<String> names = new TreeSet<>();
        List<String> needed = new ArrayList<>();
        for (Value item : items) {
            if (!(item instanceof Value.Text(var name))) {
                throw DataFunctions.wrong(function, function + "() takes a list of names");
            }
            boolean isNeeded = function.equals("required_fields") || function.equals("fields") && name.startsWith("*");
            String plain = function.equals("fields") && name.startsWith("*") ? name.substring(1) : name;
            names.add(plain);
            if (isNeeded) {
                needed.add(plain);
            }
        }
        boolean fits = fits(function, names) && needed.stream().allMatch(this::isSent);
        if (!fits) {
            decide(false, run);
        }
        return Term.of(Value.of(fits));
    }

    private boolean isSent(String name) {
        return attempt.request().get(name) != null;
    }

    private boolean fits(String function, TreeSet<String> names) {
        if (function.equals("required_fields")) {
            return true;
        }
        boolean mayBeSent = function.equals("fields");
        for (Map.Entry<String, Value> field : attempt.request()) {
            if (names.contains(field.getKey()) != mayBeSent) {
                return false;
            }
        }
        return true;
    }

    private static Term modify(List<Term> namesAndValues, ProgramRun run) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            String name = ((Value.Text) namesAndValues.get(i).value()).value();
            run.assign("new." + name, namesAndValues.get(i + 1));
        }
        return run.variables().get("new");
    }

    private static Value.Array query(String function, String form, Term argument) {
        if (!(argument.value() instanceof Value.Array array)) {
            throw DataFunctions.wrong(function, function + "() takes a query, such as " + form);
        }
        return array;
    }

    @Override
    public Term operate(String path, Term current, Value.Document operator) {
        Value changed = documents.operate(path, current.value(), operator);
        return changed == null ? Term.undefined() : Term.of(changed);
    }
}
