package io.cairn.engine.state;

import io.cairn.engine.model.Value;
import io.cairn.engine.record.CollectionSchema;
import io.cairn.engine.record.Keys;

/** Refuses rows that do not fit the schema of their collection, whichever language made them. */
final class SchemaRule implements RowHook {
    @Override
    public void changed(RowChange change, Overlay state) {
        Value.Document row = change.after();
        if (row != null) {
            byte[] stored = state.get(Keys.schema(change.collection()));
            if (stored != null) {
                CollectionSchema.decode(stored).require(row);
            }
        }
    }
}
