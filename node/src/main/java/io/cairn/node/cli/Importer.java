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
    private final Problems problems = new Problems();
    private List<Item> batch = new ArrayList<>();
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
    record Summary(long imported, long refused, Problems problems) {}

    /** A good row. */
    private record Item(long line, @Nullable String id, Value.Document document) {}

    private record Sent(List<Item> items, CompletableFuture<Fate> fate) {}

    Importer(ClientDatabase database, String collection, Plan plan, Progress progress) {
        this.database = database;
        this.collection = collection;
        this.plan = plan;
        this.progress = progress;
    }

    /** The problems of all rows, found without sending any. */
    static Problems check(RowReader rows, @Nullable String idField) throws IOException {
        Problems problems = new Problems();
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
            bytes = batch.isEmpty() ? 0 : bytes;
            batch.add(new Item(row.line(), id(document, plan.idField()), withoutId(document, plan.idField())));
            bytes += roughBytes(document);
            if (batch.size() == plan.batch() || bytes > BATCH_BYTES_MAX) {
                send();
            }
        }
        if (!batch.isEmpty()) {
            send();
        }
        while (!underWay.isEmpty()) {
            settle(underWay.removeFirst());
        }
        database.awaitSeal();
        progress.finish(imported);
        return new Summary(imported, refused, problems);
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
        underWay.add(submitted(batch));
        batch = new ArrayList<>();
    }

    private Sent submitted(List<Item> items) {
        List<@Nullable String> ids = new ArrayList<>();
        List<Value.Document> documents = new ArrayList<>();
        for (Item item : items) {
            ids.add(item.id());
            documents.add(item.document());
        }
        Operation add = new Operation.AddDocuments(database.address(), collection, ids, documents);
        return new Sent(items, database.submit(new Payload(add, Long.MAX_VALUE), Wait.APPLIED));
    }

    private void settle(Sent sent) {
        Fate fate = ClientDatabase.join(sent.fate());
        if (fate.isOk()) {
            imported += sent.items().size();
            progress.at(imported);
        } else if (!plan.rest()) {
            throw new CairnException.Refused(
                    fate.code(),
                    fate.at(),
                    "the database refused " + place(sent, fate) + ": " + fate.code() + "; " + imported
                            + " documents were imported before it");
        } else if (sent.items().size() == 1) {
            refused++;
            problems.add(place(sent, fate) + ": " + fate.code());
        } else {
            // One bad row refuses its whole batch: each row alone finds which, and saves the others. One after the
            // other, so that of two rows with one id the first is taken.
            for (Item item : sent.items()) {
                settle(submitted(List.of(item)));
            }
        }
    }

    /** The line of the document that a refusal is about, or the lines of its batch. */
    private static String place(Sent sent, Fate fate) {
        List<Item> items = sent.items();
        for (int i = 0; i < items.size(); i++) {
            if (items.size() == 1 || fate.at().endsWith("/" + i)) {
                return "line " + items.get(i).line();
            }
        }
        return "lines " + items.getFirst().line() + " to " + items.getLast().line();
    }
}
