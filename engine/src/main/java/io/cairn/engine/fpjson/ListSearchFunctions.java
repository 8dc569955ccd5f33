package io.cairn.engine.fpjson;

import java.util.LinkedHashMap;
import java.util.Map;

/** Finding elements, and asking about them. */
final class ListSearchFunctions {
    private ListSearchFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact(
                "all",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.all(args[0], next)
                        : Term.Bool.of(all(run, args[0], args[1], true)));
        shelf.exact(
                "none",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.all(complement(args[0]), next)
                        : Term.Bool.of(all(run, args[0], args[1], false)));
        shelf.exact(
                "any",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.any(args[0], next)
                        : Term.Bool.of(!all(run, args[0], args[1], false)));
        shelf.exact("filter", 2, (run, args) -> filter(run, args[0], args[1], true));
        shelf.exact("reject", 2, (run, args) -> filter(run, args[0], args[1], false));
        shelf.exact("partition", 2, (run, args) -> {
            run.fuel().cells(2);
            return Items.of(filter(run, args[0], args[1], true), filter(run, args[0], args[1], false));
        });
        shelf.exact(
                "without",
                2,
                (run, args) -> filter(
                        run,
                        Function.plain(1, (later, given) -> Term.Bool.of(includes(later, given[0], args[0]))),
                        args[1],
                        false));
        shelf.exact(
                "find",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.find(args[0], next)
                        : Properties.at(args[1], findIndex(run, args[0], args[1])));
        shelf.exact(
                "findIndex",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.findIndex(args[0], next)
                        : Term.Num.of(findIndex(run, args[0], args[1])));
        shelf.exact(
                "findLast",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.findLast(args[0], next)
                        : Properties.at(args[1], findLastIndex(run, args[0], args[1])));
        shelf.exact(
                "findLastIndex",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.findLastIndex(args[0], next)
                        : Term.Num.of(findLastIndex(run, args[0], args[1])));
        shelf.exact("includes", 2, (run, args) -> Term.Bool.of(includes(run, args[0], args[1])));
        shelf.exact("indexOf", 2, ListSearchFunctions::indexOf);
        shelf.exact("lastIndexOf", 2, ListSearchFunctions::lastIndexOf);
        shelf.open("count", 2, ListSearchFunctions::count);
    }

    private static Function complement(Term predicate) {
        return Function.plain(0, (run, given) -> Term.Bool.of(!run.test(predicate, given)));
    }

    /** Whether the predicate gives {@code wanted} for all. */
    private static boolean all(Run run, Term predicate, Term list, boolean wanted) {
        double length = Properties.length(run, list);
        for (int i = 0; i < length; i++) {
            if (run.test(predicate, Properties.at(list, i)) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static Term filter(Run run, Term predicate, Term filterable, boolean wanted) {
        if (filterable instanceof Transformer next) {
            return Transducers.filter((later, input) -> later.test(predicate, input) == wanted, next);
        }
        if (Types.isObject(filterable)) {
            LinkedHashMap<String, Term> kept = new LinkedHashMap<>();
            for (Map.Entry<String, Term> field :
                    Properties.entries(run, filterable).entrySet()) {
                if (run.test(predicate, field.getValue()) == wanted) {
                    run.fuel().cells(1);
                    kept.put(field.getKey(), field.getValue());
                }
            }
            return Fields.of(kept);
        }
        ItemsBuilder kept = new ItemsBuilder(run);
        double length = Properties.length(run, filterable);
        for (int i = 0; i < length; i++) {
            Term element = Properties.at(filterable, i);
            if (run.test(predicate, element) == wanted) {
                kept.add(element);
            }
        }
        return kept.done();
    }

    private static int findIndex(Run run, Term predicate, Term list) {
        double length = Properties.length(run, list);
        for (int i = 0; i < length; i++) {
            if (run.test(predicate, Properties.at(list, i))) {
                return i;
            }
        }
        return -1;
    }

    private static int findLastIndex(Run run, Term predicate, Term list) {
        for (double i = Properties.length(run, list) - 1; i >= 0; i--) {
            if (run.test(predicate, Properties.at(list, i))) {
                return (int) i;
            }
        }
        return -1;
    }

    static boolean includes(Run run, Term target, Term list) {
        return index(run, target, list) >= 0;
    }

    /** As Ramda looks in any list; in text, texts and numbers are looked for as JavaScript writes them. */
    private static int index(Run run, Term target, Term list) {
        if (list instanceof Term.Text text && isWritten(target)) {
            return indexIn(run, text.string(), target);
        }
        double length = Properties.length(run, list);
        for (int i = 0; i < length; i++) {
            if (Equality.isEqual(run, Properties.at(list, i), target)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWritten(Term target) {
        return target instanceof Term.Num number
                ? number.number() != 0 && !Double.isNaN(number.number())
                : Types.isScalar(target) || target instanceof Function;
    }

    private static int indexIn(Run run, String text, Term target) {
        String looked = Coercions.text(run, target);
        run.fuel().steps(1 + (text.length() >> 2));
        return text.indexOf(looked);
    }

    private static Term indexOf(Run run, Term[] args) {
        return Term.Num.of(
                args[1] instanceof Term.Text text
                        ? indexIn(run, text.string(), args[0])
                        : index(run, args[0], args[1]));
    }

    private static Term lastIndexOf(Run run, Term[] args) {
        if (args[1] instanceof Term.Text text) {
            String looked = Coercions.text(run, args[0]);
            run.fuel().steps(1 + (text.string().length() >> 2));
            return Term.Num.of(text.string().lastIndexOf(looked));
        }
        for (double i = Properties.length(run, args[1]) - 1; i >= 0; i--) {
            if (Equality.isEqual(run, Properties.at(args[1], i), args[0])) {
                return Term.Num.of(i);
            }
        }
        return Term.Num.of(-1);
    }

    private static Term count(Run run, Term[] args) {
        int count = 0;
        for (Term element : FoldFunctions.iterated(run, args[1])) {
            count += run.test(args[0], element) ? 1 : 0;
        }
        return Term.Num.of(count);
    }
}
