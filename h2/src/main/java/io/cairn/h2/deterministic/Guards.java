package io.cairn.h2.deterministic;

import java.util.ArrayList;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asked by H2 in place of its own methods while a statement runs for somebody whose rights are limited. H2's objects
 * are Objects here, because this is compiled before them.
 *
 * <p>Threading: a guard holds for the thread that is in {@link #during}.
 */
public final class Guards {
    private static final ThreadLocal<@Nullable Guard> BOUND = new ThreadLocal<>();

    private Guards() {}

    /** What knows the rights. Each method does what H2's method does, or throws. */
    public interface Guard {
        /** A table is named by the statement itself, for the rights of the mask. */
        void checkTable(Object table, int rights);

        /** A name may be that of a column. */
        @Nullable
        Object findColumn(Object resolver, String name);

        /** A name may be that of a sequence. */
        @Nullable
        Object findSequence(Object schema, String name);

        /** A view or a query in FROM is planned. */
        Object createIndex(Object table, Object session, int @Nullable [] masks);

        /** An INSERT names its columns, or all by null. */
        void insertColumns(Object insert, @Nullable Object columns);

        /** A MERGE with KEY names its columns. */
        void mergeColumns(Object merge, @Nullable Object columns);

        /** A MERGE gets a WHEN clause. */
        void addWhen(Object merge, Object when);

        /** SET names a column. */
        void setColumn(Object list, Object column, @Nullable Object arrayIndexes, Object expression);

        /** SET names several columns. */
        void setColumns(Object list, ArrayList<?> columns, ArrayList<?> arrayIndexes, Object expression);
    }

    /** Whether a guard holds. */
    public static boolean isBound() {
        return BOUND.get() != null;
    }

    /** Does something during which {@code guard} is asked. */
    public static <T> T during(Guard guard, Supplier<T> work) {
        BOUND.set(guard);
        try {
            return work.get();
        } finally {
            BOUND.remove();
        }
    }

    private static Guard bound() {
        return Objects.requireNonNull(BOUND.get());
    }

    /** For {@code User.checkTableRight}. */
    public static void checkTable(Object user, Object table, int rights) {
        bound().checkTable(table, rights);
    }

    /** For {@code ColumnResolver.findColumn}. */
    public static @Nullable Object findColumn(Object resolver, String name) {
        return bound().findColumn(resolver, name);
    }

    /** For {@code Schema.findSequence}. */
    public static @Nullable Object findSequence(Object schema, String name) {
        return bound().findSequence(schema, name);
    }

    /** For {@code QueryExpressionTable.createIndex}. */
    public static Object createIndex(Object table, Object session, int @Nullable [] masks) {
        return bound().createIndex(table, session, masks);
    }

    /** For {@code Insert.setColumns}. */
    public static void insertColumns(Object insert, @Nullable Object columns) {
        bound().insertColumns(insert, columns);
    }

    /** For {@code Merge.setColumns}. */
    public static void mergeColumns(Object merge, @Nullable Object columns) {
        bound().mergeColumns(merge, columns);
    }

    /** For {@code MergeUsing.addWhen}. */
    public static void addWhen(Object merge, Object when) {
        bound().addWhen(merge, when);
    }

    /** For {@code SetClauseList.addSingle}. */
    public static void setColumn(Object list, Object column, @Nullable Object arrayIndexes, Object expression) {
        bound().setColumn(list, column, arrayIndexes, expression);
    }

    /** For {@code SetClauseList.addMultiple}. */
    public static void setColumns(Object list, ArrayList<?> columns, ArrayList<?> arrayIndexes, Object expression) {
        bound().setColumns(list, columns, arrayIndexes, expression);
    }
}
