package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.Reading;
import io.cairn.engine.document.Query;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;
import io.cairn.node.table.FileForm;
import io.cairn.node.table.RowWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Documents to a file. */
@Command(
        name = "export",
        description = {
            "Write all documents of a collection to a file, as they are at one block, every page of them proved.",
            "CSV and TSV take their columns from --columns, or from a first pass over all documents;",
            "columns whose values would not come back are named. JSON and JSON lines keep every value as it is."
        })
@SuppressWarnings("NullAway.Init")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private Connection connection;

    @Parameters(index = "0", paramLabel = "COLLECTION", description = "name of the collection")
    private String collection;

    @Parameters(index = "1", paramLabel = "FILE", description = "file, or - for standard output")
    private String file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv, tsv, json or jsonl; else by the file's name")
    private @Nullable String format;

    @Option(names = "--columns", paramLabel = "NAMES", split = ",", description = "columns of a CSV or TSV file")
    private @Nullable List<String> columns;

    @Option(names = "--at", paramLabel = "HEIGHT", description = "export this block instead of the newest")
    private @Nullable Long at;

    @Option(names = "--plain", description = "believe the node instead of checking proofs")
    private boolean plain;

    /** Takes one document after the other. */
    private interface Taking {
        void take(Value.Document document) throws IOException;
    }

    @Override
    public Integer call() {
        boolean piped = file.equals("-");
        FileForm form = format != null ? FileForm.ofWord(format) : piped ? FileForm.JSONL : FileForm.ofFileName(file);
        try (CairnClient client = connection.reading();
                Writer out = writer(piped)) {
            ClientDatabase database = connection.database(client);
            long total = at == null ? total(database) : 0;
            List<String> names = columns == null ? List.of() : columns;
            if (form.isDelimited() && columns == null) {
                LinkedHashSet<String> found = new LinkedHashSet<>();
                each(database, null, document -> found.addAll(document.fields().keySet()));
                names = List.copyOf(found);
            }
            RowWriter rows = new RowWriter(out, form, names);
            Progress progress = new Progress(connection.terminal(), InstantSource.system(), "exported", total);
            long count = each(database, progress, rows::write);
            rows.finish();
            progress.finish(count);
            if (!rows.lossy().isEmpty()) {
                connection
                        .terminal()
                        .say("cairn: nested, binary, empty or null values of " + String.join(", ", rows.lossy())
                                + " do not come back from this file; jsonl keeps them");
            }
            return ExitCode.OK.number();
        } catch (IOException failure) {
            throw new CairnException.Incorrect("file-unwritable", "cannot write " + file + ": " + failure.getMessage());
        }
    }

    /** How many documents there are now, as the node says; only to show how far the export is. */
    private long total(ClientDatabase database) {
        if (database.info().shown().get("collections") instanceof Value.Array collections) {
            for (Value shown : collections.values()) {
                if (shown instanceof Value.Document fields
                        && Value.of(collection).equals(fields.get("name"))
                        && fields.get("documents") instanceof Value.Int documents) {
                    return documents.value();
                }
            }
        }
        return 0;
    }

    private Writer writer(boolean piped) throws IOException {
        return new BufferedWriter(
                piped
                        ? new OutputStreamWriter(connection.terminal().out(), StandardCharsets.UTF_8)
                        : Files.newBufferedWriter(Path.of(file)));
    }

    /** Walks the collection by id, a page of documents at a time, all of them at the block of the first. */
    private long each(ClientDatabase database, @Nullable Progress progress, Taking taking) throws IOException {
        String last = null;
        long count = 0;
        while (true) {
            ReadOptions options = new ReadOptions(!plain, at, 0);
            Reading page = database.query(collection, page(last), options);
            at = page.height();
            for (Value.Document document : page.documents()) {
                taking.take(document.toBuilder().remove(Names.OWNER).build());
                last = String.valueOf(document.get(Names.ID));
                count++;
            }
            if (progress != null) {
                progress.at(count);
            }
            if (page.documents().size() < Query.LIMIT_MAX) {
                return count;
            }
        }
    }

    private static Value.Array page(@Nullable String last) {
        List<Value> options = new ArrayList<>();
        if (last != null) {
            options.add(new Value.Array(List.of(Value.of(Names.ID), Value.of(">"), Value.of(last))));
        }
        options.add(Value.of(Query.LIMIT_MAX));
        return new Value.Array(options);
    }
}
