package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parsed records of a database and its collections, so that not every mutation parses them again. */
public final class Catalog {
    private static final int COLLECTIONS_CACHED_MAX = 1_000;

    private final MapView state;
    private final TreeMap<String, Optional<CollectionRecord>> collections = new TreeMap<>();
    private @Nullable DatabaseRecord database;
    private boolean loaded;
    private CronStore.@Nullable Due nextDue;
    private boolean isDueKnown;
    private @Nullable Boolean hasLinks;

    /** Reads from {@code state}, whose newest content it shows after {@link #forget}. */
    public Catalog(MapView state) {
        this.state = state;
    }

    /** The same where the database's record was parsed already: {@code known} is what the state holds. */
    Catalog(MapView state, @Nullable DatabaseRecord known) {
        this(state);
        this.database = known;
        this.loaded = known != null;
    }

    /** Drops what was parsed, after a mutation that changed it. */
    void forget() {
        loaded = false;
        isDueKnown = false;
        nextDue = null;
        hasLinks = null;
        database = null;
        collections.clear();
    }

    /** The database, or null before it is created. */
    public @Nullable DatabaseRecord database() {
        if (!loaded) {
            database = readDatabase(state);
            loaded = true;
        }
        return database;
    }

    /** The cron that runs next, or null. */
    CronStore.@Nullable Due nextDue() {
        if (!isDueKnown) {
            nextDue = CronStore.next(state);
            isDueKnown = true;
        }
        return nextDue;
    }

    /** Whether rules may read other databases. */
    boolean hasLinks() {
        Boolean known = hasLinks;
        if (known == null) {
            known = LinkStore.isUsed(state);
            hasLinks = known;
        }
        return known;
    }

    /** A collection, or null. */
    @Nullable
    CollectionRecord collection(String name) {
        Optional<CollectionRecord> known = collections.get(name);
        if (known == null) {
            if (collections.size() == COLLECTIONS_CACHED_MAX) {
                collections.clear();
            }
            known = Optional.ofNullable(readCollection(state, name));
            collections.put(name, known);
        }
        return known.orElse(null);
    }

    static @Nullable DatabaseRecord readDatabase(MapView state) {
        byte[] stored = state.get(Keys.database());
        return stored == null ? null : DatabaseRecord.decode(stored);
    }

    static @Nullable CollectionRecord readCollection(MapView state, String name) {
        byte[] stored = state.get(Keys.collection(name));
        return stored == null ? null : CollectionRecord.decode(stored);
    }

    /** The role of an account: owner for who created the database, else what was given. */
    public static @Nullable Role role(MapView state, DatabaseRecord database, Account account) {
        if (account.equals(database.owner())) {
            return Role.OWNER;
        }
        byte[] stored = state.get(Keys.member(account));
        return stored == null ? null : Role.ofCode(stored[1]);
    }
}
