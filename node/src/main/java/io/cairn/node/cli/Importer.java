package io.cairn.node.cli;

import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.Wait;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.node.table.Row;
import io.cairn.node.table.RowReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends rows in batches, several under way at once; each batch is applied whole or not at all. */
final class Importer {
    private static final int UNDER_WAY_MAX = 32;
    private static final int BATCH_BYTES_MAX = 1 << 20;

    private final ClientDatabase database;
    private final String collection;
    private final Plan plan;
    private final Progress progress;
    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();
    private List<@Nullable String> ids = new ArrayList<>();
    private List<Value.Document> documents = new ArrayList<>();
    private long batchLine;
    private long imported;
    private long refused;

    /**
     * What the user wants.
     *
     * @param idField field that names the document, or null where ids are made
     * @param batch documents in one mutation
     * @param rest whether good rows are imported beside bad ones
     */
    record Plan(@Nullable String idField, int batch, boolean rest) {}

    /**
     * What became of a file.
     *
     * @param refused rows of batches that the database refused
     * @param problems what was wrong, with lines
     */
    record Summary(long imported, long refused, List<String> problems) {}

    private record Sent(long firstLine, int documents, CompletableFuture<Fate> fate) {}

    Importer(ClientDatabase database, String collection, Plan plan, Progress progress) {
        this.database = database;
        this.collection = collection;
        this.plan = plan;
        this.progress = progress;
    }

    /** The problems of all rows, found without sending any. */
    static List<String> check(RowReader rows, @Nullable String idField) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Row row = rows.next(); row != null; row = rows.next()) {
            String problem = problem(row, idField);
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems;
    }

    private static @Nullable String problem(Row row, @Nullable String idField) {
        Value.Document document = row.document();
        String what = row.problem();
        if (document != null) {
            try {
                id(document, idField);
                Names.document(withoutId(document, idField), "row");
            } catch (CairnException.Incorrect wrong) {
                what = wrong.getMessage();
            }
        }
        return what == null ? null : "line " + row.line() + ": " + what;
    }

    private static @Nullable String id(Value.Document document, @Nullable String idField) {
        Value id = document.get(idField == null ? Names.ID : idField);
        if (id == null && idField == null) {
            return null;
        }
        if (id instanceof Value.Text || id instanceof Value.Int) {
            return Names.documentId(id.toString(), "id");
        }
        throw new CairnException.Incorrect(
                "document-id-invalid", "id", "the row has no id: it needs a text or integer");
    }

    private static Value.Document withoutId(Value.Document document, @Nullable String idField) {
        // A field that serves as id stays a field too: it can then be asked for with its type.
        return idField == null && document.has(Names.ID)
                ? document.toBuilder().remove(Names.ID).build()
                : document;
    }

    /** Sends all good rows. */
    Summary run(RowReader rows) throws IOException {
        int bytes = 0;
        for (Row row = rows.next(); row != null; row = rows.next()) {
            String problem = problem(row, plan.idField());
            Value.Document document = row.document();
            if (problem != null || document == null) {
                problems.add(problem == null ? "line " + row.line() : problem);
                continue;
            }
            if (documents.isEmpty()) {
                batchLine = row.line();
                bytes = 0;
            }
            ids.add(id(document, plan.idField()));
            documents.add(withoutId(document, plan.idField()));
            bytes += roughBytes(document);
            if (documents.size() == plan.batch() || bytes > BATCH_BYTES_MAX) {
                send();
            }
        }
        if (!documents.isEmpty()) {
            send();
        }
        while (!underWay.isEmpty()) {
            settle(underWay.removeFirst());
        }
        progress.finish(imported);
        return new Summary(imported, refused, List.copyOf(problems));
    }

    private static int roughBytes(Value value) {
        return switch (value) {
            case Value.Text text -> text.value().length() + 8;
            case Value.Bytes bytes -> bytes.value().length + 8;
            case Value.Array array -> {
                int sum = 8;
                for (Value element : array.values()) {
                    sum += roughBytes(element);
                }
                yield sum;
            }
            case Value.Document document -> {
                int sum = 8;
                for (var field : document) {
                    sum += field.getKey().length() + roughBytes(field.getValue());
                }
                yield sum;
            }
            case Value.Null _, Value.Bool _, Value.Int _, Value.Double _ -> 12;
        };
    }

    private void send() {
        if (underWay.size() == UNDER_WAY_MAX) {
            settle(underWay.removeFirst());
        }
        Operation add = new Operation.AddDocuments(database.address(), collection, ids, documents);
        underWay.add(
                new Sent(batchLine, documents.size(), database.submit(new Payload(add, Long.MAX_VALUE), Wait.APPLIED)));
        ids = new ArrayList<>();
        documents = new ArrayList<>();
    }

    private void settle(Sent sent) {
        Fate fate = ClientDatabase.join(sent.fate());
        if (fate.isOk()) {
            imported += sent.documents();
            progress.at(imported);
            return;
        }
        String what = "lines from " + sent.firstLine() + " (" + sent.documents() + " documents): " + fate.code()
                + (fate.at().isEmpty() ? "" : " at " + fate.at());
        if (!plan.rest()) {
            throw new CairnException.Refused(
                    fate.code(),
                    fate.at(),
                    "the database refused " + what + "; " + imported + " documents were imported before it");
        }
        refused += sent.documents();
        problems.add(what);
    }
}
