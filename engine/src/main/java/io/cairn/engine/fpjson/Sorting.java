package io.cairn.engine.fpjson;

/**
 * A stable merge sort of its own: it ends after the same comparisons on every machine, and with some order whatever
 * the comparator says. Undefined comes last, without being compared.
 */
final class Sorting {
    /** Below, at or above 0 as the first belongs before, beside or after the second. */
    interface Comparison {
        double compare(Run run, Term first, Term second);
    }

    private Sorting() {}

    /** Sorts the elements in a new array. */
    static Term[] sorted(Run run, Term[] elements, Comparison comparison) {
        run.fuel().cells(2L * elements.length);
        Term[] sorted = new Term[elements.length];
        int defined = 0;
        for (Term element : elements) {
            if (!(element instanceof Term.Undefined)) {
                sorted[defined++] = element;
            }
        }
        for (int i = defined; i < sorted.length; i++) {
            sorted[i] = Term.Undefined.UNDEFINED;
        }
        Term[] other = sorted.clone();
        Term[] from = sorted;
        Term[] to = other;
        for (int width = 1; width < defined; width *= 2) {
            for (int start = 0; start < defined; start += 2 * width) {
                int middle = Math.min(start + width, defined);
                merge(run, from, to, new int[] {start, middle, Math.min(middle + width, defined)}, comparison);
            }
            Term[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(Run run, Term[] from, Term[] to, int[] bounds, Comparison comparison) {
        int left = bounds[0];
        int right = bounds[1];
        for (int i = bounds[0]; i < bounds[2]; i++) {
            boolean isRight =
                    left >= bounds[1] || (right < bounds[2] && comparison.compare(run, from[left], from[right]) > 0);
            to[i] = isRight ? from[right++] : from[left++];
        }
    }
}
