package io.cairn.engine.fpjson;

/** Lists as sets: by {@code equals}, by a key, or by a predicate. */
final class SetFunctions {
    private SetFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("difference", 2, (run, args) -> difference(run, args[0], args[1]));
        shelf.exact(
                "symmetricDifference",
                2,
                (run, args) -> joined(run, difference(run, args[0], args[1]), difference(run, args[1], args[0])));
        shelf.exact("differenceWith", 3, (run, args) -> differenceWith(run, args[0], args[1], args[2]));
        shelf.exact(
                "symmetricDifferenceWith",
                3,
                (run, args) -> joined(
                        run,
                        differenceWith(run, args[0], args[1], args[2]),
                        differenceWith(run, args[0], args[2], args[1])));
        shelf.exact("innerJoin", 3, SetFunctions::innerJoin);
        shelf.exact("intersection", 2, SetFunctions::intersection);
        shelf.exact("union", 2, (run, args) -> uniq(run, ListFunctions.concatenated(run, args[0], args[1])));
        shelf.exact(
                "unionWith",
                3,
                (run, args) -> uniqWith(run, args[0], ListFunctions.concatenated(run, args[1], args[2])));
        shelf.exact(
                "uniq",
                1,
                (run, args) -> args[0] instanceof Transformer next
                        ? Transducers.uniqBy((_, input) -> input, next)
                        : uniq(run, args[0]));
        shelf.exact(
                "uniqBy",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.uniqBy((later, input) -> later.call(args[0], input), next)
                        : uniqBy(run, args[0], args[1]));
        shelf.exact(
                "uniqWith",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.uniqWith(args[0], next)
                        : uniqWith(run, args[0], args[1]));
    }

    private static Items joined(Run run, Items first, Items second) {
        return new ItemsBuilder(run)
                .addAll(first.terms())
                .addAll(second.terms())
                .done();
    }

    private static Items difference(Run run, Term first, Term second) {
        Properties.length(run, first);
        Seen seen = new Seen();
        for (Term term : Properties.elements(run, second)) {
            seen.add(run, term);
        }
        ItemsBuilder found = new ItemsBuilder(run);
        for (Term term : Properties.elements(run, first)) {
            if (seen.add(run, term)) {
                found.add(term);
            }
        }
        return found.done();
    }

    private static Items differenceWith(Run run, Term predicate, Term first, Term second) {
        ItemsBuilder found = new ItemsBuilder(run);
        for (Term term : Properties.elements(run, first)) {
            if (!includesWith(run, predicate, term, second) && !includesWith(run, predicate, term, found.done())) {
                found.add(term);
            }
        }
        return found.done();
    }

    static boolean includesWith(Run run, Term predicate, Term term, Term list) {
        for (Term item : Properties.elements(run, list)) {
            if (run.test(predicate, term, item)) {
                return true;
            }
        }
        return false;
    }

    private static Term innerJoin(Run run, Term[] args) {
        ItemsBuilder found = new ItemsBuilder(run);
        for (Term term : Properties.elements(run, args[1])) {
            if (includesWith(run, args[0], term, args[2])) {
                found.add(term);
            }
        }
        return found.done();
    }

    private static Term intersection(Run run, Term[] args) {
        boolean isFirstLonger = Properties.length(run, args[0]) > Properties.length(run, args[1]);
        Term looked = isFirstLonger ? args[0] : args[1];
        ItemsBuilder found = new ItemsBuilder(run);
        for (Term term : Properties.elements(run, isFirstLonger ? args[1] : args[0])) {
            if (ListSearchFunctions.includes(run, term, looked)) {
                found.add(term);
            }
        }
        return uniq(run, found.done());
    }

    private static Items uniq(Run run, Term list) {
        Seen seen = new Seen();
        ItemsBuilder found = new ItemsBuilder(run);
        for (Term term : Properties.elements(run, list)) {
            if (seen.add(run, term)) {
                found.add(term);
            }
        }
        return found.done();
    }

    private static Items uniqBy(Run run, Term key, Term list) {
        Seen seen = new Seen();
        ItemsBuilder found = new ItemsBuilder(run);
        for (Term term : Properties.elements(run, list)) {
            if (seen.add(run, run.call(key, term))) {
                found.add(term);
            }
        }
        return found.done();
    }

    private static Items uniqWith(Run run, Term predicate, Term list) {
        java.util.List<Term> found = new java.util.ArrayList<>();
        for (Term term : Properties.elements(run, list)) {
            boolean isKnown = false;
            for (int i = 0; i < found.size() && !isKnown; i++) {
                isKnown = run.test(predicate, term, found.get(i));
            }
            if (!isKnown) {
                run.fuel().cells(1);
                found.add(term);
            }
        }
        return Items.of(found);
    }
}
