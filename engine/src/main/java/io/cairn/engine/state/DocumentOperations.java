package io.cairn.engine.state;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.DocumentFunction;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.Masks;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlLimits;
import java.util.List;
import java.util.Map;

/** Operations on documents as DB3 and SQL have them: what each asks of {@link DocumentWriter}. */
final class DocumentOperations {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int ID_LENGTH = 20;

    void execute(Operation.OnDocuments operation, Transaction transaction) {
        EngineVersion1.requireDatabase(operation.database(), transaction);
        boolean creates = operation instanceof Operation.AddDocuments
                || operation instanceof Operation.SetDocuments
                || operation instanceof Operation.UpsertDocuments;
        Documents documents = new Documents(
                operation.collection(),
                Collections.find(operation.collection(), creates, Authority.ofSender(transaction), transaction),
                transaction);
        switch (operation) {
            case Operation.AddDocuments add -> add(add, documents);
            case Operation.SetDocuments set -> {
                for (int i = 0; i < set.ids().size(); i++) {
                    documents.replace(
                            DocumentFunction.SET,
                            set.ids().get(i),
                            set.documents().get(i),
                            at(i));
                }
            }
            case Operation.UpsertDocuments upsert -> {
                for (int i = 0; i < upsert.ids().size(); i++) {
                    documents.upsert(upsert.ids().get(i), upsert.documents().get(i), at(i));
                }
            }
            case Operation.UpdateDocuments update -> {
                for (int i = 0; i < update.ids().size(); i++) {
                    documents.update(
                            update.ids().get(i),
                            update.masks().get(i),
                            update.documents().get(i),
                            at(i));
                }
            }
            case Operation.DeleteDocuments delete -> {
                for (int i = 0; i < delete.ids().size(); i++) {
                    documents.delete(delete.ids().get(i), "data/id_list/" + i);
                }
            }
        }
    }

    private static String at(int index) {
        return "data/documents/" + index;
    }

    private static void add(Operation.AddDocuments add, Documents documents) {
        for (int i = 0; i < add.documents().size(); i++) {
            String given = add.ids().get(i);
            int number = documents.transaction.nextDocument();
            String id = given == null ? generate(documents.transaction, number) : given;
            documents.replace(DocumentFunction.ADD, id, add.documents().get(i), at(i));
            if (given == null) {
                documents.transaction.generated(id);
            }
        }
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

    /**
     * A time-ordered id of 20 characters (base32hex, lower case): sequence (48 bits), index within the bundle
     * and within the mutation (16 bits each), and 20 bits of a hash of the mutation, so that nobody can cheaply take
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
        bits.u16(document & 0xFFFF);
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

    /** The documents of one collection, changed by whoever sent the mutation. */
    static final class Documents {
        private final String name;
        private final CollectionRecord collection;
        private final Transaction transaction;

        Documents(String name, CollectionRecord collection, Transaction transaction) {
            this.name = name;
            this.collection = collection;
            this.transaction = transaction;
        }

        /** Adds a document or, where the function lets it, replaces it whole. */
        void replace(DocumentFunction function, String id, Value.Document fields, String at) {
            DocumentWriter.write(request(function, id, fields, at), _ -> checked(fields, at), transaction);
        }

        /** Replaces a document that is there. */
        void replacePresent(String id, Value.Document fields, String at) {
            DocumentWriter.write(
                    request(DocumentFunction.SET, id, fields, at),
                    before -> {
                        if (before == null) {
                            throw new CairnException.Refused("document-not-found", at, "there is no document " + id);
                        }
                        return checked(fields, at);
                    },
                    transaction);
        }

        private void upsert(String id, Value.Document fields, String at) {
            DocumentWriter.write(
                    request(DocumentFunction.UPSERT, id, fields, at),
                    before -> {
                        if (before == null) {
                            return checked(fields, at);
                        }
                        Value.Document.Builder builder = before.toBuilder();
                        for (Map.Entry<String, Value> field : fields) {
                            builder.put(field.getKey(), field.getValue());
                        }
                        return checked(builder.build(), at);
                    },
                    transaction);
        }

        private void update(String id, List<FieldPath> mask, Value.Document patch, String at) {
            DocumentWriter.write(
                    request(DocumentFunction.UPDATE, id, patch, at),
                    before -> checked(Masks.apply(before == null ? Value.Document.EMPTY : before, mask, patch), at),
                    transaction);
        }

        void delete(String id, String at) {
            Write.Request request = request(DocumentFunction.DELETE, id, Value.Document.EMPTY, at);
            DocumentWriter.write(request, _ -> Value.Document.EMPTY, transaction);
        }

        private static Value.Document checked(Value.Document fields, String at) {
            Names.document(fields, at);
            return fields;
        }

        private Write.Request request(DocumentFunction function, String id, Value.Document data, String at) {
            return new Write.Request(
                    function,
                    null,
                    new Write.Place(name, collection.number(), collection.strangersMayAdd(), id),
                    data,
                    Authority.ofSender(transaction),
                    at);
        }
    }
}
