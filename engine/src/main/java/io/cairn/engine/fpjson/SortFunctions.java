package io.cairn.engine.fpjson;

/** Sorting, and comparators to sort by. */
final class SortFunctions {
    private SortFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("sort", 2, SortFunctions::sort);
        shelf.exact("sortBy", 2, SortFunctions::sortBy);
        shelf.exact("sortWith", 2, SortFunctions::sortWith);
        shelf.exact(
                "ascend",
                3,
                (run, args) -> Term.Num.of(natural(run, run.call(args[0], args[1]), run.call(args[0], args[2]))));
        shelf.exact(
                "descend",
                3,
                (run, args) ->
                        Term.Num.of(-natural(run, run.call(args[0], args[1]), run.call(args[0], args[2])) + 0.0));
        shelf.exact(
                "comparator",
                1,
                (_, args) -> Function.plain(2, (run, given) -> {
                    if (run.test(args[0], given)) {
                        return Term.Num.of(-1);
                    }
                    Term first = given.length > 0 ? given[0] : Term.Undefined.UNDEFINED;
                    Term second = given.length > 1 ? given[1] : Term.Undefined.UNDEFINED;
                    return Term.Num.of(run.test(args[0], second, first) ? 1 : 0);
                }));
    }

    /** By JavaScript's {@code <}: -1, 1, or 0 where neither is less. */
    static double natural(Run run, Term first, Term second) {
        run.fuel().steps(1);
        return switch (Coercions.compare(run, first, second)) {
            case LESS -> -1;
            case GREATER -> 1;
            case EQUAL, NONE -> 0;
        };
    }

    private static Term sort(Run run, Term[] args) {
        Term[] elements = Slices.all(run, args[1]);
        if (args[0] instanceof Term.Undefined) {
            return Items.of(Sorting.sorted(
                    run,
                    elements,
                    (later, first, second) -> natural(
                            later,
                            new Term.Text(Coercions.text(later, first)),
                            new Term.Text(Coercions.text(later, second)))));
        }
        if (!(args[0] instanceof Function)) {
            throw new Failure(Failure.NOT_A_FUNCTION, "the comparator is " + Describe.of(args[0]));
        }
        return Items.of(Sorting.sorted(
                run, elements, (later, first, second) -> Coercions.number(later, later.call(args[0], first, second))));
    }

    private static Term sortBy(Run run, Term[] args) {
        Term[] elements = Slices.all(run, args[1]);
        if (elements.length < 2) {
            return Items.of(elements);
        }
        Term[] keyed = new Term[elements.length];
        for (int i = 0; i < keyed.length; i++) {
            boolean isDefined = !(elements[i] instanceof Term.Undefined);
            keyed[i] = isDefined ? Items.of(run.call(args[0], elements[i]), elements[i]) : elements[i];
        }
        Term[] sorted = Sorting.sorted(
                run,
                keyed,
                (later, first, second) -> natural(later, Properties.at(first, 0), Properties.at(second, 0)));
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = sorted[i] instanceof Items pair ? pair.get(1) : sorted[i];
        }
        return Items.of(sorted);
    }

    private static Term sortWith(Run run, Term[] args) {
        Term[] elements = Slices.all(run, args[1]);
        return Items.of(Sorting.sorted(run, elements, (later, first, second) -> {
            later.fuel().steps(1);
            double length = Properties.length(later, args[0]);
            for (int i = 0; i < length; i++) {
                Term result = later.call(Properties.at(args[0], i), first, second);
                if (!(result instanceof Term.Num number) || number.number() != 0) {
                    return Coercions.number(later, result);
                }
            }
            return 0;
        }));
    }
}
