package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.DocumentFunction;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.sql.DocumentEdits;
import io.cairn.engine.sql.LaneEdits;
import io.cairn.engine.sql.SequenceLane;
import io.cairn.engine.view.EditableMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of an open block for a statement in SQL: what it does to documents are operations on documents. What they
 * refuse has SQL's code.
 */
final class DocumentState implements EditableMap, DocumentEdits, LaneEdits {
    private static final String AT = "documents";

    private final Transaction transaction;
    private final DocumentIds ids;
    private final @Nullable SequenceLane lane;

    /**
     * The state for one statement.
     *
     * @param ids of documents that the statement adds without one
     * @param lane where it takes values of sequences; null for the head
     */
    DocumentState(Transaction transaction, DocumentIds ids, @Nullable SequenceLane lane) {
        this.transaction = transaction;
        this.ids = ids;
        this.lane = lane;
    }

    @Override
    public String create(String collection, @Nullable String id, Value.Document fields) {
        return edited(() -> {
            String named = id == null ? ids.next() : Names.documentId(id, AT);
            Names.document(fields, AT);
            documents(collection).replace(DocumentFunction.ADD, named, fields, AT);
            return named;
        });
    }

    @Override
    public void replace(String collection, String id, Value.Document fields) {
        edited(() -> {
            documents(collection).replacePresent(id, fields, AT);
            return id;
        });
    }

    @Override
    public void delete(String collection, String id) {
        edited(() -> {
            documents(collection).delete(id, AT);
            return id;
        });
    }

    @Override
    public @Nullable SequenceLane lane() {
        return lane;
    }

    private DocumentOperations.Documents documents(String collection) {
        transaction.actor().requireCollection(collection);
        return new DocumentOperations.Documents(collection, transaction.collection(collection), transaction);
    }

    private static <T> T edited(Supplier<T> edit) {
        try {
            return edit.get();
        } catch (CairnException.Incorrect malformed) {
            throw refused("sql-22023", malformed);
        } catch (CairnException.Refused refused) {
            throw refused(code(refused.code()), refused);
        }
    }

    private static String code(String code) {
        return switch (code) {
            case "document-exists" -> "sql-23505";
            case "schema-violation" -> "sql-23514";
            case "not-document-owner", "not-permitted" -> "sql-42501";
            case "document-too-large" -> "sql-54000";
            case "schema-too-costly" -> "sql-54001";
            default -> code;
        };
    }

    private static CairnException.Refused refused(String code, CairnException cause) {
        return new CairnException.Refused(
                code,
                "statement",
                cause.getMessage(),
                cause instanceof CairnException.Refused refused ? refused.detail() : null);
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
