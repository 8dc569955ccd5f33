package io.cairn.engine.fpjson;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Terms back to values; bounded, since a term may hold another many times. */
final class Values {
    /** How many elements and fields a result may have in all. */
    private static final int CELLS_MAX = 1 << 20;

    private int cells;

    Value value(Term term, int level) {
        return switch (term) {
            case Term.Undefined _, Term.Null _, Function _ -> Value.none();
            case Term.Bool bool -> Value.of(bool.isTrue());
            case Term.Num number -> number.finite();
            case Term.Text text -> Value.of(wellFormed(text.string()));
            case Term.Bytes bytes -> bytes.bytes();
            case Term.Placeholder _ ->
                Value.Document.builder()
                        .put("@@functional/placeholder", Value.of(true))
                        .build();
            case Term.Reduced reduced ->
                Value.Document.builder()
                        .put("@@transducer/value", value(reduced.result(), level + 1))
                        .put("@@transducer/reduced", Value.of(true))
                        .build();
            case Term.Focus focus ->
                Value.Document.builder()
                        .put("value", value(focus.content(), level + 1))
                        .build();
            case Items items -> array(items, level);
            case Fields fields -> document(fields, level);
            case Regex _, Transformer _ -> Value.Document.EMPTY;
        };
    }

    private Value array(Items items, int level) {
        charge(items.size(), level);
        Value.Array source = items.source();
        if (source != null) {
            return source;
        }
        List<Value> values = new ArrayList<>(items.size());
        for (Term item : items.terms()) {
            values.add(value(item, level + 1));
        }
        return new Value.Array(values);
    }

    private Value document(Fields fields, int level) {
        charge(fields.size(), level);
        Value.Document source = fields.source();
        if (source != null) {
            return source;
        }
        LinkedHashMap<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, Term> field : fields.entries().entrySet()) {
            if (!(field.getValue() instanceof Term.Undefined || field.getValue() instanceof Function)) {
                values.put(wellFormed(field.getKey()), value(field.getValue(), level + 1));
            }
        }
        return Value.Document.wrap(values);
    }

    private void charge(int size, int level) {
        if (level >= ValueCodec.DEPTH_MAX) {
            throw new CairnException.Refused(
                    Fuel.TOO_DEEP, "", "the result is nested deeper than " + ValueCodec.DEPTH_MAX);
        }
        cells += size;
        if (size > CELLS_MAX || cells > CELLS_MAX) {
            throw new CairnException.Refused(
                    Fuel.OUT_OF_CELLS, "", "the result has more than " + CELLS_MAX + " elements");
        }
    }

    /** The text with each lone half of a surrogate pair replaced by U+FFFD. */
    static String wellFormed(String text) {
        if (Value.Text.isWellFormed(text)) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                repaired.append(unit).append(text.charAt(i + 1));
                i++;
            } else {
                repaired.append(Character.isSurrogate(unit) ? '\uFFFD' : unit);
            }
        }
        return repaired.toString();
    }
}
