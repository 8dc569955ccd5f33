package io.cairn.node.sqltest;

import java.util.List;

/** One thing that a script has an engine do. */
sealed interface TestRecord {
    /** The line, from 1, that the record starts on. */
    int line();

    /** SQL as the script has it. */
    String sql();

    /**
     * A statement whose rows do not matter.
     *
     * @param succeeds whether it must be carried out; otherwise it must be refused
     */
    record Statement(int line, String sql, boolean succeeds) implements TestRecord {}

    /**
     * A question.
     *
     * @param types a letter for every column: I for integers, R for numbers of three decimals, T for text
     * @param label what names questions of one answer; empty for none
     * @param expected values, one a line, or one line with their count and hash
     */
    record Query(int line, String sql, String types, Order order, String label, List<String> expected)
            implements TestRecord {}

    /** The order in which values are compared. */
    enum Order {
        /** As the engine gave them. */
        NOSORT,
        /** Rows by the text of their values. */
        ROWSORT,
        /** Values by their text, rows forgotten. */
        VALUESORT
    }
}
