package io.cairn.node.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.ReadPurpose;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.state.ReadPolicy;
import io.cairn.engine.verify.AttestedAnswer;
import io.cairn.engine.verify.CatalogNames;
import io.cairn.engine.verify.SqlAnswer;
import io.cairn.engine.verify.SqlBlocks;
import io.cairn.engine.verify.SqlQuestion;
import io.cairn.node.database.Database;
import io.cairn.node.database.DatabaseBlocks;
import io.cairn.node.database.Newest;
import io.cairn.node.database.NodeIdentity;
import io.cairn.node.database.RecordedReads;
import io.cairn.node.http.Content;
import io.cairn.node.http.Description;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import io.cairn.node.http.Route;
import io.cairn.node.http.Schemas;
import io.cairn.node.http.Workers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Questions in SQL, as the node's word or with a proof. Statements that change anything are mutations. */
final class SqlRoutes {
    /** An answer that the node has signed, with nothing to check it by. */
    static final String ATTESTED = "application/vnd.cairn.attested";

    private static final String ATTESTED_CLASS = "attested";

    private final Access access;
    private final Workers workers;
    private final NodeIdentity identity;
    private final SqlEngines engines;

    SqlRoutes(Access access, Workers workers, NodeIdentity identity, SqlEngines engines) {
        this.engines = engines;
        this.access = access;
        this.workers = workers;
        this.identity = identity;
    }

    List<Route> routes() {
        return List.of(Route.post(
                "/v1/databases/{db}/sql",
                Description.of("The rows that a statement asks for")
                        .parameter(DatabaseRoutes.DATABASE)
                        .takes(Content.json(Schemas.object()))
                        .answers(Content.json(Schemas.object()))
                        .answers(Content.bytes(Response.CAR))
                        .answers(Content.bytes(ATTESTED)),
                Handler.later(this::ask)));
    }

    private CompletableFuture<Response> ask(Request request) {
        Database database = access.forAnyReader(request);
        if (!(Json.parse(request.body()) instanceof Value.Document body)
                || !(body.get("sql") instanceof Value.Text text)) {
            throw new CairnException.Incorrect("query-malformed", "sql", "a question in SQL is a text");
        }
        Wanted.requireKnown(body, "sql", "parameters", "catalogs", "read");
        List<Value> parameters = parameters(body.get("parameters"));
        List<Hash> catalogs = body.has("catalogs") ? CatalogNames.of(body.get("catalogs")) : List.of();
        boolean attested = Value.of(ATTESTED_CLASS).equals(body.get("class"));
        Wanted wanted =
                Wanted.of(request, attested ? body.toBuilder().remove("class").build() : body);
        SqlQuestion asked = new SqlQuestion(database.address(), text.value(), parameters);
        if (wanted.at() != null && asked.target().namesBlock()) {
            throw new CairnException.Incorrect(
                    "query-malformed", "at", "the statement itself says which block it is of");
        }
        byte[] signed = signedRead(body);
        Operation.ReadSql read = new Operation.ReadSql(
                database.address(),
                new SqlText(text.value(), parameters),
                wanted.proof() || attested ? ReadPurpose.PROOF : ReadPurpose.ROWS,
                wanted.at());
        return access.snapshot(database, wanted.at(), wanted.after())
                .thenCompose(snapshot -> {
                    ReadPolicy.Reading reader = access.reading(request, database.newest());
                    reader.requireMayAsk(asked.target());
                    return RecordedReads.block(database, reader, read, signed, snapshot);
                })
                .thenCompose(snapshot -> workers.submit(() -> {
                    // The rights are the newest, whichever block is read, and were perhaps changed while we waited.
                    Newest newest = database.newest();
                    ReadPolicy.Reading reading = access.reading(request, newest);
                    reading.requireMayAsk(asked.target());
                    SqlQuestion question =
                            new SqlQuestion(database.address(), text.value(), parameters, reading.caller());
                    SqlBlocks blocks = new DatabaseBlocks(database, snapshot);
                    boolean isProved = wanted.proof() && !attested;
                    if (isProved && !reading.rights().limitsReading()) {
                        return Response.of(200, Response.CAR, SqlAnswer.proveFor(catalogs, question, blocks, engines));
                    }
                    if (isProved && !request.accepts(ATTESTED)) {
                        throw new CairnException.Forbidden(
                                "class-not-permitted",
                                "the reader's rights are limited: answers are attested, not proved");
                    }
                    SqlAnswer.Plain answer =
                            SqlAnswer.plain(question, blocks, reading.rights().forQuestion(question.text()), engines);
                    return isProved || attested
                            ? attested(question, answer, Rights.name(newest.view()))
                            : plain(answer);
                }));
    }

    /** The mutation by which the reader asks for the record; null without one. */
    static byte @Nullable [] signedRead(Value.Document body) {
        Value given = body.get("read");
        if (given == null) {
            return null;
        }
        try {
            if (given instanceof Value.Text text) {
                return Base64.getUrlDecoder().decode(text.value());
            }
        } catch (IllegalArgumentException malformed) {
            // Said below.
        }
        throw new CairnException.Incorrect("query-malformed", "read", "a signed read is base64url");
    }

    private static List<Value> parameters(@Nullable Value given) {
        return switch (given) {
            case null -> List.of();
            case Value.Array array -> array.values();
            default -> throw new CairnException.Incorrect("query-malformed", "parameters", "parameters are an array");
        };
    }

    private Response attested(SqlQuestion question, SqlAnswer.Plain answer, Hash rights) {
        AttestedAnswer unsigned = new AttestedAnswer(
                question, answer.header(), answer.checkpoint(), rights, answer.result(), new byte[0]);
        return Response.of(
                200,
                ATTESTED,
                AttestedAnswer.sign(unsigned, identity.key()::sign).encode());
    }

    private static Response plain(SqlAnswer.Plain answer) {
        SqlResult result = answer.result();
        Header header = Header.decode(answer.header());
        return Response.json(Value.Document.builder()
                .put("columns", columns(result))
                .put("rows", rows(result))
                .put("height", header.height())
                .put("stateRoot", header.stateRoot().hex())
                .put("class", "plain")
                .build());
    }

    private static Value columns(SqlResult result) {
        List<Value> columns = new ArrayList<>();
        for (SqlColumn column : result.columns()) {
            columns.add(Value.Document.builder()
                    .put("name", column.name())
                    .put("type", column.type().name())
                    .build());
        }
        return new Value.Array(columns);
    }

    private static Value rows(SqlResult result) {
        List<Value> rows = new ArrayList<>(result.rows().size());
        for (List<@Nullable String> row : result.rows()) {
            List<Value> cells = new ArrayList<>(row.size());
            row.forEach(cell -> cells.add(cell == null ? Value.none() : Value.of(cell)));
            rows.add(new Value.Array(cells));
        }
        return new Value.Array(rows);
    }
}
