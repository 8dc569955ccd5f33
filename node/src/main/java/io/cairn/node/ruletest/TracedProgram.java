package io.cairn.node.ruletest;

import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.fpjson.ProgramStep;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.rule.Documents;
import io.cairn.engine.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program of a rule, run on a write that is made up, with what every line did: {@code {"program", "request",
 * "documents"}}, where documents are those that {@code get()} finds, by collection and id.
 */
public final class TracedProgram {
    private static final String MALFORMED = "request-malformed";

    private final RuleSet rules;
    private final TrialRequest request;
    private final Documents documents;
    private final Fuel fuel;
    private final long steps;
    private final List<Value> lines = new ArrayList<>();
    private int failedAt;

    private TracedProgram(Value.Document given, long steps, long cells) {
        for (String name : given.fields().keySet()) {
            if (!name.equals("program") && !name.equals("request") && !name.equals("documents")) {
                throw new CairnException.Incorrect(
                        MALFORMED, name, "with --rule there are program, request and documents, and no " + name);
            }
        }
        Value program = given.get("program");
        if (program == null) {
            throw new CairnException.Incorrect(MALFORMED, "program", "the request has no program");
        }
        this.rules = RuleSet.ofProgram(program, "");
        this.request = TrialRequest.of(object(given, "request"));
        this.documents =
                TrialDatabase.documents(stored(object(given, "documents")), request.timeMillis(), request.signer());
        this.fuel = new Fuel(steps, cells);
        this.steps = steps;
    }

    /**
     * Runs a program.
     *
     * @param steps how many steps it may take
     * @param cells how many elements and characters it may make
     * @return {@code {"decision", "reason", "lines", "new", "steps"}}, or {@code {"error", "lines", "steps"}} where a line failed
     * @throws CairnException.Incorrect {@code request-malformed}, or what is wrong with the program
     */
    public static Value.Document run(Value.Document given, long steps, long cells) {
        return new TracedProgram(given, steps, cells).answer();
    }

    private Value.Document answer() {
        Value.Document.Builder answer = Value.Document.builder();
        try {
            RuleSet.Tried tried = rules.attempt(
                    request.attempt(), request.circumstances(), documents, fuel, line -> told(line.step()));
            requireStorable(tried);
            decision(tried, answer);
            answer.put("lines", new Value.Array(lines)).put("new", tried.after());
        } catch (CairnException.Incorrect | CairnException.Refused failure) {
            String at = failure.at().startsWith("/") ? failure.at() : "/" + failedAt;
            answer.put(
                            "error",
                            Value.Document.builder()
                                    .put("code", failure.code())
                                    .put("message", failure.getMessage())
                                    .put("path", at)
                                    .build())
                    .put("lines", new Value.Array(lines));
        }
        return answer.put("steps", steps - fuel.stepsLeft()).build();
    }

    /** Of a write that is allowed the document must be one that can be stored. */
    private void requireStorable(RuleSet.Tried tried) {
        if (!Boolean.TRUE.equals(tried.decision()) || request.attempt().after() == null) {
            return;
        }
        if (!(tried.after() instanceof Value.Document document)) {
            throw new CairnException.Refused(
                    "rule-result-wrong", "/new", "the rules leave no document: $new is no object");
        }
        Names.document(document, "/new");
    }

    private void told(ProgramStep step) {
        lines.add(step.shown());
        if (step.end() == ProgramStep.End.FAILED) {
            failedAt = step.line();
        }
    }

    private static void decision(RuleSet.Tried tried, Value.Document.Builder answer) {
        Boolean decision = tried.decision();
        if (decision == null) {
            answer.put("decision", "none").put("reason", "no line decided, which denies");
            return;
        }
        answer.put("decision", decision ? "allow" : "deny")
                .put("reason", "line " + tried.by().substring(tried.by().indexOf('/') + 1) + " decided");
    }

    private static Value.Document object(Value.Document given, String field) {
        Value value = given.get(field);
        if (value == null) {
            return Value.Document.EMPTY;
        }
        if (value instanceof Value.Document document) {
            return document;
        }
        throw new CairnException.Incorrect(MALFORMED, field, field + " is an object");
    }

    /** A query for each document, which puts it there. */
    private static List<Value> stored(Value.Document collections) {
        List<Value> queries = new ArrayList<>();
        for (Map.Entry<String, Value> collection : collections) {
            String at = "documents/" + collection.getKey();
            if (!(collection.getValue() instanceof Value.Document all)) {
                throw new CairnException.Incorrect(
                        MALFORMED, at, "a collection is an object of documents by their ids");
            }
            for (Map.Entry<String, Value> document : all) {
                if (!(document.getValue() instanceof Value.Document)) {
                    throw new CairnException.Incorrect(
                            MALFORMED, at + "/" + document.getKey(), "a document is an object");
                }
                List<Value> query = new ArrayList<>();
                query.add(Value.of("set"));
                query.add(document.getValue());
                for (String name : collection.getKey().split("/", -1)) {
                    query.add(Value.of(name));
                }
                query.add(Value.of(document.getKey()));
                queries.add(new Value.Array(query));
            }
        }
        return queries;
    }
}
