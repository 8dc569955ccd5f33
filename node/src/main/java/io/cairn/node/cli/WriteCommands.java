package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.Names;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that change one document. */
final class WriteCommands {
    private WriteCommands() {}

    /** A change whose arguments were read and are well-formed. */
    interface Change {
        Fate on(ClientDatabase database, String collection);
    }

    /** What they share. */
    @Command
    @SuppressWarnings("NullAway.Init")
    abstract static class Write implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(index = "0", paramLabel = "COLLECTION", description = "name of the collection")
        private String collection;

        /** Reads the arguments; refuses what is wrong with them before anything is sent. */
        abstract Change change(Terminal terminal);

        @Override
        public Integer call() {
            Change change = change(connection.terminal());
            try (CairnClient client = connection.signing()) {
                Fate fate = change.on(connection.database(client), collection);
                Shown.write(connection.terminal(), connection.json(), fate);
                return ExitCode.OK.number();
            }
        }
    }

    /** What those share that name a document and give fields. */
    @Command
    @SuppressWarnings("NullAway.Init")
    abstract static class WriteFields extends Write {
        @Parameters(index = "1", paramLabel = "ID", description = "id of the document")
        private String id;

        @Parameters(index = "2", paramLabel = "JSON", description = "the fields, or - for standard input")
        private String json;

        abstract Change change(String document, Value.Document fields);

        @Override
        final Change change(Terminal terminal) {
            return change(id, terminal.document(json));
        }
    }

    /** Adds. */
    @Command(name = "add", description = "Add a document; a field _id names it, else an id is made.")
    @SuppressWarnings("NullAway.Init")
    static final class Add extends Write {
        @Parameters(index = "1", paramLabel = "JSON", description = "the document, or - for standard input")
        private String json;

        @Override
        Change change(Terminal terminal) {
            Value.Document document = terminal.document(json);
            Value id = document.get(Names.ID);
            if (id != null && !(id instanceof Value.Text)) {
                throw new CairnException.Incorrect("document-id-invalid", Names.ID, "the field _id must be a text");
            }
            String name = id instanceof Value.Text text ? text.value() : null;
            Value.Document fields = document.toBuilder().remove(Names.ID).build();
            return (database, collection) -> database.add(collection, name, fields);
        }
    }

    /** Replaces. */
    @Command(name = "set", description = "Create a document or replace it whole.")
    static final class Set extends WriteFields {
        @Override
        Change change(String document, Value.Document fields) {
            return (database, collection) -> database.set(collection, document, fields);
        }
    }

    /** Changes fields. */
    @Command(name = "update", description = "Change fields of a document that is there.")
    static final class Update extends WriteFields {
        @Option(
                names = "--mask",
                paramLabel = "PATHS",
                split = ",",
                description = "the only fields to touch; one that JSON lacks is deleted")
        private List<String> mask = List.of();

        @Override
        Change change(String document, Value.Document fields) {
            List<FieldPath> paths =
                    mask.stream().map(path -> FieldPath.parse(path, "mask")).toList();
            return (database, collection) -> database.update(collection, document, paths, fields);
        }
    }

    /** Creates or changes. */
    @Command(name = "upsert", description = "Create a document or merge fields into it.")
    static final class Upsert extends WriteFields {
        @Override
        Change change(String document, Value.Document fields) {
            return (database, collection) -> database.upsert(collection, document, fields);
        }
    }

    /** Deletes. */
    @Command(name = "delete", description = "Delete a document.")
    @SuppressWarnings("NullAway.Init")
    static final class Delete extends Write {
        @Parameters(index = "1", paramLabel = "ID", description = "id of the document")
        private String id;

        @Override
        Change change(Terminal terminal) {
            return (database, collection) -> database.delete(collection, id);
        }
    }
}
