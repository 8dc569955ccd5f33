package io.cairn.engine.state;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.DocumentFunction;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.record.DocumentRecord;
import org.jspecify.annotations.Nullable;

/**
 * The one place where documents change: operations on documents, queries, SQL and the engine itself all come here.
 *
 * <p>Where a collection has rules, or one that it is inside of, they decide. Else members from writer up may add, strangers
 * where the owner says so, and only who added a document may change or delete it. Triggers follow every write.
 */
final class DocumentWriter {
    private DocumentWriter() {}

    /** The fields that a document will have. */
    interface Change {
        /** The fields, checked, from those that the document has; {@code before} is null where there is no document. */
        Value.Document on(Value.@Nullable Document before);
    }

    /** Carries out one request; {@code change} is not asked where the document is deleted. */
    static void write(Write.Request request, Change change, Transaction transaction) {
        Write.Place place = request.place();
        DocumentRecord before = transaction.findDocument(place.number(), place.id());
        requirePresence(request, before, transaction);
        Write write = deletes(request)
                ? new Write(request, Write.Kind.DELETE, before, null)
                : new Write(
                        request,
                        before == null ? Write.Kind.CREATE : Write.Kind.UPDATE,
                        before,
                        change.on(before == null ? null : before.fields()));
        Write permitted = permitted(write, transaction);
        store(permitted, transaction);
        transaction.automation().follow(permitted);
    }

    private static boolean deletes(Write.Request request) {
        return request.function() == DocumentFunction.DELETE;
    }

    private static void requirePresence(
            Write.Request request, @Nullable DocumentRecord before, Transaction transaction) {
        String id = request.place().id();
        switch (request.function()) {
            case ADD -> {
                if (before != null) {
                    if (!transaction.automation().isRuled(request.place())) {
                        requireMayAdd(request, transaction);
                    }
                    throw new CairnException.Refused(
                            "document-exists", request.at(), "there is a document " + id + " already");
                }
            }
            case UPDATE, DELETE -> {
                if (before == null) {
                    throw new CairnException.Refused("document-not-found", request.at(), "there is no document " + id);
                }
            }
            case SET, UPSERT -> {
                // With or without a document.
            }
        }
    }

    /** The write as rules leave it. Throws where nobody lets the authority do this: rules, or else who owns what is there. */
    private static Write permitted(Write write, Transaction transaction) {
        Authority authority = write.request().authority();
        DocumentRecord before = write.before();
        if (authority.isEngine()) {
            return write;
        }
        if (transaction.automation().isRuled(write.request().place())) {
            return transaction.automation().permitted(write);
        }
        if (before == null) {
            requireMayAdd(write.request(), transaction);
        } else if (!before.owner().equals(authority.account())) {
            throw new CairnException.Refused(
                    "not-document-owner",
                    write.request().at(),
                    "only who added the document may change it: "
                            + write.request().place().id());
        }
        return write;
    }

    private static void requireMayAdd(Write.Request request, Transaction transaction) {
        Authority authority = request.authority();
        if (!authority.isEngine()
                && !request.place().strangersMayAdd()
                && !transaction.has(authority.account(), Role.WRITER)) {
            throw new CairnException.Refused(
                    "not-permitted", "sender", "only members with role writer may add documents to this collection");
        }
    }

    private static void store(Write write, Transaction transaction) {
        Write.Place place = write.request().place();
        DocumentRecord before = write.before();
        Value.Document after = write.after();
        if (after == null) {
            if (before != null) {
                transaction.deleteDocument(place.number(), place.id(), before);
            }
            return;
        }
        long sequence = transaction.sequence();
        DocumentRecord record = before == null
                ? new DocumentRecord(write.request().authority().account(), sequence, sequence, after)
                : new DocumentRecord(before.owner(), before.createdSequence(), sequence, after);
        try {
            transaction.putDocument(place.number(), place.id(), before, record);
        } catch (CairnException.Incorrect tooLarge) {
            if (tooLarge.code().equals(ValueCodec.TOO_LARGE)) {
                throw new CairnException.Refused(
                        "document-too-large", write.request().at(), "a document has at most 1 MiB");
            }
            throw tooLarge;
        }
    }
}
