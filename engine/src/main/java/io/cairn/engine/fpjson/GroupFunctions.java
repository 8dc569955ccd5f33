package io.cairn.engine.fpjson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists into groups by key. */
final class GroupFunctions {
    private GroupFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact(
                "groupBy",
                2,
                (run, args) -> args[1] instanceof Transformer next
                        ? Transducers.reduceBy(appending(args[0]), next)
                        : grouped(run, args[0], args[1]));
        shelf.exact(
                "collectBy",
                2,
                (run, args) -> Items.of(
                        grouped(run, args[0], args[1]).entries().values().toArray(new Term[0])));
        shelf.exact(
                "countBy",
                2,
                (run, args) ->
                        reduceBy(run, (later, count, _) -> Term.Num.of(Coercions.number(later, count) + 1), new Term[] {
                            Term.Num.of(0), args[0], args[1]
                        }));
        shelf.exact(
                "indexBy",
                2,
                (run, args) ->
                        reduceBy(run, (_, _, element) -> element, new Term[] {Term.Null.NULL, args[0], args[1]}));
        shelf.silent(
                "reduceBy",
                4,
                (run, args) ->
                        reduceBy(run, (later, group, element) -> later.call(args[0], group, element), new Term[] {
                            args[1], args[2], args[3]
                        }));
        shelf.exact("groupWith", 2, GroupFunctions::groupWith);
    }

    /** How elements are folded under their keys. */
    interface Grouping {
        Term key(Run run, Term element);

        /** The group with one more element; {@link Term.Reduced} to end. */
        Term with(Run run, @Nullable Term group, Term element);
    }

    /** What a group becomes with one more element. */
    private interface GroupStep {
        Term apply(Run run, Term group, Term element);
    }

    private static Grouping appending(Term key) {
        return new Folding(
                (run, group, element) -> ListFunctions.concatenated(run, group, Items.of(element)), Items.EMPTY, key);
    }

    private record Folding(GroupStep step, Term start, Term function) implements Grouping {
        @Override
        public Term key(Run run, Term element) {
            return run.call(function, element);
        }

        @Override
        public Term with(Run run, @Nullable Term group, Term element) {
            return step.apply(run, group == null ? start : group, element);
        }
    }

    /** The rest is the start of a group, the function that gives the key, and the list. */
    private static Term reduceBy(Run run, GroupStep step, Term[] rest) {
        Grouping grouping = new Folding(step, rest[0], rest[1]);
        if (rest[2] instanceof Transformer next) {
            return Transducers.reduceBy(grouping, next);
        }
        FieldsBuilder groups = new FieldsBuilder(run);
        for (Term element : FoldFunctions.iterated(run, rest[2])) {
            String name = Coercions.key(run, grouping.key(run, element));
            Term group = grouping.with(run, groups.get(name), element);
            if (group instanceof Term.Reduced) {
                break;
            }
            groups.put(name, group);
        }
        return groups.done();
    }

    private static Fields grouped(Run run, Term key, Term list) {
        LinkedHashMap<String, List<Term>> groups = new LinkedHashMap<>();
        for (Term element : FoldFunctions.iterated(run, list)) {
            run.fuel().cells(1);
            groups.computeIfAbsent(Coercions.key(run, run.call(key, element)), _ -> new ArrayList<>())
                    .add(element);
        }
        FieldsBuilder fields = new FieldsBuilder(run);
        for (Map.Entry<String, List<Term>> group : groups.entrySet()) {
            fields.put(group.getKey(), Items.of(group.getValue()));
        }
        return fields.done();
    }

    private static Term groupWith(Run run, Term[] args) {
        if (!(args[1] instanceof Items || args[1] instanceof Term.Text)) {
            if (Properties.length(run, args[1]) > 0) {
                throw new Failure(Failure.ARGUMENT, "groups a list or text, not " + Describe.of(args[1]));
            }
            return Items.EMPTY;
        }
        ItemsBuilder groups = new ItemsBuilder(run);
        double length = Properties.length(run, args[1]);
        int start = 0;
        while (start < length) {
            int end = start + 1;
            while (end < length && run.test(args[0], Properties.at(args[1], end - 1), Properties.at(args[1], end))) {
                end++;
            }
            groups.add(Slices.of(run, start, end, args[1]));
            start = end;
        }
        return groups.done();
    }
}
