package io.cairn.engine.fpjson;

import java.util.Map;

/** Two objects as one. */
final class MergeFunctions {
    private MergeFunctions() {}

    /** What becomes of a field that both have. */
    private interface Merging {
        Term apply(Run run, String name, Term left, Term right);
    }

    static void addTo(Library.Shelf shelf) {
        shelf.exact("mergeLeft", 2, (run, args) -> merged(run, args[1], args[0]));
        shelf.exact("mergeRight", 2, (run, args) -> merged(run, args[0], args[1]));
        shelf.exact(
                "mergeAll",
                1,
                (run, args) -> merged(run, args[0] instanceof Items items ? items.terms() : new Term[] {args[0]}));
        shelf.exact("mergeWith", 3, (run, args) -> mergeWithKey(run, with(args[0]), args[1], args[2]));
        shelf.exact("mergeWithKey", 3, (run, args) -> mergeWithKey(run, withKey(args[0]), args[1], args[2]));
        shelf.exact("mergeDeepLeft", 2, (run, args) -> mergeDeep(run, (_, _, left, _) -> left, args[0], args[1]));
        shelf.exact("mergeDeepRight", 2, (run, args) -> mergeDeepRight(run, args[0], args[1]));
        shelf.exact("mergeDeepWith", 3, (run, args) -> mergeDeep(run, with(args[0]), args[1], args[2]));
        shelf.exact("mergeDeepWithKey", 3, (run, args) -> mergeDeep(run, withKey(args[0]), args[1], args[2]));
    }

    private static Merging with(Term function) {
        return (run, _, left, right) -> run.call(function, left, right);
    }

    private static Merging withKey(Term function) {
        return (run, name, left, right) -> run.call(function, new Term.Text(name), left, right);
    }

    /** {@code Object.assign} to a new object. */
    private static Term merged(Run run, Term... sources) {
        FieldsBuilder merged = new FieldsBuilder(run);
        for (Term source : sources) {
            merged.putAll(Properties.entries(run, source));
        }
        return merged.done();
    }

    static Term mergeDeepRight(Run run, Term left, Term right) {
        return mergeDeep(run, (_, _, _, last) -> last, left, right);
    }

    private static Term mergeDeep(Run run, Merging merging, Term left, Term right) {
        run.fuel().enter();
        Merging deep = (later, name, inLeft, inRight) -> Types.isObject(inLeft) && Types.isObject(inRight)
                ? mergeDeep(later, merging, inLeft, inRight)
                : merging.apply(later, name, inLeft, inRight);
        Term merged = mergeWithKey(run, deep, left, right);
        run.fuel().leave();
        return merged;
    }

    private static Term mergeWithKey(Run run, Merging merging, Term left, Term right) {
        FieldsBuilder merged = new FieldsBuilder(run);
        for (Map.Entry<String, Term> field : Properties.entries(run, left).entrySet()) {
            String name = field.getKey();
            Term term = field.getValue();
            merged.put(
                    name,
                    Properties.has(right, name) ? merging.apply(run, name, term, Properties.get(right, name)) : term);
        }
        for (Map.Entry<String, Term> field : Properties.entries(run, right).entrySet()) {
            if (merged.get(field.getKey()) == null) {
                merged.put(field.getKey(), field.getValue());
            }
        }
        return merged.done();
    }
}
