package io.cairn.engine.fpjson;

import io.cairn.engine.codec.NumberText;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a program computes with: data as JavaScript has it, functions, and undefined. Immutable, but for what a
 * function remembers (as that of {@code once}).
 *
 * <p>Data that comes from a {@link Value} is looked into only as far as a program asks, and goes back unchanged: an
 * integer beyond 2^53 keeps its exact value until something is computed from it.
 */
public sealed interface Term
        permits Term.Undefined,
                Term.Null,
                Term.Bool,
                Term.Num,
                Term.Text,
                Term.Bytes,
                Term.Placeholder,
                Term.Reduced,
                Term.Focus,
                Compound,
                Function,
                Regex,
                Transformer {
    /** How deep containers made by a program may nest; data from outside is at most {@link ValueCodec#DEPTH_MAX}. */
    int DEPTH_MAX = 256;

    /** The term of a value; what lies inside is converted when it is asked for. */
    static Term of(Value value) {
        return of(value, 0);
    }

    /** What a variable holds that does not exist. */
    static Term undefined() {
        return Undefined.UNDEFINED;
    }

    /** The term of a value {@code level} deep in another. */
    static Term of(Value value, int level) {
        return switch (value) {
            case Value.Null _ -> Null.NULL;
            case Value.Bool bool -> Bool.of(bool.value());
            case Value.Int number -> Num.of(number);
            case Value.Double number -> new Num(number.value(), null);
            case Value.Text text -> new Text(text.value());
            case Value.Bytes bytes -> new Bytes(bytes);
            case Value.Array array -> Items.of(array, level);
            case Value.Document document -> Fields.of(document, level);
        };
    }

    /**
     * The value as {@code JSON.stringify} would write it: undefined, functions, NaN and infinities are null (left out
     * where they are undefined fields of an object), -0 is 0; a half of a surrogate pair is U+FFFD.
     *
     * @throws io.cairn.engine.model.CairnException.Refused where it is nested deeper than a value may be, or larger
     */
    default Value value() {
        return new Values().value(this, 0);
    }

    /** Whether JavaScript takes it for true. */
    boolean isTruthy();

    /** How many containers lie within each other here; 0 where there is none. */
    default int depth() {
        return 0;
    }

    /** What is not there. */
    record Undefined() implements Term {
        static final Undefined UNDEFINED = new Undefined();

        @Override
        public boolean isTruthy() {
            return false;
        }
    }

    /** Null. */
    record Null() implements Term {
        static final Null NULL = new Null();

        @Override
        public boolean isTruthy() {
            return false;
        }
    }

    /** True or false. */
    record Bool(boolean isTrue) implements Term {
        static final Bool TRUE = new Bool(true);
        static final Bool FALSE = new Bool(false);

        static Bool of(boolean value) {
            return value ? TRUE : FALSE;
        }

        @Override
        public boolean isTruthy() {
            return isTrue;
        }
    }

    /** A double; with its exact value where it came in as an integer that no double holds. */
    final class Num implements Term {
        static final Num NAN = new Num(Double.NaN, null);
        private static final Num[] SMALL = new Num[258];

        static {
            for (int i = 0; i < SMALL.length; i++) {
                SMALL[i] = new Num(i - 1, null);
            }
        }

        private final double number;
        private final Value.@Nullable Int exact;

        private Num(double number, Value.@Nullable Int exact) {
            this.number = number;
            this.exact = exact;
        }

        static Num of(double number) {
            int whole = (int) number;
            if (whole >= -1 && whole < SMALL.length - 1 && whole == number && (whole != 0 || 1 / number > 0)) {
                return SMALL[whole + 1];
            }
            return new Num(number, null);
        }

        private static Num of(Value.Int integer) {
            long whole = integer.value();
            boolean isDouble = Math.abs(whole) <= Value.INTEGRAL_DOUBLE_MAX && whole != Long.MIN_VALUE;
            return isDouble ? of((double) whole) : new Num((double) whole, integer);
        }

        double number() {
            return number;
        }

        boolean isInteger() {
            return number == Math.rint(number) && !Double.isInfinite(number);
        }

        /** Below, at or above 0 as this is less than, equal to or greater than {@code other}; neither may be NaN. */
        int compare(Num other) {
            if (number != other.number || (exact == null && other.exact == null)) {
                return number < other.number ? -1 : number > other.number ? 1 : 0;
            }
            return finite().compareTo(other.finite());
        }

        /** Null where it is not finite, 0 for -0. */
        Value finite() {
            if (exact != null) {
                return exact;
            }
            return Double.isNaN(number) || Double.isInfinite(number) ? Value.none() : Value.of(number);
        }

        @Override
        public boolean isTruthy() {
            return number != 0 && !Double.isNaN(number);
        }

        /** As JavaScript writes it. */
        @Override
        public String toString() {
            return exact == null ? NumberText.of(number) : exact.toString();
        }
    }

    /** A string of UTF-16 units. */
    record Text(String string) implements Term {
        static final Text EMPTY = new Text("");

        @Override
        public boolean isTruthy() {
            return !string.isEmpty();
        }
    }

    /** Bytes, which programs can pass on and compare only. */
    record Bytes(Value.Bytes bytes) implements Term {
        @Override
        public boolean isTruthy() {
            return true;
        }
    }

    /** Ramda's {@code __}: an argument to be given later. */
    record Placeholder() implements Term {
        static final Placeholder PLACEHOLDER = new Placeholder();

        @Override
        public boolean isTruthy() {
            return true;
        }
    }

    /** What ends a fold early, made by {@code reduced}. */
    record Reduced(Term result) implements Term {
        @Override
        public boolean isTruthy() {
            return true;
        }

        @Override
        public int depth() {
            return result.depth() + 1;
        }
    }

    /** The functor that a lens maps over: {@code over}'s identity, or {@code view}'s constant. */
    record Focus(Term content, boolean isConstant) implements Term {
        @Override
        public boolean isTruthy() {
            return true;
        }

        @Override
        public int depth() {
            return content.depth() + 1;
        }
    }
}
