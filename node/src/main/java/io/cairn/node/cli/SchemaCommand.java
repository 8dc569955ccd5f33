package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.Fate;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a collection a schema, or takes it. */
@Command(
        name = "schema",
        description = "Give a collection a JSON Schema, so that it is a table to SQL, or take it with --none.")
@SuppressWarnings("NullAway.Init")
final class SchemaCommand implements Callable<Integer> {
    @Mixin
    private Connection connection;

    @Parameters(index = "0", paramLabel = "COLLECTION", description = "name of the collection")
    private String collection;

    @Parameters(index = "1", arity = "0..1", paramLabel = "JSON", description = "the schema, in JSON Schema 2020-12")
    private @Nullable String json;

    @Option(names = "--none", description = "take the schema it has")
    private boolean none;

    @Override
    public Integer call() {
        Value.Document schema = schema();
        try (CairnClient client = connection.signing()) {
            Fate fate = connection.database(client).setSchema(collection, schema);
            Shown.write(connection.terminal(), connection.json(), fate);
            return ExitCode.OK.number();
        }
    }

    private Value.@Nullable Document schema() {
        if (none == (json != null)) {
            throw new CairnException.Incorrect("schema-malformed", "JSON", "give either a schema or --none");
        }
        if (json == null) {
            return null;
        }
        if (!(Json.parse(json) instanceof Value.Document schema)) {
            throw new CairnException.Incorrect("schema-malformed", "JSON", "a schema is a JSON object");
        }
        return schema;
    }
}
