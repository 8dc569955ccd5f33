package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.engine.model.CairnException;
import io.cairn.node.shell.AnswerFormat;
import io.cairn.node.shell.DatabaseSession;
import io.cairn.node.shell.ErrorText;
import io.cairn.node.shell.Script;
import io.cairn.node.shell.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Statements of SQL: those of the command line, of a file or of standard input, or of a person at a terminal. */
@Command(
        name = "sql",
        description = {
            "Run statements of SQL. A question is answered here, on a proof of what it touches; anything else is signed.",
            "Without a statement, a terminal gets a shell, and standard input is read otherwise.",
            "Example: cairn sql 'select count(*) from birds'"
        })
final class SqlCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @Parameters(paramLabel = "STATEMENT", description = "statements, run one after another; - reads standard input")
    private List<String> statements = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "run the statements of a file")
    private @Nullable Path file;

    @Option(names = "--at", paramLabel = "HEIGHT", description = "read at this block instead of the newest")
    private @Nullable Long at;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (standard), json, csv or parquet")
    private String format = "table";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write answers to a file")
    private @Nullable Path output;

    @Option(names = "--proof", paramLabel = "FILE", description = "keep the proof of the last answer in a file")
    private @Nullable Path proof;

    @Option(names = "--stop-on-error", description = "end at the first statement that fails")
    private boolean stopOnError;

    @Option(
            names = {"-1", "--single-transaction"},
            description = "all statements or none: they are one transaction")
    private boolean together;

    @Override
    public Integer call() {
        Terminal terminal = connection.terminal();
        AnswerFormat wanted = AnswerFormat.ofWord(format);
        if (file != null && !statements.isEmpty()) {
            throw new CairnException.Incorrect("usage", "statement", "statements come from --file or from here");
        }
        try (CairnClient client = connection.reading()) {
            DatabaseSession session = new DatabaseSession(connection.database(client));
            session.readAt(at);
            boolean asksPerson = statements.isEmpty() && file == null && terminal.interactive() && !connection.json();
            if (asksPerson && output == null) {
                Path history = terminal.home().resolve("sql_history");
                Shell.open(session, new Shell.Options(wanted, history, terminal.environment()));
                return ExitCode.OK.number();
            }
            Script.Options options =
                    new Script.Options(wanted, connection.json(), output, proof, stopOnError, together);
            boolean tells = terminal.interactive() && !connection.json();
            Script script = new Script(session, options, terminal.out(), terminal.err(), tells);
            return ended(terminal, run(terminal, script));
        }
    }

    private Script.Outcome run(Terminal terminal, Script script) {
        if (file == null && !statements.isEmpty() && !statements.equals(List.of(STANDARD_INPUT))) {
            return script.run(statements);
        }
        try (BufferedReader lines = file == null
                ? new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
                : Files.newBufferedReader(file)) {
            return script.run(lines);
        } catch (NoSuchFileException missing) {
            throw new CairnException.NotFound("file-not-found", "there is no file " + file);
        } catch (IOException failure) {
            throw new CairnException.Incorrect("file-unreadable", "cannot read " + file + ": " + failure.getMessage());
        }
    }

    private int ended(Terminal terminal, Script.Outcome outcome) {
        CairnException failure = outcome.failure();
        if (failure == null) {
            return ExitCode.OK.number();
        }
        if (!outcome.told()) {
            new Failures(terminal).tell(failure, connection.json());
            if (!connection.json()) {
                ErrorText.place(failure, outcome.statement()).forEach(terminal::say);
            }
        }
        return ExitCode.of(failure).number();
    }
}
