package io.cairn.engine.fpjson;

import java.util.List;

/** One run of an expression: its variables, its fuel, and where it is. */
final class Run {
    private final Variables variables;
    private final Fuel fuel;
    private String at = "";

    Run(Variables variables, Fuel fuel) {
        this.variables = variables;
        this.fuel = fuel;
    }

    Variables variables() {
        return variables;
    }

    Fuel fuel() {
        return fuel;
    }

    /** The path of the innermost expression that was begun last. */
    String at() {
        return at;
    }

    void at(String path) {
        at = path;
    }

    /** Applies a function, within the fuel. */
    Term call(Term function, Term... args) {
        if (!(function instanceof Function called)) {
            throw new Failure(Failure.NOT_A_FUNCTION, Describe.of(function) + " is not a function");
        }
        fuel.enter();
        Term result = called.apply(this, args);
        fuel.leave();
        return result;
    }

    boolean test(Term predicate, Term... args) {
        return call(predicate, args).isTruthy();
    }

    /** A list of its own elements, charged before. */
    Items items(List<Term> terms) {
        return Items.of(terms);
    }

    Term text(String value) {
        return value.isEmpty() ? Term.Text.EMPTY : new Term.Text(value);
    }
}
