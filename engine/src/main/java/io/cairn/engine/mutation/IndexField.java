package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One field of a declared index, written {@code [field]}, {@code [field, "asc"]}, {@code [field, "desc"]}, or, as the
 * first, {@code [field, "array"]}: then the index has an entry for each distinct element of the array in the field.
 */
public record IndexField(FieldPath path, Kind kind) {
    /** Most fields of one index. */
    public static final int FIELDS_MAX = 8;

    /** How the entries of an index stand by a field. */
    public enum Kind {
        /** Least values first. */
        ASC("asc"),
        /** Greatest values first. */
        DESC("desc"),
        /** By the elements of an array. */
        ARRAY("array");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word that stands for it. */
        public String word() {
            return word;
        }
    }

    /** An ascending field. */
    public static IndexField ascending(FieldPath path) {
        return new IndexField(path, Kind.ASC);
    }

    /**
     * Parses the fields of an index.
     *
     * @throws CairnException.Incorrect {@code index-malformed}, {@code path-malformed}, or {@code index-automatic} for a
     *     single field, which has an index anyway
     */
    public static List<IndexField> parse(Value value, String at) {
        if (!(value instanceof Value.Array array)
                || array.values().isEmpty()
                || array.values().size() > FIELDS_MAX) {
            throw malformed(
                    at,
                    "an index is an array of 1 to " + FIELDS_MAX + " fields such as [[\"age\",\"desc\"],"
                            + "[\"height\"]]");
        }
        List<IndexField> fields = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        for (int i = 0; i < array.values().size(); i++) {
            IndexField field = field(array.values().get(i), at + "/" + i);
            if (field.kind == Kind.ARRAY && i > 0) {
                throw malformed(at + "/" + i, "an array is the first field of its index");
            }
            if (!seen.add(field.path.text())) {
                throw malformed(at + "/" + i, "the field " + field.path + " stands twice");
            }
            fields.add(field);
        }
        if (fields.size() == 1 && fields.getFirst().kind != Kind.ARRAY) {
            throw new CairnException.Incorrect(
                    "index-automatic", at, "every single field has an index, which serves both directions");
        }
        return fields;
    }

    private static IndexField field(Value value, String at) {
        if (!(value instanceof Value.Array array)
                || array.values().isEmpty()
                || array.values().size() > 2
                || !(array.values().getFirst() instanceof Value.Text name)) {
            throw malformed(at, "a field of an index is [field], [field, \"asc\" | \"desc\"] or [field, \"array\"]");
        }
        FieldPath path = FieldPath.parse(name.value(), at + "/0");
        String first = path.names().getFirst();
        if (first.equals(Names.ID) || first.equals(Names.ID_ALIAS) || first.equals(Names.OWNER)) {
            throw malformed(at + "/0", "an index ends with the id by itself and cannot contain " + first);
        }
        if (array.values().size() == 1) {
            return ascending(path);
        }
        for (Kind kind : Kind.values()) {
            if (array.values().get(1).equals(Value.of(kind.word))) {
                return new IndexField(path, kind);
            }
        }
        throw malformed(at + "/1", "a field stands asc or desc, or is an array");
    }

    private static CairnException malformed(String at, String message) {
        return new CairnException.Incorrect("index-malformed", at, message);
    }

    /** The fields as they are written. */
    public static Value.Array toValue(List<IndexField> fields) {
        List<Value> values = new ArrayList<>(fields.size());
        for (IndexField field : fields) {
            values.add(new Value.Array(List.of(Value.of(field.path.text()), Value.of(field.kind.word))));
        }
        return new Value.Array(values);
    }
}
