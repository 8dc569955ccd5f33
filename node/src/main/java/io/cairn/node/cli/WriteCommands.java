package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that change one document. */
final class WriteCommands {
    private WriteCommands() {}

    /** What they share. */
    @Command
    @SuppressWarnings("NullAway.Init")
    abstract static class Write implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(index = "0", paramLabel = "COLLECTION", description = "name of the collection")
        private String collection;

        abstract Fate write(ClientDatabase database, String collection, Terminal terminal);

        @Override
        public Integer call() {
            try (CairnClient client = connection.signing()) {
                Fate fate = write(connection.database(client), collection, connection.terminal());
                Shown.write(connection.terminal(), connection.json(), fate);
                return ExitCode.OK.number();
            }
        }
    }

    /** Adds. */
    @Command(name = "add", description = "Add a document; a field _id names it, else an id is made.")
    @SuppressWarnings("NullAway.Init")
    static final class Add extends Write {
        @Parameters(index = "1", paramLabel = "JSON", description = "the document, or - for standard input")
        private String json;

        @Override
        Fate write(ClientDatabase database, String collection, Terminal terminal) {
            Value.Document document = terminal.document(json);
            Value id = document.get(Names.ID);
            Value.Document fields = document.toBuilder().remove(Names.ID).build();
            return database.add(collection, id instanceof Value.Text text ? text.value() : null, fields);
        }
    }

    /** Replaces. */
    @Command(name = "set", description = "Create a document or replace it whole.")
    @SuppressWarnings("NullAway.Init")
    static final class Set extends Write {
        @Parameters(index = "1", paramLabel = "ID", description = "id of the document")
        private String id;

        @Parameters(index = "2", paramLabel = "JSON", description = "the document, or - for standard input")
        private String json;

        @Override
        Fate write(ClientDatabase database, String collection, Terminal terminal) {
            return database.set(collection, id, terminal.document(json));
        }
    }

    /** Changes fields. */
    @Command(name = "update", description = "Change fields of a document that is there.")
    @SuppressWarnings("NullAway.Init")
    static final class Update extends Write {
        @Parameters(index = "1", paramLabel = "ID", description = "id of the document")
        private String id;

        @Parameters(index = "2", paramLabel = "JSON", description = "the fields, or - for standard input")
        private String json;

        @Option(
                names = "--mask",
                paramLabel = "PATHS",
                split = ",",
                description = "the only fields to touch; one that JSON lacks is deleted")
        private @Nullable List<String> mask;

        @Override
        Fate write(ClientDatabase database, String collection, Terminal terminal) {
            List<FieldPath> paths = new ArrayList<>();
            if (mask != null) {
                mask.forEach(path -> paths.add(FieldPath.parse(path, "mask")));
            }
            return database.update(collection, id, paths, terminal.document(json));
        }
    }

    /** Creates or changes. */
    @Command(name = "upsert", description = "Create a document or merge fields into it.")
    @SuppressWarnings("NullAway.Init")
    static final class Upsert extends Write {
        @Parameters(index = "1", paramLabel = "ID", description = "id of the document")
        private String id;

        @Parameters(index = "2", paramLabel = "JSON", description = "the fields, or - for standard input")
        private String json;

        @Override
        Fate write(ClientDatabase database, String collection, Terminal terminal) {
            return database.upsert(collection, id, terminal.document(json));
        }
    }

    /** Deletes. */
    @Command(name = "delete", description = "Delete a document.")
    @SuppressWarnings("NullAway.Init")
    static final class Delete extends Write {
        @Parameters(index = "1", paramLabel = "ID", description = "id of the document")
        private String id;

        @Override
        Fate write(ClientDatabase database, String collection, Terminal terminal) {
            return database.delete(collection, id);
        }
    }
}
