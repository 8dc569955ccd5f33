package io.cairn.engine.sql;

import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.constraint.ConstraintReferential;
import io.cairn.h2.index.Index;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.Row;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the constraint that one of H2's failures is about: H2 has it in a text only. */
final class Violations {
    /** The longest key that is told; PostgreSQL has none of over a third of a page. */
    private static final int KEY_MAX = 1_000;

    private static final String NULL_IN = "NULL not allowed for column ";

    private final TreeTable table;

    Violations(TreeTable table) {
        this.table = table;
    }

    /** Does something with rows of the table. Where a constraint forbids it, the failure names that. */
    <T> T naming(@Nullable Row before, @Nullable Row after, Supplier<T> work) {
        try {
            return work.get();
        } catch (DbException failure) {
            throw named(failure, before, after);
        }
    }

    private RuntimeException named(DbException failure, @Nullable Row before, @Nullable Row after) {
        return switch (failure.getErrorCode()) {
            case ErrorCode.NULL_NOT_ALLOWED -> ofColumn(failure);
            case ErrorCode.CHECK_CONSTRAINT_VIOLATED_1 -> {
                Constraint check = constraint(failure, Constraint.Type.CHECK);
                yield check == null
                        ? failure
                        : Violation.ofCheck(schema(), table.getName(), check.getName())
                                .refusal(Violation.CHECK);
            }
            case ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_PARENT_MISSING_1 -> ofReference(failure, after, false);
            case ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_CHILD_EXISTS_1 -> ofReference(failure, before, true);
            default -> failure;
        };
    }

    private RuntimeException ofColumn(DbException failure) {
        String text = String.valueOf(failure.getMessage());
        for (Column column : table.getColumns()) {
            String name = "\"" + column.getName().replace("\"", "\"\"") + "\"";
            if (!column.isNullable() && text.startsWith(NULL_IN + name)) {
                return Violation.ofColumn(schema(), table.getName(), column.getName())
                        .refusal(Violation.NOT_NULL);
            }
        }
        return failure;
    }

    private RuntimeException ofReference(DbException failure, @Nullable Row row, boolean inUse) {
        if (!(constraint(failure, Constraint.Type.REFERENTIAL) instanceof ConstraintReferential reference)) {
            return failure;
        }
        IndexColumn[] columns = inUse ? reference.getRefColumns() : reference.getColumns();
        return new Violation(
                        reference.getTable().getSchema().getName(),
                        reference.getTable().getName(),
                        "",
                        reference.getName(),
                        reference.getRefTable().getName(),
                        inUse,
                        key(columns, columns.length, row))
                .refusal(Violation.REFERENCE);
    }

    /** The one that a text begins with behind its first quote. */
    private @Nullable Constraint constraint(DbException failure, Constraint.Type type) {
        String text = String.valueOf(failure.getMessage());
        String named = text.substring(text.indexOf('"') + 1);
        for (Constraint constraint : table.getConstraints()) {
            String name = constraint.getName().replace("\"", "\"\"") + ": ";
            if (constraint.getConstraintType() == type && named.startsWith(name)) {
                return constraint;
            }
        }
        return null;
    }

    /** The failure of a row whose key is there: H2 goes on behind it where it is one of its own. */
    @SuppressWarnings("ReferenceEquality") // an index is itself only
    DbException duplicate(Index index, List<Index> indexes, Row row) {
        String text = "KEY OF " + table.getName();
        for (Constraint constraint : table.getConstraints()) {
            boolean isKey = constraint.getConstraintType() == Constraint.Type.PRIMARY_KEY
                    || constraint.getConstraintType() == Constraint.Type.UNIQUE;
            if (isKey && constraint.getIndex() == index) {
                return duplicate(index, constraint.getName(), row);
            }
        }
        return indexes.contains(index)
                ? duplicate(index, index.getName(), row)
                : DbException.get(ErrorCode.DUPLICATE_KEY_1, text);
    }

    private DbException duplicate(Index index, String name, Row row) {
        String key = key(index.getIndexColumns(), index.getUniqueColumnCount(), row);
        return DbException.get(
                ErrorCode.DUPLICATE_KEY_1,
                Violation.ofKey(schema(), table.getName(), name, key).refusal(Violation.KEY),
                name);
    }

    /** Columns and values, for who may read them. */
    private String key(IndexColumn[] columns, int count, @Nullable Row row) {
        StatementGuard guard = table.binding().guard();
        if (row == null || (guard != null && !guard.tells(table))) {
            return "";
        }
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < count; i++) {
            names.append(i == 0 ? "" : ", ").append(columns[i].column.getName());
            values.append(i == 0 ? "" : ", ").append(Cells.text(row.getValue(columns[i].column.getColumnId())));
            if (names.length() + values.length() > KEY_MAX) {
                return "";
            }
        }
        return "(" + names + ")=(" + values + ")";
    }

    private String schema() {
        return table.getSchema().getName();
    }
}
