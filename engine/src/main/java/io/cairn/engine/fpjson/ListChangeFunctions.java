package io.cairn.engine.fpjson;

/** Lists with something put in, taken out, replaced or moved. */
final class ListChangeFunctions {
    private ListChangeFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("adjust", 3, ListChangeFunctions::adjust);
        shelf.exact(
                "update",
                3,
                (run, args) -> adjust(run, new Term[] {args[0], Function.plain(0, (_, _) -> args[1]), args[2]}));
        shelf.exact("insert", 3, ListChangeFunctions::insert);
        shelf.exact("insertAll", 3, ListChangeFunctions::insertAll);
        shelf.exact(
                "remove",
                3,
                (run, args) -> removed(run, Coercions.integer(run, args[0]), Coercions.integer(run, args[1]), args[2]));
        shelf.exact("move", 3, ListChangeFunctions::move);
        shelf.exact("intersperse", 2, ListChangeFunctions::intersperse);
        shelf.exact(
                "dropRepeats",
                1,
                (run, args) -> args[0] instanceof Transformer next
                        ? Transducers.dropRepeats(Equality::isEqual, next)
                        : dropRepeats(run, args[0], Equality::isEqual));
        shelf.exact("dropRepeatsWith", 2, (run, args) -> {
            Repeat repeat = (later, first, second) -> later.test(args[0], first, second);
            return args[1] instanceof Transformer next
                    ? Transducers.dropRepeats(repeat, next)
                    : dropRepeats(run, args[1], repeat);
        });
    }

    /** Whether an element repeats the one before. */
    interface Repeat {
        boolean test(Run run, Term before, Term element);
    }

    private static Term adjust(Run run, Term[] args) {
        double length = Properties.length(run, args[2]);
        double index = Coercions.number(run, args[0]);
        if (index >= length || index < -length) {
            return args[2];
        }
        Term[] elements =
                ListFunctions.concatenated(run, args[2], Items.EMPTY).terms().clone();
        double place = (length + index) % length;
        boolean isPlace = place == Math.rint(place) && place >= 0 && place < elements.length;
        Term adjusted = run.call(args[1], isPlace ? elements[(int) place] : Term.Undefined.UNDEFINED);
        if (isPlace) {
            elements[(int) place] = adjusted;
        }
        return Items.of(elements);
    }

    private static double place(Run run, Term index, double length) {
        double number = Coercions.number(run, index);
        return number < length && number >= 0 ? Math.floor(number) : length;
    }

    private static Term insert(Run run, Term[] args) {
        Term[] elements = Properties.elements(run, args[2]);
        int place = (int) place(run, args[0], elements.length);
        return with(run, elements, place, args[1]);
    }

    private static Term insertAll(Run run, Term[] args) {
        Term[] elements = Properties.elements(run, args[2]);
        int place = (int) place(run, args[0], elements.length);
        return args[1] instanceof Items items
                ? with(run, elements, place, items.terms())
                : with(run, elements, place, args[1]);
    }

    private static Term with(Run run, Term[] elements, int place, Term... added) {
        run.fuel().cells((long) elements.length + added.length);
        Term[] all = new Term[elements.length + added.length];
        System.arraycopy(elements, 0, all, 0, place);
        System.arraycopy(added, 0, all, place, added.length);
        System.arraycopy(elements, place, all, place + added.length, elements.length - place);
        return Items.of(all);
    }

    static Term removed(Run run, double start, double count, Term list) {
        Term[] elements = Properties.elements(run, list);
        int from = (int) Slices.place(start, elements.length);
        int taken = (int) Math.min(Math.max(count, 0), elements.length - from);
        run.fuel().cells(elements.length - taken);
        Term[] left = new Term[elements.length - taken];
        System.arraycopy(elements, 0, left, 0, from);
        System.arraycopy(elements, from + taken, left, from, left.length - from);
        return Items.of(left);
    }

    private static Term move(Run run, Term[] args) {
        if (!(args[2] instanceof Items items)) {
            throw new Failure(Failure.ARGUMENT, "moves within a list, not within " + Describe.of(args[2]));
        }
        int length = items.size();
        double from = Coercions.number(run, args[0]);
        double to = Coercions.number(run, args[1]);
        double source = from < 0 ? length + from : from;
        double target = to < 0 ? length + to : to;
        if (source < 0 || source >= length || target < 0 || target >= length) {
            return items;
        }
        int taken = (int) Slices.place(source, length);
        Term[] left = Slices.all(run, removed(run, taken, 1, items));
        return with(run, left, (int) Slices.place(target, left.length), items.get(taken));
    }

    private static Term intersperse(Run run, Term[] args) {
        ItemsBuilder all = new ItemsBuilder(run);
        Term[] elements = Properties.elements(run, args[1]);
        for (int i = 0; i < elements.length; i++) {
            all.add(elements[i]);
            if (i < elements.length - 1) {
                all.add(args[0]);
            }
        }
        return all.done();
    }

    private static Term dropRepeats(Run run, Term list, Repeat repeat) {
        if (Double.isNaN(Properties.length(run, list))) {
            return Items.of(Term.Undefined.UNDEFINED);
        }
        ItemsBuilder kept = new ItemsBuilder(run);
        for (Term element : Properties.elements(run, list)) {
            if (kept.size() == 0 || !repeat.test(run, kept.last(), element)) {
                kept.add(element);
            }
        }
        return kept.done();
    }
}
