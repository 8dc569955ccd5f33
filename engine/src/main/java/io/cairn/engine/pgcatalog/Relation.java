package io.cairn.engine.pgcatalog;

import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.constraint.ConstraintUnique;
import io.cairn.h2.index.Index;
import io.cairn.h2.schema.Sequence;
import io.cairn.h2.table.Table;
import org.jspecify.annotations.Nullable;

/** What has columns, or stands among those that do: an entry of {@code pg_class}. */
sealed interface Relation {
    /** Its object id. */
    int oid();

    /** The object id of its schema. */
    int namespace();

    String name();

    /** PostgreSQL's letter for what it is. */
    String kind();

    /** A table or view that users made. */
    record Stored(int oid, int namespace, Table table) implements Relation {
        @Override
        public String name() {
            return table.getName();
        }

        @Override
        public String kind() {
            return table.isView() ? "v" : "r";
        }
    }

    /** A system table, or a view of them. */
    record System(TableLayout layout, int namespace) implements Relation {
        @Override
        public int oid() {
            return layout.oid();
        }

        @Override
        public String name() {
            return layout.name();
        }

        @Override
        public String kind() {
            return layout.kind();
        }
    }

    /**
     * An index.
     *
     * @param constraint the key that it belongs to, whose name it has; null for one that stands for itself
     */
    record Indexed(
            int oid,
            int namespace,
            Stored on,
            Index index,
            @Nullable ConstraintUnique constraint) implements Relation {
        @Override
        public String name() {
            return constraint == null ? index.getName() : constraint.getName();
        }

        @Override
        public String kind() {
            return "i";
        }

        boolean isPrimary() {
            return constraint != null && constraint.getConstraintType() == Constraint.Type.PRIMARY_KEY;
        }

        boolean isUnique() {
            return constraint != null || index.getIndexType().isUnique();
        }
    }

    /** A sequence. */
    record Numbers(int oid, int namespace, Sequence sequence) implements Relation {
        @Override
        public String name() {
            return sequence.getName();
        }

        @Override
        public String kind() {
            return "S";
        }
    }
}
