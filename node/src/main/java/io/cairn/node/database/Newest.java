package io.cairn.node.database;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.state.ReadPolicy;
import io.cairn.engine.view.MapView;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest state that anybody was told of: that of the newest sealed block, or of entries behind it which are durable and
 * applied, but whose block is not sealed yet. Immutable; any thread. Nothing can be proved of it before its block is sealed.
 */
public final class Newest {
    private static final int READINGS_MAX = 1_000;

    private final Snapshot sealed;
    private final MapView state;
    private final long sequence;
    private final long timeMillis;

    /** Many clients of one account ask in turns. */
    private final ConcurrentHashMap<Account, ReadPolicy.Reading> readings = new ConcurrentHashMap<>();

    /** Every read asks for it, and it cannot change. */
    private volatile @Nullable DatabaseRecord database;

    /** That of a sealed block. */
    public Newest(Snapshot sealed) {
        this(sealed, sealed.view(), sealed.header().logSize(), sealed.header().timeMillis());
    }

    /** That of the entries up to a sequence behind a sealed block. */
    Newest(Snapshot sealed, MapView state, long sequence, long timeMillis) {
        this.sealed = sealed;
        this.state = state;
        this.sequence = sequence;
        this.timeMillis = timeMillis;
    }

    /** The newest sealed block when the state was the newest; the state holds it, and perhaps entries behind it. */
    public Snapshot sealed() {
        return sealed;
    }

    /** Whether it is that of the sealed block. */
    public boolean isSealed() {
        return sequence == sealed.header().logSize();
    }

    /** The state. */
    public MapView view() {
        return state;
    }

    /** The newest entry that it knows of. */
    public long sequence() {
        return sequence;
    }

    /** The time of that entry or of the block, in milliseconds since 1970. */
    public long timeMillis() {
        return timeMillis;
    }

    /**
     * What an account may be given of the state.
     *
     * @throws CairnException.Forbidden where it may read nothing
     */
    public ReadPolicy.Reading reading(Account account) {
        ReadPolicy.Reading known = readings.get(account);
        if (known != null) {
            return known;
        }
        ReadPolicy.Reading read = ReadPolicy.reading(state, database(), account);
        if (readings.size() < READINGS_MAX) {
            readings.put(account, read);
        }
        return read;
    }

    /** The database's record. */
    public DatabaseRecord database() {
        DatabaseRecord known = database;
        if (known == null) {
            known = DatabaseRecord.decode(
                    Objects.requireNonNull(state.get(Keys.database()), "a database with a sealed block has a record"));
            database = known;
        }
        return known;
    }
}
