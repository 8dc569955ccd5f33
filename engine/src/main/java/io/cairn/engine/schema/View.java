package io.cairn.engine.schema;

import io.cairn.engine.model.Value;

/** A node of the library that holds the value which it shows. */
interface View {
    /** The value. */
    Value value();
}
