package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.ruletest.Rehearsal;
import io.cairn.node.weavedb.Translation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What comes from WeaveDB. */
@Command(
        name = "weavedb",
        description = "Take over what was made for WeaveDB.",
        subcommands = WeaveDbCommand.Import.class)
final class WeaveDbCommand {
    /** Imports a configuration. */
    @Command(
            name = "import",
            description = {
                "Set a database up as a configuration of WeaveDB says, and tell what is different here and why.",
                "The file is one JSON object: schemas, rules, indexes and triggers by collection, crons and relayers by name."
            })
    @SuppressWarnings("NullAway.Init")
    static final class Import implements Callable<Integer> {
        private static final long FILE_BYTES_MAX = 16L << 20;

        @Mixin
        private Connection connection;

        @Parameters(index = "0", paramLabel = "FILE", description = "the configuration, JSON")
        private Path file;

        @Option(
                names = "--dry-run",
                description = {
                    "send nothing: print the queries, one a line, and try them on a new database in memory;",
                    "the exit code is 3 where one is refused"
                })
        private boolean dryRun;

        @Override
        public Integer call() {
            String text = new String(connection.terminal().file(file, FILE_BYTES_MAX), StandardCharsets.UTF_8);
            if (!(Json.parse(text) instanceof Value.Document configuration)) {
                throw new CairnException.Incorrect("weavedb-malformed", "FILE", "a configuration is an object");
            }
            Translation translation = Translation.of(configuration);
            translation
                    .changes()
                    .forEach(change -> connection
                            .terminal()
                            .say((change.isLeftOut() ? "left out  " : "changed   ") + change.at() + ": "
                                    + change.what()));
            if (dryRun) {
                return rehearse(translation);
            }
            send(translation.queries());
            if (connection.json()) {
                connection.terminal().print(Json.print(shape(translation).build()));
            } else {
                connection
                        .terminal()
                        .print(translation.queries().size() + " settings imported, "
                                + translation.changes().size() + " differences");
            }
            return ExitCode.OK.number();
        }

        /** Shows what would be sent, and what a new database says to it. */
        private int rehearse(Translation translation) {
            List<Rehearsal.Result> results = Rehearsal.of(translation.queries(), System.currentTimeMillis());
            List<Value> shown = new ArrayList<>();
            for (Rehearsal.Result result : results) {
                shown.add(Value.Document.builder()
                        .put("query", result.query())
                        .put("code", result.code())
                        .put("at", result.at())
                        .build());
                if (!connection.json()) {
                    connection.terminal().print(Json.print(result.query()));
                }
                if (!result.isOk()) {
                    connection
                            .terminal()
                            .say("refused   query " + shown.size()
                                    + (result.at().isEmpty() ? "" : " at " + result.at()) + ": " + result.what() + " ["
                                    + result.code() + "]");
                }
            }
            if (connection.json()) {
                connection
                        .terminal()
                        .print(Json.print(shape(translation)
                                .put("queries", new Value.Array(shown))
                                .build()));
            }
            boolean isOk = results.stream().allMatch(Rehearsal.Result::isOk);
            return (isOk ? ExitCode.OK : ExitCode.REFUSED).number();
        }

        private void send(List<Value.Array> queries) {
            try (CairnClient client = connection.signing()) {
                for (Value.Array query : queries) {
                    connection.database(client).execute(query).requireOk();
                }
            }
        }

        private static Value.Document.Builder shape(Translation translation) {
            List<Value> changes = new ArrayList<>();
            for (Translation.Change change : translation.changes()) {
                changes.add(Value.Document.builder()
                        .put("at", change.at())
                        .put("leftOut", Value.of(change.isLeftOut()))
                        .put("what", change.what())
                        .build());
            }
            return Value.Document.builder()
                    .put("settings", translation.queries().size())
                    .put("changes", new Value.Array(changes));
        }
    }
}
