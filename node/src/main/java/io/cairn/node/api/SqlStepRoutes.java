package io.cairn.node.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.state.PrivateTransaction;
import io.cairn.engine.state.ReadPolicy;
import io.cairn.engine.verify.AttestedStep;
import io.cairn.engine.verify.SqlStep;
import io.cairn.engine.verify.SqlSteps;
import io.cairn.node.database.Database;
import io.cairn.node.database.Newest;
import io.cairn.node.database.NodeIdentity;
import io.cairn.node.database.RecordedReads;
import io.cairn.node.database.Snapshot;
import io.cairn.node.http.Content;
import io.cairn.node.http.Description;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import io.cairn.node.http.Route;
import io.cairn.node.http.Schemas;
import io.cairn.node.http.Workers;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The pages that the statements of private transactions touch, one statement after another; for who may not have pages
 * of every table, what the statements come to.
 */
final class SqlStepRoutes {
    private final Access access;
    private final Workers workers;
    private final NodeIdentity identity;
    private final PrivateCopies copies = new PrivateCopies();
    private final SqlEngines engines;

    SqlStepRoutes(Access access, Workers workers, NodeIdentity identity, SqlEngines engines) {
        this.identity = identity;
        this.engines = engines;
        this.access = access;
        this.workers = workers;
    }

    List<Route> routes() {
        return List.of(Route.post(
                "/v1/databases/{db}/sql/steps",
                Description.of("The pages that the next statement of a private transaction touches")
                        .parameter(DatabaseRoutes.DATABASE)
                        .takes(Content.json(Schemas.object()))
                        .answers(Content.bytes(Response.CAR))
                        .answers(Content.bytes(SqlRoutes.ATTESTED)),
                Handler.later(this::step)));
    }

    private CompletableFuture<Response> step(Request request) {
        if (!(Json.parse(request.body()) instanceof Value.Document body)) {
            throw new CairnException.Incorrect("query-malformed", "", "a step is an object");
        }
        Wanted.requireKnown(
                body, "sender", "seed", "time", "prefix", "before", "statement", "describes", "catalogs", "read");
        SqlStep step = SqlStep.of(body);
        Database database = access.forSteps(request, step.sender());
        Wanted wanted = Wanted.of(request, body);
        byte[] signed = SqlRoutes.signedRead(body);
        return access.snapshot(database, step.height(), wanted.after())
                .thenCompose(snapshot -> RecordedReads.block(
                        database,
                        access.reading(request, database.newest()),
                        step.read(database.address()),
                        signed,
                        snapshot))
                .thenCompose(snapshot -> workers.submit(() -> answer(request, database, snapshot, step)));
    }

    /** The rights are looked at again: they were perhaps changed while we waited. */
    private Response answer(Request request, Database database, Snapshot snapshot, SqlStep step) {
        access.forSteps(request, step.sender());
        Newest newest = database.newest();
        boolean isLimited = access.reading(request, newest).rights().limitsReading();
        if (isLimited && !ReadPolicy.isSame(snapshot.view(), newest.view(), step.sender())) {
            // What could be read in the block of the transaction can perhaps not be read any more.
            throw new CairnException.Refused(
                    "sql-40001", "at", "rights were changed since the transaction began: run it again");
        }
        PrivateCopies.Name name = PrivateCopies.name(snapshot, step);
        PrivateTransaction known = copies.take(name);
        PrivateTransaction copy = known == null ? rebuilt(snapshot, step) : known;
        Response answer = isLimited ? attested(snapshot, newest, step, copy) : proved(snapshot, step, copy);
        copies.keep(step.describes() ? name : name.behind(step.statement()), copy);
        return answer;
    }

    private Response attested(Snapshot snapshot, Newest newest, SqlStep step, PrivateTransaction copy) {
        SqlEngine engine = engines.take();
        AttestedStep.Came came;
        try {
            came = AttestedStep.run(step, copy, engine);
        } finally {
            engines.giveBack(engine);
        }
        AttestedStep unsigned = new AttestedStep(
                step.name(snapshot.header().database()),
                snapshot.headerBytes(),
                snapshot.checkpoint(),
                Rights.name(newest.view()),
                came,
                new byte[0]);
        return Response.of(
                200, SqlRoutes.ATTESTED, unsigned.sign(identity.key()::sign).encode());
    }

    private Response proved(Snapshot snapshot, SqlStep step, PrivateTransaction copy) {
        SqlEngine engine = engines.takeFor(step.catalogs(), copy.state());
        byte[] car;
        try {
            car = SqlSteps.prove(
                    step,
                    copy,
                    engine,
                    new SqlSteps.SignedBlock(snapshot.headerBytes(), snapshot.checkpoint()),
                    tracker -> snapshot.view(tracker::accept));
        } finally {
            engines.giveBack(engine);
        }
        copy.rebase(snapshot.view());
        return Response.of(200, Response.CAR, car);
    }

    private PrivateTransaction rebuilt(Snapshot snapshot, SqlStep step) {
        List<SqlText> before = step.before();
        Hash prefix = SqlStep.NOTHING_BEFORE;
        PrivateTransaction copy = new PrivateTransaction(
                snapshot.view(), step.start(snapshot.header().height()));
        SqlEngine engine = engines.take();
        try {
            for (SqlText statement : before == null ? List.<SqlText>of() : before) {
                prefix = SqlStep.behind(prefix, statement);
                run(copy, engine, statement);
            }
        } finally {
            engines.giveBack(engine);
        }
        if (!prefix.equals(step.prefix())) {
            throw new CairnException.NotFound(
                    "transaction-unknown", "the node has no copy for this transaction: send the statements before");
        }
        return copy;
    }

    private static void run(PrivateTransaction copy, SqlEngine engine, SqlText statement) {
        try {
            copy.run(engine, statement);
        } catch (CairnException.Refused refused) {
            // It was refused the first time too, and the client knows.
        }
    }
}
