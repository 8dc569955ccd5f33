package io.cairn.engine.pgcatalog;

import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.constraint.ConstraintReferential;
import io.cairn.h2.constraint.ConstraintUnique;
import io.cairn.h2.schema.Domain;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Constraints as {@code information_schema} describes them. A column that must not be null is one, with a name. */
final class InformationConstraints {
    private static final String CATALOG = CatalogObjects.DATABASE_NAME;

    private InformationConstraints() {}

    private interface Action {
        void take(Relation.Stored table, String schema, Constraint constraint);
    }

    private static void each(CatalogObjects objects, Action action) {
        for (Relation.Stored table : objects.tables()) {
            for (Constraint constraint : CatalogObjects.constraints(table.table())) {
                action.take(table, objects.schemaName(table.namespace()), constraint);
            }
        }
    }

    private static List<Object> name(String schema, String name) {
        return Arrays.asList("constraint_catalog", CATALOG, "constraint_schema", schema, "constraint_name", name);
    }

    private static List<Object> table(Table table) {
        return Arrays.asList(
                "table_catalog", CATALOG,
                "table_schema", table.getSchema().getName(),
                "table_name", table.getName());
    }

    private static @Nullable Object[] cells(List<? extends @Nullable Object>... parts) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (List<? extends @Nullable Object> part : parts) {
            cells.addAll(part);
        }
        return cells.toArray();
    }

    static void constraints(Rows rows, CatalogObjects objects) {
        each(
                objects,
                (table, schema, constraint) -> constraint(rows, table, schema, constraint.getName(), type(constraint)));
        for (Relation.Stored table : objects.tables()) {
            for (Column column : notNull(table)) {
                String schema = objects.schemaName(table.namespace());
                constraint(rows, table, schema, notNullName(table, column), "CHECK");
            }
        }
    }

    private static void constraint(Rows rows, Relation.Stored table, String schema, String name, String type) {
        rows.add(cells(
                name(schema, name),
                table(table.table()),
                Arrays.asList(
                        "constraint_type", type,
                        "is_deferrable", "NO",
                        "initially_deferred", "NO",
                        "enforced", "YES",
                        "nulls_distinct", type.equals("UNIQUE") ? "YES" : null)));
    }

    private static String type(Constraint constraint) {
        return switch (constraint.getConstraintType()) {
            case PRIMARY_KEY -> "PRIMARY KEY";
            case UNIQUE -> "UNIQUE";
            case REFERENTIAL -> "FOREIGN KEY";
            default -> "CHECK";
        };
    }

    private static List<Column> notNull(Relation.Stored table) {
        return table.kind().equals("v")
                ? List.of()
                : Arrays.stream(table.table().getVisibleColumns())
                        .filter(column -> !column.isNullable())
                        .toList();
    }

    private static String notNullName(Relation.Stored table, Column column) {
        return table.namespace() + "_" + table.oid() + "_" + (column.getColumnId() + 1) + "_not_null";
    }

    static void keys(Rows rows, CatalogObjects objects) {
        each(objects, (table, schema, constraint) -> {
            IndexColumn[] columns = switch (constraint) {
                case ConstraintUnique unique -> unique.getColumns();
                case ConstraintReferential reference -> reference.getColumns();
                default -> new IndexColumn[0];
            };
            for (int i = 0; i < columns.length; i++) {
                rows.add(cells(
                        name(schema, constraint.getName()),
                        table(table.table()),
                        Arrays.asList(
                                "column_name",
                                columns[i].column.getName(),
                                "ordinal_position",
                                i + 1,
                                "position_in_unique_constraint",
                                constraint instanceof ConstraintReferential reference
                                        ? position(reference, i)
                                        : null)));
            }
        });
    }

    /** Where the column that one of a foreign key refers to stands in the key that has it. */
    private static @Nullable Integer position(ConstraintReferential reference, int place) {
        int column = reference.getRefColumns()[place].column.getColumnId();
        IndexColumn[] key = reference.getReferencedConstraint().getColumns();
        for (int i = 0; i < key.length; i++) {
            if (key[i].column.getColumnId() == column) {
                return i + 1;
            }
        }
        return null;
    }

    static void references(Rows rows, CatalogObjects objects) {
        each(objects, (table, schema, constraint) -> {
            if (constraint instanceof ConstraintReferential reference) {
                ConstraintUnique key = reference.getReferencedConstraint();
                rows.add(cells(
                        name(schema, constraint.getName()),
                        Arrays.asList(
                                "unique_constraint_catalog", CATALOG,
                                "unique_constraint_schema", key.getSchema().getName(),
                                "unique_constraint_name", key.getName(),
                                "match_option", "NONE",
                                "update_rule", reference.getUpdateAction().getSqlName(),
                                "delete_rule", reference.getDeleteAction().getSqlName())));
            }
        });
    }

    static void columns(Rows rows, CatalogObjects objects) {
        each(objects, (table, schema, constraint) -> {
            Table used =
                    constraint instanceof ConstraintReferential reference ? reference.getRefTable() : table.table();
            for (String column : usedColumns(constraint)) {
                rows.add(cells(table(used), Arrays.asList("column_name", column), name(schema, constraint.getName())));
            }
        });
    }

    private static List<String> usedColumns(Constraint constraint) {
        return switch (constraint) {
            case ConstraintUnique unique -> names(unique.getColumns());
            case ConstraintReferential reference -> names(reference.getRefColumns());
            default ->
                new ArrayList<>(constraint.getReferencedColumns(constraint.getTable()))
                        .stream().map(Column::getName).sorted().toList();
        };
    }

    private static List<String> names(IndexColumn[] columns) {
        return Arrays.stream(columns).map(column -> column.column.getName()).toList();
    }

    static void tables(Rows rows, CatalogObjects objects) {
        each(objects, (table, schema, constraint) -> {
            if (constraint instanceof ConstraintReferential reference) {
                rows.add(cells(table(reference.getRefTable()), name(schema, constraint.getName())));
            } else if (constraint instanceof ConstraintUnique) {
                rows.add(cells(table(table.table()), name(schema, constraint.getName())));
            }
        });
    }

    static void checks(Rows rows, CatalogObjects objects) {
        each(objects, (table, schema, constraint) -> {
            if (constraint.getConstraintType() == Constraint.Type.CHECK) {
                String text = "(" + Definitions.text(constraint.getExpression()) + ")";
                rows.add(cells(name(schema, constraint.getName()), Arrays.asList("check_clause", text)));
            }
        });
        for (Relation.Stored table : objects.tables()) {
            for (Column column : notNull(table)) {
                rows.add(cells(
                        name(objects.schemaName(table.namespace()), notNullName(table, column)),
                        Arrays.asList("check_clause", column.getName() + " IS NOT NULL")));
            }
        }
        for (Domain domain : objects.domains()) {
            for (Constraint check : CatalogObjects.checks(domain)) {
                String text = "(" + Definitions.text(check.getExpression()) + ")";
                rows.add(cells(
                        name(domain.getSchema().getName(), check.getName()), Arrays.asList("check_clause", text)));
            }
        }
    }
}
