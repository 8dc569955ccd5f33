package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.CollectionSchema;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.view.MapView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gives a collection a schema, which makes it a table to SQL, or takes it. */
final class SchemaOperations {
    /** The most documents that a collection may have when its schema is set: each is checked. */
    static final int DOCUMENTS_MAX = 100_000;

    private SchemaOperations() {}

    static void execute(Operation.SetSchema set, Transaction transaction) {
        CollectionRecord collection = transaction.collection(set.collection());
        byte[] key = Keys.schema(collection.number());
        boolean wasTable = transaction.isCollectionTable(set.collection());
        CollectionSchema schema = read(set.schema());
        if (schema == null) {
            transaction.state().delete(key);
        } else {
            requireAll(schema, collection, transaction);
            transaction.state().put(key, schema.encode());
        }
        SqlContext context =
                new SqlContext(transaction.timeMillis(), 0, transaction.sender().text(), SqlLimits.forChanges());
        transaction
                .sql()
                .defineCollection(
                        transaction.state(), context, set.collection(), collection.number(), wasTable, schema);
        transaction.changedRows(1);
    }

    private static @Nullable CollectionSchema read(Value.@Nullable Document schema) {
        try {
            return schema == null ? null : CollectionSchema.of(schema);
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.Refused(malformed.code(), malformed.at(), malformed.getMessage());
        }
    }

    private static void requireAll(CollectionSchema schema, CollectionRecord collection, Transaction transaction) {
        byte[] from = Keys.documents(collection.number());
        byte[] to = Keys.after(from);
        if (transaction.state().rank(to) - transaction.state().rank(from) > DOCUMENTS_MAX) {
            throw new CairnException.Refused(
                    "schema-too-late",
                    "data/collection",
                    "a collection gets a schema while it has at most " + DOCUMENTS_MAX + " documents");
        }
        MapView.Cursor documents = transaction.state().seek(from);
        while (documents.next() && Arrays.compareUnsigned(documents.key(), to) < 0) {
            schema.require(DocumentRecord.decode(documents.value()).fields());
        }
    }
}
