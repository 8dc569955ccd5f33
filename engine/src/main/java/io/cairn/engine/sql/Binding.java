package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.EditableMap;
import io.cairn.engine.view.MapView;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.message.DbException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of one catalog read and write while a statement runs, and what it has cost. Used by one thread.
 *
 * <p>H2 makes tables before anything can be handed to them; so each table holds the binding of its catalog, and a
 * statement begins by pointing that at its state.
 */
final class Binding {
    /** What an entry of the state may have; a greater one would be refused when its block is closed. */
    static final int KEY_BYTES_MAX = 1_024;

    /** As {@link #KEY_BYTES_MAX}. */
    static final int VALUE_BYTES_MAX = 1_114_112;

    private static final TreeSet<Long> NO_ROWS = new TreeSet<>();

    private final AddedColumns addedColumns = new AddedColumns();
    private final Map<Integer, Long> countChanges = new TreeMap<>();
    private final Map<Integer, TreeTable> tables = new TreeMap<>();
    private final TreeSet<Integer> unsampled = new TreeSet<>();
    private final Map<Integer, Long> lastRowIds = new TreeMap<>();
    private final Map<Integer, TreeSet<Long>> addedRows = new TreeMap<>();
    private final Map<Integer, TreeSet<Long>> removedRows = new TreeMap<>();
    private final List<Hashed> hashed = new ArrayList<>();

    /** What planners ask for again and again; let go of with every edit. */
    private final Map<Integer, TableCount> counts = new TreeMap<>();

    private final Map<Long, Optional<IndexStatistics>> statistics = new TreeMap<>();
    private MapView state = new EmptyState();
    private @Nullable EditableMap edits;
    private boolean catalogOpen;
    private @Nullable StatementGuard guard;
    private boolean definesCollections;
    private boolean catalogChanged;
    private Budget budget = Budget.unlimited();
    private SqlPlace place = SqlPlace.NONE;
    private @Nullable VersionSource versions;

    private record Hashed(HashIndex index, HashIndex.Built built) {}

    /** Reads from a state from now on. */
    void read(MapView newState, Budget newBudget) {
        bind(newState, null, false, newBudget);
        versions = null;
    }

    /**
     * Reads and edits a state from now on.
     *
     * @param definesData whether catalog rows are kept; otherwise H2's are its own affair
     * @param newPlace the mutation that edits
     */
    void edit(EditableMap newState, boolean definesData, Budget newBudget, SqlPlace newPlace) {
        bind(newState, newState, definesData, newBudget);
        place = newPlace;
    }

    private void bind(MapView newState, @Nullable EditableMap newEdits, boolean definesData, Budget newBudget) {
        state = newState;
        edits = newEdits;
        catalogOpen = definesData;
        definesCollections = false;
        budget = newBudget;
        countChanges.clear();
        unsampled.clear();
        forgetRead();
        lastRowIds.clear();
        addedRows.clear();
        removedRows.clear();
        catalogChanged = false;
    }

    /** A row is added: by the statement itself, unless it was there before and is put back changed. */
    void added(int table, long row) {
        if (!removedRows.getOrDefault(table, NO_ROWS).contains(row)) {
            addedRows.computeIfAbsent(table, _ -> new TreeSet<>()).add(row);
        }
    }

    /** A row is removed; {@code sql-21000} where the same statement added it, as when it meets its own rows by their key. */
    void removed(int table, long row) {
        if (addedRows.getOrDefault(table, NO_ROWS).contains(row)) {
            throw new CairnException.Refused(
                    "sql-21000", "statement", "a statement cannot change a row that it has added itself");
        }
        removedRows.computeIfAbsent(table, _ -> new TreeSet<>()).add(row);
    }

    /** A row that was added is taken back, as if it had never come. */
    void tookBack(int table, long row) {
        addedRows.getOrDefault(table, NO_ROWS).remove(row);
    }

    /** Whether tables of collections may be made and dropped: they follow schemas, not statements. */
    boolean definesCollections() {
        return definesCollections;
    }

    /** Lets tables of collections be made and dropped until the state is let go of. */
    void defineCollections() {
        definesCollections = true;
    }

    /** The state's documents, where they can be changed. */
    DocumentEdits documents() {
        if (edits instanceof DocumentEdits documents) {
            return documents;
        }
        throw DbException.get(ErrorCode.FEATURE_NOT_SUPPORTED_1, "changes of documents other than by a mutation");
    }

    /** Where values of sequences are taken from; null for the head. */
    @Nullable
    SequenceLane lane() {
        return edits instanceof LaneEdits lanes ? lanes.lane() : null;
    }

    /** Lets go of the state. */
    void release() {
        bind(new EmptyState(), null, false, Budget.unlimited());
        versions = null;
    }

    MapView state() {
        return state;
    }

    Budget budget() {
        return budget;
    }

    /** The mutation that edits. */
    SqlPlace place() {
        return place;
    }

    /** Lets the rows of one table be versions of rows, until the state is let go of. */
    void showVersions(VersionSource source) {
        versions = source;
    }

    /** What takes the place of a table's rows, or null. */
    @Nullable
    VersionSource versionsOf(int table) {
        return versions != null && versions.table() == table ? versions : null;
    }

    /** What rows of the catalog's tables have in columns that came after them. */
    AddedColumns addedColumns() {
        return addedColumns;
    }

    /** What holds the statement to the rights of its caller; null where nothing does. */
    @Nullable
    StatementGuard guard() {
        return guard;
    }

    void guard(@Nullable StatementGuard newGuard) {
        guard = newGuard;
    }

    /** Whether changes of the catalog are part of the statement. */
    boolean catalogOpen() {
        return catalogOpen;
    }

    private void forgetRead() {
        hashed.clear();
        counts.clear();
        statistics.clear();
    }

