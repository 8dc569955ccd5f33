package io.cairn.node.api;

import io.cairn.client.wire.MutationJson;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Submission;
import io.cairn.node.database.Database;
import io.cairn.node.database.Databases;
import io.cairn.node.database.Fate;
import io.cairn.node.database.Promises;
import io.cairn.node.database.Wait;
import io.cairn.node.http.Content;
import io.cairn.node.http.Description;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Parameter;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import io.cairn.node.http.Route;
import io.cairn.node.http.Schemas;
import io.cairn.node.http.Workers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Submitting signed mutations and asking for their fate. */
final class MutationRoutes {
    /** The canonical binary form of a mutation or bundle. */
    static final String BINARY = "application/vnd.cairn.mutation";

    private static final Parameter WAIT =
            Parameter.query("wait", "fate to wait for", Schemas.word("ordered", "applied", "sealed", "final"));
    private static final Parameter ID = Parameter.path("id", "id of a mutation or bundle", Schemas.hash());

    private final Databases databases;
    private final Access access;
    private final Workers workers;

    MutationRoutes(Databases databases, Access access, Workers workers) {
        this.databases = databases;
        this.access = access;
        this.workers = workers;
    }

    List<Route> routes() {
        Description takes = Description.of("Submit a signed mutation or bundle")
                .takes(Content.json(Schemas.object()))
                .takes(Content.bytes(BINARY))
                .answers(Content.json(Schemas.object()));
        return List.of(
                Route.post(
                        "/v1/databases",
                        new Description(
                                "Make a database with a signed CREATE_DATABASE mutation",
                                List.of(WAIT),
                                takes.bodies(),
                                201,
                                takes.answers()),
                        Handler.later(this::create)),
                Route.post(
                                "/v1/databases/{db}/mutations",
                                takes.takes(Content.bytes(Response.NDJSON))
                                        .parameter(DatabaseRoutes.DATABASE)
                                        .parameter(WAIT),
                                Handler.later(this::submit))
                        .withLines(this::lines),
                Route.get(
                        "/v1/databases/{db}/mutations/{id}",
                        Description.of("The fate of a mutation or bundle")
                                .parameter(DatabaseRoutes.DATABASE)
                                .parameter(ID)
                                .answers(Content.json(Schemas.object())),
                        Handler.worker(this::fate)));
    }

    /** Answers when the first block is sealed, whatever is waited for, so that its maker can read at once. */
    private CompletableFuture<Response> create(Request request) {
        Wait wait = waitFor(request);
        Submission submission = parse(request.mediaType(), request.body());
        // Making folder and journal waits for the disk.
        return workers.begin(() -> databases.create(submission, wait)).thenCompose(fate -> {
            String address = databases.addressOf(submission);
            return databases.require(address).after(fate.sequence()).thenApply(_ -> created(address, fate));
        });
    }

    private Response created(String address, Fate fate) {
        String chainId =
                databases.identity().network() + "/" + address + "/" + fate.id().hex();
        return Response.json(
                201,
                Value.Document.builder()
                        .put("database", address)
                        .put("chainId", chainId)
                        .put("fate", shape(address, fate))
                        .build());
    }

    private CompletableFuture<Response> submit(Request request) {
        Wait wait = waitFor(request);
        Database database = access.forWriting(request);
        Submission submission = parse(request.mediaType(), request.body());
        return database.submit(submission, wait).thenApply(fate -> Response.json(shape(database.address(), fate)));
    }

    private CompletableFuture<Handler.LineAnswerer> lines(Request request) {
        Database database = access.forWriting(request);
        Wait wait = waitFor(request);
        return CompletableFuture.completedFuture(line -> database.submit(parse(Response.JSON, line), wait)
                .thenApply(fate -> Json.print(shape(database.address(), fate)).getBytes(StandardCharsets.UTF_8)));
    }

    private Value.Document shape(String address, Fate fate) {
        Value.Document shape = Shapes.fate(fate);
        if (fate.reached() != Wait.ORDERED) {
            return shape;
        }
        return shape.toBuilder()
                .put(
                        "promise",
                        Value.Document.builder()
                                .put("sequence", fate.sequence())
                                .put("time", fate.timeMillis())
                                .put("signature", Shapes.bytes(Promises.sign(databases.identity(), address, fate)))
                                .build())
                .build();
    }

    private static Wait waitFor(Request request) {
        String word = request.parameter("wait");
        return word == null ? Wait.APPLIED : Wait.of(word);
    }

    private static Submission parse(String mediaType, byte[] body) {
        return Submission.of(mediaType.equals(BINARY) ? body : MutationJson.decode(Json.parse(body)));
    }

    private Response fate(Request request) {
        Database database = access.forSigner(request, id(request));
        Fate fate = database.fate(id(request));
        if (fate == null) {
            throw new CairnException.NotFound("mutation-not-found", "this database has no such mutation");
        }
        return Response.json(Shapes.fate(fate));
    }

    static Hash id(Request request) {
        return Hash.parse(request.segment("id"));
    }
}
