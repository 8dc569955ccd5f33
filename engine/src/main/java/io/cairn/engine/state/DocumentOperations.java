package io.cairn.engine.state;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Masks;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adding, setting, merging, updating and deleting documents.
 *
 * <p>Members from writer up may add; strangers where the owner says so. Only who added a document may
 * change or delete it. The owner of the database makes a collection by writing to it.
 */
final class DocumentOperations {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int ID_LENGTH = 20;

    void execute(Operation.OnDocuments operation, Transaction transaction) {
        EngineVersion1.requireDatabase(operation.database(), transaction);
        CollectionRecord collection = collection(operation, transaction);
        switch (operation) {
            case Operation.AddDocuments add -> add(add, collection, transaction);
            case Operation.SetDocuments set -> {
                for (int i = 0; i < set.ids().size(); i++) {
                    put(collection, set.ids().get(i), set.documents().get(i), "data/documents/" + i, transaction);
                }
            }
            case Operation.UpsertDocuments upsert -> upsert(upsert, collection, transaction);
            case Operation.UpdateDocuments update -> update(update, collection, transaction);
            case Operation.DeleteDocuments delete -> {
                for (int i = 0; i < delete.ids().size(); i++) {
                    delete(collection, delete.ids().get(i), "data/id_list/" + i, transaction);
                }
            }
        }
    }

    private static CollectionRecord collection(Operation.OnDocuments operation, Transaction transaction) {
        CollectionRecord found = transaction.findCollection(operation.collection());
        if (found != null) {
            return found;
        }
        boolean creates = operation instanceof Operation.AddDocuments
                || operation instanceof Operation.SetDocuments
                || operation instanceof Operation.UpsertDocuments;
        if (creates && transaction.has(Role.OWNER)) {
            return EngineVersion1.addCollection(operation.collection(), false, transaction);
        }
        requireNoTable(operation.collection(), transaction);
        return transaction.collection(operation.collection());
    }

    /** {@code collection-is-table} for the name of a table or view: rows are written in SQL. */
    static void requireNoTable(String name, Transaction transaction) {
        SqlContext context =
                new SqlContext(transaction.timeMillis(), 0, transaction.sender().text(), SqlLimits.forQueries());
        if (transaction.sql().isTable(transaction.state(), context, name)) {
            throw new CairnException.Refused(
                    "collection-is-table", "data/collection", name + " is a table: change its rows in SQL");
        }
    }

    private static void add(Operation.AddDocuments add, CollectionRecord collection, Transaction transaction) {
        requireMayAdd(collection, transaction);
        for (int i = 0; i < add.documents().size(); i++) {
            String given = add.ids().get(i);
            String id = given == null ? generate(transaction, i) : given;
            addNew(collection, id, add.documents().get(i), "data/documents/" + i, transaction);
            if (given == null) {
                transaction.generated(id);
            }
        }
    }

    /** Adds one document. */
    static void add(CollectionRecord collection, String id, Value.Document fields, String at, Transaction transaction) {
        requireMayAdd(collection, transaction);
        addNew(collection, id, fields, at, transaction);
    }

    private static void addNew(
            CollectionRecord collection, String id, Value.Document fields, String at, Transaction transaction) {
        if (transaction.findDocument(collection.number(), id) != null) {
            throw new CairnException.Refused("document-exists", at, "there is a document " + id + " already");
        }
        create(collection, id, fields, at, transaction);
    }

    /** Replaces one document of the sender. */
    static void replaceOwned(
            CollectionRecord collection, String id, Value.Document fields, String at, Transaction transaction) {
        DocumentRecord before = owned(collection, id, at, transaction);
        replace(collection, id, before, fields, at, transaction);
    }

    /** Deletes one document of the sender. */
    static void delete(CollectionRecord collection, String id, String at, Transaction transaction) {
        transaction.deleteDocument(collection.number(), id, owned(collection, id, at, transaction));
    }

    /**
     * A time-ordered id of 20 characters (base32hex, lower case): sequence (48 bits), index within the bundle
     * and within the list (16 bits each), and 20 bits of a hash of the mutation, so that nobody can cheaply take
     * an id in advance.
     */
    static String generate(Transaction transaction, int document) {
        byte[] salt = Sha256.hash(new ByteWriter(40)
                        .bytes(transaction.mutation().toBytes())
                        .u32(document)
                        .toBytes())
                .toBytes();
        ByteWriter bits = new ByteWriter(13);
        bits.u16((int) (transaction.sequence() >>> 32) & 0xFFFF);
        bits.u32(transaction.sequence() & 0xFFFFFFFFL);
        bits.u16(transaction.index());
        bits.u16(document);
        bits.bytes(salt, 0, 3);
        return idOf(bits.toBytes());
    }

