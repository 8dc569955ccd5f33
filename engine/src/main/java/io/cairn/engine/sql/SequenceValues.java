package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.engine.Database;
import io.cairn.h2.engine.DbObject;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.schema.SchemaObject;
import io.cairn.h2.schema.Sequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where sequences stand: entries of the state, put into H2's objects before a statement and taken from them behind it.
 */
final class SequenceValues {
    private static final int VERSION = 1;

    /** How many blocks a lane is kept that nobody uses, and of how many others each reservation looks whether they are. */
    private static final long HEIGHTS_KEPT = 65_536;

    private static final int SWEPT = 4;

    private final Database database;
    private final Map<Integer, Stand> atFirst = new TreeMap<>();
    private final Map<Integer, Stand> loaded = new TreeMap<>();
    private final Map<Integer, SetAside> lanes = new TreeMap<>();

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
        lanes.clear();
        SequenceLane lane = hidden ? null : binding.lane();
        for (Sequence sequence : all()) {
            SetAside aside = lane == null ? SetAside.none() : aside(binding, sequence, lane);
            Stand stand;
            if (aside.ranges().isEmpty()) {
                stand = hidden ? atFirst(sequence) : head(binding, sequence);
            } else {
                stand = new Stand(aside.ranges().getFirst().next(), false);
                lanes.put(sequence.getId(), aside);
            }
            loaded.put(sequence.getId(), stand);
            if (!stand.equals(Stand.of(sequence))) {
                Sequence.Cycle cycle = stand.exhausted()
                        ? Sequence.Cycle.EXHAUSTED
                        : sequence.getCycle() == Sequence.Cycle.EXHAUSTED ? Sequence.Cycle.NO_CYCLE : null;
                // Where a sequence descends H2 gives it a size of cache below 0, which it refuses afterwards.
                long cache = Math.max(1, sequence.getCacheSize());
                sequence.modify(stand.next(), null, null, null, null, cycle, cache);
            }
        }
    }

    private Stand atFirst(Sequence sequence) {
        return atFirst.getOrDefault(sequence.getId(), Stand.of(sequence));
    }

    private Stand head(Binding binding, Sequence sequence) {
        byte[] stored = binding.state().get(Keys.sqlSequence(sequence.getId()));
        return stored == null ? atFirst(sequence) : decode(stored);
    }

    /** What a lane has of a sequence; nothing where the sequence was altered so that the values are none of its own. */
    private static SetAside aside(Binding binding, Sequence sequence, SequenceLane lane) {
        byte[] stored = binding.state().get(Keys.sqlSetAside(sequence.getId(), lane.name()));
        SetAside all = stored == null ? SetAside.none() : SetAside.decode(stored);
        SetAside left = all.without(lane.passedOver(sequence.getId()));
        boolean isOwn = sequence.getCycle() != Sequence.Cycle.CYCLE
                && left.ranges().stream()
                        .allMatch(range -> isWithin(range.next(), sequence) && isWithin(range.end(), sequence));
        return isOwn ? left : SetAside.none();
    }

    private static boolean isWithin(long value, Sequence sequence) {
        return value >= sequence.getMinValue() && value <= sequence.getMaxValue();
    }

    /** Writes where sequences stand; {@link LaneUsedUpException} where too little is set aside for the statement. */
    void store(Binding binding) {
        for (Sequence sequence : all()) {
            Stand stand = Stand.of(sequence);
            Stand before = loaded.remove(sequence.getId());
            if (!stand.equals(before)) {
                store(binding, sequence, before, stand);
            }
        }
        loaded.keySet().forEach(dropped -> {
            binding.delete(Keys.sqlSequence(dropped));
            forgetLanes(binding, dropped);
        });
    }

    private void store(Binding binding, Sequence sequence, @Nullable Stand before, Stand stand) {
        int id = sequence.getId();
        SequenceLane lane = binding.lane();
        SetAside aside = lanes.get(id);
        if (lane != null && aside != null) {
            SetAside.Range range = aside.ranges().getFirst();
            if (!stand.exhausted() && range.holds(stand.next(), sequence.getIncrement())) {
                put(binding, id, lane, aside.drawn(stand.next(), binding.place().height()));
                return;
            }
            if (stand.exhausted() || range.isBefore(stand.next(), sequence.getIncrement())) {
                lane.passOver(id);
                throw new LaneUsedUpException();
            }
        }
        binding.put(Keys.sqlSequence(id), encode(stand));
        if (before == null || aside != null || !goesOn(sequence, before, stand)) {
            // It began anew: what was set aside will be drawn again.
            forgetLanes(binding, id);
        } else if (lane != null) {
            put(binding, id, lane, SetAside.none());
            long count = stand.exhausted() ? 1 : (stand.next() - before.next()) / sequence.getIncrement();
            lane.drewUnreserved(new SequenceDraw(sequence.getSchema().getName(), sequence.getName(), count));
        }
    }

    private static boolean goesOn(Sequence sequence, Stand before, Stand stand) {
        return stand.exhausted() || (stand.next() > before.next()) == sequence.getIncrement() > 0;
    }

    private static void put(Binding binding, int sequence, SequenceLane lane, SetAside aside) {
        byte[] key = Keys.sqlSetAside(sequence, lane.name());
        if (!aside.ranges().isEmpty()) {
            binding.put(key, aside.encode());
        } else if (binding.state().get(key) != null) {
            binding.delete(key);
        }
    }

    private static void forgetLanes(Binding binding, int sequence) {
        lanes(binding, sequence, Keys.sqlSequence(sequence), Integer.MAX_VALUE).forEach(binding::delete);
    }

    /** Keys of what is set aside for lanes, some that follow a key. */
    private static List<byte[]> lanes(Binding binding, int sequence, byte[] from, int max) {
        byte[] end = Keys.after(Keys.sqlSequence(sequence));
        MapView.Cursor cursor = binding.state().seek(from);
        List<byte[]> keys = new ArrayList<>();
        while (keys.size() < max && cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
            binding.budget().read();
            if (Arrays.compareUnsigned(cursor.key(), from) > 0) {
                keys.add(cursor.key());
            }
        }
        return keys;
    }

    /** Sets values aside; {@code sql-2200H} where the sequence has not as many. */
    void reserve(Binding binding, SequenceDraw wanted, SequenceLane lane) {
        Sequence sequence = all().stream()
                .filter(one -> one.getName().equals(wanted.sequence())
                        && one.getSchema().getName().equals(wanted.schema()))
                .findFirst()
                .orElseThrow(() -> new CairnException.Refused(
                        "sql-42P01", "parameters", "there is no sequence " + wanted.sequence()));
        Stand head = head(binding, sequence);
        BigInteger end = BigInteger.valueOf(sequence.getIncrement())
                .multiply(BigInteger.valueOf(wanted.count()))
                .add(BigInteger.valueOf(head.next()));
        boolean hasThem = !head.exhausted() && end.bitLength() < Long.SIZE && isWithin(end.longValue(), sequence);
        if (!hasThem || sequence.getCycle() == Sequence.Cycle.CYCLE) {
            throw new CairnException.Refused(
                    "sql-2200H", "parameters", "the sequence has not as many values, or begins again behind its last");
        }
        long height = binding.place().height();
        byte[] key = Keys.sqlSetAside(sequence.getId(), lane.name());
        for (byte[] other : lanes(binding, sequence.getId(), key, SWEPT)) {
            byte[] stored = binding.state().get(other);
            if (stored != null && SetAside.decode(stored).height() + HEIGHTS_KEPT < height) {
                binding.delete(other);
            }
        }
        binding.put(Keys.sqlSequence(sequence.getId()), encode(new Stand(end.longValue(), false)));
        SetAside.Range range = new SetAside.Range(head.next(), end.longValue());
        put(binding, sequence.getId(), lane, aside(binding, sequence, lane).and(range, height));
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
