package io.cairn.engine.fpjson;

import java.util.Arrays;

/** Parts of lists and texts, counted as JavaScript's {@code slice} does: from the end where negative. */
final class Slices {
    private Slices() {}

    /** All elements as a list of its own, which may be changed; charged. */
    static Term[] all(Run run, Term list) {
        Term[] elements = Properties.elements(run, list);
        run.fuel().cells(elements.length);
        return elements.clone();
    }

    /** The part from one place to before another. */
    static Term of(Run run, double from, double to, Term list) {
        double length = Properties.length(run, list);
        int start = (int) place(from, length);
        int end = (int) Math.max(start, place(to, length));
        if (list instanceof Term.Text text) {
            run.fuel().cells(end - start);
            return run.text(text.string().substring(start, end));
        }
        if (!(list instanceof Items items)) {
            Term[] elements = Properties.elements(run, list);
            return Items.of(
                    Arrays.copyOfRange(elements, Math.min(start, elements.length), Math.min(end, elements.length)));
        }
        if (start == 0 && end == items.size()) {
            return items;
        }
        run.fuel().cells(end - start);
        Term[] part = new Term[end - start];
        for (int i = 0; i < part.length; i++) {
            part[i] = items.get(start + i);
        }
        return Items.of(part);
    }

    /** The same, as JavaScript reads the two places: an undefined end is the end. */
    static Term of(Run run, Term from, Term to, Term list) {
        double end = to instanceof Term.Undefined ? Double.POSITIVE_INFINITY : Coercions.integer(run, to);
        return of(run, Coercions.integer(run, from), end, list);
    }

    static double place(double index, double length) {
        double whole = Double.isNaN(index) ? 0 : index < 0 ? Math.ceil(index) : Math.floor(index);
        double size = length > 0 ? length : 0;
        return whole < 0 ? Math.max(0, size + whole) : Math.min(whole, size);
    }

    /** Everything from a place on. */
    static Term from(Run run, double from, Term list) {
        return of(run, from, Double.POSITIVE_INFINITY, list);
    }
}
