package io.cairn.engine.pgcatalog;

import io.cairn.h2.command.query.Query;
import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.constraint.ConstraintActionType;
import io.cairn.h2.constraint.ConstraintReferential;
import io.cairn.h2.constraint.ConstraintUnique;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.table.TableView;
import io.cairn.h2.util.HasSQL;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts of definitions, as PostgreSQL's functions give them; expressions are in the engine's words. */
final class Definitions {
    private static final String JSON = "JSON ";

    private Definitions() {}

    static @Nullable String text(@Nullable Expression expression) {
        return expression == null
                ? null
                : expression.getSQL(HasSQL.QUOTE_ONLY_WHEN_REQUIRED | HasSQL.NO_CASTS, Expression.WITHOUT_PARENTHESES);
    }

    static boolean hasDefault(Column column) {
        return !column.isIdentity() && column.getDefaultExpression() != null;
    }

    static @Nullable String defaultText(Column column) {
        if (!hasDefault(column)) {
            return null;
        }
        // Clients compare it with the words as PostgreSQL writes them.
        String text = text(column.getDefaultExpression());
        return text == null ? null : inWordsOfPostgres(text);
    }

    private static String inWordsOfPostgres(String text) {
        return switch (text) {
            case "TRUE", "FALSE" -> Identifiers.lower(text);
            case "RANDOM_UUID(4)" -> "gen_random_uuid()";
            case "RAND()" -> "random()";
            default ->
                text.startsWith(JSON + "'") && text.endsWith("'") ? text.substring(JSON.length()) + "::jsonb" : text;
        };
    }

    /** @param isShort whether an operator needs no parentheses of its own */
    static String constraint(CatalogObjects objects, Constraint constraint, boolean isShort) {
        return switch (constraint) {
            case ConstraintUnique unique ->
                (unique.getConstraintType() == Constraint.Type.PRIMARY_KEY ? "PRIMARY KEY " : "UNIQUE ")
                        + names(List.of(unique.getColumns()));
            case ConstraintReferential reference -> reference(objects, reference);
            default ->
                "CHECK ("
                        + constraint
                                .getExpression()
                                .getSQL(
                                        HasSQL.QUOTE_ONLY_WHEN_REQUIRED | HasSQL.NO_CASTS,
                                        isShort ? Expression.WITHOUT_PARENTHESES : Expression.WITH_PARENTHESES)
                        + ")";
        };
    }

    private static String reference(CatalogObjects objects, ConstraintReferential reference) {
        int namespace = CatalogObjects.oid(reference.getRefTable().getSchema());
        return "FOREIGN KEY " + names(List.of(reference.getColumns())) + " REFERENCES "
                + objects.named(namespace, reference.getRefTable().getName())
                + names(List.of(reference.getRefColumns()))
                + action(" ON UPDATE ", reference.getUpdateAction())
                + action(" ON DELETE ", reference.getDeleteAction());
    }

    private static String action(String when, ConstraintActionType action) {
        return action == ConstraintActionType.NO_ACTION ? "" : when + action.getSqlName();
    }

    private static String names(List<IndexColumn> columns) {
        return columns.stream()
                .map(column -> Identifiers.quoted(column.column.getName()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** @param isShort whether a table that needs no schema is named without */
    static String index(CatalogObjects objects, Relation.Indexed indexed, boolean isShort) {
        String schema = Identifiers.quoted(objects.schemaName(indexed.namespace())) + ".";
        String table = Identifiers.quoted(indexed.on().name());
        boolean isBare = isShort && CatalogObjects.isVisible(indexed.namespace());
        return "CREATE " + (indexed.isUnique() ? "UNIQUE " : "") + "INDEX " + Identifiers.quoted(indexed.name())
                + " ON "
                + (isBare ? table : schema + table) + " USING btree "
                + PgRelations.keyColumns(indexed).stream()
                        .map(Definitions::sorted)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String sorted(IndexColumn column) {
        boolean isDescending = (column.sortType & SortOrder.DESCENDING) != 0;
        String order = isDescending ? " DESC" : "";
        if (isDescending && (column.sortType & SortOrder.NULLS_LAST) != 0) {
            order += " NULLS LAST";
        } else if (!isDescending && (column.sortType & SortOrder.NULLS_FIRST) != 0) {
            order += " NULLS FIRST";
        }
        return Identifiers.quoted(column.column.getName()) + order;
    }

    private static String text(TableView view) {
        Query query = view.getTopQuery();
        return query == null ? view.getQuerySQL() : query.getPlanSQL(HasSQL.QUOTE_ONLY_WHEN_REQUIRED | HasSQL.NO_CASTS);
    }

    /** The query of a view; empty for what is none. */
    static Optional<String> view(CatalogObjects objects, int oid) {
        return objects.relation(oid)
                .filter(Relation.Stored.class::isInstance)
                .map(relation -> ((Relation.Stored) relation).table())
                .filter(TableView.class::isInstance)
                .map(view -> " " + QueryTexts.shown(text((TableView) view)) + ";");
    }
}
