package io.cairn.engine.state;

import io.cairn.engine.model.Value;
import io.cairn.engine.record.CollectionSchema;
import io.cairn.engine.record.Keys;
import io.cairn.engine.schema.SchemaCache;

/** Refuses rows that do not fit the schema of their collection, whichever language made them. */
final class SchemaRule implements RowHook {
    private final SchemaCache schemas;

    SchemaRule(SchemaCache schemas) {
        this.schemas = schemas;
    }

    @Override
    public void changed(RowChange change, Overlay state) {
        Value.Document row = change.after();
        if (row != null) {
            byte[] stored = state.get(Keys.schema(change.collection()));
            if (stored != null) {
                schemas.get(stored, () -> CollectionSchema.decode(stored).source())
                        .require(row);
            }
        }
    }
}
