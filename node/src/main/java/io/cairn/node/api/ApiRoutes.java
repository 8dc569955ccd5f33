package io.cairn.node.api;

import io.cairn.node.database.Databases;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Route;
import io.cairn.node.http.Workers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Every route of the API but those of the server itself. */
public final class ApiRoutes {
    private ApiRoutes() {}

    /** The routes over a node's databases. */
    public static List<Route> of(Databases databases, Workers workers, InstantSource clock, String version) {
        Access access = new Access(databases, clock);
        Answers answers = new Answers();
        List<Route> routes = new ArrayList<>();
        routes.addAll(new DatabaseRoutes(databases, access, clock, version).routes());
        routes.addAll(new MutationRoutes(databases, access).routes());
        routes.addAll(new DocumentRoutes(access, workers, answers).routes());
        routes.addAll(new BlockRoutes(databases, access, answers, clock).routes());
        routes.addAll(new FeedRoutes(access, workers).routes());
        return routes.stream()
                .map(route -> opensElsewhere(route, databases, workers))
                .toList();
    }

    /** The route, opening a database that is closed on a worker: a replay must not hold up an event loop. */
    private static Route opensElsewhere(Route route, Databases databases, Workers workers) {
        if (!(route.handler() instanceof Handler.Later later) || !route.path().contains("{db}")) {
            return route;
        }
        Handler.LaterAnswerer answerer = later.answerer();
        Handler handler = Handler.later(request -> databases.isOpen(request.segment("db"))
                ? answerer.answer(request)
                : workers.submit(() -> databases.require(request.segment("db")))
                        .thenCompose(_ -> answerer.answer(request)));
        return new Route(route.method(), route.path(), route.description(), handler, route.lines());
    }
}
