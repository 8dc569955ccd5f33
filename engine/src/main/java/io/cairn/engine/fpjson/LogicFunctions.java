package io.cairn.engine.fpjson;

/** True and false, and what depends on them. */
final class LogicFunctions {
    private LogicFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("and", 2, (_, args) -> and(args[0], args[1]));
        shelf.exact("or", 2, (_, args) -> or(args[0], args[1]));
        shelf.exact("not", 1, (_, args) -> Term.Bool.of(!args[0].isTruthy()));
        shelf.exact("xor", 2, (_, args) -> Term.Bool.of(args[0].isTruthy() != args[1].isTruthy()));
        shelf.exact("defaultTo", 2, (_, args) -> defaultTo(args[0], args[1]));
        shelf.exact("isEmpty", 1, (_, args) -> Term.Bool.of(isEmpty(args[0])));
        shelf.exact("when", 3, (run, args) -> run.test(args[0], args[2]) ? run.call(args[1], args[2]) : args[2]);
        shelf.exact("unless", 3, (run, args) -> run.test(args[0], args[2]) ? args[2] : run.call(args[1], args[2]));
        shelf.exact("until", 3, LogicFunctions::until);
        shelf.exact("ifElse", 3, LogicFunctions::ifElse);
        shelf.exact("cond", 1, LogicFunctions::cond);
        shelf.exact("allPass", 1, (run, args) -> passes(run, args[0], false));
        shelf.exact("anyPass", 1, (run, args) -> passes(run, args[0], true));
        shelf.exact("both", 2, LogicFunctions::both);
        shelf.exact("either", 2, LogicFunctions::either);
        shelf.open("complement", 1, LogicFunctions::complement);
        shelf.exact("pathSatisfies", 3, (run, args) -> run.call(args[0], PathFunctions.path(run, args[1], args[2])));
        shelf.exact("propSatisfies", 3, (run, args) -> run.call(args[0], PathFunctions.prop(run, args[1], args[2])));
    }

    private static Term and(Term a, Term b) {
        return a.isTruthy() ? b : a;
    }

    private static Term or(Term a, Term b) {
        return a.isTruthy() ? a : b;
    }

    static Term defaultTo(Term standard, Term given) {
        boolean isMissing =
                Properties.isNil(given) || (given instanceof Term.Num number && Double.isNaN(number.number()));
        return isMissing ? standard : given;
    }

    private static boolean isEmpty(Term term) {
        return switch (term) {
            case Items items -> items.size() == 0;
            case Fields fields -> fields.size() == 0;
            case Term.Text text -> text.string().isEmpty();
            default -> false;
        };
    }

    private static Term until(Run run, Term[] args) {
        Term term = args[2];
        while (!run.test(args[0], term)) {
            term = run.call(args[1], term);
        }
        return term;
    }

    private static Term ifElse(Run run, Term[] args) {
        double arity = Math.max(
                ArityFunctions.length(args[0]),
                Math.max(ArityFunctions.length(args[1]), ArityFunctions.length(args[2])));
        return Function.curried(
                arity, (later, given) -> later.call(later.test(args[0], given) ? args[1] : args[2], given));
    }

    private static Term cond(Run run, Term[] args) {
        if (Types.isObject(args[0])) {
            throw new Failure(Failure.ARGUMENT, "takes a list of pairs, not " + Describe.of(args[0]));
        }
        Term[] pairs = Properties.elements(run, args[0]);
        double arity = 0;
        for (Term pair : pairs) {
            arity = Math.max(arity, ArityFunctions.length(Properties.at(pair, 0)));
        }
        return Function.ofArity(arity, (later, given) -> {
            for (Term pair : pairs) {
                if (later.test(Properties.at(pair, 0), given)) {
                    return later.call(Properties.at(pair, 1), given);
                }
            }
            return Term.Undefined.UNDEFINED;
        });
    }

    private static Term passes(Run run, Term predicates, boolean isAny) {
        Term[] tests = Properties.elements(run, predicates);
        return Function.curried(ArityFunctions.longest(run, predicates), (later, given) -> {
            for (Term test : tests) {
                if (later.test(test, given) == isAny) {
                    return Term.Bool.of(isAny);
                }
            }
            return Term.Bool.of(!isAny);
        });
    }

    private static Term both(Run run, Term[] args) {
        if (!(args[0] instanceof Function)) {
            return ApplicativeFunctions.lifted(run, args, terms -> and(terms[0], terms[1]));
        }
        return Function.plain(0, (later, given) -> {
            Term first = later.call(args[0], given);
            return first.isTruthy() ? later.call(args[1], given) : first;
        });
    }

    private static Term either(Run run, Term[] args) {
        if (!(args[0] instanceof Function)) {
            return ApplicativeFunctions.lifted(run, args, terms -> or(terms[0], terms[1]));
        }
        return Function.plain(0, (later, given) -> {
            Term first = later.call(args[0], given);
            return first.isTruthy() ? first : later.call(args[1], given);
        });
    }

    private static Term complement(Run run, Term[] args) {
        return ApplicativeFunctions.lifted(run, args, terms -> Term.Bool.of(!terms[0].isTruthy()));
    }
}