    /** The id that stands for the first 100 of these bits. */
    static String idOf(byte[] bits) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        long window = 0;
        int held = 0;
        for (byte b : bits) {
            window = (window << 8) | (b & 0xFF);
            held += 8;
            while (held >= 5) {
                held -= 5;
                id.append(DIGITS.charAt((int) (window >>> held) & 31));
            }
        }
        return id.toString();
    }

    private static void upsert(Operation.UpsertDocuments upsert, CollectionRecord collection, Transaction transaction) {
        for (int i = 0; i < upsert.ids().size(); i++) {
            String id = upsert.ids().get(i);
            DocumentRecord before = transaction.findDocument(collection.number(), id);
            Value.Document merged = upsert.documents().get(i);
            if (before != null) {
                Value.Document.Builder builder = before.fields().toBuilder();
                for (Map.Entry<String, Value> field : merged) {
                    builder.put(field.getKey(), field.getValue());
                }
                merged = builder.build();
            }
            put(collection, id, merged, "data/documents/" + i, transaction);
        }
    }

    private static void update(Operation.UpdateDocuments update, CollectionRecord collection, Transaction transaction) {
        for (int i = 0; i < update.ids().size(); i++) {
            String id = update.ids().get(i);
            String at = "data/documents/" + i;
            DocumentRecord before = owned(collection, id, at, transaction);
            Value.Document after = Masks.apply(
                    before.fields(), update.masks().get(i), update.documents().get(i));
            replace(collection, id, before, after, at, transaction);
        }
    }

    /** Creates a document or replaces it whole. */
    private static void put(
            CollectionRecord collection, String id, Value.Document fields, String at, Transaction transaction) {
        DocumentRecord before = transaction.findDocument(collection.number(), id);
        if (before == null) {
            requireMayAdd(collection, transaction);
            create(collection, id, fields, at, transaction);
        } else {
            requireOwned(before, id, at, transaction);
            replace(collection, id, before, fields, at, transaction);
        }
    }

    private static void create(
            CollectionRecord collection, String id, Value.Document fields, String at, Transaction transaction) {
        DocumentRecord record =
                new DocumentRecord(transaction.sender(), transaction.sequence(), transaction.sequence(), fields);
        store(collection, id, null, record, at, transaction);
    }

    private static void replace(
            CollectionRecord collection,
            String id,
            DocumentRecord before,
            Value.Document fields,
            String at,
            Transaction transaction) {
        Names.document(fields, at);
        DocumentRecord record =
                new DocumentRecord(before.owner(), before.createdSequence(), transaction.sequence(), fields);
        store(collection, id, before, record, at, transaction);
    }

    private static void store(
            CollectionRecord collection,
            String id,
            @Nullable DocumentRecord before,
            DocumentRecord after,
            String at,
            Transaction transaction) {
        try {
            transaction.putDocument(collection.number(), id, before, after);
        } catch (CairnException.Incorrect tooLarge) {
            if (tooLarge.code().equals(ValueCodec.TOO_LARGE)) {
                throw new CairnException.Refused("document-too-large", at, "a document has at most 1 MiB");
            }
            throw tooLarge;
        }
    }

    private static DocumentRecord owned(CollectionRecord collection, String id, String at, Transaction transaction) {
        DocumentRecord before = transaction.findDocument(collection.number(), id);
        if (before == null) {
            throw new CairnException.Refused("document-not-found", at, "there is no document " + id);
        }
        requireOwned(before, id, at, transaction);
        return before;
    }

    private static void requireOwned(DocumentRecord before, String id, String at, Transaction transaction) {
        if (!before.owner().equals(transaction.sender())) {
            throw new CairnException.Refused(
                    "not-document-owner", at, "only who added the document may change it: " + id);
        }
    }

    private static void requireMayAdd(CollectionRecord collection, Transaction transaction) {
        if (!collection.strangersMayAdd() && !transaction.has(Role.WRITER)) {
            throw new CairnException.Refused(
                    "not-permitted", "sender", "only members with role writer may add documents to this collection");
        }
    }
}