    /** What is known of an index; null where nothing is. */
    @Nullable
    IndexStatistics statistics(int table, int index) {
        long key = (long) table << 32 | index & 0xFFFF_FFFFL;
        return statistics
                .computeIfAbsent(
                        key,
                        _ -> Optional.ofNullable(state.get(Keys.sqlStatistics(table, index)))
                                .map(IndexStatistics::decode))
                .orElse(null);
    }

    /** Rows by columns that no index has; read anew where anything has changed. */
    @SuppressWarnings("ReferenceEquality") // an index is itself only
    HashIndex.Built hashed(HashIndex index, Supplier<HashIndex.Built> builder) {
        for (Hashed known : hashed) {
            if (known.index() == index) {
                return known.built();
            }
        }
        HashIndex.Built built = builder.get();
        hashed.add(new Hashed(index, built));
        return built;
    }

    void put(byte[] key, byte[] value) {
        if (key.length > KEY_BYTES_MAX || value.length > VALUE_BYTES_MAX) {
            throw new CairnException.Refused(
                    "sql-54000",
                    "statement",
                    "a row has at most " + VALUE_BYTES_MAX + " bytes, an indexed key " + KEY_BYTES_MAX);
        }
        budget.edit(key.length + value.length);
        editable().put(key, value);
    }

    void delete(byte[] key) {
        budget.edit(key.length);
        editable().delete(key);
    }

    private EditableMap editable() {
        if (edits == null) {
            throw DbException.get(ErrorCode.DATABASE_IS_READ_ONLY);
        }
        forgetRead();
        return edits;
    }

    /** Changes an entry of the catalog; a null value deletes. */
    void putCatalog(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            delete(key);
        } else {
            put(key, value);
        }
        catalogChanged = true;
    }

    /** Gives the catalog a new name where a statement changed it. */
    void flushCatalog() {
        if (catalogChanged) {
            put(
                    Keys.sqlCatalogName(),
                    new ByteWriter(33)
                            .u8(1)
                            .bytes(CatalogContent.of(state).name().toBytes())
                            .toBytes());
        }
    }

    /** What the catalog of a state is called, by its content: {@link CatalogContent#name}. */
    static Hash catalogName(MapView state) {
        byte[] stored = state.get(Keys.sqlCatalogName());
        return stored == null ? Hash.ZERO : Hash.of(stored, 1);
    }

    /** The rows of a table: a record of its own, so that counting costs one look and proves with one page. */
    long rowCount(int table) {
        return counts.computeIfAbsent(table, _ -> TableCount.decode(state.get(Keys.sqlStatistics(table))))
                        .rows()
                + countChanges.getOrDefault(table, 0L);
    }

    void countRows(int table, long change) {
        countChanges.merge(table, change, Long::sum);
    }

    /** A table that statements may fill. */
    void add(TreeTable table) {
        tables.put(table.getId(), table);
    }

    /** A table is dropped. */
    void forgetTable(int table) {
        tables.remove(table);
        unsampled.remove(table);
        forgetRows(table);
    }

    /** Forgets the rows of a table. */
    void forgetRows(int table) {
        countChanges.remove(table);
        lastRowIds.remove(table);
        delete(Keys.sqlStatistics(table));
    }

    /** Has statistics made of a table when the statement is done. */
    void sample(int table) {
        unsampled.add(table);
    }

    /** Writes the counts that a statement changed, and statistics of tables that have outgrown theirs. */
    void flushCounts(CastDataProvider provider) {
        for (Map.Entry<Integer, Long> change : countChanges.entrySet()) {
            TableCount before = TableCount.decode(state.get(Keys.sqlStatistics(change.getKey())));
            TableCount after = before.plus(change.getValue());
            if (!after.equals(before)) {
                put(Keys.sqlStatistics(change.getKey()), after.encode());
            }
            if (after.isOutgrown()) {
                sample(change.getKey());
            }
        }
        countChanges.clear();
        for (int table : unsampled) {
            TreeTable known = tables.get(table);
            if (known != null) {
                sample(known, provider);
            }
        }
        unsampled.clear();
    }

    private void sample(TreeTable table, CastDataProvider provider) {
        byte[] countKey = Keys.sqlStatistics(table.getId());
        TableCount count = TableCount.decode(state.get(countKey));
        boolean small = count.rows() < TableCount.ROWS_SAMPLED_MIN;
        List<FieldIndex> indexes = table.fieldIndexes();
        List<IndexStatistics> found =
                small ? List.of() : new IndexSampler(table, provider).statistics(indexes, count.rows());
        for (int i = 0; i < indexes.size(); i++) {
            byte[] key = Keys.sqlStatistics(table.getId(), indexes.get(i).getId());
            if (i < found.size()) {
                put(key, found.get(i).encode());
            } else if (state.get(key) != null) {
                delete(key);
            }
        }
        TableCount sampled = count.sampled();
        if (!sampled.equals(count)) {
            put(countKey, sampled.encode());
        }
    }

    /** The id of a new row: the one after the last. */
    long nextRowId(int table) {
        Long known = lastRowIds.get(table);
        long last = known == null ? lastRowId(table) : known;
        lastRowIds.put(table, last + 1);
        return last + 1;
    }

    /** A row came with an id of its own. */
    void sawRowId(int table, long rowId) {
        lastRowIds.computeIfPresent(table, (_, last) -> Math.max(last, rowId));
    }

    private long lastRowId(int table) {
        MapView.Cursor cursor = state.seek(Keys.after(Keys.sqlRows(table)));
        if (cursor.previous() && Keys.isSqlRowOf(cursor.key(), table)) {
            return Math.max(0, Keys.sqlRowId(cursor.key()));
        }
        return 0;
    }
}
