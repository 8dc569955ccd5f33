package io.cairn.engine.pgcatalog;

import io.cairn.h2.command.Parser;
import io.cairn.h2.command.ddl.AlterTableAddConstraint;
import io.cairn.h2.command.ddl.CommandWithColumns;
import io.cairn.h2.command.query.Query;
import io.cairn.h2.command.query.QueryOrderBy;
import io.cairn.h2.command.query.Select;
import io.cairn.h2.command.query.SelectUnion;
import io.cairn.h2.command.query.TableValueConstructor;
import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.deterministic.Replacements;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.engine.Database;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.BinaryOperation;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.expression.ExpressionVisitor;
import io.cairn.h2.expression.aggregate.Percentile;
import io.cairn.h2.message.DbException;
import io.cairn.h2.mode.PgCatalogSchema;
import io.cairn.h2.schema.InformationSchema;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.schema.Sequence;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.ColumnResolver;
import io.cairn.h2.table.Table;
import io.cairn.h2.table.TableFilter;
import io.cairn.h2.util.DateTimeUtils;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueTimestampTimeZone;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's system tables in the place of H2's, for every database that is opened. */
public final class Replaced implements Replacements.Maker {
    private Replaced() {}

    /** To be done before a database is opened; once is enough. */
    public static void install() {
        Replacements.use(new Replaced());
    }

    @Override
    public HashMap<?, ?> tables(Object schema) {
        HashMap<String, Table> tables = SystemTables.of((Schema) schema);
        if (schema instanceof PgCatalogSchema pgCatalog) {
            pgCatalog.tables = tables;
        } else {
            ((InformationSchema) schema).newTables = tables;
        }
        return tables;
    }

    @Override
    public String constraintName(Object command, Object table) {
        return ObjectNames.ofConstraint((AlterTableAddConstraint) command, (Table) table);
    }

    @Override
    @SuppressWarnings("unchecked") // H2 asks with its own columns
    public ArrayList<?> sequences(Object command, @Nullable ArrayList<?> columns, boolean temporary) {
        return ObjectNames.sequences((CommandWithColumns) command, (ArrayList<Column>) columns, temporary);
    }

    @Override
    public void mapColumn(Object name, Object resolver, Object column, int level) {
        MergedColumns.map((ExpressionColumn) name, (ColumnResolver) resolver, (Column) column, level);
    }

    @Override
    public int summedType(Object type) {
        int summed = ((TypeInfo) type).getValueType();
        return summed == Value.NULL ? Value.INTEGER : summed;
    }

    @Override
    public @Nullable Object sumType(Object type) {
        return Averages.sumType((TypeInfo) type);
    }

    @Override
    public @Nullable Object averageType(Object type) {
        return Averages.type((TypeInfo) type);
    }

    @Override
    public Object average(Object value, Object type, Object provider) {
        return Averages.value((Value) value, (TypeInfo) type, (CastDataProvider) provider);
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
        Value[] all = (Value[]) values;
        BigDecimal asked = isBetween ? place : Averages.place(place, all.length);
        return Percentile.getValue(
                (SessionLocal) session, all, type, (ArrayList<QueryOrderBy>) order, asked, isBetween);
    }

    /** H2 sorts them, NULL first. Those that an order was said for are rows of what it takes. */
    @Override
    public void nullLast(Object[] values) {
        if (values.length > 0 && ((Value) values[0]).getValueType() == Value.NULL) {
            System.arraycopy(values, 1, values, 0, values.length - 1);
            values[values.length - 1] = ValueNull.INSTANCE;
        }
    }

    @Override
    public void prepareExpressions(Object query) {
        if (query instanceof Select select) {
            Grouping.check(select);
        }
        ((Query) query).prepareExpressions();
    }

    @Override
    public String groupName(Object expression, Object session, int place) {
        return Grouping.name((Expression) expression, (SessionLocal) session, place);
    }

    /** Columns behind the last that has a name there keep their own. */
    @Override
    public void nameColumns(Object filter, ArrayList<String> names) {
        TableFilter table = (TableFilter) filter;
        Column[] columns = table.getColumns();
        ArrayList<String> all = new ArrayList<>(names);
        for (int i = names.size(); i < columns.length; i++) {
            all.add(columns[i].getName());
        }
        table.setDerivedColumns(all);
    }

    @Override
    public boolean isAlikeInGroup(Object query) {
        Select select = (Select) query;
        return select.isGroupingChecked || select.isGroupWindowStage2();
    }

    /** In UTC: so two that are equal have one text, one hour and one day. */
    @Override
    public Object moment(Object value) {
        ValueTimestampTimeZone written = (ValueTimestampTimeZone) value;
        int offset = written.getTimeZoneOffsetSeconds();
        return offset == 0
                ? written
                : DateTimeUtils.timestampTimeZoneAtOffset(written.getDateValue(), written.getTimeNanos(), offset, 0);
    }

    @Override
    public void dropSequence(Object database, Object session, Object sequence) {
        SequenceUses.refuseDrop((Database) database, (Sequence) sequence);
        ((Database) database).removeSchemaObject((SessionLocal) session, (Sequence) sequence);
    }

    @Override
    public Object withInterval(Object operation, int left, int right) {
        return DateArithmetic.withInterval((BinaryOperation) operation, left, right);
    }

    @Override
    public Object withDate(Object operation, Object session, int left, int right) {
        return DateArithmetic.withDate((BinaryOperation) operation, (SessionLocal) session, left, right);
    }

    /** Rows of VALUES are what is asked until it is prepared, and has its columns. */
    @Override
    public boolean isEverything(Object query, Object visitor) {
        Query asked = (Query) query;
        ExpressionVisitor found = (ExpressionVisitor) visitor;
        if (!(asked instanceof TableValueConstructor values) || values.expressionArray != null) {
            return asked.isEverything(found);
        }
        ExpressionVisitor within = found.incrementQueryLevel(1);
        for (ArrayList<Expression> row : values.rows) {
            for (Expression cell : row) {
                if (!cell.isEverything(within)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void expandColumns(Object query) {
        Select select = (Select) query;
        select.expandColumnList();
        Grouping.preferInput(select);
    }

    @Override
    public Object groupRow(Object query, Object keys, int columns) {
        return GroupRow.of((Select) query, (Value[]) keys, columns);
    }

    @Override
    public @Nullable Object queryOf(Object resolver) {
        Select known = ((ColumnResolver) resolver).getSelect();
        if (known != null || !(resolver instanceof TableFilter changed)) {
            return known;
        }
        if (Deterministic.kept(changed) instanceof Select made) {
            return made;
        }
        Select none = new Select(changed.getSession(), null);
        Deterministic.keep(changed, none);
        return none;
    }

    @Override
    public Object commonTable(Object parser) {
        return Recursion.parse((Parser) parser);
    }

    @Override
    public Object recursionBegins(Object union) {
        return Recursion.begin((SelectUnion) union);
    }

    @Override
    public Object recursionStep(Object query, long rowsMax) {
        return Recursion.step((Query) query, rowsMax);
    }

    @Override
    public RuntimeException misplacedRow() {
        return DbException.getUnsupportedException("all columns of a table in the place of one value");
    }
}
