package io.cairn.engine.pgcatalog;

import io.cairn.h2.command.CommandInterface;
import io.cairn.h2.command.ddl.AlterTableAddConstraint;
import io.cairn.h2.command.ddl.AlterTableAlterColumn;
import io.cairn.h2.command.ddl.CommandWithColumns;
import io.cairn.h2.command.ddl.CreateTable;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.schema.Sequence;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names that PostgreSQL gives what has none: {@code birds_pkey}, {@code birds_name_key}, {@code birds_id_seq}. */
final class ObjectNames {
    private static final int LENGTH_MAX = 63;

    private ObjectNames() {}

    static String ofConstraint(AlterTableAddConstraint command, Table table) {
        if (command.constraintName == null) {
            command.constraintName = free(table.getSchema(), table.getName(), columns(command), label(command.type));
        }
        return command.constraintName;
    }

    /** Makes the sequences of identity columns, with PostgreSQL's names. */
    static ArrayList<Sequence> sequences(
            CommandWithColumns command, @Nullable ArrayList<Column> columns, boolean isTemporary) {
        ArrayList<Sequence> sequences = new ArrayList<>();
        for (Column column : columns == null ? List.<Column>of() : columns) {
            if (column.hasIdentityOptions()) {
                addSequence(command, column, isTemporary);
            }
            if (column.getSequence() != null) {
                sequences.add(column.getSequence());
            }
        }
        return sequences;
    }

    private static void addSequence(CommandWithColumns command, Column column, boolean isTemporary) {
        String table = command instanceof CreateTable create
                ? create.data.tableName
                : ((AlterTableAlterColumn) command).tableName;
        SessionLocal session = command.getSession();
        int id = session.getDatabase().allocateObjectId();
        column.identityOptions.setDataType(column.getType());
        Sequence sequence = new Sequence(
                session,
                command.schema,
                id,
                free(command.schema, table, column.getName(), "seq"),
                column.identityOptions,
                true);
        sequence.setTemporary(isTemporary);
        session.getDatabase().addSchemaObject(session, sequence);
        column.setSequence(sequence, column.isGeneratedAlways);
    }

    private static String label(int type) {
        return switch (type) {
            case CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_PRIMARY_KEY -> "pkey";
            case CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_REFERENTIAL -> "fkey";
            case CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_CHECK -> "check";
            default -> "key";
        };
    }

    private static String columns(AlterTableAddConstraint command) {
        List<String> names = new ArrayList<>();
        switch (command.type) {
            case CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_PRIMARY_KEY -> {
                // Named after its table alone.
            }
            case CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_CHECK -> {
                TreeSet<String> used = new TreeSet<>();
                addColumns(command.checkExpression, used);
                if (used.size() == 1) {
                    names.addAll(used);
                }
            }
            default -> {
                for (IndexColumn column : command.indexColumns) {
                    names.add(column.columnName != null ? column.columnName : column.column.getName());
                }
            }
        }
        return String.join("_", names);
    }

    private static void addColumns(Expression expression, TreeSet<String> names) {
        if (expression instanceof ExpressionColumn column) {
            names.add(column.getOriginalColumnName());
        }
        for (int i = 0; i < expression.getSubexpressionCount(); i++) {
            addColumns(expression.getSubexpression(i), names);
        }
    }

    private static String free(Schema schema, String table, String columns, String label) {
        String name = joined(table, columns, label);
        for (int number = 1; isTaken(schema, name); number++) {
            name = joined(table, columns, label + number);
        }
        return name;
    }

    private static boolean isTaken(Schema schema, String name) {
        SessionLocal session = schema.getDatabase().getSystemSession();
        return schema.findConstraint(session, name) != null
                || schema.findTableOrView(session, name) != null
                || schema.findIndex(session, name) != null
                || schema.findSequence(name) != null;
    }

    /** Shortens the longer of the two names where all of it would be too long. */
    private static String joined(String table, String columns, String label) {
        int rest = LENGTH_MAX - label.length() - 1 - (columns.isEmpty() ? 0 : 1);
        int first = table.length();
        int second = columns.length();
        while (first + second > rest) {
            if (first > second) {
                first--;
            } else {
                second--;
            }
        }
        String start = table.substring(0, first);
        return (columns.isEmpty() ? start : start + "_" + columns.substring(0, second)) + "_" + label;
    }
}
