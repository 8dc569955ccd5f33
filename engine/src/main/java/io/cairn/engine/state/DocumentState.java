package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.sql.DocumentEdits;
import io.cairn.engine.view.EditableMap;
import org.jspecify.annotations.Nullable;

/** The state of an open block for a statement in SQL: what it does to documents are operations on documents. */
final class DocumentState implements EditableMap, DocumentEdits {
    private static final String AT = "documents";

    private final Transaction transaction;

    DocumentState(Transaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public String create(String collection, @Nullable String id, Value.Document fields) {
        String named = id == null ? DocumentOperations.generate(transaction, transaction.nextDocument()) : named(id);
        checked(fields);
        DocumentOperations.add(collection(collection), named, fields, AT, transaction);
        return named;
    }

    @Override
    public void replace(String collection, String id, Value.Document fields) {
        checked(fields);
        DocumentOperations.replaceOwned(collection(collection), id, fields, AT, transaction);
    }

    @Override
    public void delete(String collection, String id) {
        DocumentOperations.delete(collection(collection), id, AT, transaction);
    }

    private CollectionRecord collection(String name) {
        transaction.actor().requireCollection(name);
        return transaction.collection(name);
    }

    /** What a payload with the name of a document could not hold is refused here. */
    private static String named(String id) {
        try {
            return Names.documentId(id, AT);
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.Refused(malformed.code(), AT, malformed.getMessage());
        }
    }

    private static void checked(Value.Document fields) {
        try {
            Names.document(fields, AT);
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.Refused(malformed.code(), malformed.at(), malformed.getMessage());
        }
    }

    @Override
    public String author() {
        return transaction.sender().text();
    }

    @Override
    public void put(byte[] key, byte[] value) {
        transaction.state().put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        transaction.state().delete(key);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return transaction.state().get(key);
    }

    @Override
    public Cursor seek(byte[] key) {
        return transaction.state().seek(key);
    }

    @Override
    public long rank(byte[] key) {
        return transaction.state().rank(key);
    }
}
