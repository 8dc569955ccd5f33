package io.cairn.h2.deterministic;

import io.cairn.h2.command.Parser;
import io.cairn.h2.command.ddl.AlterTableAddConstraint;
import io.cairn.h2.command.ddl.AlterTableAlterColumn;
import io.cairn.h2.command.ddl.CommandWithColumns;
import io.cairn.h2.command.query.Query;
import io.cairn.h2.command.query.QueryOrderBy;
import io.cairn.h2.command.query.Select;
import io.cairn.h2.command.query.SelectUnion;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.engine.Database;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.BinaryOperation;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.expression.ExpressionVisitor;
import io.cairn.h2.expression.aggregate.Aggregate;
import io.cairn.h2.expression.aggregate.Percentile;
import io.cairn.h2.message.DbException;
import io.cairn.h2.schema.InformationSchema;
import io.cairn.h2.schema.Sequence;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.ColumnResolver;
import io.cairn.h2.table.InformationSchemaTable;
import io.cairn.h2.table.Table;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** What H2 itself would do. */
final class OwnReplacements implements Replacements.Maker {
    @Override
    public HashMap<?, ?> tables(Object schema) {
        HashMap<String, Table> tables = new HashMap<>();
        for (int i = 0; i < InformationSchemaTable.META_TABLE_TYPE_COUNT; i++) {
            Table table = new InformationSchemaTable((InformationSchema) schema, -1 - i, i);
            tables.put(table.getName(), table);
        }
        return tables;
    }

    /** As an {@link Alterations.Alterer}. */
    @SuppressWarnings("unchecked") // H2 asks with its own sequences
    static void copy(Object command, Object table, @Nullable ArrayList<?> sequences, boolean createConstraints) {
        ((AlterTableAlterColumn) command).copyData((Table) table, (ArrayList<Sequence>) sequences, createConstraints);
    }

    @Override
    public String constraintName(Object command, Object table) {
        AlterTableAddConstraint adding = (AlterTableAddConstraint) command;
        if (adding.constraintName == null) {
            Table changed = (Table) table;
            adding.constraintName = changed.getSchema().getUniqueConstraintName(adding.getSession(), changed);
        }
        return adding.constraintName;
    }

    @Override
    public ArrayList<?> sequences(Object command, @Nullable ArrayList<?> columns, boolean temporary) {
        CommandWithColumns defining = (CommandWithColumns) command;
        SessionLocal session = defining.getSession();
        ArrayList<Sequence> sequences = new ArrayList<>();
        for (Object each : columns == null ? new ArrayList<>() : columns) {
            Column column = (Column) each;
            if (column.hasIdentityOptions()) {
                int id = session.getDatabase().allocateObjectId();
                column.initializeSequence(session, defining.schema, id, temporary);
            }
            if (column.getSequence() != null) {
                sequences.add(column.getSequence());
            }
        }
        return sequences;
    }

    @Override
    public void mapColumn(Object name, Object resolver, Object column, int level) {
        ((ExpressionColumn) name).mapColumn((ColumnResolver) resolver, (Column) column, level);
    }

    @Override
    public int summedType(Object type) {
        return ((TypeInfo) type).getValueType();
    }

    @Override
    public @Nullable Object sumType(Object type) {
        return Aggregate.getSumType((TypeInfo) type);
    }

    @Override
    public @Nullable Object averageType(Object type) {
        return Aggregate.getAvgType((TypeInfo) type);
    }

    @Override
    public Object average(Object value, Object type, Object provider) {
        return ((Value) value).castTo((TypeInfo) type, (CastDataProvider) provider);
    }

    @Override
    @SuppressWarnings("unchecked") // H2 asks with its own
    public Object percentile(
            Object session,
            Object values,
            int type,
            @Nullable ArrayList<?> order,
            BigDecimal place,
            boolean isBetween) {
        return Percentile.getValue(
                (SessionLocal) session, (Value[]) values, type, (ArrayList<QueryOrderBy>) order, place, isBetween);
    }

    @Override
    public void nullLast(Object[] values) {}

    @Override
    public void prepareExpressions(Object query) {
        ((Query) query).prepareExpressions();
    }

    @Override
    public String groupName(Object expression, Object session, int place) {
        return ((Expression) expression).getAlias((SessionLocal) session, place);
    }

    @Override
    public void nameColumns(Object filter, ArrayList<String> names) {
        ((TableFilter) filter).setDerivedColumns(names);
    }

    @Override
    public boolean isAlikeInGroup(Object query) {
        return ((Select) query).isGroupWindowStage2();
    }

    @Override
    public Object moment(Object value) {
        return value;
    }

    @Override
    public void dropSequence(Object database, Object session, Object sequence) {
        ((Database) database).removeSchemaObject((SessionLocal) session, (Sequence) sequence);
    }

    @Override
    public Object withInterval(Object operation, int left, int right) {
        return ((BinaryOperation) operation).optimizeInterval(left, right);
    }

    @Override
    public Object withDate(Object operation, Object session, int left, int right) {
        return ((BinaryOperation) operation).optimizeDateTime((SessionLocal) session, left, right);
    }

    @Override
    public boolean isEverything(Object query, Object visitor) {
        return ((Query) query).isEverything((ExpressionVisitor) visitor);
    }

    @Override
    public void expandColumns(Object query) {
        ((Select) query).expandColumnList();
    }

    @Override
    public Object groupRow(Object query, Object keys, int columns) {
        return ((Select) query).constructGroupResultRow((Value[]) keys, columns);
    }

    @Override
    public @Nullable Object queryOf(Object resolver) {
        return ((ColumnResolver) resolver).getSelect();
    }

    @Override
    public Object commonTable(Object parser) {
        return ((Parser) parser).parseQuery();
    }

    @Override
    public Object recursionBegins(Object union) {
        return ((SelectUnion) union).getLeft();
    }

    @Override
    public Object recursionStep(Object query, long rowsMax) {
        return ((Query) query).query(rowsMax);
    }

    @Override
    public RuntimeException misplacedRow() {
        return DbException.getInternalError();
    }
}
