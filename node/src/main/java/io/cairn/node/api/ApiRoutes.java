package io.cairn.node.api;

import io.cairn.engine.sql.SqlEngines;
import io.cairn.node.database.Database;
import io.cairn.node.database.Databases;
import io.cairn.node.database.Snapshot;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Request;
import io.cairn.node.http.Route;
import io.cairn.node.http.Workers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Every route of the API but those of the server itself. */
public final class ApiRoutes {
    private ApiRoutes() {}

    /**
     * The routes over a node's databases.
     *
     * @param heartbeatMillis longest silence of a feed
     */
    public static List<Route> of(
            Databases databases, Workers workers, InstantSource clock, String version, long heartbeatMillis) {
        Access access = new Access(databases, clock);
        Answers answers = new Answers(workers);
        SqlEngines engines = new SqlEngines();
        List<Route> routes = new ArrayList<>();
        routes.addAll(new DatabaseRoutes(databases, access, clock, version).routes());
        routes.addAll(new SessionRoutes(access).routes());
        routes.addAll(new MutationRoutes(databases, access, workers).routes());
        routes.addAll(new DocumentRoutes(access, workers, answers).routes());
        routes.addAll(new SqlRoutes(access, workers, databases.identity(), engines).routes());
        routes.addAll(new SqlStepRoutes(access, workers, databases.identity(), engines).routes());
        routes.addAll(new BlockRoutes(databases, access, answers, clock).routes());
        routes.addAll(new FeedRoutes(access, workers, heartbeatMillis).routes());
        return routes.stream()
                .map(route -> readsWhatWasTold(route, databases, workers))
                .map(route -> opensElsewhere(route, databases, workers))
                .toList();
    }

    /** The route, with every answer of a block that holds what others were told has been done. Who writes need not wait. */
    private static Route readsWhatWasTold(Route route, Databases databases, Workers workers) {
        if (!route.path().contains("{db}") || route.lines() != null) {
            return route;
        }
        Handler handler = route.handler();
        return route.with(Handler.later(request -> {
            Database database = databases.require(request.segment("db"));
            return switch (handler) {
                case Handler.Worker worker ->
                    database.caughtUp()
                            .thenCompose(
                                    _ -> workers.submit(() -> worker.answerer().answer(request)));
                case Handler.Later later -> {
                    CompletableFuture<Snapshot> block = database.caughtUp();
                    // Who waits is woken by the thread that merges, which has other things to do than to answer.
                    yield block.isDone()
                            ? block.thenCompose(_ -> later.answerer().answer(request))
                            : block.thenCompose(
                                    _ -> workers.begin(() -> later.answerer().answer(request)));
                }
                case Handler.Direct direct ->
                    CompletableFuture.completedFuture(direct.answerer().answer(request));
            };
        }));
    }

    /** The route, opening a database that is closed on a worker: a replay must not hold up an event loop. */
    private static Route opensElsewhere(Route route, Databases databases, Workers workers) {
        if (!(route.handler() instanceof Handler.Later later) || !route.path().contains("{db}")) {
            return route;
        }
        Handler.LaterAnswerer answerer = later.answerer();
        Handler handler = Handler.later(request -> whenOpen(request, databases, workers, answerer::answer));
        Handler.Lines lines = route.lines();
        return new Route(
                route.method(),
                route.path(),
                route.description(),
                handler,
                lines == null ? null : request -> whenOpen(request, databases, workers, lines::begin));
    }

    private static <T> CompletableFuture<T> whenOpen(
            Request request, Databases databases, Workers workers, Function<Request, CompletableFuture<T>> next) {
        String address = request.segment("db");
        return databases.isOpen(address)
                ? next.apply(request)
                : workers.submit(() -> databases.require(address)).thenCompose(_ -> next.apply(request));
    }
}
