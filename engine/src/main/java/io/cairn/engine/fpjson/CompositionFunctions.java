package io.cairn.engine.fpjson;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Functions made of functions. */
final class CompositionFunctions {
    private CompositionFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.variadic("pipe", (_, args) -> pipe(args));
        shelf.variadic("compose", (_, args) -> {
            Term[] reversed = args.clone();
            for (int i = 0; i < args.length; i++) {
                reversed[i] = args[args.length - 1 - i];
            }
            return pipe(reversed);
        });
        shelf.exact("pipeWith", 2, (run, args) -> pipeWith(run, args[0], args[1]));
        shelf.exact("composeWith", 2, (run, args) -> pipeWith(run, args[0], ListFunctions.reversed(run, args[1])));
        shelf.exact("o", 3, (run, args) -> run.call(args[0], run.call(args[1], args[2])));
        shelf.silent("on", 4, (run, args) -> run.call(args[0], run.call(args[1], args[2]), run.call(args[1], args[3])));
        shelf.exact("converge", 2, (run, args) -> converge(run, args[0], args[1]));
        shelf.exact("juxt", 1, (run, args) -> converge(run, Function.plain(0, (_, given) -> Items.of(given)), args[0]));
        shelf.exact("applySpec", 1, (run, args) -> applySpec(run, args[0]));
        shelf.exact("promap", 3, CompositionFunctions::promap);
    }

    private static Term pipe(Term[] functions) {
        if (functions.length == 0) {
            throw new Failure(Failure.ARGUMENT, "needs at least one function");
        }
        return Function.ofArity(ArityFunctions.length(functions[0]), (run, given) -> {
            Term result = run.call(functions[0], given);
            for (int i = 1; i < functions.length; i++) {
                result = run.call(functions[i], result);
            }
            return result;
        });
    }

    private static Term pipeWith(Run run, Term with, Term list) {
        Term[] functions = Properties.elements(run, list);
        if (Double.isNaN(Properties.length(run, list))) {
            throw new Failure(Failure.ARGUMENT, "takes a list of functions, not " + Describe.of(list));
        }
        if (functions.length == 0) {
            Function identity = Library.find("identity");
            return identity == null ? Term.Undefined.UNDEFINED : identity;
        }
        return Function.ofArity(ArityFunctions.length(functions[0]), (later, given) -> {
            Term result = later.call(functions[0], given);
            for (int i = 1; i < functions.length; i++) {
                result = later.call(with, functions[i], result);
                if (result instanceof Term.Reduced reduced) {
                    return reduced.result();
                }
            }
            return result;
        });
    }

    private static Term converge(Run run, Term after, Term list) {
        Term[] functions = Properties.elements(run, list);
        boolean isNoList = Double.isNaN(Properties.length(run, list));
        return Function.curried(ArityFunctions.longest(run, list), (later, given) -> {
            if (isNoList) {
                return later.call(after, Term.Undefined.UNDEFINED);
            }
            later.fuel().cells(functions.length);
            Term[] results = new Term[functions.length];
            for (int i = 0; i < results.length; i++) {
                results[i] = later.call(functions[i], given);
            }
            return later.call(after, results);
        });
    }

    private static Term applySpec(Run run, Term specification) {
        run.fuel().enter();
        Map<String, Term> entries =
                specification instanceof Term.Text ? Fields.EMPTY.entries() : Properties.entries(run, specification);
        LinkedHashMap<String, Term> functions = new LinkedHashMap<>();
        double arity = 0;
        for (Map.Entry<String, Term> entry : entries.entrySet()) {
            Term term = entry.getValue();
            Term function = term instanceof Function ? term : applySpec(run, term);
            functions.put(entry.getKey(), function);
            arity = Math.max(arity, ArityFunctions.length(function));
        }
        run.fuel().leave();
        boolean isList = specification instanceof Items;
        return Function.curried(arity, (later, given) -> {
            later.fuel().cells(functions.size());
            LinkedHashMap<String, Term> results = new LinkedHashMap<>();
            for (Map.Entry<String, Term> entry : functions.entrySet()) {
                results.put(entry.getKey(), later.call(entry.getValue(), given));
            }
            return isList ? Items.of(results.values().toArray(new Term[0])) : Fields.of(results);
        });
    }

    private static Term promap(Run run, Term[] args) {
        Term function = Function.plain(
                1,
                (later, given) ->
                        later.call(args[1], later.call(args[2], later.call(args[0], Arrays.copyOf(given, 1)))));
        return args[2] instanceof Transformer next
                ? Transducers.map(
                        (_, input) -> Function.plain(
                                1,
                                (later, given) -> later.call(
                                        args[1], later.call(input, later.call(args[0], Arrays.copyOf(given, 1))))),
                        next)
                : function;
    }
}
