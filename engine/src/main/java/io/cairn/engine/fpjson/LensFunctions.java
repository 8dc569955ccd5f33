package io.cairn.engine.fpjson;

/** Lenses: functions that map a functor over a part of a whole. */
final class LensFunctions {
    private LensFunctions() {}

    private interface Getter {
        Term get(Run run, Term whole);
    }

    private interface Setter {
        Term set(Run run, Term part, Term whole);
    }

    static void addTo(Library.Shelf shelf) {
        shelf.exact(
                "lens",
                2,
                (_, args) -> lens(
                        (run, whole) -> run.call(args[0], whole),
                        (run, part, whole) -> run.call(args[1], part, whole)));
        shelf.exact(
                "lensIndex",
                1,
                (_, args) -> lens(
                        (run, whole) -> PathFunctions.nth(run, args[0], whole),
                        (run, part, whole) -> run.call(function("update"), args[0], part, whole)));
        shelf.exact(
                "lensProp",
                1,
                (_, args) -> lens(
                        (run, whole) -> PathFunctions.prop(run, args[0], whole),
                        (run, part, whole) -> PathFunctions.assoc(run, args[0], part, whole)));
        shelf.exact(
                "lensPath",
                1,
                (_, args) -> lens(
                        (run, whole) -> PathFunctions.path(run, args[0], whole),
                        (run, part, whole) -> run.call(function("assocPath"), args[0], part, whole)));
        shelf.exact("over", 3, (run, args) -> over(run, args[0], args[1], args[2]));
        shelf.exact("set", 3, (run, args) -> over(run, args[0], Function.plain(0, (_, _) -> args[1]), args[2]));
        shelf.exact("view", 2, (run, args) -> {
            Term constant = Function.plain(1, (_, given) -> new Term.Focus(first(given), true));
            return Properties.get(run.call(run.call(args[0], constant), args[1]), "value");
        });
    }

    private static Term function(String name) {
        Function function = Library.find(name);
        return function == null ? Term.Undefined.UNDEFINED : function;
    }

    private static Term first(Term[] args) {
        return args.length == 0 ? Term.Undefined.UNDEFINED : args[0];
    }

    private static Function lens(Getter getter, Setter setter) {
        return Function.plain(
                1,
                (_, functors) -> Function.plain(1, (run, wholes) -> {
                    Term whole = first(wholes);
                    Term functor = run.call(first(functors), getter.get(run, whole));
                    return ListFunctions.map(
                            run, Function.plain(1, (later, parts) -> setter.set(later, first(parts), whole)), functor);
                }));
    }

    private static Term over(Run run, Term lens, Term function, Term whole) {
        Term identity = Function.plain(1, (later, given) -> new Term.Focus(later.call(function, first(given)), false));
        return Properties.get(run.call(run.call(lens, identity), whole), "value");
    }
}
