package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The indexes that were declared on a collection. Bytes: format 0x01, then a list of indexes, each {@code [number, fields,
 * state]}, as DAG-CBOR. The state is null where the index is ready, the id that it is built to, or false while it is removed.
 */
public record IndexCatalog(List<DeclaredIndex> indexes) {
    /** Most indexes of one collection. */
    public static final int INDEXES_MAX = 32;

    private static final IndexCatalog NONE = new IndexCatalog(List.of());
    private static final int FORMAT = 0x01;

    /** Copies the list. */
    public IndexCatalog {
        indexes = List.copyOf(indexes);
    }

    /** The declared indexes of a collection. */
    public static IndexCatalog read(MapView state, int collection) {
        byte[] stored = state.get(Keys.indexCatalog(collection));
        return stored == null ? NONE : decode(stored);
    }

    /** The index with these fields, or null. */
    public @Nullable DeclaredIndex find(List<IndexField> fields) {
        for (DeclaredIndex index : indexes) {
            if (index.fields().equals(fields)) {
                return index;
            }
        }
        return null;
    }

    /** The least number that no index has. */
    public int freeNumber() {
        int free = 0;
        for (DeclaredIndex index : indexes) {
            free = Math.max(free, index.number() + 1);
        }
        return free;
    }

    /** The same with an index in the place of the one with its number, or behind all. */
    public IndexCatalog with(DeclaredIndex index) {
        List<DeclaredIndex> changed = new ArrayList<>(indexes);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).number() == index.number()) {
                changed.set(i, index);
                return new IndexCatalog(changed);
            }
        }
        changed.add(index);
        return new IndexCatalog(changed);
    }

    /** The same without an index. */
    public IndexCatalog without(DeclaredIndex index) {
        List<DeclaredIndex> changed = new ArrayList<>(indexes);
        changed.remove(index);
        return new IndexCatalog(changed);
    }

    /** The stored bytes. */
    public byte[] encode() {
        List<Value> values = new ArrayList<>();
        for (DeclaredIndex index : indexes) {
            values.add(new Value.Array(
                    List.of(Value.of(index.number()), IndexField.toValue(index.fields()), state(index))));
        }
        ByteWriter writer = new ByteWriter(64).u8(FORMAT);
        ValueCodec.encode(new Value.Array(values), writer);
        return writer.toBytes();
    }

    private static Value state(DeclaredIndex index) {
        if (index.isRemoved()) {
            return Value.of(false);
        }
        return index.builtTo() == null ? Value.none() : Value.of(index.builtTo());
    }

    /** Parses stored bytes. */
    public static IndexCatalog decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "indexes", "unknown format of indexes: " + format);
        }
        Value read = ValueCodec.decode(reader);
        reader.expectEnd();
        if (!(read instanceof Value.Array list) || list.values().size() > INDEXES_MAX) {
            throw malformed();
        }
        List<DeclaredIndex> indexes = new ArrayList<>();
        int least = 0;
        for (Value value : list.values()) {
            DeclaredIndex index = index(value);
            if (index.number() < least) {
                throw malformed();
            }
            least = index.number() + 1;
            indexes.add(index);
        }
        return new IndexCatalog(indexes);
    }

    private static DeclaredIndex index(Value value) {
        if (!(value instanceof Value.Array parts)
                || parts.values().size() != 3
                || !(parts.values().getFirst() instanceof Value.Int number)
                || number.value() < 0
                || number.value() >= Integer.MAX_VALUE) {
            throw malformed();
        }
        List<IndexField> fields = IndexField.parse(parts.values().get(1), "indexes");
        if (!IndexField.toValue(fields).equals(parts.values().get(1))) {
            throw malformed();
        }
        int place = (int) number.value();
        return switch (parts.values().get(2)) {
            case Value.Null _ -> new DeclaredIndex(place, fields, null, false);
            case Value.Text id -> new DeclaredIndex(place, fields, Names.documentId(id.value(), "indexes"), false);
            case Value.Bool state when !state.value() -> new DeclaredIndex(place, fields, null, true);
            default -> throw malformed();
        };
    }

    private static CairnException malformed() {
        return new CairnException.Incorrect("bytes-malformed", "indexes", "a record of declared indexes is malformed");
    }
}
