package io.cairn.engine.fpjson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one run. A path is names joined by dots ({@code user.age}, {@code list.0}); a path that begins
 * with {@code $} names the variable that holds the path; text that begins with {@code %} is meant as it stands,
 * without the sign.
 *
 * <p>Not thread-safe. What is read is a snapshot: setting {@code a.b} later does not change what {@code a} gave.
 */
public final class Variables {
    /** The code for a path that cannot be set. */
    public static final String PATH = "fpjson-path";

    /** How many elements a path may add to a list to reach its index. */
    private static final int GAP_MAX = 1000;

    private static final String DOLLARS_REFUSED = "$".repeat(16);

    private final LinkedHashMap<String, Term> roots = new LinkedHashMap<>();
    private final TreeMap<String, String> aliases = new TreeMap<>();
    private @Nullable Set<String> noted;

    /** From now on what is named {@code name} is what is named {@code target}, in paths through it, too. */
    public void alias(String name, String target) {
        aliases.put(name, target);
    }

    private String real(String path) {
        for (int end = path.length(); end > 0 && !aliases.isEmpty(); end = path.lastIndexOf('.', end - 1)) {
            String target = aliases.get(path.substring(0, end));
            if (target != null) {
                return target + path.substring(end);
            }
        }
        return path;
    }

    private String[] real(String[] names) {
        // Every alias has a dot, so that a plain name is what it says.
        if (aliases.isEmpty() || names.length == 1) {
            return names;
        }
        String path = String.join(".", names);
        String real = real(path);
        return real.equals(path) ? names : names(real);
    }

    /** From now on the paths that are assigned are added to these; to none where null. */
    void note(@Nullable Set<String> paths) {
        noted = paths;
    }

    /** Sets the variable of exactly this name, whatever signs and dots it holds. */
    public void define(String name, Term value) {
        roots.put(name, value);
    }

    /** Sets a variable, making objects on the way to it. */
    public void set(String path, Term value) {
        try {
            assign(path, value, null);
        } catch (Failure failure) {
            throw failure.refused("");
        }
    }

    /** The variable, or undefined where it is missing. */
    public Term get(String path) {
        try {
            return lookUp(path);
        } catch (Failure failure) {
            throw failure.refused("");
        }
    }

    private Term lookUp(String path) {
        if (path.startsWith("%")) {
            return new Term.Text(path.substring(1));
        }
        return read(path.startsWith("$") ? dynamic(path) : path);
    }

    /** The names of the variables in the order they were first set. */
    public List<String> names() {
        return List.copyOf(roots.keySet());
    }

    /** What stands at a path as it is written, without {@code $} and {@code %}. */
    Term read(String path) {
        return path.indexOf('.') < 0 ? root(path) : read(names(path));
    }

    /** What stands at the names of a path. */
    Term read(String[] written) {
        String[] names = real(written);
        Term term = root(names[0]);
        for (int i = 1; i < names.length; i++) {
            if (Properties.isNil(term)) {
                return Term.Undefined.UNDEFINED;
            }
            term = Properties.get(term, names[i]);
        }
        return term;
    }

    /** Text is a path to read; lists and objects are read element by element; the rest is itself. */
    Term resolve(Term path, Run run) {
        run.fuel().enter();
        Term resolved = switch (path) {
            case Term.Text text -> {
                run.fuel().steps(text.string().length() >> Coercions.LETTERS_PER_STEP_LOG);
                yield lookUp(text.string());
            }
            case Items items -> {
                run.fuel().cells(items.size());
                Term[] terms = new Term[items.size()];
                for (int i = 0; i < terms.length; i++) {
                    terms[i] = resolve(items.get(i), run);
                }
                yield Items.of(terms);
            }
            case Fields fields -> {
                run.fuel().cells(fields.size());
                LinkedHashMap<String, Term> terms = new LinkedHashMap<>();
                for (Map.Entry<String, Term> field : fields.entries().entrySet()) {
                    terms.put(field.getKey(), resolve(field.getValue(), run));
                }
                yield Fields.of(terms);
            }
            default -> path;
        };
        run.fuel().leave();
        return resolved;
    }

    /** Sets a variable and charges what is copied. */
    void assign(String path, Term value, @Nullable Fuel fuel) {
        String plain = path.startsWith("$") ? dynamic(path) : path;
        String[] names = names(real(plain));
        Set<String> told = noted;
        if (told != null) {
            told.add(plain);
        }
        if (names.length == 1) {
            roots.put(names[0], value);
            return;
        }
        List<Term> outer = new ArrayList<>();
        Term term = root(names[0]);
        for (int i = 1; i < names.length; i++) {
            Term container = isNil(term) ? Fields.EMPTY : term;
            outer.add(container);
            term = i < names.length - 1 ? Properties.get(container, names[i]) : term;
        }
        Term changed = value;
        for (int i = names.length - 1; i > 0; i--) {
            changed = with(outer.get(i - 1), names[i], changed, path, fuel);
        }
        roots.put(names[0], changed);
    }

    private static Term with(Term container, String name, Term value, String path, @Nullable Fuel fuel) {
        if (container instanceof Fields fields) {
            charge(fuel, fields.size() + 1);
            LinkedHashMap<String, Term> copy = fields.copy();
            copy.put(name, value);
            return Fields.of(copy);
        }
        long index = Fields.index(name);
        if (container instanceof Items items && index >= 0 && index <= items.size() + GAP_MAX) {
            int size = Math.max(items.size(), (int) index + 1);
            charge(fuel, size);
            Term[] copy = new Term[size];
            for (int i = 0; i < size; i++) {
                copy[i] = items.get(i);
            }
            copy[(int) index] = value;
            return Items.of(copy);
        }
        throw new Failure(
                PATH, "the path " + path + " goes through " + Describe.of(container) + ", which has no field " + name);
    }

    private static void charge(@Nullable Fuel fuel, int cells) {
        if (fuel != null) {
            fuel.cells(cells);
        }
    }

    private String dynamic(String path) {
        if (path.startsWith(DOLLARS_REFUSED)) {
            throw new Failure(PATH, "a path begins with fewer than " + DOLLARS_REFUSED.length() + " dollar signs");
        }
        Term named = lookUp(path.substring(1));
        if (named instanceof Term.Text text) {
            return text.string();
        }
        throw new Failure(PATH, "the path " + path + " is taken from " + Describe.of(named) + ", which is no text");
    }

    private Term root(String name) {
        Term term = roots.get(name);
        return term == null ? Term.Undefined.UNDEFINED : term;
    }

    private static boolean isNil(Term term) {
        return term instanceof Term.Undefined || term instanceof Term.Null;
    }

    static String[] names(String path) {
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
            names.add(path.substring(from, dot));
            from = dot + 1;
        }
        names.add(path.substring(from));
        return names.toArray(new String[0]);
    }
}
