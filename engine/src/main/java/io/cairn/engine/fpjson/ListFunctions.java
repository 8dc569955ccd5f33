package io.cairn.engine.fpjson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Making lists, and making one of all elements of another. */
final class ListFunctions {
    private static final double LENGTH_MAX = 4_294_967_295.0;

    private ListFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("of", 1, (run, args) -> new ItemsBuilder(run).add(args[0]).done());
        shelf.exact(
                "pair",
                2,
                (run, args) -> new ItemsBuilder(run).add(args[0]).add(args[1]).done());
        shelf.exact("append", 2, (run, args) -> concatenated(run, args[1], Items.of(args[0])));
        shelf.exact("prepend", 2, (run, args) -> concatenated(run, Items.of(args[0]), args[1]));
        shelf.exact("concat", 2, ListFunctions::concat);
        shelf.exact("range", 2, ListFunctions::range);
        shelf.exact("times", 2, (run, args) -> times(run, args[0], args[1]));
        shelf.exact("repeat", 2, (run, args) -> times(run, Function.plain(0, (_, _) -> args[0]), args[1]));
        shelf.exact("map", 2, (run, args) -> map(run, args[0], args[1]));
        shelf.exact("forEach", 2, ListFunctions::forEach);
        shelf.exact("flatten", 1, (run, args) -> flat(run, args[0], true));
        shelf.exact("unnest", 1, (run, args) -> chain(run, Function.plain(1, (_, given) -> given[0]), args[0]));
        shelf.exact("chain", 2, (run, args) -> chain(run, args[0], args[1]));
        shelf.exact("pluck", 2, (run, args) -> map(run, propOf(args[0]), args[1]));
        shelf.exact("length", 1, (_, args) -> length(args[0]));
        shelf.open("join", 2, ListFunctions::join);
        shelf.exact("zip", 2, (run, args) -> zipWith(run, args[0], args[1], ListFunctions::pair));
        shelf.exact(
                "zipWith",
                3,
                (run, args) ->
                        zipWith(run, args[1], args[2], (later, first, second) -> later.call(args[0], first, second)));
        shelf.exact("zipObj", 2, ListFunctions::zipObj);
        shelf.exact("xprod", 2, ListFunctions::xprod);
        shelf.exact("transpose", 1, ListFunctions::transpose);
        shelf.exact("fromPairs", 1, ListFunctions::fromPairs);
        shelf.exact("reverse", 1, (run, args) -> reversed(run, args[0]));
        shelf.exact("unfold", 2, ListFunctions::unfold);
    }

    private interface Pairing {
        Term apply(Run run, Term first, Term second);
    }

    /** Two lists as one; what JavaScript takes for false counts as an empty one. */
    static Items concatenated(Run run, Term first, Term second) {
        ItemsBuilder all = new ItemsBuilder(run);
        if (first.isTruthy()) {
            all.addAll(Properties.elements(run, first));
        }
        if (second.isTruthy()) {
            all.addAll(Properties.elements(run, second));
        }
        return all.done();
    }

    static Term concat(Run run, Term[] args) {
        if (args[0] instanceof Items && args[1] instanceof Items) {
            return concatenated(run, args[0], args[1]);
        }
        if (args[0] instanceof Term.Text first && args[1] instanceof Term.Text second) {
            run.fuel().cells((long) first.string().length() + second.string().length());
            return run.text(first.string() + second.string());
        }
        throw new Failure(
                Failure.ARGUMENT,
                "joins two lists or two texts, not " + Describe.of(args[0]) + " and " + Describe.of(args[1]));
    }

    private static Term range(Run run, Term[] args) {
        if (!(args[0] instanceof Term.Num from) || !(args[1] instanceof Term.Num to)) {
            throw new Failure(Failure.ARGUMENT, "both ends must be numbers");
        }
        ItemsBuilder numbers = new ItemsBuilder(run);
        for (double n = from.number(); n < to.number(); n += 1) {
            numbers.add(Term.Num.of(n));
        }
        return numbers.done();
    }

    private static Term times(Run run, Term function, Term count) {
        double length = Coercions.number(run, count);
        if (!(length >= 0 && length <= LENGTH_MAX) || length != Math.rint(length)) {
            throw new Failure(
                    Failure.ARGUMENT,
                    "how often must be a whole number from 0 to " + LENGTH_MAX + ", not " + Describe.of(count));
        }
        run.fuel().cells((long) length);
        Term[] made = new Term[(int) length];
        for (int i = 0; i < made.length; i++) {
            made[i] = run.call(function, Term.Num.of(i));
        }
        return Items.of(made);
    }

    static Term map(Run run, Term function, Term functor) {
        return switch (functor) {
            case Items items -> mapList(run, function, items);
            case Fields fields -> {
                run.fuel().cells(fields.size());
                LinkedHashMap<String, Term> mapped = new LinkedHashMap<>();
                for (Map.Entry<String, Term> field : fields.entries().entrySet()) {
                    mapped.put(field.getKey(), run.call(function, field.getValue()));
                }
                yield Fields.of(mapped);
            }
            case Function inner ->
                Function.curried(inner.length(), (later, given) -> later.call(function, later.call(inner, given)));
            case Transformer next -> Transducers.map((later, input) -> later.call(function, input), next);
            case Term.Focus focus ->
                focus.isConstant() ? focus : new Term.Focus(run.call(function, focus.content()), false);
            default -> mapList(run, function, functor);
        };
    }

    /** Maps what has a length; what has none is one undefined element. */
    static Term mapList(Run run, Term function, Term list) {
        if (Double.isNaN(Properties.length(run, list))) {
            return Items.of(Term.Undefined.UNDEFINED);
        }
        Term[] elements = Properties.elements(run, list);
        run.fuel().cells(elements.length);
        Term[] mapped = new Term[elements.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = run.call(function, elements[i]);
        }
        return Items.of(mapped);
    }

    private static Term forEach(Run run, Term[] args) {
        for (Term element : Properties.elements(run, args[1])) {
            run.call(args[0], element);
        }
        return args[1];
    }

    static Items flat(Run run, Term list, boolean isDeep) {
        ItemsBuilder flat = new ItemsBuilder(run);
        flatten(run, list, isDeep, flat);
        return flat.done();
    }

    private static void flatten(Run run, Term list, boolean isDeep, ItemsBuilder flat) {
        for (Term element : Properties.elements(run, list)) {
            if (!Properties.isListLike(element)) {
                flat.add(element);
            } else if (isDeep) {
                flatten(run, element, true, flat);
            } else {
                flat.addAll(Properties.elements(run, element));
            }
        }
    }

    private static Term chain(Run run, Term function, Term monad) {
        return switch (monad) {
            case Function inner ->
                Function.plain(1, (later, given) -> {
                    Term made = later.call(function, later.call(inner, given));
                    return later.call(made, given);
                });
            case Transformer next -> Transducers.chain(function, next);
            default -> flat(run, map(run, function, monad), false);
        };
    }

    static Function propOf(Term name) {
        return Function.plain(1, (run, args) -> PathFunctions.prop(run, name, args[0]));
    }

    private static Term length(Term list) {
        if (Properties.isNil(list)) {
            return Term.Num.NAN;
        }
        return Properties.get(list, "length") instanceof Term.Num length ? length : Term.Num.NAN;
    }

    private static Term join(Run run, Term[] args) {
        if (!(args[1] instanceof Items items)) {
            throw new Failure(Failure.ARGUMENT, "joins a list, not " + Describe.of(args[1]));
        }
        String separator = args[0] instanceof Term.Undefined ? "," : Coercions.text(run, args[0]);
        StringBuilder joined = new StringBuilder();
        Coercions.join(run, items, separator, joined);
        return run.text(joined.toString());
    }

    private static Term pair(Run run, Term first, Term second) {
        run.fuel().cells(2);
        return Items.of(first, second);
    }

    private static Term zipWith(Run run, Term first, Term second, Pairing pairing) {
        double length = Math.min(Properties.length(run, first), Properties.length(run, second));
        ItemsBuilder pairs = new ItemsBuilder(run);
        for (int i = 0; i < length; i++) {
            pairs.add(pairing.apply(run, Properties.at(first, i), Properties.at(second, i)));
        }
        return pairs.done();
    }

    private static Term zipObj(Run run, Term[] args) {
        double length = Math.min(Properties.length(run, args[0]), Properties.length(run, args[1]));
        FieldsBuilder fields = new FieldsBuilder(run);
        for (int i = 0; i < length; i++) {
            fields.put(Coercions.key(run, Properties.at(args[0], i)), Properties.at(args[1], i));
        }
        return fields.done();
    }

    private static Term xprod(Run run, Term[] args) {
        Term[] first = Properties.elements(run, args[0]);
        Term[] second = Properties.elements(run, args[1]);
        ItemsBuilder pairs = new ItemsBuilder(run);
        for (Term left : first) {
            for (Term right : second) {
                pairs.add(pair(run, left, right));
            }
        }
        return pairs.done();
    }

    private static Term transpose(Run run, Term[] args) {
        List<List<Term>> columns = new ArrayList<>();
        for (Term row : Properties.elements(run, args[0])) {
            Term[] elements = Properties.elements(run, row);
            run.fuel().cells(elements.length);
            for (int i = 0; i < elements.length; i++) {
                if (i == columns.size()) {
                    columns.add(new ArrayList<>());
                }
                columns.get(i).add(elements[i]);
            }
        }
        return Items.of(columns.stream().map(Items::of).toArray(Term[]::new));
    }

    private static Term fromPairs(Run run, Term[] args) {
        FieldsBuilder fields = new FieldsBuilder(run);
        for (Term pair : Properties.elements(run, args[0])) {
            fields.put(Coercions.key(run, Properties.at(pair, 0)), Properties.at(pair, 1));
        }
        return fields.done();
    }

    static Term reversed(Run run, Term list) {
        if (list instanceof Term.Text text) {
            run.fuel().cells(text.string().length());
            StringBuilder reversed = new StringBuilder(text.string().length());
            for (int i = text.string().length() - 1; i >= 0; i--) {
                reversed.append(text.string().charAt(i));
            }
            return run.text(reversed.toString());
        }
        Term[] elements = Slices.all(run, list);
        for (int i = 0, j = elements.length - 1; i < j; i++, j--) {
            Term swap = elements[i];
            elements[i] = elements[j];
            elements[j] = swap;
        }
        return Items.of(elements);
    }

    private static Term unfold(Run run, Term[] args) {
        ItemsBuilder made = new ItemsBuilder(run);
        Term pair = run.call(args[0], args[1]);
        while (pair.isTruthy() && Properties.get(pair, "length").isTruthy()) {
            made.add(Properties.at(pair, 0));
            pair = run.call(args[0], Properties.at(pair, 1));
        }
        return made.done();
    }
}
