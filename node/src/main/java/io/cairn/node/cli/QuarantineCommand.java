package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Control;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.api.OperatorRoutes;
import io.cairn.node.config.NodeFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a node go on without an entry on which its engine breaks. */
@Command(
        name = "quarantine",
        description = {
            "Have everybody refuse one entry on which the engine breaks, so that its database goes on.",
            "Signs with the node's key, so it is run where the node's data are. The node's log names the entry; a node"
                    + " takes no other."
        })
@SuppressWarnings("NullAway.Init")
final class QuarantineCommand implements Callable<Integer> {
    private static final Duration WAIT_MAX = Duration.ofMinutes(10);

    @Mixin
    private Root root;

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "SEQUENCE", description = "sequence of the entry, as the log names it")
    private long sequence;

    @Option(names = "--data", paramLabel = "FOLDER", description = "folder of the node's data (node in CAIRN_HOME)")
    private @Nullable Path data;

    @Override
    public Integer call() {
        String database = connection.requiredDatabase();
        Path folder = data == null ? root.terminal().home().resolve("node") : data;
        Control.Quarantine record = Control.Quarantine.sign(database, sequence, NodeFolder.readKey(folder));
        Value.Document answer = send(database, record);
        if (connection.json()) {
            root.terminal().print(Json.print(answer));
        } else {
            root.terminal().print("entry " + sequence + " of " + database + " is refused; the database goes on");
        }
        return ExitCode.OK.number();
    }

    private Value.Document send(String database, Control.Quarantine record) {
        URI uri = connection.address().resolve("/v1/databases/" + database + "/quarantine");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(WAIT_MAX)
                .header("content-type", OperatorRoutes.QUARANTINE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(record.encode()))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (!(Json.parse(response.body()) instanceof Value.Document answer)) {
                throw new CairnException.Unavailable("node-unreachable", uri + " is no node");
            }
            if (response.statusCode() == 200) {
                return answer;
            }
            throw new CairnException.Refused(
                    String.valueOf(answer.get("code")),
                    String.valueOf(answer.get("at")),
                    String.valueOf(answer.get("detail")));
        } catch (IOException failure) {
            throw new CairnException.Unavailable("node-unreachable", "cannot reach " + uri, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CairnException.Unavailable("node-unreachable", "interrupted while asking " + uri, interrupted);
        }
    }
}
