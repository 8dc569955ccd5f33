package io.cairn.node.pgwire;

/** What a statement answered. */
public sealed interface Result permits Rows, Result.Done {
    /**
     * No rows.
     *
     * @param tag what was done, as {@code INSERT 0 3} or {@code CREATE TABLE}; empty for a statement without words
     */
    record Done(String tag) implements Result {}
}
