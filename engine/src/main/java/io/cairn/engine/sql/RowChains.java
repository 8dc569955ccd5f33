package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.result.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Follows the rows of one table back from block to block. */
final class RowChains implements VersionSource {
    private final TreeTable table;
    private final MapView state;
    private final long height;
    private final SqlPast past;
    private final SessionLocal session;
    private final TreeMap<Long, Chain> chains = new TreeMap<>();
    private final List<Long> rowIds = new ArrayList<>();

    /** For the rows of a table as they were and are up to a block. */
    RowChains(TreeTable table, MapView state, long height, SqlPast past, SessionLocal session) {
        this.table = table;
        this.state = state;
        this.height = height;
        this.past = past;
        this.session = session;
    }

    /** One version; the row is null where it says that the row was deleted. */
    record Version(RowHead head, @Nullable Row row) {}

    /**
     * All versions of one row that can be read, the oldest first.
     *
     * @param isCut whether there were others before
     */
    record Chain(long rowId, List<Version> versions, boolean isCut) {}

    @Override
    public int table() {
        return table.getId();
    }

    /** As one list, each version under a number of its own, from which {@link #rowId} finds the row again. */
    @Override
    public List<Row> rows(@Nullable Long low, @Nullable Long high) {
        List<Row> rows = new ArrayList<>();
        for (Chain chain : within(low, high)) {
            for (Version version : chain.versions()) {
                Row row = version.row();
                if (row != null) {
                    rowIds.add(chain.rowId());
                    rows.add(Row.get(row.getValueList(), Row.MEMORY_CALCULATE, rowIds.size()));
                }
            }
        }
        return rows;
    }

    /** The row that a version is of. */
    long rowId(long number) {
        return rowIds.get((int) number - 1);
    }

    Chain chain(long rowId) {
        Chain known = chains.get(rowId);
        if (known == null) {
            known = follow(rowId);
            chains.put(rowId, known);
        }
        return known;
    }

    /** The histories of all rows with these ids, whether they are there still or not. */
    Collection<Chain> within(@Nullable Long low, @Nullable Long high) {
        TreeSet<Long> ids = new TreeSet<>();
        byte[] first = Keys.sqlRow(table.getId(), low == null ? Long.MIN_VALUE : low);
        byte[] last = Keys.sqlRow(table.getId(), high == null ? Long.MAX_VALUE : high);
        collect(first, last, ids);
        byte[] firstDeleted = Keys.sqlDeleted(table.getId(), low == null ? Long.MIN_VALUE : low);
        byte[] lastDeleted = Keys.sqlDeleted(table.getId(), high == null ? Long.MAX_VALUE : high);
        collect(firstDeleted, lastDeleted, ids);
        List<Chain> found = new ArrayList<>();
        ids.forEach(id -> found.add(chain(id)));
        return found;
    }

    private void collect(byte[] first, byte[] last, TreeSet<Long> ids) {
        MapView.Cursor cursor = state.seek(first);
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), last) <= 0) {
            table.binding().budget().read();
            if (cursor.key().length == first.length) {
                ids.add(Keys.sqlRowId(cursor.key()));
            }
        }
    }

    private Chain follow(long rowId) {
        List<Version> newestFirst = new ArrayList<>();
        MapView at = state;
        long reached = height;
        while (true) {
            RowHead oldest = versionsOfBlock(at, reached, rowId, newestFirst);
            if (!oldest.earlier()) {
                return new Chain(rowId, newestFirst.reversed(), false);
            }
            reached = oldest.place().height() - 1;
            if (!past.isKept(reached)) {
                return new Chain(rowId, newestFirst.reversed(), true);
            }
            at = past.state(reached);
        }
    }

    /** Adds the newest version in a state and those of the same block before it; the oldest one's head. */
    private RowHead versionsOfBlock(MapView at, long reached, long rowId, List<Version> newestFirst) {
        byte[] stored = at.get(Keys.sqlRow(table.getId(), rowId));
        if (stored == null) {
            stored = at.get(Keys.sqlDeleted(table.getId(), rowId));
        }
        if (stored == null) {
            throw malformed("row " + rowId + " says that it was there before, and block " + reached + " has it not");
        }
        RowHead newest = add(stored, rowId, newestFirst);
        if (newest.place().height() > reached) {
            throw malformed("row " + rowId + " in block " + reached + " was changed after it");
        }
        RowHead oldest = newest;
        if (newest.siblings()) {
            MapView.Cursor cursor = at.seek(Keys.after(Keys.sqlDeleted(table.getId(), rowId)));
            byte[] low = Keys.sqlVersion(table.getId(), rowId, 0, 0);
            while (cursor.previous() && Arrays.compareUnsigned(cursor.key(), low) >= 0) {
                RowHead next = add(cursor.value(), rowId, newestFirst);
                boolean follows = next.place().compareTo(oldest.place()) < 0
                        && next.place().height() == newest.place().height();
                if (!follows) {
                    throw malformed("the versions of row " + rowId + " in block " + reached + " have no order");
                }
                oldest = next;
            }
        }
        return oldest;
    }

    private RowHead add(byte[] stored, long rowId, List<Version> versions) {
        table.binding().budget().read();
        RowHead head = RowHead.of(stored);
        versions.add(new Version(head, head.deleted() ? null : RowCodec.decode(stored, rowId, table, session)));
        return head;
    }

    private static CairnException malformed(String what) {
        return new CairnException.Incorrect("bytes-malformed", "state", what);
    }
}
