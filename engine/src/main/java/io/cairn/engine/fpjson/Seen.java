package io.cairn.engine.fpjson;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A set of terms by Ramda's {@code equals}. */
final class Seen {
    private final TreeSet<String> texts = new TreeSet<>();
    private final TreeSet<Value> numbers = new TreeSet<>();
    private final TreeSet<String> others = new TreeSet<>();
    private final List<Term> compound = new ArrayList<>();

    /** Whether the term was not in it before. */
    boolean add(Run run, Term term) {
        run.fuel().cells(1);
        return switch (term) {
            case Term.Text text -> {
                run.fuel().steps(1 + (text.string().length() >> 2));
                yield texts.add(text.string());
            }
            case Term.Num number -> {
                boolean isOrdinary = !Double.isInfinite(number.number())
                        && !Double.isNaN(number.number())
                        && (number.number() != 0 || 1 / number.number() > 0);
                yield isOrdinary ? numbers.add(number.finite()) : others.add(odd(number.number()));
            }
            case Term.Bool bool -> others.add(bool.isTrue() ? "true" : "false");
            case Term.Null _ -> others.add("null");
            case Term.Undefined _ -> others.add("undefined");
            default -> addCompound(run, term);
        };
    }

    private static String odd(double number) {
        return Double.isNaN(number) ? "NaN" : number == 0 ? "-0" : number > 0 ? "Infinity" : "-Infinity";
    }

    private boolean addCompound(Run run, Term term) {
        for (Term known : compound) {
            if (Equality.isEqual(run, known, term)) {
                return false;
            }
        }
        return compound.add(term);
    }
}
