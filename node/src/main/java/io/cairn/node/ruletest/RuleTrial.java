package io.cairn.node.ruletest;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of cases: {@code setup} is a list of queries that the owner sends, {@code cases} a list of {@code {name, as, query,
 * expect, documents, time}}. In every text {@code @name} at the beginning, or behind a colon, is the address of the user of
 * that name.
 */
public final class RuleTrial {
    /** The time where none is given. */
    static final long TIME_MILLIS = 1_700_000_000_000L;

    private static final String MALFORMED = "rule-test-malformed";

    private final TrialDatabase database;
    private final List<Result> results = new ArrayList<>();

    private RuleTrial(long timeMillis) {
        database = new TrialDatabase(timeMillis);
    }

    /**
     * What came of a case.
     *
     * @param problem what is not as expected; null where everything is
     */
    public record Result(String name, String code, @Nullable String problem, Value.@Nullable Document detail) {}

    /** Tries a file's cases in order, each on what those before it left. */
    public static List<Result> run(Value.Document file) {
        RuleTrial trial = new RuleTrial(time(file, TIME_MILLIS));
        List<Value> setup = list(file, "setup");
        for (int i = 0; i < setup.size(); i++) {
            trial.setUp(setup.get(i), "setup/" + i);
        }
        List<Value> cases = list(file, "cases");
        if (cases.isEmpty()) {
            throw new CairnException.Incorrect(MALFORMED, "cases", "the file has no cases");
        }
        for (int i = 0; i < cases.size(); i++) {
            trial.results.add(trial.tried(cases.get(i), "cases/" + i));
        }
        return List.copyOf(trial.results);
    }

    private void setUp(Value query, String at) {
        try {
            database.set(query(query, at));
        } catch (CairnException.Incorrect refused) {
            String within = refused.at().startsWith("query") ? refused.at().substring("query".length()) : "";
            throw new CairnException.Incorrect(
                    refused.code(), at + within, "the set-up is refused: " + refused.getMessage());
        }
    }

    /** A case that is written wrong fails, and the others are tried all the same. */
    private Result tried(Value value, String at) {
        if (!(value instanceof Value.Document given)) {
            return new Result(at, MALFORMED, "a case is an object", null);
        }
        try {
            return one(given, at);
        } catch (CairnException.Incorrect wrong) {
            String name = given.get("name") instanceof Value.Text(var text) ? text : at;
            return new Result(name, wrong.code(), wrong.at() + ": " + wrong.getMessage(), null);
        }
    }

    private Result one(Value.Document given, String at) {
        if (given.get("time") != null) {
            database.advanceTo(time(given, 0));
        }
        String name = text(given, "name", at);
        Value query = given.get("query");
        Value.Array asked = query(query == null ? Value.none() : query, at + "/query");
        Outcome outcome;
        try {
            outcome = database.query(text(given, "as", at), asked);
        } catch (CairnException.Incorrect malformed) {
            outcome = new Outcome(0, 0, Hash.ZERO, malformed.code(), malformed.at(), 0, List.of());
        }
        String expected = text(given, "expect", at);
        String problem = null;
        if (!outcome.code().equals(expected)) {
            problem = "expected " + expected + ", came to " + outcome.code()
                    + (outcome.at().isEmpty() ? "" : " at " + outcome.at());
        } else if (given.get("documents") instanceof Value.Document documents) {
            problem = difference(documents);
        }
        return new Result(name, outcome.code(), problem, outcome.detail());
    }

    private @Nullable String difference(Value.Document documents) {
        for (Map.Entry<String, Value> each : documents) {
            String path = named(each.getKey());
            int slash = path.lastIndexOf('/');
            Value found = slash < 0 ? null : database.find(path.substring(0, slash), path.substring(slash + 1));
            Value expected = withAddresses(each.getValue());
            if (!expected.equals(found == null ? Value.none() : found)) {
                return path + " is " + Json.print(found == null ? Value.none() : found) + ", not "
                        + Json.print(expected);
            }
        }
        return null;
    }

    private Value.Array query(Value value, String at) {
        if (withAddresses(value) instanceof Value.Array query) {
            return query;
        }
        throw new CairnException.Incorrect(
                MALFORMED, at, "a query is a list such as [\"set\", {}, \"people\", \"Bob\"]");
    }

    private Value withAddresses(Value value) {
        return switch (value) {
            case Value.Text(var text) -> Value.of(named(text));
            case Value.Array(var items) ->
                new Value.Array(items.stream().map(this::withAddresses).toList());
            case Value.Document fields -> {
                Value.Document.Builder named = Value.Document.builder();
                for (Map.Entry<String, Value> field : fields) {
                    named.put(field.getKey(), withAddresses(field.getValue()));
                }
                yield named.build();
            }
            default -> value;
        };
    }

    /** The text with addresses for the names behind {@code @}. */
    private String named(String text) {
        StringBuilder named = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            char c = text.charAt(from);
            boolean begins = from == 0 || text.charAt(from - 1) == ':' || text.charAt(from - 1) == '/';
            int to = from + 1;
            while (c == '@' && begins && to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
                to++;
            }
            named.append(to > from + 1 ? database.address(text.substring(from + 1, to)) : String.valueOf(c));
            from = to;
        }
        return named.toString();
    }

    private static long time(Value.Document given, long without) {
        return given.get("time") instanceof Value.Int(var millis) ? millis : without;
    }

    private static List<Value> list(Value.Document file, String field) {
        Value value = file.get(field);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Value.Array(var items)) {
            return items;
        }
        throw new CairnException.Incorrect(MALFORMED, field, field + " is a list");
    }

    private static String text(Value.Document given, String field, String at) {
        if (given.get(field) instanceof Value.Text(var text)) {
            return text;
        }
        throw new CairnException.Incorrect(MALFORMED, at + "/" + field, "a case has a text " + field);
    }
}
