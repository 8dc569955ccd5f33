package io.cairn.node.api;

import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.DatabaseAddress;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.state.Catalog;
import io.cairn.engine.view.MapView;
import io.cairn.node.database.Database;
import io.cairn.node.database.Databases;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What there is: the node, its databases, their collections, members and accounts. */
final class DatabaseRoutes {
    static final Parameter DATABASE = Parameter.path("db", "address of the database", Schemas.text("^0x[0-9a-f]{40}$"));
    static final Parameter AT = Parameter.query("at", "height of a retained block", Schemas.number());
    static final Parameter AFTER =
            Parameter.query("after", "sequence of an entry whose block to wait for", Schemas.number());

    /** How many databases one list opens, after a crash, to learn whether they are public. */
    private static final int OPENINGS_MAX = 16;

    private final Databases databases;
    private final Access access;
    private final InstantSource clock;
    private final String version;

    DatabaseRoutes(Databases databases, Access access, InstantSource clock, String version) {
        this.databases = databases;
        this.access = access;
        this.clock = clock;
        this.version = version;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/node",
                        Description.of("Who the node is").answers(Content.json(Schemas.object())),
                        Handler.direct(_ -> node())),
                Route.get(
                        "/v1/databases",
                        Description.of("The databases that the reader may read")
                                .answers(Content.json(Schemas.object())),
                        Handler.worker(this::list)),
                Route.get(
                        "/v1/databases/{db}",
                        Description.of("One database: settings, collections, members")
                                .parameter(DATABASE)
                                .parameter(AT)
                                .parameter(AFTER)
                                .answers(Content.json(Schemas.object())),
                        Handler.later(request -> {
                            Database database = access.forDocuments(request);
                            return access.snapshot(request, database).thenApply(this::show);
                        })),
                Route.get(
                        "/v1/databases/{db}/accounts/{account}",
                        Description.of("Nonces and charges of an account, or of one of its sessions")
                                .parameter(DATABASE)
                                .parameter(Parameter.path("account", "an account identity", Schemas.text()))
                                .parameter(Parameter.query(
                                        "session",
                                        "the account of a session's key, for those of the session",
                                        Schemas.text()))
                                .parameter(AFTER)
                                .answers(Content.json(Schemas.object())),
                        Handler.later(this::account)));
    }

    private Response node() {
        return Response.json(Value.Document.builder()
                .put("version", version)
                .put("network", databases.identity().network())
                .put("nodeKey", databases.identity().publicKeyHex())
                .put("time", clock.millis())
                .put("databases", databases.addresses().size())
                .build());
    }

    /** Lists what everybody may read, and the one database that the request's token is for. */
    private Response list(Request request) {
        Database own = access.ofToken(request);
        List<Value> shown = new ArrayList<>();
        int openings = OPENINGS_MAX;
        for (String address : databases.addresses()) {
            Optional<DatabaseRecord> record = databases.glance(address);
            if (record.isEmpty() && openings > 0) {
                openings--;
                record = opened(address);
            }
            boolean isPublic = record.map(DatabaseRecord::visibility).equals(Optional.of(Visibility.PUBLIC));
            if (isPublic || (own != null && own.address().equals(address))) {
                shown.add(Value.Document.builder()
                        .put("address", address)
                        .put("identity", DatabaseAddress.identity(address))
                        .build());
            }
        }
        return Response.json(Value.Document.builder()
                .put("databases", new Value.Array(shown))
                .build());
    }

    private Optional<DatabaseRecord> opened(String address) {
        try {
            return Optional.of(databases.require(address).newest().database());
        } catch (CairnException broken) {
            // Its own readers are told; a list goes on.
            return Optional.empty();
        }
    }

    private Response show(Snapshot snapshot) {
        DatabaseRecord record = Access.record(snapshot);
        MapView view = snapshot.view();
        return Response.json(Value.Document.builder()
                .put("address", record.address())
                .put("identity", DatabaseAddress.identity(record.address()))
                .put("chainId", record.chainId())
                .put("network", record.network())
                .put("owner", record.owner().text())
                .put("description", record.description())
                .put("visibility", record.visibility().word())
                .put("quotaEntries", record.quotaEntries())
                .put("quotaBytes", record.quotaBytes())
                .put("height", snapshot.header().height())
                .put("sequence", snapshot.header().logSize())
                .put("stateRoot", snapshot.header().stateRoot().hex())
                .put("collections", collections(view))
                .put("members", members(view))
                .build());
    }

    private static Value collections(MapView view) {
        List<Value> shown = new ArrayList<>();
        byte[] prefix = Keys.collections();
        byte[] end = Keys.after(prefix);
        MapView.Cursor cursor = view.seek(prefix);
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
            CollectionRecord collection = CollectionRecord.decode(cursor.value());
            String name = Keys.collectionName(cursor.key());
            shown.add(Value.Document.builder()
                    .put("name", name)
                    .put("number", collection.number())
                    .put("strangersMayAdd", Value.of(collection.strangersMayAdd()))
                    .put("documents", new DocumentReader(view).count(name))
                    .build());
        }
        return new Value.Array(shown);
    }

    private static Value members(MapView view) {
        List<Value> shown = new ArrayList<>();
        byte[] prefix = Keys.members();
        byte[] end = Keys.after(prefix);
        MapView.Cursor cursor = view.seek(prefix);
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
            shown.add(Value.Document.builder()
                    .put("account", Keys.memberAccount(cursor.key()).text())
                    .put("role", Role.ofCode(cursor.value()[1]).word())
                    .build());
        }
        return new Value.Array(shown);
    }

    private CompletableFuture<Response> account(Request request) {
        Account account = Input.parse("account", () -> Account.parse(request.segment("account")));
        String session = request.parameter("session");
        byte[] key = session == null
                ? Keys.account(account)
                : Keys.account(account, Input.parse("session", () -> Account.parse(session)));
        Database database = access.ofAccount(request, account);
        return access.snapshot(request, database).thenApply(snapshot -> {
            MapView view = snapshot.view();
            byte[] stored = view.get(key);
            AccountRecord record = stored == null ? AccountRecord.NEW : AccountRecord.decode(stored);
            Role role = Catalog.role(view, Access.record(snapshot), account);
            return Response.json(Value.Document.builder()
                    .put("account", account.text())
                    .put("highestNonce", record.highestNonce())
                    .put("entries", record.entries())
                    .put("bytes", record.bytes())
                    .put("role", role == null ? Value.none() : Value.of(role.word()))
                    .build());
        });
    }
}
