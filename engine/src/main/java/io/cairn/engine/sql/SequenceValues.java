package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.record.Keys;
import io.cairn.h2.engine.Database;
import io.cairn.h2.engine.DbObject;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.schema.SchemaObject;
import io.cairn.h2.schema.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where sequences stand: entries of the state, put into H2's objects before a statement and taken from them behind it.
 */
final class SequenceValues {
    private static final int VERSION = 1;

    private final Database database;
    private final Map<Integer, Stand> atFirst = new TreeMap<>();
    private final Map<Integer, Stand> loaded = new TreeMap<>();

    /** The next value of a sequence, and whether it has no more. */
    private record Stand(long next, boolean exhausted) {
        static Stand of(Sequence sequence) {
            return new Stand(sequence.getBaseValue(), sequence.getCycle() == Sequence.Cycle.EXHAUSTED);
        }
    }

    SequenceValues(Database database) {
        this.database = database;
        all().forEach(sequence -> atFirst.put(sequence.getId(), Stand.of(sequence)));
    }

    private List<Sequence> all() {
        ArrayList<SchemaObject> objects = new ArrayList<>();
        for (Schema schema : database.getAllSchemas()) {
            schema.getAll(DbObject.SEQUENCE, objects);
        }
        List<Sequence> sequences = new ArrayList<>();
        objects.forEach(object -> sequences.add((Sequence) object));
        sequences.sort((one, other) -> Integer.compare(one.getId(), other.getId()));
        return sequences;
    }

    /** Takes over where sequences stand; {@code hidden} for where they began, so that they tell of no rows. */
    void load(Binding binding, boolean hidden) {
        loaded.clear();
        for (Sequence sequence : all()) {
            byte[] stored = hidden ? null : binding.state().get(Keys.sqlSequence(sequence.getId()));
            Stand stand = stored == null ? atFirst.getOrDefault(sequence.getId(), Stand.of(sequence)) : decode(stored);
            loaded.put(sequence.getId(), stand);
            if (!stand.equals(Stand.of(sequence))) {
                Sequence.Cycle cycle = stand.exhausted()
                        ? Sequence.Cycle.EXHAUSTED
                        : sequence.getCycle() == Sequence.Cycle.EXHAUSTED ? Sequence.Cycle.NO_CYCLE : null;
                sequence.modify(stand.next(), null, null, null, null, cycle, sequence.getCacheSize());
            }
        }
    }

    void store(Binding binding) {
        for (Sequence sequence : all()) {
            Stand stand = Stand.of(sequence);
            if (!stand.equals(loaded.remove(sequence.getId()))) {
                binding.put(Keys.sqlSequence(sequence.getId()), encode(stand));
            }
        }
        loaded.keySet().forEach(dropped -> binding.delete(Keys.sqlSequence(dropped)));
    }

    private static byte[] encode(Stand stand) {
        return new ByteWriter(10)
                .u8(VERSION)
                .u8(stand.exhausted() ? 1 : 0)
                .u64(stand.next())
                .toBytes();
    }

    private static Stand decode(byte[] stored) {
        ByteReader reader = new ByteReader(stored);
        if (reader.u8() != VERSION) {
            throw reader.malformed(0, "a sequence has version 1");
        }
        boolean exhausted = reader.u8() != 0;
        return new Stand(reader.u64(), exhausted);
    }
}
