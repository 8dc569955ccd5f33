package io.cairn.engine.fpjson;

import java.util.Arrays;

/** Functions with other arguments than they had: fewer, more, fixed, or in another order. */
final class ArityFunctions {
    private ArityFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("curry", 1, (_, args) -> curryN(length(args[0]), args[0]));
        shelf.exact("curryN", 2, (_, args) -> curryN(number(args[0]), args[1]));
        shelf.exact("nAry", 2, (_, args) -> nAry(number(args[0]), args[1]));
        shelf.exact("unary", 1, (_, args) -> nAry(1, args[0]));
        shelf.exact("binary", 1, (_, args) -> nAry(2, args[0]));
        shelf.exact("flip", 1, ArityFunctions::flip);
        shelf.exact("nthArg", 1, ArityFunctions::nthArg);
        shelf.exact(
                "unapply",
                1,
                (_, args) -> Function.plain(0, (run, given) -> {
                    run.fuel().cells(given.length);
                    return run.call(args[0], Items.of(given));
                }));
        shelf.exact("uncurryN", 2, ArityFunctions::uncurryN);
        shelf.exact("partial", 2, (run, args) -> partial(run, args, false));
        shelf.exact("partialRight", 2, (run, args) -> partial(run, args, true));
        shelf.exact(
                "partialObject",
                2,
                (_, args) -> Function.plain(
                        1,
                        (run, given) -> run.call(
                                args[0],
                                MergeFunctions.mergeDeepRight(
                                        run, args[1], given.length == 0 ? Term.Undefined.UNDEFINED : given[0]))));
        shelf.exact("addIndex", 1, ArityFunctions::addIndex);
        shelf.exact("useWith", 2, ArityFunctions::useWith);
    }

    private static double number(Term term) {
        return term instanceof Term.Num number ? number.number() : Double.NaN;
    }

    /** How many arguments a function says to take; NaN for anything else, a failure for null. */
    static double length(Term function) {
        return number(Properties.get(function, "length"));
    }

    /** The greatest length of the functions in a list. */
    static double longest(Run run, Term functions) {
        double longest = 0;
        if (!(functions instanceof Fields) && Double.isNaN(Properties.length(run, functions))) {
            return longest;
        }
        for (Term function : FoldFunctions.iterated(run, functions)) {
            Term length = Properties.isNil(function) ? Term.Undefined.UNDEFINED : Properties.get(function, "length");
            longest = length instanceof Term.Num number && number.number() > longest ? number.number() : longest;
        }
        return longest;
    }

    private static Term curryN(double length, Term function) {
        return Function.curried(length, (run, given) -> run.call(function, given));
    }

    private static Term nAry(double count, Term function) {
        return Function.ofArity(count, (run, given) -> {
            Term[] exact = Arrays.copyOf(given, (int) count);
            for (int i = given.length; i < exact.length; i++) {
                exact[i] = Term.Undefined.UNDEFINED;
            }
            return run.call(function, exact);
        });
    }

    private static Term flip(Run run, Term[] args) {
        return Function.curried(length(args[0]), (later, given) -> {
            Term[] flipped = Arrays.copyOf(given, Math.max(2, given.length));
            flipped[0] = given.length > 1 ? given[1] : Term.Undefined.UNDEFINED;
            flipped[1] = given.length > 0 ? given[0] : Term.Undefined.UNDEFINED;
            return later.call(args[0], flipped);
        });
    }

    private static Term nthArg(Run run, Term[] args) {
        double index = Coercions.number(run, args[0]);
        double arity = args[0] instanceof Term.Text || !Types.isScalar(args[0]) ? Double.NaN : index + 1;
        return Function.curried(
                index < 0 ? 1 : arity, (later, given) -> PathFunctions.nth(later, args[0], Items.of(given)));
    }

    private static Term uncurryN(Run run, Term[] args) {
        double depth = number(args[0]);
        return Function.curried(depth, (later, given) -> {
            Term value = args[1];
            int from = 0;
            for (int level = 1; level <= depth && value instanceof Function function; level++) {
                int to = level == depth ? given.length : Math.min(given.length, from + function.length());
                value = later.call(function, Arrays.copyOfRange(given, Math.min(from, to), to));
                from = to;
            }
            return value;
        });
    }

    private static Term partial(Run run, Term[] args, boolean isRight) {
        Term[] fixed = args[1].isTruthy() ? Properties.elements(run, args[1]) : new Term[0];
        double left = Math.max(0, length(args[0]) - Properties.length(run, args[1]));
        return Function.ofArity(
                left,
                (later, given) ->
                        later.call(args[0], isRight ? joined(later, given, fixed) : joined(later, fixed, given)));
    }

    static Term[] joined(Run run, Term[] first, Term[] second) {
        run.fuel().cells((long) first.length + second.length);
        Term[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static Term addIndex(Run run, Term[] args) {
        return Function.curried(length(args[0]), (later, given) -> {
            if (given.length == 0) {
                return later.call(args[0]);
            }
            int[] index = {0};
            Term list = given[given.length - 1];
            Term[] changed = given.clone();
            changed[0] = Function.plain(
                    0,
                    (inner, elements) ->
                            inner.call(given[0], joined(inner, elements, new Term[] {Term.Num.of(index[0]++), list})));
            return later.call(args[0], changed);
        });
    }

    private static Term useWith(Run run, Term[] args) {
        Term[] transformers = Properties.elements(run, args[1]);
        double length = Properties.length(run, args[1]);
        return Function.curried(length, (later, given) -> {
            int all = Math.max(transformers.length, given.length);
            later.fuel().cells(all);
            Term[] changed = new Term[all];
            for (int i = 0; i < all; i++) {
                Term argument = i < given.length ? given[i] : Term.Undefined.UNDEFINED;
                changed[i] = i < transformers.length ? later.call(transformers[i], argument) : argument;
            }
            return later.call(args[0], changed);
        });
    }
}
