package io.cairn.node.cli;

import io.cairn.client.api.Answered;
import io.cairn.client.api.CairnClient;
import io.cairn.client.api.Change;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.Reading;
import io.cairn.engine.codec.Json;
import io.cairn.engine.document.ReadQuery;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that read. */
final class ReadCommands {
    /** The functions that a client answers from a receipt. */
    private static final Set<String> OF_CLIENT = Set.of("ids", "getIds");

    private ReadCommands() {}

    /** Whether the function of a query reads; all others write. */
    static boolean reads(String function) {
        return ReadQuery.functions().contains(function) || OF_CLIENT.contains(function);
    }

    /** A question whose arguments were read and are well-formed. */
    interface Asking {
        Reading of(ClientDatabase database, String collection, ReadOptions options);
    }

    /** What get and query share. */
    @Command
    @SuppressWarnings("NullAway.Init")
    abstract static class Read implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(index = "0", paramLabel = "COLLECTION", description = "name of the collection")
        private String collection;

        @Option(names = "--plain", description = "believe the node instead of checking a proof")
        private boolean plain;

        @Option(names = "--at", paramLabel = "HEIGHT", description = "read at this block instead of the newest")
        private @Nullable Long at;

        @Option(names = "--after", paramLabel = "SEQUENCE", description = "wait until this entry is included")
        private long after;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "also keep the proof in a file, for 'cairn verify'")
        private @Nullable Path output;

        Terminal terminal() {
            return connection.terminal();
        }

        Connection connection() {
            return connection;
        }

        String collection() {
            return collection;
        }

        ReadOptions options() {
            if (plain && output != null) {
                throw new CairnException.Incorrect("usage", "output", "--plain has no proof to keep with -o");
            }
            return new ReadOptions(!plain, at, after);
        }

        /** Keeps the proof where that is wanted. */
        void keep(Reading reading) {
            if (output != null && reading.archive() != null) {
                connection.terminal().write(output, reading.archive());
            }
        }

        /** Reads the arguments; refuses what is wrong with them before anything is sent. */
        abstract Asking question();

        abstract int print(Terminal terminal, Reading reading);

        @Override
        public Integer call() {
            ReadOptions options = options();
            Asking question = question();
            try (CairnClient client = connection.reading()) {
                Reading reading = question.of(connection.database(client), collection, options);
                keep(reading);
                if (connection.json()) {
                    connection.terminal().print(Json.print(Shown.reading(reading)));
                    return ExitCode.OK.number();
                }
                return print(connection.terminal(), reading);
            }
        }
    }

    /** One document. */
    @Command(name = "get", description = "Show a document; its presence or absence is proved.")
    @SuppressWarnings("NullAway.Init")
    static final class Get extends Read {
        @Parameters(index = "1", paramLabel = "ID", description = "id of the document")
        private String id;

        @Override
        Asking question() {
            return (database, collection, options) -> database.get(collection, id, options);
        }

        @Override
        int print(Terminal terminal, Reading reading) {
            if (reading.documents().isEmpty()) {
                terminal.say("cairn: there is no document " + id + (reading.isProved() ? " (proved)" : ""));
                return ExitCode.NOT_FOUND.number();
            }
            terminal.print(Json.printPretty(reading.documents().getFirst()));
            return ExitCode.OK.number();
        }
    }

    /** Many documents. */
    @Command(
            name = "query",
            description = {
                "Show the documents that a query finds, one a line; the answer is proved complete.",
                "Example: cairn query people '[[\"age\",\">\",20],[\"age\",\"desc\"],5]'",
                "Or ask and write as WeaveDB does, with one array for COLLECTION:",
                "cairn query '[\"get\",\"people\",[\"age\",\"desc\"],5]'",
                "cairn query '[\"set\",{\"age\":20},\"people\",\"Bob\"]'"
            })
    static final class Query extends Read {
        @Override
        public Integer call() {
            String first = terminal().argument(collection());
            return first.startsWith("[") ? byFunction(first) : super.call();
        }

        /** One question, one query that writes, or a list of those. */
        private int byFunction(String text) {
            if (!(Json.parse(text) instanceof Value.Array array)) {
                throw new CairnException.Incorrect("query-malformed", "query", "a query is an array");
            }
            boolean writes = array.values().isEmpty()
                    || !(array.values().getFirst() instanceof Value.Text(var function))
                    || !reads(function);
            if (writes) {
                try (CairnClient client = connection().signing()) {
                    Shown.write(
                            terminal(),
                            connection().json(),
                            connection().database(client).execute(array));
                }
                return ExitCode.OK.number();
            }
            try (CairnClient client = connection().reading()) {
                Answered answered = connection().database(client).ask(array, options());
                keep(answered.reading());
                terminal().print(Json.print(answered.value()));
            }
            return ExitCode.OK.number();
        }

        @Parameters(
                index = "1",
                paramLabel = "QUERY",
                arity = "0..1",
                defaultValue = "[]",
                description = "array of conditions, order and limit, or - for standard input")
        private String query = "[]";

        @Override
        Asking question() {
            if (Json.parse(terminal().argument(query)) instanceof Value.Array array) {
                return (database, collection, options) -> database.query(collection, array, options);
            }
            throw new CairnException.Incorrect(
                    "query-malformed", "query", "a query is an array such as '[[\"age\",\">\",20],5]'");
        }

        @Override
        int print(Terminal terminal, Reading reading) {
            reading.documents().forEach(document -> terminal.print(Json.print(document)));
            return ExitCode.OK.number();
        }
    }

    /** What changed. */
    @Command(name = "diff", description = "Show what differs between two blocks, one document a line.")
    @SuppressWarnings("NullAway.Init")
    static final class Diff implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(index = "0", paramLabel = "FROM", description = "height of the older block")
        private long from;

        @Parameters(index = "1", paramLabel = "TO", description = "height of the newer block")
        private long to;

        @Option(names = "--collection", paramLabel = "NAME", description = "only this collection")
        private @Nullable String collection;

        @Override
        public Integer call() {
            try (CairnClient client = connection.reading()) {
                Change.Set changes = connection.database(client).diff(from, to, collection);
                List<Value> shown = new ArrayList<>();
                changes.changes().forEach(change -> shown.add(shape(change)));
                Terminal terminal = connection.terminal();
                if (connection.json()) {
                    terminal.print(Json.print(Value.Document.builder()
                            .put("from", changes.from())
                            .put("to", changes.to())
                            .put("changes", new Value.Array(shown))
                            .put("truncated", Value.of(changes.truncated()))
                            .build()));
                } else {
                    shown.forEach(change -> terminal.print(Json.print(change)));
                }
                if (changes.truncated()) {
                    terminal.say("cairn: there are more changes; ask for fewer blocks or one collection");
                }
                return ExitCode.OK.number();
            }
        }

        private static Value shape(Change change) {
            return Value.Document.builder()
                    .put("collection", change.collection())
                    .put("id", change.id())
                    .put("kind", change.kind())
                    .put("before", change.before() == null ? Value.none() : change.before())
                    .put("after", change.after() == null ? Value.none() : change.after())
                    .build();
        }
    }
}
