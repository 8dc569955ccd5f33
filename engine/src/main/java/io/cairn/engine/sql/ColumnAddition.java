package io.cairn.engine.sql;

import io.cairn.h2.command.CommandInterface;
import io.cairn.h2.command.ddl.AlterTableAddConstraint;
import io.cairn.h2.command.ddl.AlterTableAlterColumn;
import io.cairn.h2.command.ddl.DefineCommand;
import io.cairn.h2.deterministic.Alterations;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.function.CastSpecification;
import io.cairn.h2.expression.function.CurrentDateTimeValueFunction;
import io.cairn.h2.result.Row;
import io.cairn.h2.schema.Sequence;
import io.cairn.h2.table.Column;
import io.cairn.h2.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ALTER TABLE … ADD COLUMN} without writing any row: where all rows get one value that is known, the table keeps
 * that value for the rows it has. Everything else is done as H2 does it, by copying the table.
 */
final class ColumnAddition {
    /** PostgreSQL's most. A row of few cells must not cost what one of a wide table does. */
    private static final int COLUMNS_MAX = 1_600;

    private final AlterTableAlterColumn command;
    private final TreeTable table;
    private final List<Column> added;

    private ColumnAddition(AlterTableAlterColumn command, TreeTable table, List<Column> added) {
        this.command = command;
        this.table = table;
        this.added = added;
    }

    /** To be done before a database is opened; once is enough. */
    static void install() {
        Alterations.use(ColumnAddition::alter);
    }

    @SuppressWarnings("unchecked") // H2 asks with its own sequences
    private static void alter(Object of, Object altered, @Nullable ArrayList<?> sequences, boolean createConstraints) {
        AlterTableAlterColumn command = (AlterTableAlterColumn) of;
        boolean adds = command.getType() == CommandInterface.ALTER_TABLE_ADD_COLUMN;
        if (adds && command.constraintCommands != null) {
            command.constraintCommands.forEach(ColumnAddition::checkRows);
        }
        if (adds && altered instanceof TreeTable table && isAtEnd(command)) {
            ColumnAddition addition = new ColumnAddition(command, table, command.columnsToAdd);
            if (addition.needsNoCopy()) {
                addition.run();
                return;
            }
        }
        command.copyData((io.cairn.h2.table.Table) altered, (ArrayList<Sequence>) sequences, createConstraints);
    }

    /** H2 takes it that a column's own constraints come with a table of no rows. */
    private static void checkRows(DefineCommand constraint) {
        if (constraint instanceof AlterTableAddConstraint adding) {
            adding.setCheckExisting(true);
        }
    }

    private static boolean isAtEnd(AlterTableAlterColumn command) {
        return command.columnsToAdd != null
                && !command.addFirst
                && command.addBefore == null
                && command.addAfter == null
                && command.usingExpression == null;
    }

    private boolean needsNoCopy() {
        return table.getColumns().length + added.size() <= COLUMNS_MAX
                && added.stream().allMatch(ColumnAddition::hasOneValue);
    }

    /** Whether all rows get the same value in a column, which can be told now. */
    private static boolean hasOneValue(Column column) {
        return !column.isGenerated()
                && !column.hasIdentityOptions()
                && column.getSequence() == null
                && isOneValue(column.getEffectiveDefaultExpression());
    }

    private static boolean isOneValue(@Nullable Expression value) {
        Expression inner = value;
        while (inner instanceof CastSpecification) {
            inner = inner.getSubexpression(0);
        }
        return value == null || value.isConstant() || inner instanceof CurrentDateTimeValueFunction;
    }

    private void run() {
        SessionLocal session = command.getSession();
        int first = table.getColumns().length;
        table.append(added);
        for (int i = 0; i < added.size(); i++) {
            added.get(i).prepareExpressions(session);
            if (table.getRowCount(session) > 0) {
                table.binding().addedColumns().add(table.getId(), first + i, value(added.get(i), session));
            }
        }
        command.checkViewsAreValid(table);
        table.setModified();
        session.getDatabase().updateMeta(session, table);
        command.createConstraints();
    }

    /** What an INSERT that does not name the column would store in it, and refuses where that would be. */
    private static Value value(Column column, SessionLocal session) {
        return column.validateConvertUpdateSequence(session, null, Row.get(new Value[0], 0));
    }
}
