package io.cairn.engine.fpjson;

import io.cairn.engine.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types that {@code typ} names, and what JavaScript calls the type of a term. */
final class Types {
    private static final double ARRAY_LENGTH_MAX = 4_294_967_295.0;

    private static final Function.Type OBJECT = new Function.Type("Object", (run, args) -> {
        Term given = first(args);
        return Properties.isNil(given) ? Fields.EMPTY : given;
    });
    private static final Function.Type ARRAY = new Function.Type("Array", Types::array);
    private static final Function.Type STRING = new Function.Type(
            "String", (run, args) -> args.length == 0 ? Term.Text.EMPTY : run.text(Coercions.text(run, args[0])));
    private static final Function.Type NUMBER = new Function.Type(
            "Number", (run, args) -> Term.Num.of(args.length == 0 ? 0 : Coercions.number(run, args[0])));
    private static final Function.Type BOOLEAN =
            new Function.Type("Boolean", (run, args) -> Term.Bool.of(first(args).isTruthy()));

    private Types() {}

    /** The type that a program {@code ["typ", name]} means, or undefined. */
    static Term named(List<Value> program) {
        Term type = program.size() > 1 && program.get(1) instanceof Value.Text name ? find(name.value()) : null;
        return type == null ? Term.Undefined.UNDEFINED : type;
    }

    private static Function.@Nullable Type find(String name) {
        return switch (name) {
            case "Object" -> OBJECT;
            case "Array" -> ARRAY;
            case "String" -> STRING;
            case "Number" -> NUMBER;
            case "Boolean" -> BOOLEAN;
            default -> null;
        };
    }

    private static Term first(Term[] args) {
        return args.length == 0 ? Term.Undefined.UNDEFINED : args[0];
    }

    private static Term array(Run run, Term[] args) {
        if (args.length != 1 || !(args[0] instanceof Term.Num number)) {
            run.fuel().cells(args.length);
            return Items.of(args);
        }
        double size = number.number();
        if (size < 0 || !number.isInteger() || size > ARRAY_LENGTH_MAX) {
            throw new Failure(Failure.ARGUMENT, "no list has " + Describe.of(number) + " elements");
        }
        run.fuel().cells((long) size);
        Term[] holes = new Term[(int) size];
        java.util.Arrays.fill(holes, Term.Undefined.UNDEFINED);
        return Items.of(holes);
    }

    /** Whether a term is of a type, as Ramda's {@code is} decides. */
    static boolean is(Term type, Term term) {
        if (!(type instanceof Function.Type constructor)) {
            if (type instanceof Function) {
                return false;
            }
            throw new Failure(Failure.ARGUMENT, Describe.of(type) + " is no type");
        }
        return switch (constructor.name()) {
            case "Object" -> !isScalar(term);
            case "Array" -> term instanceof Items;
            case "String" -> term instanceof Term.Text;
            case "Number" -> term instanceof Term.Num;
            default -> term instanceof Term.Bool;
        };
    }

    static boolean isInteger(Term term) {
        return term instanceof Term.Num number && number.isInteger();
    }

    /** Neither an object nor a function. */
    static boolean isScalar(Term term) {
        return switch (term) {
            case Term.Undefined _, Term.Null _, Term.Bool _, Term.Num _, Term.Text _ -> true;
            default -> false;
        };
    }

    /** Whether JavaScript's tag of it is Object. */
    static boolean isObject(Term term) {
        return switch (term) {
            case Fields _, Transformer _, Term.Placeholder _, Term.Reduced _, Term.Focus _ -> true;
            default -> false;
        };
    }

    static String name(Term term) {
        return switch (term) {
            case Term.Undefined _ -> "Undefined";
            case Term.Null _ -> "Null";
            case Term.Bool _ -> "Boolean";
            case Term.Num _ -> "Number";
            case Term.Text _ -> "String";
            case Term.Bytes _ -> "Uint8Array";
            case Items _ -> "Array";
            case Function _ -> "Function";
            case Regex _ -> "RegExp";
            case Fields _, Transformer _, Term.Placeholder _, Term.Reduced _, Term.Focus _ -> "Object";
        };
    }
}
