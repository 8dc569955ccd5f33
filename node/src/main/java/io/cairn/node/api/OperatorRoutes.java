package io.cairn.node.api;

import io.cairn.engine.log.Control;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.database.Databases;
import io.cairn.node.http.Content;
import io.cairn.node.http.Description;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Metrics;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import io.cairn.node.http.Route;
import io.cairn.node.http.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What operators and their tools ask: health, figures, and to go on without an entry. Shows nothing of any database's
 * content; what changes something is signed with the node's own key.
 */
public final class OperatorRoutes {
    /** The payload of a quarantine record. */
    public static final String QUARANTINE = "application/vnd.cairn.quarantine";

    private OperatorRoutes() {}

    /** Health and figures; {@code ready} is false while the node drains. */
    public static List<Route> of(Databases databases, Metrics metrics, BooleanSupplier ready) {
        metrics.gauge(
                "cairn_databases",
                "Databases that the node has.",
                () -> databases.addresses().size());
        metrics.gauge(
                "cairn_databases_open",
                "Databases that are open.",
                () -> databases.open().size());
        return List.of(
                health("started", () -> true),
                health("alive", () -> true),
                health("ready", ready),
                Route.get(
                        "/metrics",
                        Description.of("Figures in the Prometheus text form")
                                .answers(Content.bytes(Metrics.CONTENT_TYPE)),
                        Handler.direct(_ -> Response.of(
                                200, Metrics.CONTENT_TYPE, metrics.text().getBytes(StandardCharsets.UTF_8)))),
                Route.post(
                        "/v1/databases/{db}/quarantine",
                        Description.of("Refuse an entry on which the engine breaks; signed with the node's key")
                                .parameter(DatabaseRoutes.DATABASE)
                                .takes(Content.bytes(QUARANTINE))
                                .answers(Content.json(Schemas.object())),
                        Handler.worker(request -> quarantine(databases, request))));
    }

    private static Response quarantine(Databases databases, Request request) {
        if (!(Control.decode(RecordKind.QUARANTINE, request.body()) instanceof Control.Quarantine record)) {
            throw new CairnException.Incorrect("bytes-malformed", "body", "the body is no quarantine");
        }
        String address = request.segment("db");
        databases.quarantine(address, record);
        return Response.json(Value.Document.builder()
                .put("database", address)
                .put("sequence", record.sequence())
                .build());
    }

    private static Route health(String name, BooleanSupplier holds) {
        return Route.get(
                "/healthz/" + name,
                Description.of("Whether the node is " + name).answers(Content.json(Schemas.object())),
                Handler.direct(_ -> {
                    boolean ok = holds.getAsBoolean();
                    return Response.json(
                            ok ? 200 : 503,
                            Value.Document.builder().put(name, Value.of(ok)).build());
                }));
    }
}
