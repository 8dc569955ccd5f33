package io.cairn.engine.fpjson;

import java.util.Arrays;
import java.util.TreeMap;

/** Calling functions, and functions that remember, catch or do nothing. */
final class CallFunctions {
    /** What catching a failure costs. */
    private static final int CATCH_STEPS = 20;

    private CallFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("identity", 1, (_, args) -> args[0]);
        shelf.exact("always", 1, (_, args) -> Function.plain(0, (_, _) -> args[0]));
        shelf.variadic("T", (_, _) -> Term.Bool.TRUE);
        shelf.variadic("F", (_, _) -> Term.Bool.FALSE);
        shelf.open("call", 1, (run, args) -> run.call(args[0], Arrays.copyOfRange(args, 1, args.length)));
        shelf.exact("apply", 2, (run, args) -> run.call(args[0], arguments(run, args[1])));
        shelf.exact("applyTo", 2, (run, args) -> run.call(args[1], args[0]));
        shelf.exact("tap", 2, (run, args) -> {
            if (args[1] instanceof Transformer next) {
                return Transducers.tap(args[0], next);
            }
            run.call(args[0], args[1]);
            return args[1];
        });
        shelf.exact("once", 1, (_, args) -> once(args[0]));
        shelf.exact("memoizeWith", 2, (_, args) -> memoizeWith(args[0], args[1]));
        shelf.exact(
                "thunkify",
                1,
                (_, args) -> Function.curried(
                        ArityFunctions.length(args[0]),
                        (_, given) -> Function.plain(0, (run, _) -> run.call(args[0], given))));
        shelf.exact("tryCatch", 2, (_, args) -> tryCatch(args[0], args[1]));
    }

    /** The arguments that JavaScript's {@code apply} takes from a list or an object with a length. */
    private static Term[] arguments(Run run, Term list) {
        if (Properties.isNil(list)) {
            return new Term[0];
        }
        if (Types.isScalar(list)) {
            throw new Failure(Failure.ARGUMENT, "applies to a list of arguments, not to " + Describe.of(list));
        }
        return Properties.elements(run, list);
    }

    private static Term once(Term function) {
        Term[] result = {Term.Placeholder.PLACEHOLDER};
        boolean[] isCalled = {false};
        return Function.ofArity(ArityFunctions.length(function), (run, given) -> {
            if (!isCalled[0]) {
                isCalled[0] = true;
                result[0] = Term.Undefined.UNDEFINED;
                result[0] = run.call(function, given);
            }
            return result[0];
        });
    }

    private static Term memoizeWith(Term key, Term function) {
        TreeMap<String, Term> known = new TreeMap<>();
        return Function.ofArity(ArityFunctions.length(function), (run, given) -> {
            String name = Coercions.key(run, run.call(key, given));
            Term result = known.get(name);
            if (result == null) {
                result = run.call(function, given);
                run.fuel().cells(1L + name.length());
                known.put(name, result);
            }
            return result;
        });
    }

    /** Failures of the program are given to the catcher; running out of fuel is none. */
    private static Term tryCatch(Term tryer, Term catcher) {
        return Function.ofArity(ArityFunctions.length(tryer), (run, given) -> {
            int depth = run.fuel().depth();
            try {
                return run.call(tryer, given);
            } catch (Failure failure) {
                run.fuel().returnTo(depth);
                run.fuel().steps(CATCH_STEPS);
                Term error = new FieldsBuilder(run)
                        .put("name", new Term.Text("Error"))
                        .put("code", new Term.Text(failure.code()))
                        .put("message", new Term.Text(failure.text()))
                        .done();
                return run.call(catcher, ArityFunctions.joined(run, new Term[] {error}, given));
            }
        });
    }
}
