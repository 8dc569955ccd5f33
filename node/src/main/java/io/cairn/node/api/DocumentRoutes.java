package io.cairn.node.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.Query;
import io.cairn.engine.document.ReadQuery;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.document.TokenQuery;
import io.cairn.engine.model.Account;
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

    private CompletableFuture<Response> get(Request request) {
        String collection = Names.collection(request.segment("collection"), "collection");
        String id = Names.documentId(request.segment("id"), "id");
        Wanted wanted = Wanted.of(request);
        Database database = readable(request, wanted);
        CompletableFuture<Snapshot> snapshot = access.snapshot(database, wanted.at(), wanted.after());
        return snapshot.thenCompose(found -> {
            if (new DocumentReader(found.view()).isCollection(collection)) {
                return CompletableFuture.completedFuture(get(found, collection, id, wanted));
            }
            // What may be the row of a table is only for who may read all tables, and takes longer.
            access.database(request);
            return workers.submit(() -> get(found, collection, id, wanted));
        });
    }

    private Response get(Snapshot snapshot, String collection, String id, Wanted wanted) {
        return wanted.proof()
                ? Response.of(200, Response.CAR, answers.get(snapshot, collection, id))
                : plain(snapshot, collection, id);
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
        return query(request, request.segment("collection"), query, Wanted.of(request));
    }

    private CompletableFuture<Response> queryBody(Request request) {
        Value sent = Json.parse(request.body());
        if (sent instanceof Value.Document asked
                && !asked.has("collection")
                && asked.get("query") instanceof Value.Array query) {
            return ask(request, asked, query);
        }
        if (!(sent instanceof Value.Document body) || !(body.get("collection") instanceof Value.Text collection)) {
            throw new CairnException.Incorrect("query-malformed", "collection", "a query names its collection");
        }
        Wanted.requireKnown(body, "collection", "query");
        Wanted wanted = Wanted.of(request, body);
        Value options = body.get("query");
        Query query = options == null ? Query.all() : Query.parse(options);
        return query(request, collection.value(), query, wanted);
    }

    /** A question that begins with its function. A document's or a collection's proof is that of the other routes. */
    private CompletableFuture<Response> ask(Request request, Value.Document body, Value.Array asked) {
        Wanted.requireKnown(body, "query");
        Wanted wanted = Wanted.of(request, body);
        ReadQuery parsed = ReadQuery.parse(asked);
        Account account = wanted.proof() ? null : aboutOne(parsed);
        Database database = account != null && access.asksForOwn(request, account)
                ? access.ofAccount(request, account)
                : access.database(request);
        return access.snapshot(database, wanted.at(), wanted.after())
                .thenCompose(snapshot -> workers.submit(
                        () -> wanted.proof() ? proved(snapshot, parsed, asked) : told(snapshot, parsed)));
    }

    /** The only account that an answer without proof tells of, or null. A proof shows pages, and so neighbours. */
    private static @Nullable Account aboutOne(ReadQuery query) {
        return switch (query) {
            case TokenQuery.OfBalance balance -> balance.account();
            case ReadQuery.OfNonce nonce -> nonce.account();
            default -> null;
        };
    }

    private Response proved(Snapshot snapshot, ReadQuery parsed, Value.Array asked) {
        return Response.of(
                200,
                Response.CAR,
                switch (parsed) {
                    case ReadQuery.OfDocument get -> answers.get(snapshot, get.collection(), get.id());
                    case ReadQuery.OfCollection get -> answers.query(snapshot, get.collection(), get.query());
                    default -> answers.ask(snapshot, asked);
                });
    }

    private static Response told(Snapshot snapshot, ReadQuery query) {
        return Response.json(Value.Document.builder()
                .put("value", query.run(snapshot.view()))
                .put("height", snapshot.header().height())
                .put("stateRoot", snapshot.header().stateRoot().hex())
                .put("class", "plain")
                .build());
    }

    private CompletableFuture<Response> query(Request request, String collection, Query query, Wanted wanted) {
        Names.collection(collection, "collection");
        Database database = readable(request, wanted);
        return access.snapshot(database, wanted.at(), wanted.after()).thenCompose(snapshot -> {
            if (!new DocumentReader(snapshot.view()).isCollection(collection)) {
                access.database(request);
            }
            return workers.submit(() -> answer(snapshot, collection, query, wanted));
        });
    }

    /** A proof shows whole pages of the state, and so neighbours that are no documents. */
    private Database readable(Request request, Wanted wanted) {
        return wanted.proof() ? access.database(request) : access.forDocuments(request);
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
