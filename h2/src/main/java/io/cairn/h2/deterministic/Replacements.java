package io.cairn.h2.deterministic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Where H2 asks for what an engine has in the place of H2's own. Objects of H2 are named by no type, as this is compiled
 * before them.
 *
 * <p>Threading: the maker is set once, before the first database is opened.
 */
public final class Replacements {
    private static volatile @Nullable Maker maker;

    /** Makes what H2 asks for. */
    public interface Maker {
        /** The tables, by name, of one of the two schemas that hold H2's own. */
        HashMap<?, ?> tables(Object schema);

        /**
         * The name of a constraint.
         *
         * @param command the {@code AlterTableAddConstraint} that makes it
         */
        String constraintName(Object command, Object table);

        /**
         * Makes the sequences of identity columns.
         *
         * @param command the {@code CommandWithColumns} that adds the columns
         * @return the sequences of all of them
         */
        ArrayList<?> sequences(Object command, @Nullable ArrayList<?> columns, boolean temporary);

        /**
         * Has a name mean a column, which may be one of several of that name that USING has made one.
         *
         * @param name the {@code ExpressionColumn}
         * @param resolver the {@code ColumnResolver} that has the column
         * @param level how many queries stand around the name's
         */
        void mapColumn(Object name, Object resolver, Object column, int level);

        /**
         * The type, as a number of H2, that SUM and AVG take their argument for.
         *
         * @param type the {@code TypeInfo} of the argument
         */
        int summedType(Object type);

        /**
         * The type of SUM.
         *
         * @param type the {@code TypeInfo} of what it adds up
         */
        @Nullable
        Object sumType(Object type);

        /**
         * The type of AVG.
         *
         * @param type the {@code TypeInfo} of its argument
         */
        @Nullable
        Object averageType(Object type);

        /**
         * What AVG gives.
         *
         * @param value the quotient
         * @param type the {@code TypeInfo} of the aggregate
         * @param provider the {@code CastDataProvider}
         */
        Object average(Object value, Object type, Object provider);

        /**
         * What has a place among some rows, as {@code Percentile.getValue} gives it.
         *
         * @param session the {@code SessionLocal}
         * @param values a {@code Value[]}, which may be sorted
         * @param type of the values, as a number of H2
         * @param order what they are ordered by, if it was said
         * @param place from 0 to 1
         * @param isBetween whether it may lie between two
         */
        Object percentile(
                Object session,
                Object values,
                int type,
                @Nullable ArrayList<?> order,
                BigDecimal place,
                boolean isBetween);

        /** Puts the NULL of some {@code Value}s that are told apart behind the others. */
        void nullLast(Object[] values);

        /** Prepares the expressions of a {@code Query}. */
        void prepareExpressions(Object query);

        /**
         * The name by which GROUP BY knows an {@code Expression}, of its own or of the result.
         *
         * @param session the {@code SessionLocal} that prepares it
         * @param place of the column of the result, from 0
         */
        String groupName(Object expression, Object session, int place);

        /**
         * Gives columns of a table within a query the names of a list.
         *
         * @param filter the {@code TableFilter} that reads the table
         */
        void nameColumns(Object filter, ArrayList<String> names);

        /** Whether the rows of a group may differ in the columns of a {@code Select} that are no aggregate's. */
        boolean isAlikeInGroup(Object query);

        /**
         * The value that stands for a point in time.
         *
         * @param value a {@code ValueTimestampTimeZone} that was just made
         */
        Object moment(Object value);

        /**
         * Drops a sequence.
         *
         * @param database the {@code Database} that has it
         * @param session the {@code SessionLocal} that drops it
         */
        void dropSequence(Object database, Object session, Object sequence);

        /**
         * What becomes of an operation with an interval.
         *
         * @param operation the {@code BinaryOperation}
         * @param left the type of its first operand, as a number of H2
         * @param right that of its second
         */
        Object withInterval(Object operation, int left, int right);

        /**
         * What becomes of an operation with a date or a time and no interval.
         *
         * @param operation the {@code BinaryOperation}
         * @param session the {@code SessionLocal} that prepares it
         * @param left the type of its first operand, as a number of H2
         * @param right that of its second
         */
        Object withDate(Object operation, Object session, int left, int right);

        /**
         * Whether an {@code ExpressionVisitor} finds everything so in a {@code Query}, which need not be prepared.
         *
         * @param visitor the visitor of the query's place
         */
        boolean isEverything(Object query, Object visitor);

        /** Puts columns in the place of stars in a {@code Select}, before it is told what its GROUP BY means. */
        void expandColumns(Object query);

        /**
         * The row that a group gives; where HAVING leaves it out, all that was not needed to know is missing.
         *
         * @param query the {@code Select}
         * @param keys the values that it is grouped by, a {@code Value[]}
         * @return a {@code Value[]}
         */
        Object groupRow(Object query, Object keys, int columns);

        /**
         * The query whose group a column has a value in.
         *
         * @param resolver the {@code ColumnResolver} that has the column
         * @return the {@code Select}; one without a group for a column of a table that is changed
         */
        @Nullable
        Object queryOf(Object resolver);

        /**
         * Reads a query of WITH.
         *
         * @param parser the {@code Parser} that stands before it
         * @return the {@code Query}
         */
        Object commonTable(Object parser);

        /**
         * Begins a recursive query.
         *
         * @param union the {@code SelectUnion}
         * @return the {@code Query} that it begins with
         */
        Object recursionBegins(Object union);

