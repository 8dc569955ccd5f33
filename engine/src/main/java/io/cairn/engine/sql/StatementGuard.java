package io.cairn.engine.sql;

import io.cairn.engine.dialect.StatementKind;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.Privilege;
import io.cairn.h2.command.dml.Insert;
import io.cairn.h2.command.dml.Merge;
import io.cairn.h2.command.dml.MergeUsing;
import io.cairn.h2.command.dml.SetClauseList;
import io.cairn.h2.deterministic.Guards;
import io.cairn.h2.engine.Right;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.index.Index;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.ColumnResolver;
import io.cairn.h2.table.DataChangeDeltaTable;
import io.cairn.h2.table.QueryExpressionTable;
import io.cairn.h2.table.Table;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.table.TableType;
import io.cairn.h2.table.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds one statement to the rights of its caller. H2 asks it wherever the statement's own text names a table, column or
 * sequence; tables ask it which rows there are and what may be written.
 *
 * <p>What a view reads, what a policy reads and what a constraint looks up is read with the rights of the owners: it is
 * planned while {@link #asOwner} runs, and gets the tables' own indexes. Everything else gets indexes that hide rows.
 */
final class StatementGuard implements Guards.Guard {
    private final Rights rights;
    private final SessionLocal session;
    private final StatementKind kind;
    private final TreeMap<Integer, TableGuard> tables = new TreeMap<>();
    private final TreeSet<Integer> insertedByColumn = new TreeSet<>();
    private int asOwner;
    private boolean isTarget;

    /**
     * A guard for one statement.
     *
     * @param kind what the statement does
     */
    StatementGuard(Rights rights, SessionLocal session, StatementKind kind) {
        this.rights = rights;
        this.session = session;
        this.kind = kind;
    }

    static CairnException refused(String what) {
        return new CairnException.Refused("sql-42501", "statement", "permission denied for " + what);
    }

    /** Plans or does something with the rights of the owners. */
    <T> T asOwner(Supplier<T> work) {
        asOwner++;
        try {
            return work.get();
        } finally {
            asOwner--;
        }
    }

    private boolean isAsOwner() {
        return asOwner > 0;
    }

    /** Plans access to a table; {@code target} where its rows will be updated or deleted. */
    <T> T planning(boolean target, Supplier<T> work) {
        boolean before = isTarget;
        isTarget = target;
        try {
            return work.get();
        } finally {
            isTarget = before;
        }
    }

    private TableGuard of(Table table) {
        TableGuard known = tables.get(table.getId());
        if (known == null) {
            known = new TableGuard(TableGuard.Say.all(rights, table), table, session, this);
            tables.put(table.getId(), known);
        }
        return known;
    }

    /** The indexes through which what is planned now sees a table. */
    List<Index> indexes(TreeTable table, List<Index> all) {
        if (isAsOwner() || !of(table).hidesRows()) {
            return all;
        }
        Privilege target = !isTarget
                ? Privilege.SELECT
                : switch (kind) {
                    case UPDATE -> Privilege.UPDATE;
                    case DELETE -> Privilege.DELETE;
                    default -> Privilege.SELECT;
                };
        return of(table).indexes(target, all);
    }

    /** Whether the caller may read every row and column of a table, so that a failure may show a part of it. */
    boolean tells(TreeTable table) {
        TableGuard guard = of(table);
        return !guard.hidesRows() && guard.allows(Privilege.SELECT, "");
    }

    /** Whether the number of rows tells more than the caller may know. */
    boolean hidesCount(TreeTable table) {
        TableGuard guard = of(table);
        return guard.hidesRows() || !guard.allowsAny(Privilege.SELECT);
    }

    /** Refuses the change of a row that no policy lets through. A null row is not there. */
    void requireWritable(
            TreeTable table, io.cairn.h2.result.@Nullable Row before, io.cairn.h2.result.@Nullable Row after) {
        if (!isAsOwner() && of(table).hidesRows()) {
            of(table).requireWritable(before, after);
        }
    }

    private static boolean isSecured(Table table) {
        return table instanceof TreeTable || (table instanceof TableView && table.getTableType() == TableType.VIEW);
    }

    @Override
    public void checkTable(Object h2Table, int mask) {
        Table table = (Table) h2Table;
        if (isAsOwner()) {
            return;
        }
        if (table instanceof CollectionTable) {
            // Who may change a document is found out when it is changed.
            if (!rights.readsDocuments()) {
                throw refused("table " + table.getName());
            }
            return;
        }
        if (!isSecured(table)) {
            if (mask != Right.SELECT) {
                throw refused("table " + table.getName());
            }
            return;
        }
        TableGuard guard = of(table);
        boolean allowed = switch (mask) {
            case Right.SELECT -> guard.allowsAny(Privilege.SELECT);
            case Right.INSERT ->
                guard.allows(Privilege.INSERT, "")
                        || (insertedByColumn.contains(table.getId()) && guard.allowsAny(Privilege.INSERT));
            case Right.UPDATE -> guard.allowsAny(Privilege.UPDATE);
            case Right.DELETE ->
                guard.allows(kind == StatementKind.TRUNCATE ? Privilege.TRUNCATE : Privilege.DELETE, "");
            default -> false;
        };
        if (!allowed) {
            throw refused("table " + table.getName());
        }
    }

    @Override
    public @Nullable Object findColumn(Object resolver, String name) {
        Column column = ((ColumnResolver) resolver).findColumn(name);
        if (column != null && !isAsOwner() && resolver instanceof TableFilter filter) {
            Table table = filter.getTable() instanceof DataChangeDeltaTable delta
                    ? delta.statement.getTable()
                    : filter.getTable();
            requireColumn(table, Privilege.SELECT, name);
        }
        return column;
    }

    private void requireColumn(Table table, Privilege privilege, String column) {
        if (!isAsOwner() && isSecured(table) && !of(table).allows(privilege, column)) {
            throw refused("column " + column + " of table " + table.getName());
        }
    }

    @Override
    public @Nullable Object findSequence(Object h2Schema, String name) {
        Schema schema = (Schema) h2Schema;
        Object sequence = schema.findSequence(name);
        if (sequence != null && !isAsOwner() && !rights.allowsSequence(schema.getName(), name)) {
            throw refused("sequence " + name);
        }
        return sequence;
    }

    @Override
    public Object createIndex(Object table, Object h2Session, int @Nullable [] masks) {
        QueryExpressionTable query = (QueryExpressionTable) table;
        SessionLocal user = (SessionLocal) h2Session;
        return query.getTableType() == TableType.VIEW
                ? asOwner(() -> query.createIndex(user, masks))
                : query.createIndex(user, masks);
    }

    private void requireColumns(Table table, Privilege privilege, Column @Nullable [] columns) {
        if (columns != null) {
            for (Column column : columns) {
                requireColumn(table, privilege, column.getName());
            }
        }
    }

    @Override
    public void insertColumns(Object insert, @Nullable Object columns) {
        Insert made = (Insert) insert;
        named(made.getTable(), (Column[]) columns);
        made.setColumns((Column[]) columns);
    }

    private void named(Table table, Column @Nullable [] columns) {
        requireColumns(table, Privilege.INSERT, columns);
        if (columns != null) {
            insertedByColumn.add(table.getId());
        }
    }

    @Override
    public void mergeColumns(Object merge, @Nullable Object columns) {
        Merge made = (Merge) merge;
        named(made.getTable(), (Column[]) columns);
        requireColumns(made.getTable(), Privilege.UPDATE, (Column[]) columns);
        made.setColumns((Column[]) columns);
    }

    @Override
    public void addWhen(Object merge, Object when) {
        MergeUsing made = (MergeUsing) merge;
        if (when instanceof MergeUsing.WhenNotMatched inserts) {
            named(made.getTable(), inserts.columns);
        }
        made.addWhen((MergeUsing.When) when);
    }

    @Override
    public void setColumn(Object list, Object column, @Nullable Object arrayIndexes, Object expression) {
        Column set = (Column) column;
        requireColumn(set.getTable(), Privilege.UPDATE, set.getName());
        ((SetClauseList) list).addSingle(set, (Expression[]) arrayIndexes, (Expression) expression);
    }

    @Override
    @SuppressWarnings("unchecked") // as H2 declares them
    public void setColumns(Object list, ArrayList<?> columns, ArrayList<?> arrayIndexes, Object expression) {
        for (Object column : columns) {
            Column set = (Column) column;
            requireColumn(set.getTable(), Privilege.UPDATE, set.getName());
        }
        ((SetClauseList) list)
                .addMultiple(
                        (ArrayList<Column>) columns, (ArrayList<Expression[]>) arrayIndexes, (Expression) expression);
    }
}
