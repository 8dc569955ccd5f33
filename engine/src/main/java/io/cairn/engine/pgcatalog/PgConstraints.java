package io.cairn.engine.pgcatalog;

import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.constraint.ConstraintActionType;
import io.cairn.h2.constraint.ConstraintReferential;
import io.cairn.h2.constraint.ConstraintUnique;
import io.cairn.h2.schema.Domain;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code pg_constraint}, and of {@code pg_depend} as far as clients ask whose a sequence or index is. */
final class PgConstraints {
    private static final int PG_CLASS = 1259;
    private static final int PG_CONSTRAINT = 2606;

    private PgConstraints() {}

    static void constraints(Rows rows, CatalogObjects objects) {
        for (Relation.Stored table : objects.tables()) {
            for (Constraint constraint : CatalogObjects.constraints(table.table())) {
                constraint(rows, table, constraint);
            }
        }
        for (Domain domain : objects.domains()) {
            for (Constraint check : CatalogObjects.checks(domain)) {
                rows.add(
                        "oid",
                        CatalogObjects.FIRST + check.getId(),
                        "conname",
                        check.getName(),
                        "connamespace",
                        CatalogObjects.oid(domain.getSchema()),
                        "contype",
                        "c",
                        "convalidated",
                        true,
                        "contypid",
                        CatalogObjects.FIRST + domain.getId(),
                        "conislocal",
                        true,
                        "connoinherit",
                        false,
                        "conbin",
                        Definitions.text(check.getExpression()));
            }
        }
    }

    private static void constraint(Rows rows, Relation.Stored table, Constraint constraint) {
        ConstraintReferential reference = constraint instanceof ConstraintReferential r ? r : null;
        rows.add(
                "oid",
                CatalogObjects.FIRST + constraint.getId(),
                "conname",
                constraint.getName(),
                "connamespace",
                table.namespace(),
                "contype",
                letter(constraint),
                "convalidated",
                true,
                "conrelid",
                table.oid(),
                "conindid",
                index(constraint),
                "confrelid",
                reference == null
                        ? 0
                        : CatalogObjects.FIRST + reference.getRefTable().getId(),
                "confupdtype",
                reference == null ? " " : action(reference.getUpdateAction()),
                "confdeltype",
                reference == null ? " " : action(reference.getDeleteAction()),
                "confmatchtype",
                reference == null ? " " : "s",
                "conislocal",
                true,
                "connoinherit",
                !(constraint.getConstraintType() == Constraint.Type.CHECK),
                "conkey",
                keys(constraint),
                "confkey",
                reference == null ? null : numbers(reference.getRefColumns()),
                "conbin",
                Definitions.text(constraint.getExpression()));
    }

    static String letter(Constraint constraint) {
        return switch (constraint.getConstraintType()) {
            case PRIMARY_KEY -> "p";
            case UNIQUE -> "u";
            case REFERENTIAL -> "f";
            default -> "c";
        };
    }

    /** The index of a key, or of the key that is referred to; 0 for none. */
    private static int index(Constraint constraint) {
        return switch (constraint) {
            case ConstraintUnique unique -> CatalogObjects.KEY_INDEXES + unique.getId();
            case ConstraintReferential reference ->
                CatalogObjects.KEY_INDEXES + reference.getReferencedConstraint().getId();
            default -> 0;
        };
    }

    private static String action(ConstraintActionType action) {
        return switch (action) {
            case CASCADE -> "c";
            case RESTRICT -> "r";
            case SET_DEFAULT -> "d";
            case SET_NULL -> "n";
            default -> "a";
        };
    }

    /** The places of a constraint's own columns, from 1. */
    static @Nullable List<Integer> keys(Constraint constraint) {
        return switch (constraint) {
            case ConstraintUnique unique -> numbers(unique.getColumns());
            case ConstraintReferential reference -> numbers(reference.getColumns());
            default ->
                new ArrayList<>(constraint.getReferencedColumns(constraint.getTable()))
                        .stream()
                                .map(column -> column.getColumnId() + 1)
                                .sorted()
                                .toList();
        };
    }

    private static List<Integer> numbers(IndexColumn[] columns) {
        return Arrays.stream(columns)
                .map(column -> column.column.getColumnId() + 1)
                .toList();
    }

    static void dependencies(Rows rows, CatalogObjects objects) {
        for (Relation.Stored table : objects.tables()) {
            for (Column column : table.table().getVisibleColumns()) {
                if (column.isIdentity() && column.getSequence() != null) {
                    int sequence = CatalogObjects.FIRST + column.getSequence().getId();
                    depends(rows, PG_CLASS, sequence, table.oid(), column.getColumnId() + 1, "i");
                }
            }
            for (Constraint constraint : CatalogObjects.constraints(table.table())) {
                int oid = CatalogObjects.FIRST + constraint.getId();
                List<Integer> keys = keys(constraint);
                for (int key : keys == null ? List.<Integer>of() : keys) {
                    depends(rows, PG_CONSTRAINT, oid, table.oid(), key, "a");
                }
            }
        }
    }

    private static void depends(Rows rows, int kind, int object, int table, int column, String how) {
        rows.add(
                "classid", kind,
                "objid", object,
                "objsubid", 0,
                "refclassid", PG_CLASS,
                "refobjid", table,
                "refobjsubid", column,
                "deptype", how);
    }
}
