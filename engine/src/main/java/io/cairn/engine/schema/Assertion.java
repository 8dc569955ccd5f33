package io.cairn.engine.schema;

import io.cairn.engine.model.Value;
import org.jspecify.annotations.Nullable;

/** What a keyword with its operand says of one value. */
interface Assertion {
    /** Whether it holds. */
    boolean holds(Value value, Meter meter);

    /** The member that is missing where it does not hold; null where the value itself is named. */
    default @Nullable String missing(Value value) {
        return null;
    }
}
