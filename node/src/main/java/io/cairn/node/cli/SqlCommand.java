package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SqlReading;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.node.gateway.Statements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One statement of SQL. */
@Command(
        name = "sql",
        description = {
            "Run a statement of SQL. A question is answered here, on a proof of what it touches; anything else is signed.",
            "Example: cairn sql 'select count(*) from birds'"
        })
@SuppressWarnings("NullAway.Init")
final class SqlCommand implements Callable<Integer> {
    @Mixin
    private Connection connection;

    @Parameters(index = "0", paramLabel = "STATEMENT", description = "the statement; - reads it from standard input")
    private String statement;

    @Option(names = "--at", paramLabel = "HEIGHT", description = "read at this block instead of the newest")
    private @Nullable Long at;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "also keep the proof of a question in a file")
    private @Nullable Path output;

    @Override
    public Integer call() {
        Terminal terminal = connection.terminal();
        String text = terminal.argument(statement);
        try (CairnClient client = connection.reading()) {
            Statements statements = new Statements(connection.database(client));
            switch (statements.run(text, List.of(), new ReadOptions(true, at, 0))) {
                case Statements.Outcome.Answered answered -> print(terminal, answered.reading());
                case Statements.Outcome.Changed changed -> {
                    if (output != null || at != null) {
                        throw new CairnException.Incorrect("usage", "statement", "-o and --at are for questions");
                    }
                    terminal.print(connection.json() ? Json.print(Shown.changed(changed)) : changed.words());
                }
            }
        }
        return ExitCode.OK.number();
    }

    private void print(Terminal terminal, SqlReading reading) {
        if (output != null) {
            terminal.write(output, reading.archive());
        }
        if (connection.json()) {
            terminal.print(Json.print(shown(reading)));
        } else {
            RowTable.of(reading.result()).forEach(terminal::print);
        }
    }

    private static Value shown(SqlReading reading) {
        List<Value> columns = new ArrayList<>();
        for (SqlColumn column : reading.result().columns()) {
            columns.add(Value.Document.builder()
                    .put("name", column.name())
                    .put("type", column.type().name())
                    .build());
        }
        List<Value> rows = new ArrayList<>();
        for (List<@Nullable String> row : reading.result().rows()) {
            List<Value> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell == null ? Value.none() : Value.of(cell)));
            rows.add(new Value.Array(cells));
        }
        return Value.Document.builder()
                .put("columns", new Value.Array(columns))
                .put("rows", new Value.Array(rows))
                .put("height", reading.height())
                .put("stateRoot", reading.stateRoot().hex())
                .put("class", "proved")
                .build();
    }
}
