package io.cairn.engine.sql;

import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Index;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.LocalResult;
import io.cairn.h2.result.Row;
import java.util.ArrayList;
import java.util.List;

/** Writes the rows of a table and their entries in its indexes. */
final class RowWriter {
    private final PrimaryIndex rows;
    private final List<Index> indexes;

    /**
     * A writer for a table.
     *
     * @param rows the first of the indexes
     * @param indexes all of them, as they are at the time of each call
     */
    RowWriter(PrimaryIndex rows, List<Index> indexes) {
        this.rows = rows;
        this.indexes = indexes;
    }

    List<FieldIndex> fieldIndexes() {
        List<FieldIndex> found = new ArrayList<>();
        for (Index index : indexes) {
            if (index instanceof FieldIndex fields) {
                found.add(fields);
            }
        }
        return found;
    }

    void add(SessionLocal session, Row row) {
        int done = 0;
        try {
            for (Index index : indexes) {
                index.add(session, row);
                done++;
            }
        } catch (DbException refused) {
            // ON CONFLICT DO NOTHING goes on behind a key that is there: nothing of the row may stay.
            rows.tookBack(row);
            for (int i = done - 1; i >= 0; i--) {
                indexes.get(i).remove(session, row);
            }
            throw refused;
        }
    }

    void remove(SessionLocal session, Row row) {
        for (int i = indexes.size() - 1; i >= 0; i--) {
            indexes.get(i).remove(session, row);
        }
    }

    void update(SessionLocal session, Row before, Row after) {
        after.setKey(before.getKey());
        for (Index index : indexes) {
            index.update(session, before, after);
        }
    }

    /**
     * Updates rows together. First all entries go that do not stay, then the new ones come, since rows may take each
     * other's keys. A row that keeps its id is written once.
     *
     * @param changes old and new rows in turns
     * @param step is run for each row, and may refuse to go on
     */
    void update(SessionLocal session, LocalResult changes, Runnable step) {
        List<FieldIndex> others = fieldIndexes();
        while (changes.next()) {
            step.run();
            Row before = changes.currentRowForTable();
            changes.next();
            takeOut(session, others, before, changes.currentRowForTable());
        }
        changes.reset();
        while (changes.next()) {
            step.run();
            Row before = changes.currentRowForTable();
            changes.next();
            putIn(session, others, before, changes.currentRowForTable());
        }
    }

    private void takeOut(SessionLocal session, List<FieldIndex> others, Row before, Row after) {
        if (!rows.staysInPlace(before, after)) {
            remove(session, before);
            return;
        }
        for (FieldIndex index : others) {
            if (!index.isSameEntry(before, after)) {
                index.remove(session, before);
            }
        }
    }

    private void putIn(SessionLocal session, List<FieldIndex> others, Row before, Row after) {
        if (!rows.staysInPlace(before, after)) {
            add(session, after);
            return;
        }
        rows.replace(after);
        for (FieldIndex index : others) {
            if (!index.isSameEntry(before, after)) {
                index.add(session, after);
            }
        }
    }
}
