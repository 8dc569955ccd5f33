package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.CollectionSchema;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.schema.CompiledSchema;
import io.cairn.engine.schema.Meter;
import io.cairn.engine.schema.Violation;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a collection a schema, which makes it a table to SQL, or takes it. */
final class SchemaOperations {
    /** The most documents that a collection may have when its schema is set: each is checked. */
    static final int DOCUMENTS_MAX = 100_000;

    /** The most steps that checking all of them may take. */
    static final long STEPS_MAX = 20_000_000;

    /** How many documents that break a schema its refusal names. */
    private static final int NAMED_MAX = 10;

    private SchemaOperations() {}

    static void execute(Operation.SetSchema set, Transaction transaction) {
        CollectionRecord collection = transaction.collection(set.collection());
        byte[] key = Keys.schema(collection.number());
        boolean wasTable = transaction.isCollectionTable(set.collection());
        CollectionSchema schema = null;
        if (set.schema() == null) {
            transaction.state().delete(key);
        } else {
            Value.Document source = unwrapped(set.schema(), set.collection());
            requireAll(CompiledSchema.of(source), collection, transaction);
            schema = CollectionSchema.of(source);
            transaction.state().put(key, schema.encode());
        }
        define(set.collection(), collection.number(), wasTable, schema, transaction);
        transaction.changedRows(1);
    }

    private static void define(
            String name, int number, boolean wasTable, @Nullable CollectionSchema schema, Transaction transaction) {
        SqlContext context =
                new SqlContext(transaction.timeMillis(), 0, transaction.sender().text(), SqlLimits.forChanges());
        transaction.sql().defineCollection(transaction.state(), context, name, number, wasTable, schema);
    }

    /** The schema in an object whose only member has the name of the collection, which is no word of JSON Schema. */
    private static Value.Document unwrapped(Value.Document schema, String collection) {
        return schema.size() == 1
                        && !CompiledSchema.isKeyword(collection)
                        && schema.get(collection) instanceof Value.Document inner
                ? inner
                : schema;
    }

    private static void requireAll(CompiledSchema schema, CollectionRecord collection, Transaction transaction) {
        byte[] from = Keys.documents(collection.number());
        byte[] to = Keys.after(from);
        if (transaction.state().rank(to) - transaction.state().rank(from) > DOCUMENTS_MAX) {
            throw new CairnException.Refused(
                    "schema-too-late",
                    "data/collection",
                    "a collection gets a schema while it has at most " + DOCUMENTS_MAX + " documents");
        }
        Meter meter = new Meter(STEPS_MAX);
        List<String> broken = new ArrayList<>();
        MapView.Cursor documents = transaction.state().seek(from);
        String first = "";
        Value.Document shown = Value.Document.EMPTY;
        while (broken.size() < NAMED_MAX && documents.next() && Arrays.compareUnsigned(documents.key(), to) < 0) {
            Violation violation =
                    schema.violation(DocumentRecord.decode(documents.value()).fields(), meter);
            if (violation != null) {
                String id = Keys.documentId(documents.key());
                if (broken.isEmpty()) {
                    first = "documents/" + id + violation.pointer();
                    shown = violation.shown();
                }
                broken.add("document " + id + ": " + violation);
            }
        }
        if (!broken.isEmpty()) {
            throw new CairnException.Refused(
                    "schema-violation", first, "documents break the schema: " + String.join("; ", broken), shown);
        }
    }
}
