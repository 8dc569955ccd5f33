package io.cairn.engine.fpjson;

/** Applicative functors, which are lists and functions: {@code ap}, {@code lift}, {@code sequence}, {@code traverse}. */
final class ApplicativeFunctions {
    private ApplicativeFunctions() {}

    /** A function of terms that is to be lifted. */
    interface Lifted {
        Term apply(Term[] terms);
    }

    static void addTo(Library.Shelf shelf) {
        shelf.exact("ap", 2, (run, args) -> ap(run, args[0], args[1]));
        shelf.exact("lift", 1, (_, args) -> liftN(ArityFunctions.length(args[0]), args[0]));
        shelf.exact(
                "liftN",
                2,
                (_, args) -> liftN(args[0] instanceof Term.Num number ? number.number() : Double.NaN, args[1]));
        shelf.exact("sequence", 2, (run, args) -> sequence(run, args[0], args[1]));
        shelf.exact("traverse", 3, (run, args) -> sequence(run, args[0], ListFunctions.map(run, args[1], args[2])));
    }

    private static Term ap(Run run, Term functions, Term argument) {
        if (functions instanceof Function function) {
            return Function.plain(1, (later, given) -> {
                Term inner = later.call(function, given);
                return later.call(inner, later.call(argument, given));
            });
        }
        if (Properties.isNil(argument)) {
            throw new Failure(Failure.NOTHING, "applies to " + Describe.of(argument));
        }
        ItemsBuilder all = new ItemsBuilder(run);
        for (Term function : FoldFunctions.iterated(run, functions)) {
            Term mapped = ListFunctions.map(run, function, argument);
            if (mapped.isTruthy()) {
                all.addAll(Properties.elements(run, mapped));
            }
        }
        return all.done();
    }

    private static Term liftN(double arity, Term function) {
        Function lifted = Function.curried(arity, (run, given) -> run.call(function, given));
        return Function.curried(arity, (run, given) -> applied(run, lifted, given));
    }

    /** Applies a lifted function to arguments that are functors. */
    static Term lifted(Run run, Term[] args, Lifted function) {
        int arity = args.length > 1 ? 2 : 1;
        Function curried = Function.curried(arity, (_, given) -> function.apply(given));
        return applied(run, curried, args);
    }

    private static Term applied(Run run, Function lifted, Term[] functors) {
        Term result = ListFunctions.map(run, lifted, functors.length == 0 ? Term.Undefined.UNDEFINED : functors[0]);
        for (int i = 1; i < functors.length; i++) {
            result = ap(run, result, functors[i]);
        }
        return result;
    }

    private static Term sequence(Run run, Term of, Term traversable) {
        Term start = run.call(of, Items.EMPTY);
        return FoldFunctions.reduceRight(
                run,
                (later, element, result) -> ap(later, ListFunctions.map(later, prepend(), element), result),
                start,
                traversable);
    }

    private static Function prepend() {
        return Function.curried(2, (run, given) -> ListFunctions.concatenated(run, Items.of(given[0]), given[1]));
    }
}
