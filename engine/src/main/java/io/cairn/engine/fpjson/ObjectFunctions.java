package io.cairn.engine.fpjson;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Objects as a whole: their names, terms and parts. */
final class ObjectFunctions {
    private ObjectFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("keys", 1, (run, args) -> names(run, args[0] instanceof Term.Text ? Fields.EMPTY : args[0]));
        shelf.exact("keysIn", 1, (run, args) -> names(run, args[0]));
        shelf.exact("values", 1, (run, args) -> values(run, args[0] instanceof Term.Text ? Fields.EMPTY : args[0]));
        shelf.exact("valuesIn", 1, (run, args) -> values(run, args[0]));
        shelf.exact("toPairs", 1, (run, args) -> pairs(run, args[0]));
        shelf.exact("toPairsIn", 1, (run, args) -> pairs(run, args[0]));
        shelf.exact("clone", 1, (_, args) -> args[0]);
        shelf.exact("empty", 1, (_, args) -> empty(args[0]));
        shelf.exact(
                "objOf",
                2,
                (run, args) -> new FieldsBuilder(run)
                        .put(Coercions.key(run, args[0]), args[1])
                        .done());
        shelf.exact("pick", 2, ObjectFunctions::pick);
        shelf.exact("pickAll", 2, (run, args) -> pickAll(run, args[0], args[1]));
        shelf.exact("pickBy", 2, ObjectFunctions::pickBy);
        shelf.exact("omit", 2, ObjectFunctions::omit);
        shelf.open(
                "project",
                2,
                (run, args) -> ListFunctions.mapList(
                        run, Function.plain(1, (later, given) -> pickAll(later, args[0], given[0])), args[1]));
        shelf.exact("invert", 1, ObjectFunctions::invert);
        shelf.exact("invertObj", 1, ObjectFunctions::invertObj);
        shelf.exact("mapObjIndexed", 2, ObjectFunctions::mapObjIndexed);
        shelf.exact("forEachObjIndexed", 2, ObjectFunctions::forEachObjIndexed);
        shelf.exact("evolve", 2, (run, args) -> evolve(run, args[0], args[1]));
        shelf.exact(
                "eqProps",
                3,
                (run, args) -> Term.Bool.of(Equality.isEqual(
                        run, Properties.get(run, args[1], args[0]), Properties.get(run, args[2], args[0]))));
        shelf.exact("where", 2, (run, args) -> Term.Bool.of(where(run, args[0], args[1], true)));
        shelf.exact("whereAny", 2, (run, args) -> Term.Bool.of(!where(run, args[0], args[1], false)));
        shelf.exact("whereEq", 2, ObjectFunctions::whereEq);
        shelf.exact("unwind", 2, ObjectFunctions::unwind);
    }

    private static Term names(Run run, Term target) {
        ItemsBuilder names = new ItemsBuilder(run);
        Properties.entries(run, target).keySet().forEach(name -> names.add(new Term.Text(name)));
        return names.done();
    }

    private static Term values(Run run, Term target) {
        ItemsBuilder values = new ItemsBuilder(run);
        Properties.entries(run, target).values().forEach(values::add);
        return values.done();
    }

    private static Term pairs(Run run, Term target) {
        ItemsBuilder pairs = new ItemsBuilder(run);
        Properties.entries(run, target).forEach((name, term) -> {
            run.fuel().cells(2);
            pairs.add(Items.of(new Term.Text(name), term));
        });
        return pairs.done();
    }

    private static Term empty(Term term) {
        if (term instanceof Term.Text) {
            return Term.Text.EMPTY;
        }
        return term instanceof Items ? Items.EMPTY : Types.isObject(term) ? Fields.EMPTY : Term.Undefined.UNDEFINED;
    }

    private static Term pick(Run run, Term[] args) {
        FieldsBuilder picked = new FieldsBuilder(run);
        for (Term name : Properties.elements(run, args[0])) {
            if (PathFunctions.isIn(run, name, args[1])) {
                picked.put(Coercions.key(run, name), Properties.get(run, args[1], name));
            }
        }
        return picked.done();
    }

    private static Term pickAll(Run run, Term names, Term target) {
        FieldsBuilder picked = new FieldsBuilder(run);
        for (Term name : Properties.elements(run, names)) {
            picked.put(Coercions.key(run, name), Properties.get(run, target, name));
        }
        return picked.done();
    }

    private static Term pickBy(Run run, Term[] args) {
        FieldsBuilder picked = new FieldsBuilder(run);
        for (Map.Entry<String, Term> field : Properties.entries(run, args[1]).entrySet()) {
            if (run.test(args[0], field.getValue(), new Term.Text(field.getKey()), args[1])) {
                picked.put(field.getKey(), field.getValue());
            }
        }
        return picked.done();
    }

    private static Term omit(Run run, Term[] args) {
        TreeSet<String> names = new TreeSet<>();
        for (Term name : Properties.elements(run, args[0])) {
            names.add(Coercions.key(run, name));
        }
        FieldsBuilder left = new FieldsBuilder(run);
        Properties.entries(run, args[1]).forEach((name, term) -> {
            if (!names.contains(name)) {
                left.put(name, term);
            }
        });
        return left.done();
    }

    /** The fields as {@code Object.keys} gives them. */
    private static Map<String, Term> own(Run run, Term target) {
        return target instanceof Term.Text ? Fields.EMPTY.entries() : Properties.entries(run, target);
    }

    private static Term invert(Run run, Term[] args) {
        LinkedHashMap<String, ItemsBuilder> lists = new LinkedHashMap<>();
        own(run, args[0])
                .forEach((name, term) -> lists.computeIfAbsent(Coercions.key(run, term), _ -> new ItemsBuilder(run))
                        .add(new Term.Text(name)));
        FieldsBuilder inverted = new FieldsBuilder(run);
        lists.forEach((name, list) -> inverted.put(name, list.done()));
        return inverted.done();
    }

    private static Term invertObj(Run run, Term[] args) {
        FieldsBuilder inverted = new FieldsBuilder(run);
        own(run, args[0]).forEach((name, term) -> inverted.put(Coercions.key(run, term), new Term.Text(name)));
        return inverted.done();
    }

    private static Term mapObjIndexed(Run run, Term[] args) {
        FieldsBuilder mapped = new FieldsBuilder(run);
        own(run, args[1])
                .forEach((name, term) -> mapped.put(name, run.call(args[0], term, new Term.Text(name), args[1])));
        return mapped.done();
    }

    private static Term forEachObjIndexed(Run run, Term[] args) {
        own(run, args[1]).forEach((name, term) -> run.call(args[0], term, new Term.Text(name), args[1]));
        return args[1];
    }

    private static Term evolve(Run run, Term transformations, Term target) {
        if (!Types.isObject(target) && !(target instanceof Items)) {
            return target;
        }
        run.fuel().enter();
        Map<String, Term> entries = Properties.entries(run, target);
        run.fuel().cells(entries.size());
        LinkedHashMap<String, Term> evolved = new LinkedHashMap<>();
        for (Map.Entry<String, Term> field : entries.entrySet()) {
            Term transformation = Properties.get(transformations, field.getKey());
            Term term = field.getValue();
            if (transformation instanceof Function) {
                term = run.call(transformation, term);
            } else if (!Types.isScalar(transformation)) {
                term = evolve(run, transformation, term);
            }
            evolved.put(field.getKey(), term);
        }
        run.fuel().leave();
        return target instanceof Items ? Items.of(evolved.values().toArray(new Term[0])) : Fields.of(evolved);
    }

    /** Whether the predicates of a specification all give {@code wanted}. */
    private static boolean where(Run run, Term specification, Term target, boolean wanted) {
        for (Map.Entry<String, Term> field :
                Properties.entries(run, specification).entrySet()) {
            if (run.test(field.getValue(), Properties.get(target, field.getKey())) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static Term whereEq(Run run, Term[] args) {
        Term equal = Function.plain(
                1,
                (_, given) ->
                        Function.plain(1, (later, found) -> Term.Bool.of(Equality.isEqual(later, given[0], found[0]))));
        return Term.Bool.of(where(run, ListFunctions.map(run, equal, args[0]), args[1], true));
    }

    private static Term unwind(Run run, Term[] args) {
        if (!PathFunctions.isIn(run, args[0], args[1])
                || !(Properties.get(run, args[1], args[0]) instanceof Items items)) {
            return new ItemsBuilder(run).add(args[1]).done();
        }
        ItemsBuilder unwound = new ItemsBuilder(run);
        for (Term item : items.terms()) {
            unwound.add(PathFunctions.assoc(run, args[0], item, args[1]));
        }
        return unwound.done();
    }
}
