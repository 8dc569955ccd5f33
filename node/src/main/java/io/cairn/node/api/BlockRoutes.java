package io.cairn.node.api;

import io.cairn.engine.codec.Cid;
import io.cairn.engine.log.ConsistencyProof;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.InclusionProof;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.node.database.Database;
import io.cairn.node.database.Databases;
import io.cairn.node.database.HeadStatement;
import io.cairn.node.database.RuleExplanation;
import io.cairn.node.database.Snapshot;
import io.cairn.node.http.Content;
import io.cairn.node.http.Description;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Parameter;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import io.cairn.node.http.Route;
import io.cairn.node.http.Schemas;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Blocks, entries, receipts, log proofs, checkpoints, head statements and pages. */
final class BlockRoutes {
    private static final int BLOCKS_LISTED_MAX = 100;
    private static final String PREFIX = "/v1/databases/{db}/";

    private final Databases databases;
    private final Access access;
    private final Answers answers;
    private final PageFinder pages;
    private final InstantSource clock;

    BlockRoutes(Databases databases, Access access, Answers answers, InstantSource clock) {
        this.databases = databases;
        this.access = access;
        this.answers = answers;
        this.pages = new PageFinder();
        this.clock = clock;
    }

    List<Route> routes() {
        Parameter height = Parameter.path("height", "height of a block", Schemas.number());
        Parameter sequence = Parameter.path("sequence", "sequence of an entry", Schemas.number());
        Parameter id = Parameter.path("id", "id of a mutation", Schemas.hash());
        Parameter cid = Parameter.path("cid", "CIDv1 of a page", Schemas.text());
        return List.of(
                json("blocks/head", "The newest block", List.of(DatabaseRoutes.AFTER), this::head),
                json("blocks/{height}", "A block", List.of(height), Handler.worker(this::block)),
                json(
                        "blocks",
                        "Blocks from a height on",
                        List.of(query("from", "first height"), query("limit", "how many, at most 100")),
                        Handler.worker(this::blocks)),
                text("checkpoint", "The newest block as a signed C2SP checkpoint", Handler.worker(this::checkpoint)),
                json("entries/{sequence}", "A sealed entry", List.of(sequence), Handler.worker(this::entry)),
                json(
                        "mutations/{id}/receipt",
                        "The receipt of a mutation, to be verified offline",
                        List.of(
                                id,
                                query(
                                        "index",
                                        "place within a bundle or a record of the clock; without, that of the id")),
                        Handler.later(this::receipt)),
                json(
                        "mutations/{id}/explanation",
                        "What every line of the rules did to a mutation",
                        List.of(id, query("index", "index within a bundle")),
                        Handler.worker(this::explanation)),
                json(
                        "log/inclusion",
                        "A proof that an entry is in the log",
                        List.of(needed("sequence", "sequence of the entry"), query("size", "size of the log")),
                        Handler.worker(this::inclusion)),
                json(
                        "log/consistency",
                        "A proof that one log is a beginning of another",
                        List.of(needed("from", "size of the older log"), needed("to", "size of the newer log")),
                        Handler.worker(this::consistency)),
                json(
                        "head",
                        "A signed statement of the newest block over the client's nonce",
                        List.of(Parameter.requiredQuery("nonce", "16 to 64 hexadecimal digits", Schemas.text())),
                        Handler.worker(this::statement)),
                Route.get(
                        PREFIX + "pages/{cid}",
                        Description.of("A page of the state tree")
                                .parameter(DatabaseRoutes.DATABASE)
                                .parameter(cid)
                                .answers(Content.bytes(Response.RAW)),
                        Handler.worker(request -> page(access.database(request), request))),
                Route.get(
                        "/ipfs/{cid}",
                        Description.of("A page of a public database that is open now")
                                .parameter(cid)
                                .answers(Content.bytes(Response.RAW)),
                        Handler.worker(this::publicPage)));
    }

    private static Parameter query(String name, String summary) {
        return Parameter.query(name, summary, Schemas.number());
    }

    private static Parameter needed(String name, String summary) {
        return Parameter.requiredQuery(name, summary, Schemas.number());
    }

    private static Route json(String path, String summary, List<Parameter> parameters, Handler handler) {
        Description description = Description.of(summary).parameter(DatabaseRoutes.DATABASE);
        for (Parameter parameter : parameters) {
            description = description.parameter(parameter);
        }
        return Route.get(PREFIX + path, description.answers(Content.json(Schemas.object())), handler);
    }

    private static Route json(String path, String summary, List<Parameter> parameters, Handler.LaterAnswerer answerer) {
        return json(path, summary, parameters, Handler.later(answerer));
    }

    private static Route text(String path, String summary, Handler handler) {
        return Route.get(
                PREFIX + path,
                Description.of(summary).parameter(DatabaseRoutes.DATABASE).answers(Content.bytes(Response.TEXT)),
                handler);
    }

    private CompletableFuture<Response> head(Request request) {
        return access.snapshot(request, access.forAnyReader(request))
                .thenApply(snapshot -> Response.json(
                        Shapes.block(new Database.SignedHeader(snapshot.headerBytes(), snapshot.checkpoint()))));
    }

    private Response block(Request request) {
        long height = Request.parseNumber("height", request.segment("height"));
        return Response.json(Shapes.block(access.forAnyReader(request).signedHeader(height)));
    }

