package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.KeyCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.IndexField;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An index that somebody declared on a collection.
 *
 * <p>Has an entry for each document with the first field, of an array one for each distinct element. A later field that a
 * document lacks stands before all values. The id stands last, in the direction of the last field, so that the index read
 * backwards is the index with all directions turned round.
 *
 * @param number within its collection
 * @param builtTo the greatest id that has entries while the index is being built; null where it has all
 * @param isRemoved whether it is being removed: it gets no more entries, and those that it has go
 */
public record DeclaredIndex(
        int number, List<IndexField> fields, @Nullable String builtTo, boolean isRemoved) {
    /** Most distinct elements of one array that is indexed. */
    public static final int ELEMENTS_MAX = 1_000;

    private static final int MISSING = 0x08;
    private static final int INVERSION = 0xff;

    /** Copies the fields. */
    public DeclaredIndex {
        fields = List.copyOf(fields);
    }

    /** Whether it has the entries of all documents. */
    public boolean isReady() {
        return builtTo == null && !isRemoved;
    }

    /** Whether the document with an id has its entries already. */
    public boolean covers(String id) {
        return !isRemoved && (builtTo == null || id.compareTo(builtTo) <= 0);
    }

    /** The keys of a document's entries, in order. */
    public TreeSet<byte[]> keys(int collection, String id, Value.@Nullable Document document) {
        TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        FieldPath path = fields.getFirst().path();
        Value first = document == null ? null : path.find(document);
        if (document == null || first == null) {
            return keys;
        }
        byte[] prefix = Keys.declaredIndex(collection, number);
        if (fields.getFirst().kind() != IndexField.Kind.ARRAY) {
            keys.add(key(prefix, first, document, id));
        } else if (first instanceof Value.Array array) {
            for (Value element : array.values()) {
                keys.add(key(prefix, element, document, id));
                if (keys.size() > ELEMENTS_MAX) {
                    throw new CairnException.Refused(
                            "index-elements",
                            "data",
                            "an array that is indexed has at most " + ELEMENTS_MAX + " distinct elements: " + path);
                }
            }
        }
        return keys;
    }

    private byte[] key(byte[] prefix, Value first, Value.Document document, String id) {
        ByteWriter key = new ByteWriter(160).bytes(prefix);
        append(key, fields.getFirst(), first);
        for (IndexField field : fields.subList(1, fields.size())) {
            append(key, field, field.path().find(document));
        }
        appendId(key, id, endsDescending(fields));
        return key.toBytes();
    }

    /** Appends what stands in an entry for a value, or for none. */
    public static void append(ByteWriter key, IndexField field, @Nullable Value value) {
        boolean descending = isDescending(field);
        if (value == null) {
            key.u8(descending ? MISSING ^ INVERSION : MISSING);
        } else if (descending) {
            KeyCodec.appendDescending(key, value, Keys.INDEX_VALUE_BYTES_MAX);
        } else {
            KeyCodec.appendTruncated(key, value, Keys.INDEX_VALUE_BYTES_MAX);
        }
    }

    /** Whether entries stand by a field with the greatest value first. */
    public static boolean isDescending(IndexField field) {
        return field.kind() == IndexField.Kind.DESC;
    }

    /** Whether ids stand in an index with the greatest first. */
    public static boolean endsDescending(List<IndexField> fields) {
        return !fields.isEmpty() && isDescending(fields.getLast());
    }

    /** Appends the id of an entry. */
    public static void appendId(ByteWriter key, String id, boolean descending) {
        if (descending) {
            KeyCodec.appendTextDescending(key, id);
        } else {
            KeyCodec.appendText(key, id);
        }
    }

    /** Whether the field that begins at {@code from} says that the document has none. */
    public static boolean isMissing(byte[] key, int from, IndexField field) {
        return from < key.length && (key[from] & INVERSION) == (isDescending(field) ? MISSING ^ INVERSION : MISSING);
    }

    /** The offset after the field that begins at {@code from}. */
    public static int end(byte[] key, int from, IndexField field) {
        if (isMissing(key, from, field)) {
            return from + 1;
        }
        return isDescending(field) ? KeyCodec.endOfDescending(key, from) : KeyCodec.endOfValue(key, from);
    }

    /** Whether the field that begins at {@code from} was cut, so that only the document holds its value. */
    public static boolean isTruncated(byte[] key, int from, IndexField field) {
        if (isMissing(key, from, field)) {
            return false;
        }
        return isDescending(field) ? KeyCodec.isDescendingTruncated(key, from) : KeyCodec.isTruncated(key, from);
    }

    /** The id that begins at {@code from} and ends the key. */
    public static String id(byte[] key, int from, boolean descending) {
        if (!descending) {
            return Keys.idAt(key, from);
        }
        byte[] inverted = Arrays.copyOfRange(key, from, key.length);
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~inverted[i];
        }
        ByteReader reader = new ByteReader(inverted);
        String id = KeyCodec.readText(reader);
        reader.expectEnd();
        return id;
    }
}
