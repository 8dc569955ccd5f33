package io.cairn.engine.fpjson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looking into terms as JavaScript does, but at data only: names that every JavaScript object inherits are no fields.
 * Fields that hold functions are never called as methods.
 */
final class Properties {
    private static final String LENGTH = "length";

    private Properties() {}

    static boolean isNil(Term term) {
        return term instanceof Term.Undefined || term instanceof Term.Null;
    }

    /** {@code target[name]}; a failure where the target is null or undefined. */
    static Term get(Term target, String name) {
        return switch (target) {
            case Fields fields -> fields.get(name);
            case Items items -> {
                long index = Fields.index(name);
                yield index >= 0 && index < items.size()
                        ? items.get((int) index)
                        : name.equals(LENGTH) ? Term.Num.of(items.size()) : Term.Undefined.UNDEFINED;
            }
            case Term.Text text -> {
                long index = Fields.index(name);
                yield index >= 0 && index < text.string().length()
                        ? letter(text.string(), (int) index)
                        : name.equals(LENGTH) ? Term.Num.of(text.string().length()) : Term.Undefined.UNDEFINED;
            }
            case Function function ->
                switch (name) {
                    case LENGTH -> Term.Num.of(function.length());
                    case "name" -> new Term.Text(function.name());
                    default -> Term.Undefined.UNDEFINED;
                };
            case Regex regex ->
                switch (name) {
                    case "source" -> new Term.Text(regex.source());
                    case "flags" -> new Term.Text(regex.flags());
                    case "global" -> Term.Bool.of(regex.isGlobal());
                    default -> Term.Undefined.UNDEFINED;
                };
            case Term.Focus focus -> name.equals("value") ? focus.content() : Term.Undefined.UNDEFINED;
            case Term.Undefined _, Term.Null _ -> throw nothing(target, name);
            case Term.Bool _, Term.Num _, Term.Bytes _, Term.Placeholder _, Term.Reduced _, Transformer _ ->
                Term.Undefined.UNDEFINED;
        };
    }

    /** {@code target[key]} for a key of any type. */
    static Term get(Run run, Term target, Term key) {
        if (key instanceof Term.Num number && number.isInteger() && number.number() >= 0) {
            if (target instanceof Items items) {
                return number.number() < items.size() ? items.get((int) number.number()) : Term.Undefined.UNDEFINED;
            }
            if (target instanceof Term.Text text) {
                return number.number() < text.string().length()
                        ? letter(text.string(), (int) number.number())
                        : Term.Undefined.UNDEFINED;
            }
        }
        return get(target, Coercions.key(run, key));
    }

    private static Failure nothing(Term target, String name) {
        String what = "looks for " + Describe.of(new Term.Text(name)) + " in " + Describe.of(target);
        return new Failure(Failure.NOTHING, what);
    }

    /** Whether the target itself has the field; a failure where it is null or undefined. */
    static boolean has(Term target, String name) {
        return switch (target) {
            case Fields fields -> fields.has(name);
            case Items items -> hasIndex(name, items.size());
            case Term.Text text -> hasIndex(name, text.string().length());
            case Function _ -> name.equals(LENGTH) || name.equals("name");
            case Regex _ -> name.equals("lastIndex");
            case Term.Focus _ -> name.equals("value");
            case Term.Undefined _, Term.Null _ -> throw nothing(target, name);
            case Term.Bool _, Term.Num _, Term.Bytes _, Term.Placeholder _, Term.Reduced _, Transformer _ -> false;
        };
    }

    private static boolean hasIndex(String name, int size) {
        long index = Fields.index(name);
        return name.equals(LENGTH) || (index >= 0 && index < size);
    }

    /** What a loop to {@code target.length} runs to: NaN, and so nowhere, where that is no number. */
    static double length(Run run, Term target) {
        return switch (target) {
            case Items items -> items.size();
            case Term.Text text -> text.string().length();
            case Fields fields -> Coercions.number(run, fields.get(LENGTH));
            case Function function -> function.length();
            case Term.Undefined _, Term.Null _ -> throw nothing(target, LENGTH);
            default -> Double.NaN;
        };
    }

    /** {@code target[index]} in such a loop. */
    static Term at(Term target, double index) {
        return switch (target) {
            case Items items -> items.get((int) index);
            case Term.Text text ->
                index >= 0 && index < text.string().length()
                        ? letter(text.string(), (int) index)
                        : Term.Undefined.UNDEFINED;
            default -> get(target, Term.Num.of(index).toString());
        };
    }

    /** The elements that a loop to {@code target.length} meets, charged as steps. */
    static Term[] elements(Run run, Term target) {
        if (target instanceof Items items) {
            run.fuel().steps(items.size());
            return items.terms();
        }
        double length = Math.ceil(length(run, target));
        if (!(length > 0)) {
            return Items.EMPTY.terms();
        }
        run.fuel().cells((long) length);
        Term[] elements = new Term[(int) length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = at(target, i);
        }
        return elements;
    }

    static Term letter(String text, int index) {
        return new Term.Text(String.valueOf(text.charAt(index)));
    }

    /** What {@code for (name in target)} meets, with the terms: nothing for scalars, null and functions. */
    static Map<String, Term> entries(Run run, Term target) {
        return switch (target) {
            case Fields fields -> {
                run.fuel().steps(fields.size());
                yield fields.entries();
            }
            case Items _, Term.Text _ -> {
                Term[] elements = elements(run, target);
                run.fuel().cells(elements.length);
                LinkedHashMap<String, Term> entries = new LinkedHashMap<>();
                for (int i = 0; i < elements.length; i++) {
                    entries.put(Integer.toString(i), elements[i]);
                }
                yield entries;
            }
            default -> Fields.EMPTY.entries();
        };
    }

    /** {@code Object.keys}, but nothing for text. */
    static List<String> keys(Run run, Term target) {
        return target instanceof Term.Text
                ? List.of()
                : new ArrayList<>(entries(run, target).keySet());
    }

    /** Whether Ramda's folds take it for a list: a list, or an object with a length and its first and last element. */
    static boolean isListLike(Term target) {
        if (target instanceof Fields fields && fields.get(LENGTH) instanceof Term.Num length) {
            return length.number() == 0
                    || (length.number() > 0
                            && fields.has("0")
                            && fields.has(Term.Num.of(length.number() - 1).toString()));
        }
        return target instanceof Items;
    }
}
