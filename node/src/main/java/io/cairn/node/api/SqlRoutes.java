package io.cairn.node.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.verify.SqlAnswer;
import io.cairn.engine.verify.SqlBlocks;
import io.cairn.engine.verify.SqlQuestion;
import io.cairn.node.database.Database;
import io.cairn.node.http.Content;
import io.cairn.node.http.Description;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import io.cairn.node.http.Route;
import io.cairn.node.http.Schemas;
import io.cairn.node.http.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Questions in SQL, as the node's word or with a proof. Statements that change anything are mutations. */
final class SqlRoutes {
    private final Access access;
    private final Workers workers;

    SqlRoutes(Access access, Workers workers) {
        this.access = access;
        this.workers = workers;
    }

    List<Route> routes() {
        return List.of(Route.post(
                "/v1/databases/{db}/sql",
                Description.of("The rows that a statement asks for")
                        .parameter(DatabaseRoutes.DATABASE)
                        .takes(Content.json(Schemas.object()))
                        .answers(Content.json(Schemas.object()))
                        .answers(Content.bytes(Response.CAR)),
                Handler.later(this::ask)));
    }

    private CompletableFuture<Response> ask(Request request) {
        Database database = access.database(request);
        if (!(Json.parse(request.body()) instanceof Value.Document body)
                || !(body.get("sql") instanceof Value.Text text)) {
            throw new CairnException.Incorrect("query-malformed", "sql", "a question in SQL is a text");
        }
        Wanted.requireKnown(body, "sql", "parameters");
        SqlQuestion question = new SqlQuestion(database.address(), text.value(), parameters(body.get("parameters")));
        Wanted wanted = Wanted.of(request, body);
        if (wanted.at() != null && question.target().namesBlock()) {
            throw new CairnException.Incorrect(
                    "query-malformed", "at", "the statement itself says which block it is of");
        }
        return access.snapshot(database, wanted.at(), wanted.after())
                .thenCompose(snapshot ->
                        workers.submit(() -> answer(question, new DatabaseBlocks(database, snapshot), wanted.proof())));
    }

    private static List<Value> parameters(@Nullable Value given) {
        return switch (given) {
            case null -> List.of();
            case Value.Array array -> array.values();
            default -> throw new CairnException.Incorrect("query-malformed", "parameters", "parameters are an array");
        };
    }

    private static Response answer(SqlQuestion question, SqlBlocks blocks, boolean proof) {
        if (proof) {
            return Response.of(200, Response.CAR, SqlAnswer.prove(question, blocks));
        }
        SqlAnswer.Plain answer = SqlAnswer.plain(question, blocks);
        SqlResult result = answer.result();
        return Response.json(Value.Document.builder()
                .put("columns", columns(result))
                .put("rows", rows(result))
                .put("height", answer.header().height())
                .put("stateRoot", answer.header().stateRoot().hex())
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