        /**
         * The rows from which a recursive query goes on.
         *
         * @param query the {@code Query} of this step
         * @return a {@code ResultInterface}
         */
        Object recursionStep(Object query, long rowsMax);

        /** What the columns of a table, {@code t.*}, are refused with where one value is wanted. */
        RuntimeException misplacedRow();
    }

    private Replacements() {}

    /** Asks this maker from now on. */
    public static void use(Maker newMaker) {
        maker = newMaker;
    }

    private static Maker maker() {
        return Objects.requireNonNull(maker, "nobody makes what H2 asks for");
    }

    /** {@link Maker#tables}. */
    public static HashMap<?, ?> tables(Object schema) {
        return maker().tables(schema);
    }

    /** As {@link #tables(Object)}, whatever the form of H2's own. */
    public static HashMap<?, ?> tables(Object schema, boolean isOld) {
        return maker().tables(schema);
    }

    /** {@link Maker#sequences}. */
    public static ArrayList<?> sequences(Object command, @Nullable ArrayList<?> columns, boolean temporary) {
        return maker().sequences(command, columns, temporary);
    }

    /** {@link Maker#constraintName}. */
    public static String constraintName(Object command, Object table) {
        return maker().constraintName(command, table);
    }

    /** {@link Maker#mapColumn}. */
    public static void mapColumn(Object name, Object resolver, Object column, int level) {
        maker().mapColumn(name, resolver, column, level);
    }

    /** {@link Maker#summedType}. */
    public static int summedType(Object type) {
        return maker().summedType(type);
    }

    /** {@link Maker#sumType}. */
    public static @Nullable Object sumType(Object type) {
        return maker().sumType(type);
    }

    /** {@link Maker#averageType}. */
    public static @Nullable Object averageType(Object type) {
        return maker().averageType(type);
    }

    /** {@link Maker#average}. */
    public static Object average(Object value, Object type, Object provider) {
        return maker().average(value, type, provider);
    }

    /** {@link Maker#percentile}. */
    public static Object percentile(
            Object session,
            Object values,
            int type,
            @Nullable ArrayList<?> order,
            BigDecimal place,
            boolean isBetween) {
        return maker().percentile(session, values, type, order, place, isBetween);
    }

    /** As {@link Collection#toArray(Object[])}, by {@link Maker#nullLast} where they are told apart. */
    public static Object[] distinct(Collection<Object> collected, Object[] room) {
        Object[] values = collected.toArray(room);
        if (collected instanceof SortedSet) {
            maker().nullLast(values);
        }
        return values;
    }

    /** As {@link Arrays#sort(Object[], Comparator)}; of values that no order was said for by {@link Maker#nullLast}. */
    public static void sort(Object[] values, Comparator<Object> order) {
        Arrays.sort(values, order);
        maker().nullLast(values);
    }

    /** {@link Maker#prepareExpressions}. */
    public static void prepareExpressions(Object query) {
        maker().prepareExpressions(query);
    }

    /** {@link Maker#groupName}. */
    public static String groupName(Object expression, Object session, int place) {
        return maker().groupName(expression, session, place);
    }

    /** {@link Maker#nameColumns}. */
    public static void nameColumns(Object filter, ArrayList<String> names) {
        maker().nameColumns(filter, names);
    }

    /** {@link Maker#isAlikeInGroup}. */
    public static boolean isAlikeInGroup(Object query) {
        return maker().isAlikeInGroup(query);
    }

    /** {@link Maker#moment}; as it was made where no database can have been opened yet. */
    public static Object moment(Object value) {
        Maker known = maker;
        return known == null ? value : known.moment(value);
    }

    /** {@link Maker#dropSequence}. */
    public static void dropSequence(Object database, Object session, Object sequence) {
        maker().dropSequence(database, session, sequence);
    }

    /** {@link Maker#withInterval}. */
    public static Object withInterval(Object operation, int left, int right) {
        return maker().withInterval(operation, left, right);
    }

    /** {@link Maker#withDate}. */
    public static Object withDate(Object operation, Object session, int left, int right) {
        return maker().withDate(operation, session, left, right);
    }

    /** {@link Maker#isEverything}. */
    public static boolean isEverything(Object query, Object visitor) {
        return maker().isEverything(query, visitor);
    }

    /** {@link Maker#expandColumns}. */
    public static void expandColumns(Object query) {
        maker().expandColumns(query);
    }

    /** {@link Maker#groupRow}. */
    public static Object groupRow(Object query, Object keys, int columns) {
        return maker().groupRow(query, keys, columns);
    }

    /** {@link Maker#queryOf}. */
    public static @Nullable Object queryOf(Object resolver) {
        return maker().queryOf(resolver);
    }

    /** {@link Maker#commonTable}. */
    public static Object commonTable(Object parser) {
        return maker().commonTable(parser);
    }

    /** {@link Maker#recursionBegins}. */
    public static Object recursionBegins(Object union) {
        return maker().recursionBegins(union);
    }

    /** {@link Maker#recursionStep}. */
    public static Object recursionStep(Object query, long rowsMax) {
        return maker().recursionStep(query, rowsMax);
    }

    /** {@link Maker#misplacedRow}, whatever was asked of them. */
    public static RuntimeException misplacedRow(String asked) {
        return maker().misplacedRow();
    }
}
