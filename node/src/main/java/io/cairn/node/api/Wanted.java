package io.cairn.node.api;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants of its answer.
 *
 * @param at the block to read, or null for the newest
 * @param after the entry that the block must have, or null
 */
record Wanted(@Nullable Long at, @Nullable Long after, boolean proof) {
    private static final Set<String> FIELDS = Set.of("at", "after", "proof", "class");

    /** By the parameters of a request. */
    static Wanted of(Request request) {
        boolean proof = request.flag("proof") || isProved(request.parameter("class")) || acceptsOnlyCar(request);
        return new Wanted(request.number("at"), request.number("after"), proof);
    }

    /** By the fields of a request's body. */
    static Wanted of(Request request, Value.Document body) {
        Value answerClass = body.get("class");
        boolean proof = isProved(answerClass == null ? null : answerClass.toString())
                || flag(body, "proof")
                || acceptsOnlyCar(request);
        return new Wanted(number(body, "at"), number(body, "after"), proof);
    }

    /** Refuses fields of a body that are neither here nor among {@code others}. */
    static void requireKnown(Value.Document body, String... others) {
        for (String name : body.fields().keySet()) {
            if (!FIELDS.contains(name) && !List.of(others).contains(name)) {
                throw new CairnException.Incorrect(
                        "query-malformed", Names.shown(name), "unknown field " + Names.shown(name));
            }
        }
    }

    private static boolean isProved(@Nullable String answerClass) {
        if (answerClass != null && !answerClass.equals("plain") && !answerClass.equals("proved")) {
            throw new CairnException.Incorrect(
                    "class-not-available", "class", "this node answers with class plain or proved");
        }
        return "proved".equals(answerClass);
    }

    private static boolean acceptsOnlyCar(Request request) {
        return request.accepts(Response.CAR) && !request.accepts(Response.JSON);
    }

    private static boolean flag(Value.Document body, String name) {
        Value value = body.get(name);
        if (value == null || value instanceof Value.Bool) {
            return Value.of(true).equals(value);
        }
        throw new CairnException.Incorrect("parameter-invalid", name, name + " is true or false");
    }

    private static @Nullable Long number(Value.Document body, String name) {
        Value value = body.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Int number && number.value() >= 0) {
            return number.value();
        }
        throw new CairnException.Incorrect("parameter-invalid", name, name + " is a number of at least 0");
    }
}
