package io.cairn.engine.fpjson;

/** Folding lists, and transducers. */
final class FoldFunctions {
    private FoldFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("reduce", 3, (run, args) -> reduce(run, step(args[0]), args[1], args[2]));
        shelf.exact("reduceRight", 3, FoldFunctions::reduceRight);
        shelf.silent("reduceWhile", 4, FoldFunctions::reduceWhile);
        shelf.exact("reduced", 1, (_, args) -> reduced(args[0]));
        shelf.exact("scan", 3, FoldFunctions::scan);
        shelf.exact("mapAccum", 3, (run, args) -> mapAccum(run, args, false));
        shelf.exact("mapAccumRight", 3, (run, args) -> mapAccum(run, args, true));
        shelf.open("transduce", 4, (run, args) -> reduce(run, run.call(args[0], step(args[1])), args[2], args[3]));
        shelf.exact("into", 3, FoldFunctions::into);
    }

    /** Ends a fold with this result. */
    static Term reduced(Term result) {
        return result instanceof Term.Reduced ? result : new Term.Reduced(result);
    }

    /** A function as the last step of a fold. */
    private static Term step(Term function) {
        return function instanceof Function ? Transducers.fold(function) : function;
    }

    /** What a fold meets: the elements of a list, or the letters of a text. */
    static Term[] iterated(Run run, Term list) {
        if (list instanceof Term.Text text) {
            ItemsBuilder letters = new ItemsBuilder(run);
            String value = text.string();
            for (int i = 0; i < value.length(); ) {
                int next = i + Character.charCount(value.codePointAt(i));
                letters.add(new Term.Text(value.substring(i, next)));
                i = next;
            }
            return letters.done().terms();
        }
        if (!Properties.isListLike(list)) {
            throw new Failure(Failure.ARGUMENT, "folds a list, not " + Describe.of(list));
        }
        return Properties.elements(run, list);
    }

    static Term reduce(Run run, Term step, Term start, Term list) {
        Term[] elements = iterated(run, list);
        if (!(step instanceof Transformer transformer)) {
            throw new Failure(Failure.NOT_A_FUNCTION, "folds with " + Describe.of(step) + ", which is no function");
        }
        Term result = start;
        for (Term element : elements) {
            result = transformer.step(run, result, element);
            if (result instanceof Term.Reduced reduced) {
                result = reduced.result();
                break;
            }
        }
        return transformer.result(run, result);
    }

    private static Term reduceRight(Run run, Term[] args) {
        return reduceRight(run, (later, element, result) -> later.call(args[0], element, result), args[1], args[2]);
    }

    /** A step of a fold from the right. */
    interface RightStep {
        Term apply(Run run, Term element, Term result);
    }

    static Term reduceRight(Run run, RightStep step, Term start, Term list) {
        Term result = start;
        for (double i = Properties.length(run, list) - 1; i >= 0; i--) {
            result = step.apply(run, Properties.at(list, i), result);
            if (result instanceof Term.Reduced reduced) {
                return reduced.result();
            }
        }
        return result;
    }

    private static Term reduceWhile(Run run, Term[] args) {
        Term result = args[2];
        for (Term element : iterated(run, args[3])) {
            if (!run.test(args[0], result, element)) {
                break;
            }
            result = run.call(args[1], result, element);
            if (result instanceof Term.Reduced reduced) {
                return reduced.result();
            }
        }
        return result;
    }

    private static Term scan(Run run, Term[] args) {
        Term result = args[1];
        ItemsBuilder results = new ItemsBuilder(run).add(result);
        for (Term element : Properties.elements(run, args[2])) {
            result = run.call(args[0], result, element);
            results.add(result);
        }
        return results.done();
    }

    private static Term mapAccum(Run run, Term[] args, boolean isRight) {
        Term[] elements = Properties.elements(run, args[2]);
        run.fuel().cells(elements.length + 2L);
        Term[] mapped = new Term[elements.length];
        Term accumulated = args[1];
        for (int i = 0; i < elements.length; i++) {
            int index = isRight ? elements.length - 1 - i : i;
            Term pair = run.call(args[0], accumulated, elements[index]);
            accumulated = Properties.at(pair, 0);
            mapped[index] = Properties.at(pair, 1);
        }
        return Items.of(accumulated, Items.of(mapped));
    }

    private static Term into(Run run, Term[] args) {
        if (args[0] instanceof Transformer last) {
            return reduce(run, run.call(args[1], last), last.init(run), args[2]);
        }
        return reduce(run, run.call(args[1], Collecting.into(run, args[0])), args[0], args[2]);
    }
}
