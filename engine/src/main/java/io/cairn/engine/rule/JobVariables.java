package io.cairn.engine.rule;

import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.fpjson.Term;
import io.cairn.engine.fpjson.Variables;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.TokenShortage;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/** What triggers and crons see; the names are WeaveDB's. */
final class JobVariables {
    private JobVariables() {}

    static Variables of(Circumstances circumstances) {
        Variables variables = new Variables();
        long seconds = circumstances.timeMillis() / 1_000;
        variables.set(
                "block",
                Term.of(Value.Document.builder()
                        .put("height", circumstances.height())
                        .put("timestamp", seconds)
                        .build()));
        variables.set(
                "transaction",
                Term.of(Value.Document.builder()
                        .put("id", circumstances.mutation().hex())
                        .put("timestamp", circumstances.timeMillis())
                        .build()));
        variables.set("ts", Term.of(Value.of(seconds)));
        variables.set("ms", Term.of(Value.of(circumstances.timeMillis())));
        variables.set("signer", Term.of(Value.of(circumstances.signer().address())));
        // The address of an account of another chain than Ethereum does not tell its chain.
        variables.set("account", Term.of(Value.of(circumstances.signer().text())));
        variables.set("batch", Term.of(new Value.Array(List.of())));
        return variables;
    }

    /** The change that a trigger follows. */
    static Value data(Attempt attempt) {
        List<Value> path = new ArrayList<>();
        attempt.path().forEach(part -> path.add(Value.of(part)));
        return Value.Document.builder()
                .put("path", new Value.Array(path))
                .put("before", attempt.before() == null ? Value.none() : attempt.before())
                .put("after", attempt.after() == null ? Value.none() : attempt.after())
                .put("id", attempt.id())
                .put(
                        "setter",
                        attempt.setter() == null
                                ? Value.none()
                                : Value.of(attempt.setter().address()))
                .build();
    }

    /** The failure of a program of this place. What is about this machine, or about fuel, stays what it is. */
    static CairnException failed(String code, String at, Circumstances circumstances, CairnException failure) {
        if (!failure.isAboutInput() || failure.code().equals(code)) {
            return failure;
        }
        if (isOutOfFuel(failure)) {
            return new CairnException.Refused(failure.code(), at, failure.getMessage());
        }
        Value.Document.Builder detail = Value.Document.builder().put("code", failure.code());
        // The place may lead into a document that the signer may not read.
        boolean mayReadAll = circumstances.mayReadAll().getAsBoolean();
        if (mayReadAll) {
            detail.put("at", failure.at());
        }
        TokenShortage shortage = TokenShortage.of(failure);
        if (shortage != null) {
            (mayReadAll ? shortage : shortage.withoutAsked()).tell(detail);
        }
        return new CairnException.Refused(code, at, failure.getMessage(), detail.build());
    }

    private static boolean isOutOfFuel(CairnException failure) {
        return switch (failure.code()) {
            case Fuel.OUT_OF_STEPS, Fuel.OUT_OF_CELLS, Fuel.TOO_DEEP -> true;
            default -> false;
        };
    }
}
