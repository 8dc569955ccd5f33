package io.cairn.node.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.Query;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;
import io.cairn.node.database.Database;
import io.cairn.node.database.Snapshot;
import io.cairn.node.http.Content;
import io.cairn.node.http.Description;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Parameter;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import io.cairn.node.http.Route;
import io.cairn.node.http.Schemas;
import io.cairn.node.http.Workers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reading documents: by id and by query, as the node's word or with a proof. */
final class DocumentRoutes {
    private static final Parameter COLLECTION = Parameter.path("collection", "name of a collection", Schemas.text());
    private static final Parameter PROOF = Parameter.query("proof", "1 for a proved answer", Schemas.word("0", "1"));
    private static final Parameter CLASS =
            Parameter.query("class", "class that the answer must have", Schemas.word("plain", "proved"));

    private final Access access;
    private final Workers workers;
    private final Answers answers;

    DocumentRoutes(Access access, Workers workers, Answers answers) {
        this.access = access;
        this.workers = workers;
        this.answers = answers;
    }

    List<Route> routes() {
        Description reads = Description.of("")
                .parameter(DatabaseRoutes.DATABASE)
                .parameter(DatabaseRoutes.AT)
                .parameter(DatabaseRoutes.AFTER)
                .parameter(PROOF)
                .parameter(CLASS)
                .answers(Content.json(Schemas.object()))
                .answers(Content.bytes(Response.CAR));
        return List.of(
                Route.get(
                        "/v1/databases/{db}/collections/{collection}/documents/{id}",
                        named(reads, "One document")
                                .parameter(COLLECTION)
                                .parameter(Parameter.path("id", "id of a document", Schemas.text())),
                        Handler.later(this::get)),
                Route.get(
                        "/v1/databases/{db}/collections/{collection}/documents",
                        named(reads, "The documents that a query asks for")
                                .parameter(COLLECTION)
                                .parameter(Parameter.query("q", "query as a JSON array of options", Schemas.text())),
                        Handler.later(this::queryParameter)),
                Route.post(
                        "/v1/databases/{db}/query",
                        Description.of("The documents that a query asks for")
                                .parameter(DatabaseRoutes.DATABASE)
                                .takes(Content.json(Schemas.object()))
                                .answers(Content.json(Schemas.object()))
                                .answers(Content.bytes(Response.CAR)),
                        Handler.later(this::queryBody)));
    }

    private static Description named(Description description, String summary) {
        return new Description(
                summary, description.parameters(), description.bodies(), description.status(), description.answers());
    }

    /** What a request wants of its answer. */
    private record Wanted(@Nullable Long at, @Nullable Long after, boolean proof) {}

    private static Wanted wanted(Request request) {
        boolean proof = request.flag("proof") || isProved(request.parameter("class")) || acceptsOnlyCar(request);
        return new Wanted(request.number("at"), request.number("after"), proof);
    }

    private static boolean isProved(@Nullable String answerClass) {
        if (answerClass != null && !answerClass.equals("plain") && !answerClass.equals("proved")) {
            throw new CairnException.Incorrect(
                    "class-not-available", "class", "this node answers with class plain or proved");
        }
        return "proved".equals(answerClass);
    }

    private static boolean acceptsOnlyCar(Request request) {
        return request.accepts(Response.CAR) && !request.accepts(Response.JSON);
    }

    private CompletableFuture<Response> get(Request request) {
        String collection = Names.collection(request.segment("collection"), "collection");
        String id = Names.documentId(request.segment("id"), "id");
        Wanted wanted = wanted(request);
        Database database = access.database(request);
        CompletableFuture<Snapshot> snapshot = access.snapshot(database, wanted.at(), wanted.after());
        return snapshot.thenApply(found -> wanted.proof()
                ? Response.of(200, Response.CAR, answers.get(found, collection, id))
                : plain(found, collection, id));
    }

    private static Response plain(Snapshot snapshot, String collection, String id) {
        StoredDocument document = new DocumentReader(snapshot.view()).find(collection, id);
        if (document == null) {
            throw new CairnException.NotFound("document-not-found", "there is no document " + id);
        }
        return Response.json(Value.Document.builder()
                .put("document", document.shown())
                .put("created", document.createdSequence())
                .put("changed", document.changedSequence())
                .put("height", snapshot.header().height())
                .put("stateRoot", snapshot.header().stateRoot().hex())
                .put("class", "plain")
                .build());
    }

    private CompletableFuture<Response> queryParameter(Request request) {
        String text = request.parameter("q");
        Query query = text == null ? Query.all() : Input.parse("q", () -> Query.parse(Json.parse(text)));
        return query(request, request.segment("collection"), query, wanted(request));
    }

    private CompletableFuture<Response> queryBody(Request request) {
        if (!(Json.parse(request.body()) instanceof Value.Document body)
                || !(body.get("collection") instanceof Value.Text collection)) {
            throw new CairnException.Incorrect("query-malformed", "collection", "a query names its collection");
        }
        for (String name : body.fields().keySet()) {
            if (!List.of("collection", "query", "at", "after", "proof", "class").contains(name)) {
                throw new CairnException.Incorrect(
                        "query-malformed", Names.shown(name), "unknown field " + Names.shown(name));
            }
        }
        Value answerClass = body.get("class");
        boolean proof = isProved(answerClass == null ? null : answerClass.toString())
                || flag(body, "proof")
                || acceptsOnlyCar(request);
        Wanted wanted = new Wanted(number(body, "at"), number(body, "after"), proof);
        Value options = body.get("query");
        Query query = options == null ? Query.all() : Query.parse(options);
        return query(request, collection.value(), query, wanted);
    }

    private static boolean flag(Value.Document body, String name) {
        Value value = body.get(name);
        if (value == null || value instanceof Value.Bool) {
            return Value.of(true).equals(value);
        }
        throw new CairnException.Incorrect("parameter-invalid", name, name + " is true or false");
    }

    private static @Nullable Long number(Value.Document body, String name) {
        Value value = body.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Int number && number.value() >= 0) {
            return number.value();
        }
        throw new CairnException.Incorrect("parameter-invalid", name, name + " is a number of at least 0");
    }

    private CompletableFuture<Response> query(Request request, String collection, Query query, Wanted wanted) {
        Names.collection(collection, "collection");
        Database database = access.database(request);
        return access.snapshot(database, wanted.at(), wanted.after())
                .thenCompose(snapshot -> workers.submit(() -> answer(snapshot, collection, query, wanted)));
    }

    private Response answer(Snapshot snapshot, String collection, Query query, Wanted wanted) {
        if (wanted.proof()) {
            return Response.of(200, Response.CAR, answers.query(snapshot, collection, query));
        }
        List<StoredDocument> documents = new DocumentReader(snapshot.view()).run(collection, query);
        return Response.json(Value.Document.builder()
                .put("documents", Shapes.documents(documents))
                .put("height", snapshot.header().height())
                .put("stateRoot", snapshot.header().stateRoot().hex())
                .put("class", "plain")
                .build());
    }
}
