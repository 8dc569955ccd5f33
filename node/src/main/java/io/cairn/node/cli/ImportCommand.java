package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.table.ColumnType;
import io.cairn.node.table.Columns;
import io.cairn.node.table.Row;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Documents from a file. */
@Command(
        name = "import",
        description = {
            "Add the documents of a file: CSV or TSV with a header line, a JSON array, or JSON lines.",
            "Types of columns are shown before anything is sent; 00501 stays a text.",
            "With --errors all-or-none the whole file is checked first and a bad row keeps it all out; with --errors"
                    + " rest good rows are imported. Each batch is applied whole or not at all."
        })
@SuppressWarnings("NullAway.Init")
final class ImportCommand implements Callable<Integer> {
    private static final int PROBLEMS_SHOWN_MAX = 20;
    private static final int BATCH_MAX = 10_000;

    @Mixin
    private Connection connection;

    @Parameters(index = "0", paramLabel = "COLLECTION", description = "name of the collection")
    private String collection;

    @Parameters(index = "1", paramLabel = "FILE", description = "file, or - for standard input")
    private String file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv, tsv, json or jsonl; else by the file's name")
    private @Nullable String format;

    @Option(
            names = "--types",
            paramLabel = "COLUMN=TYPE",
            split = ",",
            description = "types instead of those found: text, integer, number, boolean")
    private @Nullable Map<String, String> types;

    @Option(names = "--id", paramLabel = "FIELD", description = "field whose value names the document")
    private @Nullable String idField;

    @Option(
            names = "--errors",
            paramLabel = "MODE",
            defaultValue = "all-or-none",
            description = "all-or-none or rest: all-or-none")
    private String errors;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "100", description = "documents in a mutation: 100")
    private int batch;

    @Option(names = "--create", description = "make the collection where there is none")
    private boolean create;

    @Option(names = "--dry-run", description = "check the file and show its types, send nothing")
    private boolean dryRun;

    /** What was found by reading the file once. */
    private record Checked(long rows, Problems problems) {}

    @Override
    public Integer call() {
        boolean rest = errors.equals("rest");
        if (!rest && !errors.equals("all-or-none")) {
            throw new CairnException.Incorrect("usage", "errors", "--errors is all-or-none or rest, not " + errors);
        }
        if (batch < 1 || batch > BATCH_MAX) {
            throw new CairnException.Incorrect("usage", "batch", "--batch is 1 to " + BATCH_MAX);
        }
        try (ImportSource source = ImportSource.open(connection.terminal(), file, format, given())) {
            showTypes(source.columns());
            Checked checked = source.read(rows -> check(rows));
            if (dryRun || (!rest && checked.problems().count() > 0)) {
                return report(new Importer.Summary(0, 0, checked.problems()), checked.rows());
            }
            try (CairnClient client = connection.signing()) {
                ClientDatabase database = connection.database(client);
                makeCollection(database);
                Progress progress = new Progress(
                        connection.terminal(),
                        InstantSource.system(),
                        "imported",
                        checked.rows() - checked.problems().count());
                Importer importer =
                        new Importer(database, collection, new Importer.Plan(idField, batch, rest), progress);
                return report(source.read(importer::run), checked.rows());
            }
        }
    }

    private Checked check(io.cairn.node.table.RowReader rows) throws java.io.IOException {
        long[] count = {0};
        Problems problems = Importer.check(
                () -> {
                    Row row = rows.next();
                    count[0] += row == null ? 0 : 1;
                    return row;
                },
                idField);
        return new Checked(count[0], problems);
    }

    private Map<String, ColumnType> given() {
        Map<String, ColumnType> given = new LinkedHashMap<>();
        if (types != null) {
            types.forEach((column, word) -> given.put(column, ColumnType.ofWord(word)));
        }
        return given;
    }

    private void showTypes(@Nullable Columns columns) {
        if (columns != null) {
            List<String> shown = new ArrayList<>();
            columns.types().forEach((column, type) -> shown.add(column + " " + type.word()));
            connection.terminal().say("columns: " + String.join(", ", shown));
        }
    }

    private void makeCollection(ClientDatabase database) {
        if (!create) {
            return;
        }
        try {
            database.createCollection(collection, false);
        } catch (CairnException.Refused refusal) {
            if (!refusal.code().equals("collection-exists")) {
                throw refusal;
            }
        }
    }

    private int report(Importer.Summary summary, long rows) {
        Problems problems = summary.problems();
        problems.first().stream()
                .limit(PROBLEMS_SHOWN_MAX)
                .forEach(problem -> connection.terminal().say("cairn: " + problem));
        if (problems.count() > PROBLEMS_SHOWN_MAX) {
            connection.terminal().say("cairn: and " + (problems.count() - PROBLEMS_SHOWN_MAX) + " more");
        }
        if (summary.imported() == 0 && problems.count() > 0 && !dryRun) {
            connection
                    .terminal()
                    .say("Nothing was imported. Mend the file, or import the good rows with --errors rest.");
        }
        List<Value> shown = new ArrayList<>();
        problems.first().forEach(problem -> shown.add(Value.of(problem)));
        connection
                .terminal()
                .print(
                        connection.json()
                                ? Json.print(Value.Document.builder()
                                        .put("rows", rows)
                                        .put("imported", summary.imported())
                                        .put("refused", summary.refused())
                                        .put("problems", new Value.Array(shown))
                                        .build())
                                : summary.imported() + " of " + rows + " rows imported");
        if (summary.refused() > 0) {
            return ExitCode.REFUSED.number();
        }
        return problems.count() == 0 ? ExitCode.OK.number() : ExitCode.USAGE.number();
    }
}
