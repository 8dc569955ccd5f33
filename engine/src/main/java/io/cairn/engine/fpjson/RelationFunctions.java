package io.cairn.engine.fpjson;

/** Comparing. */
final class RelationFunctions {
    private RelationFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("equals", 2, (run, args) -> Term.Bool.of(Equality.isEqual(run, args[0], args[1])));
        shelf.exact("identical", 2, (run, args) -> Term.Bool.of(Equality.isIdentical(run, args[0], args[1])));
        shelf.exact("gt", 2, (run, args) -> Term.Bool.of(Coercions.isGreater(run, args[0], args[1])));
        shelf.exact("lt", 2, (run, args) -> Term.Bool.of(Coercions.isLess(run, args[0], args[1])));
        shelf.exact("gte", 2, (run, args) -> Term.Bool.of(isAtLeast(run, args[0], args[1])));
        shelf.exact("lte", 2, (run, args) -> Term.Bool.of(isAtLeast(run, args[1], args[0])));
        shelf.exact("max", 2, (run, args) -> Coercions.isGreater(run, args[1], args[0]) ? args[1] : args[0]);
        shelf.exact("min", 2, (run, args) -> Coercions.isLess(run, args[1], args[0]) ? args[1] : args[0]);
        shelf.exact("maxBy", 3, (run, args) -> {
            Term second = run.call(args[0], args[2]);
            return Coercions.isGreater(run, second, run.call(args[0], args[1])) ? args[2] : args[1];
        });
        shelf.exact("minBy", 3, (run, args) -> {
            Term second = run.call(args[0], args[2]);
            return Coercions.isLess(run, second, run.call(args[0], args[1])) ? args[2] : args[1];
        });
        shelf.exact("clamp", 3, RelationFunctions::clamp);
        shelf.exact(
                "eqBy",
                3,
                (run, args) ->
                        Term.Bool.of(Equality.isEqual(run, run.call(args[0], args[1]), run.call(args[0], args[2]))));
        shelf.exact(
                "pathEq",
                3,
                (run, args) -> Term.Bool.of(Equality.isEqual(run, PathFunctions.path(run, args[0], args[2]), args[1])));
        shelf.exact(
                "propEq",
                3,
                (run, args) -> Term.Bool.of(Equality.isEqual(run, args[1], PathFunctions.prop(run, args[0], args[2]))));
    }

    private static boolean isAtLeast(Run run, Term a, Term b) {
        Coercions.Order order = Coercions.compare(run, a, b);
        return order == Coercions.Order.GREATER || order == Coercions.Order.EQUAL;
    }

    private static Term clamp(Run run, Term[] args) {
        if (Coercions.isGreater(run, args[0], args[1])) {
            throw new Failure(Failure.ARGUMENT, "the least is greater than the most");
        }
        if (Coercions.isLess(run, args[2], args[0])) {
            return args[0];
        }
        return Coercions.isGreater(run, args[2], args[1]) ? args[1] : args[2];
    }
}