    private Response blocks(Request request) {
        Database database = access.forAnyReader(request);
        Long from = request.number("from");
        Long limit = request.number("limit");
        long first = from == null ? 1 : Math.max(1, from);
        long count = limit == null ? BLOCKS_LISTED_MAX : Math.min(limit, BLOCKS_LISTED_MAX);
        long newest = database.head().header().height();
        List<Value> shown = new ArrayList<>();
        for (long height = first; height <= newest && height < first + count; height++) {
            shown.add(Shapes.block(database.signedHeader(height)));
        }
        return Response.json(
                Value.Document.builder().put("blocks", new Value.Array(shown)).build());
    }

    private Response checkpoint(Request request) {
        return Response.text(access.forAnyReader(request).head().checkpoint());
    }

    private Response entry(Request request) {
        long sequence = Request.parseNumber("sequence", request.segment("sequence"));
        // Entry 1 makes the database, and is how clients find out which one they talk to.
        Database database = sequence == 1 ? access.forAnyReader(request) : access.database(request);
        Entry entry = database.entry(sequence);
        return Response.json(Value.Document.builder()
                .put("sequence", entry.sequence())
                .put("time", entry.timeMillis())
                .put("payload", Shapes.bytes(entry.payload()))
                .build());
    }

    private CompletableFuture<Response> receipt(Request request) {
        Hash id = MutationRoutes.id(request);
        Long index = request.number("index");
        Database database = access.forSigner(request, id);
        return answers.receipt(database, id, index).thenApply(text -> Response.of(200, Response.JSON, text));
    }

    /** What rules saw of the state is for who may read all of it. */
    private Response explanation(Request request) {
        Hash id = MutationRoutes.id(request);
        Long index = request.number("index");
        RuleExplanation explained = access.database(request).explain(id, index == null ? 0 : index);
        return Response.json(Value.Document.builder()
                .put("height", explained.height())
                .put("code", explained.outcome().code())
                .put("at", explained.outcome().at())
                .put("rules", explained.runs())
                .put("cut", Value.of(explained.isCut()))
                .build());
    }

    private Response inclusion(Request request) {
        Database database = access.forAnyReader(request);
        long sequence = request.requiredNumber("sequence");
        Long size = request.number("size");
        long logSize = logSize(database, size);
        if (sequence < 1 || sequence > logSize) {
            throw new CairnException.NotFound("entry-not-found", "entry " + sequence + " is not in that log");
        }
        InclusionProof proof = InclusionProof.create(database::logNode, sequence - 1, logSize);
        return Response.json(Value.Document.builder()
                .put("sequence", sequence)
                .put("size", logSize)
                .put("proof", hashes(proof.hashes()))
                .build());
    }

    private Response consistency(Request request) {
        Database database = access.forAnyReader(request);
        long to = logSize(database, request.requiredNumber("to"));
        long from = request.requiredNumber("from");
        if (from < 1 || from > to) {
            throw new CairnException.Incorrect("parameter-invalid", "from", "from is 1 to " + to);
        }
        ConsistencyProof proof = ConsistencyProof.create(database::logNode, from, to);
        return Response.json(Value.Document.builder()
                .put("from", from)
                .put("to", to)
                .put("proof", hashes(proof.hashes()))
                .build());
    }

    private static long logSize(Database database, @Nullable Long wanted) {
        long newest = database.head().header().logSize();
        if (wanted != null && (wanted < 1 || wanted > newest)) {
            throw new CairnException.NotFound("entry-not-found", "the log has " + newest + " sealed entries");
        }
        return wanted == null ? newest : wanted;
    }

    private static Value hashes(List<Hash> hashes) {
        List<Value> shown = new ArrayList<>();
        hashes.forEach(hash -> shown.add(Value.of(hash.hex())));
        return new Value.Array(shown);
    }

    private Response statement(Request request) {
        Database database = access.forAnyReader(request);
        Snapshot snapshot = database.head();
        HeadStatement statement =
                HeadStatement.sign(databases.identity(), snapshot.header(), request.required("nonce"), clock.millis());
        return Response.json(Value.Document.builder()
                .put("database", database.address())
                .put("height", snapshot.header().height())
                .put("header", Shapes.bytes(snapshot.headerBytes()))
                .put("nonce", statement.nonce())
                .put("time", statement.timeMillis())
                .put("signature", Shapes.bytes(statement.signature()))
                .build());
    }

    private Response page(Database database, Request request) {
        byte[] page = pages.find(database, cid(request));
        if (page == null) {
            throw new CairnException.NotFound(
                    "page-not-found", "this page is not known; walk from the state root of a block");
        }
        return found(page);
    }

    /** Looks where nothing has to be opened for it: a hash says not which database it is of. */
    private Response publicPage(Request request) {
        Hash hash = cid(request);
        for (Database database : databases.open()) {
            byte[] page = access.isPublic(database) ? pages.find(database, hash) : null;
            if (page != null) {
                return found(page);
            }
        }
        throw new CairnException.NotFound("page-not-found", "no public database that is open here knows this page");
    }

    private static Hash cid(Request request) {
        return Input.parse("cid", () -> Cid.parse(request.segment("cid")).digest());
    }

    private static Response found(byte[] page) {
        return Response.of(200, Response.RAW, page).with("cache-control", "immutable, max-age=31536000");
    }
}
