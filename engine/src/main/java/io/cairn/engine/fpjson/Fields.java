package io.cairn.engine.fpjson;

import io.cairn.engine.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * An object: named terms in JavaScript's order, names that are array indexes first and ascending, the others as they
 * were added. Every name is ordinary, {@code __proto__} too.
 */
final class Fields extends Compound<Value.Document, LinkedHashMap<String, Term>> {
    static final Fields EMPTY = new Fields(new LinkedHashMap<>(), 0);

    /** 2^32 - 1 is no index of an array in JavaScript. */
    private static final long INDEX_MAX = 4_294_967_294L;

    private static final int INDEX_DIGITS_MAX = 10;

    private Fields(LinkedHashMap<String, Term> fields, int depth) {
        super(null, fields, Fuel.nested(depth));
    }

    private Fields(Value.Document source, int level) {
        super(source, null, Fuel.depthOfData(level));
    }

    /** The object of these; takes ownership of the map. */
    static Fields of(LinkedHashMap<String, Term> fields) {
        int depth = 0;
        boolean hasIndex = false;
        for (Map.Entry<String, Term> field : fields.entrySet()) {
            depth = Math.max(depth, field.getValue().depth());
            hasIndex |= index(field.getKey()) >= 0;
        }
        return new Fields(hasIndex ? ordered(fields) : fields, depth);
    }

    static Fields of(String name, Term term) {
        LinkedHashMap<String, Term> fields = new LinkedHashMap<>();
        fields.put(name, term);
        return of(fields);
    }

    static Fields of(Value.Document source, int level) {
        return new Fields(source, level);
    }

    /** The number that a name is as the index of an array in its only spelling, or -1. */
    static long index(String name) {
        int length = name.length();
        if (length == 0 || length > INDEX_DIGITS_MAX || (length > 1 && name.charAt(0) == '0')) {
            return -1;
        }
        long index = 0;
        for (int i = 0; i < length; i++) {
            char digit = name.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            index = index * 10 + (digit - '0');
        }
        return index <= INDEX_MAX ? index : -1;
    }

    int size() {
        Value.Document source = source();
        return source == null ? expanded().size() : source.size();
    }

    /** The field, or undefined. */
    Term get(String name) {
        Value.Document source = unexpanded();
        if (source != null) {
            Value value = source.get(name);
            return value == null ? Undefined.UNDEFINED : Term.of(value, levelWithin());
        }
        Term term = expanded().get(name);
        return term == null ? Undefined.UNDEFINED : term;
    }

    boolean has(String name) {
        Value.Document source = source();
        return source == null ? expanded().containsKey(name) : source.has(name);
    }

    /** The fields in order; not to be changed. */
    Map<String, Term> entries() {
        return expanded();
    }

    /** A copy to build another object from. */
    LinkedHashMap<String, Term> copy() {
        return new LinkedHashMap<>(expanded());
    }

    @Override
    LinkedHashMap<String, Term> expand(Value.Document source) {
        LinkedHashMap<String, Term> made = new LinkedHashMap<>();
        boolean hasIndex = false;
        for (Map.Entry<String, Value> field : source) {
            made.put(field.getKey(), Term.of(field.getValue(), levelWithin()));
            hasIndex |= index(field.getKey()) >= 0;
        }
        return hasIndex ? ordered(made) : made;
    }

    private static LinkedHashMap<String, Term> ordered(LinkedHashMap<String, Term> fields) {
        TreeMap<Long, Map.Entry<String, Term>> indexes = new TreeMap<>();
        for (Map.Entry<String, Term> field : fields.entrySet()) {
            long index = index(field.getKey());
            if (index >= 0) {
                indexes.put(index, field);
            }
        }
        LinkedHashMap<String, Term> ordered = new LinkedHashMap<>();
        indexes.values().forEach(field -> ordered.put(field.getKey(), field.getValue()));
        fields.forEach(ordered::putIfAbsent);
        return ordered;
    }
}
