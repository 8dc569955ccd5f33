package io.cairn.engine.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its whole numbers taken out, so that statements that differ in nothing else are planned once.
 *
 * <p>Taken out is a number that a column is compared with or added to, in WHERE or SET of a statement on one table, and
 * one that is an element of a list of VALUES. A value of its type stands in its place, so that a plan that knows the type
 * is the plan of every such number. Where anything is less plain than that, all stays as it is.
 *
 * @param text the statement, {@code CAST(?1 AS INTEGER)} in the place of the first number
 * @param numbers their values, within the range of INTEGER
 */
public record LiftedNumbers(String text, List<Long> numbers) {
    private static final int TEXT_LENGTH_MAX = 4_096;

    public LiftedNumbers {
        numbers = List.copyOf(numbers);
    }

    /** The statement without its numbers, or null for one that has none of the kind or is not plain. */
    public static @Nullable LiftedNumbers of(String text) {
        return text.length() > TEXT_LENGTH_MAX ? null : new NumberLifter(text).lifted();
    }
}
