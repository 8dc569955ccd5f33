package io.cairn.node.wire;

import static java.util.Objects.requireNonNull;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.database.Databases;
import io.cairn.node.http.Content;
import io.cairn.node.http.Description;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Parameter;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import io.cairn.node.http.Route;
import io.cairn.node.http.Schemas;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntSupplier;

/** Tells where the wire is, and for which key an account opens a session. */
public final class WireRoutes {
    private final Databases databases;
    private final WireKeys keys;
    private final InstantSource clock;
    private final IntSupplier port;

    /** The routes of a node's wire. */
    public WireRoutes(Databases databases, InstantSource clock, IntSupplier port) {
        this.databases = databases;
        this.keys = new WireKeys(databases.identity());
        this.clock = clock;
        this.port = port;
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(Route.get(
                "/v1/wire",
                Description.of("The port of PostgreSQL's protocol, and the key for which an account opens a session")
                        .parameter(Parameter.requiredQuery("database", "an address", Schemas.text()))
                        .parameter(Parameter.requiredQuery("account", "an account identity", Schemas.text()))
                        .answers(Content.json(Schemas.object())),
                Handler.worker(this::show)));
    }

    private Response show(Request request) {
        String address = requireNonNull(request.parameter("database"));
        Account account = account(requireNonNull(request.parameter("account")));
        return Response.json(Value.Document.builder()
                .put("port", port.getAsInt())
                .put(
                        "key",
                        keys.current(databases.require(address).newest().view(), address, account, clock.millis())
                                .account()
                                .text())
                .build());
    }

    private static Account account(String text) {
        try {
            return Account.parse(text);
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.Incorrect(malformed.code(), "account", malformed.getMessage());
        }
    }
}
