package io.cairn.engine.fpjson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists into groups by key. */
final class GroupFunctions {
    private GroupFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("groupBy", 2, (run, args) -> args[1] instanceof Transformer next
                ? Transducers.reduceBy(appending(args[0]), next)
                : grouped(run, args[0], args[1]));
        shelf.exact("collectBy", 2, (run, args) -> Items.of(
                grouped(run, args[0], args[1]).entries().values().toArray(new Term[0])));
        shelf.exact("countBy", 2, (run, args) -> reduceBy(
                run,
                (later, count, _) -> Term.Num.of(Coercions.number(later, count) + 1),
                new Term[] {Term.Num.of(0), args[0], args[1]}));
        shelf.exact("indexBy", 2, (run, args) -> reduceBy(
                run, (_, _, element) -> element, new Term[] {Term.Null.NULL, args[0], args[1]}));
        shelf.silent("reduceBy", 4, (run, args) -> reduceBy(
                run,
                (later, group, element) -> later.call(args[0], group, element),
                new Term[] {args[1], args[2], args[3]}));
        shelf.exact("groupWith", 2, GroupFunctions::groupWith);
    }

    /** Adds an element to its group. */
    interface Grouping {
        /** Whether the fold goes on. */
        boolean add(Run run, LinkedHashMap<String, Term> groups, Term element);
    }

    /** What a group becomes with one more element. */
    private interface GroupStep {
        Term apply(Run run, Term group, Term element);
    }

    private static Grouping appending(Term key) {
        return folding(
                (run, group, element) -> ListFunctions.concatenated(run, group, Items.of(element)), Items.EMPTY, key);
    }

    private static Grouping folding(GroupStep step, Term start, Term key) {
        return (run, groups, element) -> {
            String name = Coercions.key(run, run.call(key, element));
            Term before = groups.get(name);
            Term group = step.apply(run, before == null ? start : before, element);
            if (group instanceof Term.Reduced) {
                return false;
            }
            run.fuel().cells(1);
            groups.put(name, group);
            return true;
        };
    }

    /** The rest is the start of a group, the function that gives the key, and the list. */
    private static Term reduceBy(Run run, GroupStep step, Term[] rest) {
        Grouping grouping = folding(step, rest[0], rest[1]);
        if (rest[2] instanceof Transformer next) {
            return Transducers.reduceBy(grouping, next);
        }
        LinkedHashMap<String, Term> groups = new LinkedHashMap<>();
        for (Term element : FoldFunctions.iterated(run, rest[2])) {
            if (!grouping.add(run, groups, element)) {
                break;
            }
        }
        return Fields.of(groups);
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
