package io.cairn.engine.document;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.sql.TableRows;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table as documents, which belong to the owner of the database. */
final class RowReader {
    private final TableRows rows;
    private final Account owner;

    private RowReader(TableRows rows, Account owner) {
        this.rows = rows;
        this.owner = owner;
    }

    /** The rows of a table; {@code collection-not-found} where there is none. */
    static RowReader of(MapView view, String table) {
        TableRows rows = TableRows.find(view, table)
                .orElseThrow(
                        () -> new CairnException.NotFound("collection-not-found", "there is no collection " + table));
        byte[] database = view.get(Keys.database());
        if (database == null) {
            throw new CairnException.Fault("database-lost", "a state with tables has no database");
        }
        return new RowReader(rows, DatabaseRecord.decode(database).owner());
    }

    long count() {
        return rows.count();
    }

    @Nullable
    StoredDocument find(String id) {
        TableRows.StoredRow row = rows.get(id);
        return row == null ? null : document(row);
    }

    private StoredDocument document(TableRows.StoredRow row) {
        return new StoredDocument(row.id(), owner, row.created(), row.changed(), row.fields());
    }

    /** As {@link DocumentReader#run}; every row that SQL lets through is looked at. */
    List<StoredDocument> run(Query query) {
        TreeSet<StoredDocument> first = new TreeSet<>(query.comparator());
        candidates(query, row -> {
            StoredDocument document = document(row);
            if (query.takes(document)) {
                first.add(document);
                if (first.size() > query.limit()) {
                    first.pollLast();
                }
            }
        });
        return List.copyOf(first);
    }

    private void candidates(Query query, Consumer<TableRows.StoredRow> reader) {
        List<TableRows.Bound> bounds = new ArrayList<>();
        for (Condition condition : query.conditions()) {
            boolean isId = Query.isId(condition.path());
            if (isId && condition.isEquality() && condition.value() instanceof Value.Text(var id)) {
                TableRows.StoredRow row = rows.get(id);
                if (row != null) {
                    reader.accept(row);
                }
                return;
            }
            String operator = operator(condition.operator());
            if (!isId && operator != null && condition.path().names().size() == 1) {
                bounds.add(new TableRows.Bound(condition.path().names().getFirst(), operator, condition.value()));
            }
        }
        if (!rows.each(bounds, DocumentReader.ENTRIES_MAX, reader)) {
            throw DocumentLoader.tooCostly();
        }
    }

    private static @Nullable String operator(Condition.Operator operator) {
        return switch (operator) {
            case EQUAL -> "=";
            case LESS -> "<";
            case AT_MOST -> "<=";
            case GREATER -> ">";
            case AT_LEAST -> ">=";
            case NOT_EQUAL, IN, NOT_IN, ARRAY_CONTAINS, ARRAY_CONTAINS_ANY -> null;
        };
    }
}
