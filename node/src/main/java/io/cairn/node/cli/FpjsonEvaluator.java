package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.fpjson.Expression;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.fpjson.Term;
import io.cairn.engine.fpjson.Variables;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.ruletest.TracedProgram;
import java.util.Map;

/**
 * Evaluates programs, each with fuel of its own.
 *
 * @param steps how many steps each may take
 * @param cells how many elements and characters each may make
 * @param isRule whether they are programs of rules, each on a write that is made up
 */
record FpjsonEvaluator(long steps, long cells, boolean isRule) {
    private static final String MALFORMED = "request-malformed";

    /**
     * The answer to a request {@code {"program":…,"vars":{…}}}, or for rules {@code {"program":…,"request":…,"documents":…}},
     * as one line of JSON.
     */
    String answer(String request) {
        try {
            if (!(Json.parse(request) instanceof Value.Document document)) {
                throw new CairnException.Incorrect(MALFORMED, "a request is an object with a program");
            }
            return answer(document);
        } catch (CairnException failure) {
            return error(failure);
        }
    }

    private String answer(Value.Document request) {
        if (isRule) {
            return Json.print(rule(request));
        }
        for (String name : request.fields().keySet()) {
            if (!name.equals("program") && !name.equals("vars")) {
                throw new CairnException.Incorrect(MALFORMED, name, "a request has a program and vars, and no " + name);
            }
        }
        Value program = request.get("program");
        if (program == null) {
            throw new CairnException.Incorrect(MALFORMED, "program", "the request has no program");
        }
        Value given = request.has("vars") ? request.get("vars") : Value.Document.EMPTY;
        if (!(given instanceof Value.Document vars)) {
            throw new CairnException.Incorrect(MALFORMED, "vars", "vars is an object of names and values");
        }
        Variables variables = new Variables();
        for (Map.Entry<String, Value> variable : vars) {
            variables.define(variable.getKey(), Term.of(variable.getValue()));
        }
        Value value = evaluate(program, variables);
        return Json.print(Value.Document.builder().put("value", value).build());
    }

    /** The value of a program. */
    Value evaluate(Value program, Variables variables) {
        return Expression.compile(program, "")
                .evaluate(variables, new Fuel(steps, cells))
                .value();
    }

    /** What a program of a rule did to a write that is made up. */
    Value.Document rule(Value.Document request) {
        return TracedProgram.run(request, steps, cells);
    }

    /** A failure as an answer; its path is a JSON pointer. */
    static String error(CairnException failure) {
        boolean isPointer = failure.at().isEmpty() || failure.at().startsWith("/");
        Value.Document error = Value.Document.builder()
                .put("code", failure.code())
                .put("message", failure.getMessage())
                .put("path", isPointer ? failure.at() : "/" + failure.at())
                .build();
        return Json.print(Value.Document.builder().put("error", error).build());
    }
}
