package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement, by who carries it out. All but the first kind are the protocol's own. */
sealed interface Command {
    /** The statement as the backend gets it. */
    record Plain(String sql, boolean endsBlock) implements Command {}

    /** No statement at all. */
    record Empty() implements Command {}

    /**
     * {@code SET}, and {@code RESET} of one setting.
     *
     * @param value null for the value that the session began with
     */
    record Set(Setting setting, @Nullable String value, boolean local, String tag) implements Command {}

    /** {@code RESET ALL}. */
    record ResetAll() implements Command {}

    /** {@code SHOW} of one setting. */
    record Show(Setting setting) implements Command {}

    /** {@code SHOW ALL}. */
    record ShowAll() implements Command {}

    /** {@code DISCARD ALL}. */
    record DiscardAll() implements Command {}

    /**
     * {@code DEALLOCATE}.
     *
     * @param name of a prepared statement; null for all
     */
    record Deallocate(@Nullable String name) implements Command {}

    /** {@code COPY ... FROM STDIN}. */
    record CopyIn(String table, List<String> columns, CopyFormat format) implements Command {}

    /** {@code COPY ... TO STDOUT}, as the query whose rows it means. */
    record CopyOut(String query, CopyFormat format) implements Command {}

    static SqlFailure unknownSetting(String name) {
        return SqlFailure.of(SqlState.UNDEFINED_OBJECT, "unrecognized configuration parameter \"" + name + "\"");
    }
}
