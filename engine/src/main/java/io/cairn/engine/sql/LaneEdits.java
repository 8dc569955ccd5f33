package io.cairn.engine.sql;

import org.jspecify.annotations.Nullable;

/** Edits by a transaction that may have values of sequences set aside. */
public interface LaneEdits {
    /** Where it takes them; null for a transaction that draws at the head. */
    @Nullable
    SequenceLane lane();
}
