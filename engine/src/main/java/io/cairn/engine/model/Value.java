package io.cairn.engine.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one value model of documents, FPJSON, SQL and index keys.
 *
 * <p>Numbers are an {@link Int} (64-bit) or a finite {@link Double}; an integral double within
 * ±2^53 does not exist (it is an {@link Int}), nor does -0. Text holds no lone surrogates and is
 * ordered by UTF-16 code unit. {@link #compareTo} is a total order over all types:
 *
 * <pre>null &lt; false &lt; true &lt; numbers &lt; text &lt; bytes &lt; arrays &lt; objects</pre>
 *
 * <p>Numbers compare by exact value whatever their kind; arrays element by element, a prefix first;
 * objects as their fields sorted by name: first name, first value, second name, and so on, a prefix
 * first. {@code equals} agrees with the order: the order of an object's fields does not matter, and
 * an {@code Int} beyond 2^53 equals the {@code Double} of the same exact value.
 */
public sealed interface Value extends Comparable<Value> {
    /** The largest magnitude below which every integral double is an {@link Int}. */
    long INTEGRAL_DOUBLE_MAX = 1L << 53;

    /** Rank of the type in the total order. */
    int rank();

    @Override
    default int compareTo(Value other) {
        return ValueOrder.compare(this, other);
    }

    /** The null value. */
    static Null none() {
        return Null.NULL;
    }

    /** A boolean. */
    static Bool of(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    /** An integer. */
    static Int of(long value) {
        return new Int(value);
    }

    /** A number from a double: normalised to {@link Int} where integral within ±2^53. */
    static Value of(double value) {
        Check.argument(
                !java.lang.Double.isNaN(value) && !java.lang.Double.isInfinite(value),
                "number",
                "NaN and infinities are no values");
        if (value >= -(double) INTEGRAL_DOUBLE_MAX && value <= (double) INTEGRAL_DOUBLE_MAX) {
            long integral = (long) value;
            if ((double) integral == value) {
                return new Int(integral);
            }
        }
        return new Double(value);
    }

    /** A text; refuses lone surrogates. */
    static Text of(String value) {
        return new Text(value);
    }

    /** Bytes (copied). */
    static Bytes of(byte[] value) {
        return new Bytes(value.clone());
    }

    /** Null. */
    record Null() implements Value {
        private static final Null NULL = new Null();

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public String toString() {
            return "null";
        }
    }

    /** False and true. */
    record Bool(boolean value) implements Value {
        private static final Bool FALSE = new Bool(false);
        private static final Bool TRUE = new Bool(true);

        @Override
        public int rank() {
            return value ? 2 : 1;
        }

        @Override
        public String toString() {
            return value ? "true" : "false";
        }
    }

    /** A 64-bit signed integer. */
    record Int(long value) implements Value {
        @Override
        public int rank() {
            return 3;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value v && v.rank() == 3 && ValueOrder.compare(this, v) == 0;
        }

        @Override
        public int hashCode() {
            return java.lang.Double.hashCode((double) value);
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A finite double that is no {@link Int}. */
    record Double(double value) implements Value {
        /** Checks the invariant; use {@link Value#of(double)} to normalise. */
        public Double {
            Check.argument(
                    !java.lang.Double.isNaN(value) && !java.lang.Double.isInfinite(value),
                    "number",
                    "NaN and infinities are no values");
            Check.argument(
                    Math.abs(value) > (double) INTEGRAL_DOUBLE_MAX || value != Math.rint(value),
                    "number",
                    "an integral double within 2^53 is an integer");
        }

        @Override
        public int rank() {
            return 3;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value v && v.rank() == 3 && ValueOrder.compare(this, v) == 0;
        }

        @Override
        public int hashCode() {
            return java.lang.Double.hashCode(value);
        }
    }

    /** Unicode text without lone surrogates. */
    record Text(String value) implements Value {
        /** Refuses lone surrogates. */
        public Text {
            Check.argument(isWellFormed(value), "text", "text holds a lone surrogate");
        }

        /** Whether every surrogate in {@code value} is paired. */
        public static boolean isWellFormed(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (Character.isSurrogate(c)) {
                    boolean paired = Character.isHighSurrogate(c)
                            && i + 1 < value.length()
                            && Character.isLowSurrogate(value.charAt(i + 1));
                    if (!paired) {
                        return false;
                    }
                    i++;
                }
            }
            return true;
        }

        @Override
        public int rank() {
            return 4;
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** A byte string. */
    record Bytes(byte[] value) implements Value {
        @Override
        public int rank() {
            return 5;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "0x" + HexFormat.of().formatHex(value);
        }
    }

    /** A list of values. */
    record Array(List<Value> values) implements Value {
        /** Copies the list. */
        public Array {
            values = List.copyOf(values);
        }

        @Override
        public int rank() {
            return 6;
        }
    }

    /**
     * A map from names to values. Keeps the order in which fields were given, for those who show it;
     * equality, order and canonical bytes do not depend on it.
     */
    final class Document implements Value, Iterable<Map.Entry<String, Value>> {
        /** The object without fields. */
        public static final Document EMPTY = new Document(new LinkedHashMap<>());

        private final LinkedHashMap<String, Value> fields;

        private Document(LinkedHashMap<String, Value> fields) {
            this.fields = fields;
        }

        /** Copies a map, keeping its order. */
        public static Document of(Map<String, Value> fields) {
            return new Document(new LinkedHashMap<>(fields));
        }

        /**
         * Takes ownership of a map whose names hold no lone surrogates; the caller must not keep it. For
         * decoders only.
         */
        public static Document wrap(LinkedHashMap<String, Value> fields) {
            return new Document(fields);
        }

        /** A builder of a document. */
        public static Builder builder() {
            return new Builder(new LinkedHashMap<>(), false);
        }

        /** The field, or null where absent (a present null is a {@link Null}). */
        public @Nullable Value get(String name) {
            return fields.get(name);
        }

        /** Whether the field is present. */
        public boolean has(String name) {
            return fields.containsKey(name);
        }

        /** How many fields there are. */
        public int size() {
            return fields.size();
        }

        /** The fields in given order; unmodifiable. */
        public Map<String, Value> fields() {
            return Collections.unmodifiableMap(fields);
        }

        /** The fields sorted by name in UTF-16 order. */
        public Map<String, Value> sorted() {
            return new TreeMap<>(fields);
        }

        /** A builder that starts with these fields. */
        public Builder toBuilder() {
            return new Builder(fields, true);
        }

        @Override
        public Iterator<Map.Entry<String, Value>> iterator() {
            return fields().entrySet().iterator();
        }

        @Override
        public int rank() {
            return 7;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Document document && fields.equals(document.fields);
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }

        @Override
        public String toString() {
            return fields.toString();
        }

        /** Builds a document; not thread-safe. */
        public static final class Builder {
            private LinkedHashMap<String, Value> fields;
            /** Whether a document has the map too, so that it is copied before it changes. */
            private boolean isShared;

            private Builder(LinkedHashMap<String, Value> fields, boolean isShared) {
                this.fields = fields;
                this.isShared = isShared;
            }

            private LinkedHashMap<String, Value> own() {
                if (isShared) {
                    fields = new LinkedHashMap<>(fields);
                    isShared = false;
                }
                return fields;
            }

            /** Sets a field. */
            public Builder put(String name, Value value) {
                Check.argument(Text.isWellFormed(name), "name", "a field name holds a lone surrogate");
                own().put(name, value);
                return this;
            }

            /** Sets a text field. */
            public Builder put(String name, String value) {
                return put(name, Value.of(value));
            }

            /** Sets an integer field. */
            public Builder put(String name, long value) {
                return put(name, Value.of(value));
            }

            /** Removes a field if present. */
            public Builder remove(String name) {
                own().remove(name);
                return this;
            }

            /** Whether the field is present. */
            public boolean has(String name) {
                return fields.containsKey(name);
            }

            /** The document; the builder may go on. */
            public Document build() {
                isShared = true;
                return new Document(fields);
            }
        }
    }
}
