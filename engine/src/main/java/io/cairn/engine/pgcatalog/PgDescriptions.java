package io.cairn.engine.pgcatalog;

import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.schema.Domain;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of {@code pg_description}: what COMMENT ON said. */
final class PgDescriptions {
    static final int PG_CLASS = 1259;
    private static final int PG_TYPE = 1247;
    private static final int PG_CONSTRAINT = 2606;
    private static final int PG_NAMESPACE = 2615;

    /** The system tables whose objects can have a comment. */
    static final Map<String, Integer> KINDS = new TreeMap<>();

    static {
        KINDS.put("pg_class", PG_CLASS);
        KINDS.put("pg_type", PG_TYPE);
        KINDS.put("pg_constraint", PG_CONSTRAINT);
        KINDS.put("pg_namespace", PG_NAMESPACE);
    }

    /**
     * A comment.
     *
     * @param kind the id of the system table that lists the object
     * @param column the place of a column, from 1; 0 for the object itself
     */
    record Comment(int kind, int oid, int column, String text) {}

    private final List<Comment> comments = new ArrayList<>();

    private PgDescriptions() {}

    static void fill(Rows rows, CatalogObjects objects) {
        for (Comment comment : all(objects)) {
            rows.add(
                    "objoid", comment.oid,
                    "classoid", comment.kind,
                    "objsubid", comment.column,
                    "description", comment.text);
        }
    }

    static List<Comment> all(CatalogObjects objects) {
        PgDescriptions found = new PgDescriptions();
        for (Map.Entry<Integer, Schema> schema : objects.schemas().entrySet()) {
            found.add(PG_NAMESPACE, schema.getKey(), 0, schema.getValue().getComment());
        }
        objects.relations().forEach(found::addRelation);
        for (Domain domain : objects.domains()) {
            found.add(PG_TYPE, CatalogObjects.FIRST + domain.getId(), 0, domain.getComment());
        }
        return found.comments;
    }

    private void addRelation(Relation relation) {
        switch (relation) {
            case Relation.Stored stored -> {
                add(PG_CLASS, stored.oid(), 0, stored.table().getComment());
                for (Column column : stored.table().getVisibleColumns()) {
                    add(PG_CLASS, stored.oid(), column.getColumnId() + 1, column.getComment());
                }
                for (Constraint constraint : CatalogObjects.constraints(stored.table())) {
                    add(PG_CONSTRAINT, CatalogObjects.FIRST + constraint.getId(), 0, constraint.getComment());
                }
            }
            case Relation.Indexed indexed ->
                add(PG_CLASS, indexed.oid(), 0, indexed.index().getComment());
            case Relation.Numbers numbers ->
                add(PG_CLASS, numbers.oid(), 0, numbers.sequence().getComment());
            case Relation.System _ -> {
                // Says nothing of itself.
            }
        }
    }

    private void add(int kind, int oid, int column, @Nullable String text) {
        if (text != null) {
            comments.add(new Comment(kind, oid, column, text));
        }
    }
}
