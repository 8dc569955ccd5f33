package io.cairn.engine.fpjson;

/** Parts of lists and of texts. */
final class ListPartFunctions {
    private ListPartFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("head", 1, (run, args) -> PathFunctions.nth(run, Term.Num.of(0), args[0]));
        shelf.exact("last", 1, (run, args) -> PathFunctions.nth(run, Term.Num.of(-1), args[0]));
        shelf.exact("nth", 2, (run, args) -> PathFunctions.nth(run, args[0], args[1]));
        shelf.exact("init", 1, (run, args) -> Slices.of(run, 0, -1, args[0]));
        shelf.exact("tail", 1, (run, args) -> Slices.from(run, 1, args[0]));
        shelf.exact("slice", 3, (run, args) -> Slices.of(run, args[0], args[1], args[2]));
        shelf.exact("take", 2, (run, args) -> take(run, args[0], args[1]));
        shelf.exact("takeLast", 2, (run, args) -> takeLast(run, args[0], args[1]));
        shelf.exact(
                "drop",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.drop(Coercions.number(run, args[0]), next)
                        : drop(run, args[0], args[1]));
        shelf.exact(
                "dropLast",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.dropLast(Coercions.number(run, args[0]), next)
                        : dropLast(run, args[0], args[1]));
        shelf.exact(
                "takeWhile",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.takeWhile(args[0], next)
                        : Slices.of(run, 0, firstFailing(run, args[0], args[1]), args[1]));
        shelf.exact(
                "dropWhile",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.dropWhile(args[0], next)
                        : Slices.from(run, firstFailing(run, args[0], args[1]), args[1]));
        shelf.exact(
                "takeLastWhile", 2, (run, args) -> Slices.from(run, lastFailing(run, args[0], args[1]) + 1, args[1]));
        shelf.exact(
                "dropLastWhile",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.dropLastWhile(args[0], next)
                        : Slices.of(run, 0, lastFailing(run, args[0], args[1]) + 1, args[1]));
        shelf.exact("splitAt", 2, ListPartFunctions::splitAt);
        shelf.exact("splitEvery", 2, ListPartFunctions::splitEvery);
        shelf.exact("splitWhen", 2, ListPartFunctions::splitWhen);
        shelf.silent("splitWhenever", 2, ListPartFunctions::splitWhenever);
        shelf.exact("aperture", 2, ListPartFunctions::aperture);
        shelf.exact(
                "startsWith",
                2,
                (run, args) ->
                        Term.Bool.of(Equality.isEqual(run, take(run, lengthOf(run, args[0]), args[1]), args[0])));
        shelf.exact(
                "endsWith",
                2,
                (run, args) ->
                        Term.Bool.of(Equality.isEqual(run, takeLast(run, lengthOf(run, args[0]), args[1]), args[0])));
    }

    private static Term lengthOf(Run run, Term list) {
        Properties.length(run, list);
        return Properties.get(list, "length");
    }

    private static Term take(Run run, Term count, Term list) {
        if (list instanceof Transformer next) {
            return Transducers.take(Coercions.number(run, count), next);
        }
        if (count instanceof Term.Undefined || Coercions.isLess(run, count, Term.Num.of(0))) {
            return Slices.from(run, 0, list);
        }
        return Slices.of(run, 0, Coercions.number(run, count), list);
    }

    private static Term drop(Run run, Term count, Term list) {
        return Slices.from(run, Math.max(0, Coercions.number(run, count)), list);
    }

    private static Term takeLast(Run run, Term count, Term list) {
        double number = Coercions.number(run, count);
        double dropped = number >= 0 ? Properties.length(run, list) - number : 0;
        return Slices.from(run, Math.max(0, dropped), list);
    }

    private static Term dropLast(Run run, Term count, Term list) {
        double number = Coercions.number(run, count);
        double length = Properties.length(run, list);
        double taken = number < length ? length - number : 0;
        return Slices.of(run, 0, taken, list);
    }

    private static int firstFailing(Run run, Term predicate, Term list) {
        double length = Properties.length(run, list);
        int index = 0;
        while (index < length && run.test(predicate, Properties.at(list, index))) {
            index++;
        }
        return index;
    }

    private static double lastFailing(Run run, Term predicate, Term list) {
        double index = Properties.length(run, list) - 1;
        while (index >= 0 && run.test(predicate, Properties.at(list, index))) {
            index--;
        }
        return index;
    }

    private static Term splitAt(Run run, Term[] args) {
        double length = Properties.length(run, args[1]);
        run.fuel().cells(2);
        return Items.of(
                Slices.of(run, Term.Num.of(0), args[0], args[1]),
                Slices.of(run, Coercions.integer(run, args[0]), length, args[1]));
    }

    private static Term splitEvery(Run run, Term[] args) {
        double size = Coercions.number(run, args[0]);
        if (size <= 0) {
            throw new Failure(Failure.ARGUMENT, "the size of a part must be above 0");
        }
        ItemsBuilder parts = new ItemsBuilder(run);
        double length = Properties.length(run, args[1]);
        for (double at = 0; at < length; at += size) {
            parts.add(Slices.of(run, at, at + size, args[1]));
        }
        return parts.done();
    }

    private static Term splitWhen(Run run, Term[] args) {
        Term[] elements = Properties.elements(run, args[1]);
        ItemsBuilder before = new ItemsBuilder(run);
        int index = 0;
        while (index < elements.length && !run.test(args[0], elements[index])) {
            before.add(elements[index++]);
        }
        run.fuel().cells(2L + elements.length - index);
        return Items.of(before.done(), Items.of(java.util.Arrays.copyOfRange(elements, index, elements.length)));
    }

    private static Term splitWhenever(Run run, Term[] args) {
        ItemsBuilder parts = new ItemsBuilder(run);
        ItemsBuilder current = new ItemsBuilder(run);
        Term[] elements = Properties.elements(run, args[1]);
        for (int i = 0; i < elements.length; i++) {
            if (!run.test(args[0], elements[i])) {
                current.add(elements[i]);
            }
            boolean isLast = i == elements.length - 1 || run.test(args[0], elements[i + 1]);
            if (isLast && current.size() > 0) {
                parts.add(current.done());
                current = new ItemsBuilder(run);
            }
        }
        return parts.done();
    }

    private static Term aperture(Run run, Term[] args) {
        double size = Coercions.number(run, args[0]);
        if (args[1] instanceof Transformer next) {
            return Transducers.aperture(size, next);
        }
        Term[] elements = Properties.elements(run, args[1]);
        double limit = Properties.length(run, args[1]) - (size - 1);
        if (!(limit >= 0)) {
            return Items.EMPTY;
        }
        if (limit != Math.rint(limit)) {
            throw new Failure(Failure.ARGUMENT, "the size of a part must be a whole number");
        }
        ItemsBuilder parts = new ItemsBuilder(run);
        Term list = Items.of(elements);
        for (int i = 0; i < limit; i++) {
            parts.add(Slices.of(run, i, i + size, list));
        }
        return parts.done();
    }
}
