package io.cairn.engine.fpjson;

import java.util.Arrays;

/** Arithmetic on doubles. */
final class MathFunctions {
    private MathFunctions() {}

    /** An operation on two numbers. */
    private interface Operation {
        double apply(double a, double b);
    }

    static void addTo(Library.Shelf shelf) {
        shelf.exact("add", 2, of(Double::sum));
        shelf.exact("subtract", 2, of((a, b) -> a - b));
        shelf.exact("multiply", 2, of((a, b) -> a * b));
        shelf.exact("divide", 2, of((a, b) -> a / b));
        shelf.exact("modulo", 2, of((a, b) -> a % b));
        shelf.exact("mathMod", 2, MathFunctions::mathMod);
        shelf.exact("inc", 1, (run, args) -> Term.Num.of(Coercions.number(run, args[0]) + 1));
        shelf.exact("dec", 1, (run, args) -> Term.Num.of(Coercions.number(run, args[0]) - 1));
        shelf.exact("negate", 1, (run, args) -> Term.Num.of(-Coercions.number(run, args[0])));
        shelf.exact("sum", 1, (run, args) -> Term.Num.of(sum(run, args[0])));
        shelf.exact("product", 1, (run, args) -> Term.Num.of(fold(run, args[0], 1, (a, b) -> a * b)));
        shelf.exact("mean", 1, (run, args) -> Term.Num.of(mean(run, args[0])));
        shelf.exact("median", 1, (run, args) -> Term.Num.of(median(run, args[0])));
    }

    private static Function.Body of(Operation operation) {
        return (run, args) ->
                Term.Num.of(operation.apply(Coercions.number(run, args[0]), Coercions.number(run, args[1])));
    }

    private static Term mathMod(Run run, Term[] args) {
        double divisor = args[1] instanceof Term.Num number ? number.number() : Double.NaN;
        if (!Types.isInteger(args[0]) || !Types.isInteger(args[1]) || divisor < 1) {
            return Term.Num.NAN;
        }
        double dividend = Coercions.number(run, args[0]);
        return Term.Num.of((dividend % divisor + divisor) % divisor);
    }

    private static double fold(Run run, Term list, double start, Operation operation) {
        double result = start;
        for (Term item : FoldFunctions.iterated(run, list)) {
            result = operation.apply(result, Coercions.number(run, item));
        }
        return result;
    }

    private static double sum(Run run, Term list) {
        return fold(run, list, 0, Double::sum);
    }

    private static double mean(Run run, Term list) {
        return sum(run, list) / Properties.length(run, list);
    }

    private static double median(Run run, Term list) {
        Term[] elements = Slices.all(run, list);
        int length = elements.length;
        if (length == 0) {
            return Properties.length(run, list) == 0 ? Double.NaN : mean(run, Items.EMPTY);
        }
        Term[] sorted = Sorting.sorted(run, elements, SortFunctions::natural);
        int width = 2 - length % 2;
        int from = (length - width) / 2;
        return mean(run, Items.of(Arrays.copyOfRange(sorted, from, from + width)));
    }
}
