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
    /** How many elements, fields and characters a result may have in all. */
    private static final int CELLS_MAX = 1 << 24;

    private long cells;

    Value value(Term term, int level) {
        return switch (term) {
            case Term.Undefined _, Term.Null _, Function _ -> Value.none();
            case Term.Bool bool -> Value.of(bool.isTrue());
            case Term.Num number -> number.finite();
            case Term.Text text -> {
                count(text.string().length());
                yield Value.of(wellFormed(text.string()));
            }
            case Term.Bytes bytes -> {
                count(bytes.bytes().value().length);
                yield bytes.bytes();
            }
            case Term.Placeholder _ ->
                Value.Document.builder()
                        .put("@@functional/placeholder", Value.of(true))
                        .build();
            case Term.Reduced reduced -> {
                LinkedHashMap<String, Term> fields = new LinkedHashMap<>();
                fields.put("@@transducer/value", reduced.result());
                fields.put("@@transducer/reduced", Term.Bool.TRUE);
                yield value(Fields.of(fields), level);
            }
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
        begin(items.size(), level);
        Value.Array source = items.source();
        if (source != null) {
            source.values().forEach(this::weigh);
            return source;
        }
        List<Value> values = new ArrayList<>(items.size());
        for (Term item : items.terms()) {
            values.add(value(item, level + 1));
        }
        return new Value.Array(values);
    }

    private Value document(Fields fields, int level) {
        begin(fields.size(), level);
        Value.Document source = fields.source();
        if (source != null) {
            source.fields().values().forEach(this::weigh);
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

    /** Counts data that is passed on as it is: it may be passed on many times. */
    private void weigh(Value value) {
        switch (value) {
            case Value.Text text -> count(text.value().length());
            case Value.Bytes bytes -> count(bytes.value().length);
            case Value.Array array -> {
                count(array.values().size());
                array.values().forEach(this::weigh);
            }
            case Value.Document document -> {
                count(document.size());
                document.fields().values().forEach(this::weigh);
            }
            case Value.Null _, Value.Bool _, Value.Int _, Value.Double _ -> {}
        }
    }

    private void begin(int size, int level) {
        if (level >= ValueCodec.DEPTH_MAX) {
            throw new CairnException.Refused(
                    Fuel.TOO_DEEP, "", "the result is nested deeper than " + ValueCodec.DEPTH_MAX);
        }
        count(size);
    }

    private void count(int size) {
        cells += size;
        if (cells > CELLS_MAX) {
            throw new CairnException.Refused(
                    Fuel.OUT_OF_CELLS, "", "the result has more than " + CELLS_MAX + " elements and characters");
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
