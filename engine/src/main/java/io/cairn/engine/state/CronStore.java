package io.cairn.engine.state;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.RuleKeys;
import io.cairn.engine.rule.Cron;
import io.cairn.engine.view.MapView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The crons of a database: each by its name, and by when it runs next. */
final class CronStore {
    private static final int NAME_LENGTH_MAX = 200;
    private static final byte[] PRESENT = {};

    private CronStore() {}

    /** The cron that runs next, and when. */
    record Due(String name, long millis) {}

    /** What runs next; null where nothing does. */
    static @Nullable Due next(MapView state) {
        byte[] from = RuleKeys.cronsDue();
        MapView.Cursor cursor = state.seek(from);
        if (cursor.next() && Arrays.compareUnsigned(cursor.key(), Keys.after(from)) < 0) {
            return new Due(RuleKeys.dueName(cursor.key()), RuleKeys.dueMillis(cursor.key()));
        }
        return null;
    }

    /** A cron by its name, or null. */
    static @Nullable Cron find(MapView state, String name) {
        byte[] stored = state.get(RuleKeys.cron(name));
        return stored == null ? null : Cron.decode(stored);
    }

    /** Adds a cron, or puts it in the place of another of its name, which begins anew. */
    static void add(String name, Value definition, String at, Transaction transaction) {
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            throw new CairnException.Refused("cron-malformed", at, "a cron has a name of 1 to 200 characters");
        }
        Cron cron = SettingOperations.read(() -> Cron.of(definition, transaction.timeMillis(), at));
        Cron before = find(transaction.state(), name);
        if (before == null && count(transaction.state()) >= Cron.CRONS_MAX) {
            throw new CairnException.Refused(
                    "cron-too-many", at, "a database has at most " + Cron.CRONS_MAX + " crons");
        }
        if (before != null) {
            forget(transaction.state(), name, before);
        }
        put(transaction.state(), name, cron);
    }

    /** Removes a cron; {@code cron-not-found} where there is none of the name. */
    static void remove(String name, String at, Transaction transaction) {
        Cron before = find(transaction.state(), name);
        if (before == null) {
            throw new CairnException.Refused("cron-not-found", at, "there is no cron " + name);
        }
        forget(transaction.state(), name, before);
        transaction.state().delete(RuleKeys.cron(name));
    }

    /** Puts a cron that has run once more in its place. */
    static void ticked(Overlay state, String name, Cron before) {
        forget(state, name, before);
        put(state, name, before.ticked());
    }

    /** The entry that left runs that were due for a later one; 0 where nothing was left. */
    static long leftBehindBy(MapView state) {
        byte[] stored = state.get(RuleKeys.cronsBehind());
        return stored == null ? 0 : new ByteReader(stored).u64();
    }

    /** Notes that an entry left runs that were due for a later one, or that it left none. */
    static void leave(Overlay state, long sequence, boolean isBehind) {
        if (isBehind) {
            state.put(
                    RuleKeys.cronsBehind(),
                    new ByteWriter(Long.BYTES).u64(sequence).toBytes());
        } else if (leftBehindBy(state) > 0) {
            state.delete(RuleKeys.cronsBehind());
        }
    }

    private static void put(Overlay state, String name, Cron cron) {
        state.put(RuleKeys.cron(name), cron.encode());
        Long next = cron.nextMillis();
        if (next != null) {
            state.put(RuleKeys.cronDue(next, name), PRESENT);
        }
    }

    private static void forget(Overlay state, String name, Cron cron) {
        Long next = cron.nextMillis();
        if (next != null) {
            state.delete(RuleKeys.cronDue(next, name));
        }
    }

    private static long count(MapView state) {
        byte[] from = RuleKeys.crons();
        return state.rank(Keys.after(from)) - state.rank(from);
    }

    /** All crons by name: how each was written, how often it has run, and when it runs next. */
    static Value.Document list(MapView state) {
        byte[] from = RuleKeys.crons();
        byte[] to = Keys.after(from);
        Value.Document.Builder crons = Value.Document.builder();
        MapView.Cursor cursor = state.seek(from);
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), to) < 0) {
            Cron cron = Cron.decode(cursor.value());
            Long next = cron.nextMillis();
            crons.put(
                    RuleKeys.cronName(cursor.key()),
                    Value.Document.builder()
                            .put("cron", cron.source())
                            .put("ticks", cron.ticks())
                            .put("next", next == null ? Value.none() : Value.of(next))
                            .build());
        }
        return crons.build();
    }
}
