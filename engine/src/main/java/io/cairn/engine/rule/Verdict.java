package io.cairn.engine.rule;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.fpjson.ProgramTrace;
import io.cairn.engine.fpjson.Variables;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the rules of one collection say of one write, and why. */
final class Verdict {
    /** The most bytes of a receipt that tell why a write was denied. */
    private static final int DETAIL_BYTES_MAX = 2_048;

    private static final List<String> ITS_OWN = List.of("signer", "account", "id", "req", "ms", "ts");

    private final RuleSet set;
    private final String collection;
    private final Attempt attempt;
    private final Circumstances circumstances;
    private final Documents documents;

    Verdict(RuleSet set, String collection, Attempt attempt, Circumstances circumstances, Documents documents) {
        this.set = set;
        this.collection = collection;
        this.attempt = attempt;
        this.circumstances = circumstances;
        this.documents = documents;
    }

    /** Refuses what is denied. */
    RuleSet.Allowed required(Fuel fuel, RuleTrace trace) {
        RuleHost host = new RuleHost(attempt, documents);
        Variables variables;
        try {
            variables = run(host, fuel, trace);
        } catch (CairnException failure) {
            throw failed(failure, host);
        }
        if (!Boolean.TRUE.equals(host.decision())) {
            throw denied(fuel);
        }
        if (attempt.after() == null) {
            return new RuleSet.Allowed(null, host.decidedAt());
        }
        if (variables.get("new").value() instanceof Value.Document after) {
            return new RuleSet.Allowed(after, host.decidedAt());
        }
        throw new CairnException.Refused(
                "rule-result-wrong", "rules/" + collection, "the rules leave no document: $new is no object");
    }

    /** What the rules say, without a demand. */
    RuleSet.Tried tried(Fuel fuel, RuleTrace trace) {
        RuleHost host = new RuleHost(attempt, documents);
        Variables variables = run(host, fuel, trace);
        return new RuleSet.Tried(
                host.decision(), host.decidedAt(), variables.get("new").value());
    }

    /** Runs every rule that is for the write and tells {@code trace} what each line did. */
    Variables run(RuleHost host, Fuel fuel, RuleTrace trace) {
        Variables variables = RuleVariables.of(attempt, circumstances, set.namesContract());
        Set<String> names = attempt.names();
        List<Rule> rules = set.rules();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.isFor(names)) {
                host.enter(i);
                int number = i;
                ProgramTrace lines = trace instanceof RuleTrace.Nobody
                        ? ProgramTrace.NONE
                        : step -> trace.ran(new RuleTrace.Line(collection, attempt, number, rule.key(), step));
                rule.program().run(host, variables, fuel, lines);
            }
        }
        return variables;
    }

    /** The failure of a rule, with the place of the rule and its name. */
    private CairnException failed(CairnException failure, RuleHost host) {
        if (!failure.isAboutInput()) {
            return failure;
        }
        int number = host.running();
        String key = set.rules().get(number).key();
        String place = "rules/" + number;
        String within = failure.at().startsWith(place + "/") ? failure.at().substring(place.length()) : host.calledAt();
        return new CairnException.Refused(
                failure.code(),
                "rules/" + collection + "/" + number + within,
                "rule " + key + " of " + collection + " fails: " + failure.getMessage(),
                named(key));
    }

    private Value.Document named(String key) {
        return Value.Document.builder()
                .put("collection", collection)
                .put("rule", key)
                .put("operation", attempt.function() + ":" + attempt.methodName())
                .build();
    }

    /** The refusal, which names the line that denied, or the last that might have allowed. */
    private CairnException.Refused denied(Fuel fuel) {
        List<RuleTrace.Line> deciding = new ArrayList<>();
        RuleHost host = new RuleHost(attempt, documents);
        run(host, fuel, line -> {
            if (line.mayHaveDecided()) {
                deciding.add(line);
            }
        });
        if (deciding.isEmpty()) {
            return new CairnException.Refused(
                    "rule-denied",
                    "rules/" + collection,
                    "no rule of " + collection + " allows " + attempt.function() + " here: there is none for "
                            + String.join(", ", attempt.names()),
                    Value.Document.builder()
                            .put("collection", collection)
                            .put("operation", attempt.function() + ":" + attempt.methodName())
                            .build());
        }
        RuleTrace.Line line = deciding.getLast();
        return new CairnException.Refused(
                "rule-denied",
                "rules/" + collection + "/" + line.rule() + "/" + line.line(),
                "rule " + line.key() + " of " + collection + " does not allow it",
                detail(line));
    }

    private Value.Document detail(RuleTrace.Line line) {
        Value.Document named = named(line.key());
        // A line is a part of the program, which only who may read everything may read.
        boolean mayReadAll = circumstances.mayReadAll().getAsBoolean();
        Value.Document.Builder more = named.toBuilder();
        if (mayReadAll) {
            more.put("line", line.source());
        }
        Value.Document full = more.put("inputs", mayReadAll ? line.inputs() : itsOwn(line.inputs()))
                .build();
        return ValueCodec.encode(full).length <= DETAIL_BYTES_MAX ? full : named;
    }

    /** Of the inputs what the signer sent. */
    private static Value.Document itsOwn(Value.Document inputs) {
        Value.Document.Builder shown = Value.Document.builder();
        inputs.forEach(input -> {
            String name = input.getKey();
            int dot = name.indexOf('.');
            if (ITS_OWN.contains(dot < 0 ? name : name.substring(0, dot))) {
                shown.put(name, input.getValue());
            }
        });
        return shown.build();
    }
}
