package io.cairn.engine.sql;

import io.cairn.h2.result.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Versions of the rows of one table, for a condition to choose from. */
interface VersionSource {
    /** The id of the table. */
    int table();

    /** Every version of the rows with these ids, both bounds included; null for no bound. */
    List<Row> rows(@Nullable Long low, @Nullable Long high);
}
