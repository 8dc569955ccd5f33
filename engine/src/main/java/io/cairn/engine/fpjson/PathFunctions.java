package io.cairn.engine.fpjson;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reading and changing what lies at a name or a path. */
final class PathFunctions {
    private PathFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("prop", 2, (run, args) -> prop(run, args[0], args[1]));
        shelf.exact("propOr", 3, (run, args) -> LogicFunctions.defaultTo(args[0], prop(run, args[1], args[2])));
        shelf.exact("props", 2, PathFunctions::props);
        shelf.exact("path", 2, (run, args) -> path(run, args[0], args[1]));
        shelf.exact("pathOr", 3, (run, args) -> LogicFunctions.defaultTo(args[0], path(run, args[1], args[2])));
        shelf.exact("paths", 2, PathFunctions::paths);
        shelf.exact("assoc", 3, (run, args) -> assoc(run, args[0], args[1], args[2]));
        shelf.exact("assocPath", 3, (run, args) -> assocPath(run, args, 0, args[2]));
        shelf.exact("dissoc", 2, (run, args) -> dissoc(run, args[0], args[1]));
        shelf.exact("dissocPath", 2, (run, args) -> dissocPath(run, args[0], 0, args[1]));
        shelf.exact(
                "modify",
                3,
                (run, args) -> modifyPath(run, new Term[] {Items.of(args[0]), args[1], args[2]}, 0, args[2]));
        shelf.exact("modifyPath", 3, (run, args) -> modifyPath(run, args, 0, args[2]));
        shelf.exact("has", 2, (run, args) -> Term.Bool.of(hasPath(run, Items.of(args[0]), args[1])));
        shelf.exact("hasPath", 2, (run, args) -> Term.Bool.of(hasPath(run, args[0], args[1])));
        shelf.exact("hasIn", 2, (run, args) -> Term.Bool.of(!Properties.isNil(args[1]) && isIn(run, args[0], args[1])));
    }

    /** The element at an index; counted from the end where negative. */
    static Term nth(Run run, Term offset, Term list) {
        double given = Coercions.number(run, offset);
        if (list instanceof Term.Text text) {
            double index =
                    Coercions.integer(run, Term.Num.of(given < 0 ? text.string().length() + given : given));
            boolean isInside = index >= 0 && index < text.string().length();
            return isInside ? Properties.letter(text.string(), (int) index) : Term.Text.EMPTY;
        }
        if (given < 0) {
            return Properties.get(run, list, Term.Num.of(Properties.length(run, list) + given));
        }
        return Properties.get(run, list, offset);
    }

    static Term prop(Run run, Term name, Term target) {
        if (Properties.isNil(target)) {
            return Term.Undefined.UNDEFINED;
        }
        return Types.isInteger(name) ? nth(run, name, target) : Properties.get(run, target, name);
    }

    static Term path(Run run, Term path, Term target) {
        Term term = target;
        double length = Properties.length(run, path);
        for (int i = 0; i < length; i++) {
            if (Properties.isNil(term)) {
                return Term.Undefined.UNDEFINED;
            }
            run.fuel().steps(1);
            term = prop(run, Properties.at(path, i), term);
        }
        return term;
    }

    private static Items list(Term term) {
        if (term instanceof Items items) {
            return items;
        }
        throw new Failure(Failure.ARGUMENT, "takes a list of names, not " + Describe.of(term));
    }

    private static Term props(Run run, Term[] args) {
        ItemsBuilder found = new ItemsBuilder(run);
        for (Term name : Properties.elements(run, list(args[0]))) {
            found.add(prop(run, name, args[1]));
        }
        return found.done();
    }

    private static Term paths(Run run, Term[] args) {
        ItemsBuilder found = new ItemsBuilder(run);
        for (Term path : Properties.elements(run, list(args[0]))) {
            found.add(path(run, path, args[1]));
        }
        return found.done();
    }

    /** Whether the target itself has a field of that name. */
    static boolean isOwn(Run run, Term name, Term target) {
        return Properties.has(target, Coercions.key(run, name));
    }

    /** JavaScript's {@code in}, which scalars refuse. */
    static boolean isIn(Run run, Term name, Term target) {
        if (Types.isScalar(target)) {
            throw new Failure(Failure.ARGUMENT, "looks for a field in " + Describe.of(target));
        }
        return isOwn(run, name, target);
    }

    private static boolean hasPath(Run run, Term path, Term target) {
        double length = Properties.length(run, path);
        if (length == 0 || Properties.isNil(target)) {
            return false;
        }
        Term term = target;
        for (int i = 0; i < length; i++) {
            Term name = Properties.at(path, i);
            if (Properties.isNil(term) || !isOwn(run, name, term)) {
                return false;
            }
            run.fuel().steps(1);
            term = Properties.get(run, term, name);
        }
        return true;
    }

    /** A copy of an object, or of a list as one, to be changed. */
    static LinkedHashMap<String, Term> copied(Run run, Term target) {
        Map<String, Term> entries = Properties.entries(run, target);
        run.fuel().cells(entries.size() + 1L);
        return new LinkedHashMap<>(entries);
    }

    static Term assoc(Run run, Term name, Term value, Term target) {
        if (Types.isInteger(name) && target instanceof Items items) {
            return assocIndex(run, Coercions.number(run, name), value, items);
        }
        LinkedHashMap<String, Term> fields = copied(run, target);
        fields.put(Coercions.key(run, name), value);
        return Fields.of(fields);
    }

    private static Term assocIndex(Run run, double index, Term value, Items items) {
        if (index < 0) {
            return items;
        }
        double size = Math.max(items.size(), index + 1);
        run.fuel().cells((long) size);
        Term[] all = new Term[(int) size];
        for (int i = 0; i < all.length; i++) {
            all[i] = items.get(i);
        }
        all[(int) index] = value;
        return Items.of(all);
    }

    private static Term assocPath(Run run, Term[] args, int at, Term target) {
        double length = Properties.length(run, args[0]);
        if (length == at) {
            return args[1];
        }
        run.fuel().enter();
        Term name = Properties.at(args[0], at);
        Term value = args[1];
        if (length > at + 1) {
            Term inner;
            if (!Properties.isNil(target) && isOwn(run, name, target)) {
                inner = Properties.get(run, target, name);
            } else {
                inner = Types.isInteger(Properties.at(args[0], at + 1)) ? Items.EMPTY : Fields.EMPTY;
            }
            value = assocPath(run, args, at + 1, inner);
        }
        run.fuel().leave();
        return assoc(run, name, value, target);
    }

    private static Term dissoc(Run run, Term name, Term target) {
        if (Properties.isNil(target)) {
            return target;
        }
        if (Types.isInteger(name) && target instanceof Items) {
            return ListChangeFunctions.removed(run, Coercions.number(run, name), 1, target);
        }
        LinkedHashMap<String, Term> fields = copied(run, target);
        fields.remove(Coercions.key(run, name));
        return Fields.of(fields);
    }

    private static Term dissocPath(Run run, Term path, int at, Term target) {
        if (Properties.isNil(target)) {
            return target;
        }
        double length = Properties.length(run, path);
        if (length == 0) {
            return target;
        }
        Term name = Properties.at(path, at);
        if (length == at + 1) {
            return dissoc(run, name, target);
        }
        Term inner = Properties.get(run, target, name);
        if (Properties.isNil(inner)) {
            boolean isList = Types.isInteger(name) && target instanceof Items;
            return isList ? target : Fields.of(copied(run, target));
        }
        run.fuel().enter();
        Term changed = dissocPath(run, path, at + 1, inner);
        run.fuel().leave();
        return assoc(run, name, changed, target);
    }

    private static Term modifyPath(Run run, Term[] args, int at, Term target) {
        double length = Properties.length(run, args[0]);
        boolean isContainer = Types.isObject(target) || target instanceof Items;
        Term name = Properties.at(args[0], at);
        if (!isContainer || length == at || !isOwn(run, name, target)) {
            return target;
        }
        Term inner = Properties.get(run, target, name);
        if (length == at + 1) {
            return assoc(run, name, run.call(args[1], inner), target);
        }
        run.fuel().enter();
        Term changed = modifyPath(run, args, at + 1, inner);
        run.fuel().leave();
        return Equality.isIdentical(run, changed, inner) ? target : assoc(run, name, changed, target);
    }
}
