package io.cairn.node.api;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.SessionRecord;
import io.cairn.engine.view.MapView;
import io.cairn.node.database.Database;
import io.cairn.node.http.Content;
import io.cairn.node.http.Description;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Parameter;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import io.cairn.node.http.Route;
import io.cairn.node.http.Schemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The sessions that an account has opened, closed ones included. */
final class SessionRoutes {
    private static final int SHOWN_MAX = 1_000;

    private final Access access;

    SessionRoutes(Access access) {
        this.access = access;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/v1/databases/{db}/sessions",
                Description.of("The sessions of an account")
                        .parameter(DatabaseRoutes.DATABASE)
                        .parameter(Parameter.requiredQuery("account", "an account identity", Schemas.text()))
                        .parameter(Parameter.query("from", "the key to begin with", Schemas.text()))
                        .parameter(DatabaseRoutes.AT)
                        .parameter(DatabaseRoutes.AFTER)
                        .answers(Content.json(Schemas.object())),
                Handler.later(this::list)));
    }

    private CompletableFuture<Response> list(Request request) {
        String wanted = request.required("account");
        Account account = Input.parse("account", () -> Account.parse(wanted));
        String begin = request.parameter("from");
        byte[] from = begin == null
                ? Keys.sessions(account)
                : Keys.session(account, Input.parse("from", () -> Account.parse(begin)));
        Database database = access.database(request);
        return access.snapshot(request, database)
                .thenApply(snapshot -> Response.json(list(snapshot.view(), account, from)));
    }

    private static Value.Document list(MapView view, Account account, byte[] from) {
        List<Value> shown = new ArrayList<>();
        byte[] end = Keys.after(Keys.sessions(account));
        MapView.Cursor cursor = view.seek(from);
        Value.Document.Builder answer = Value.Document.builder().put("account", account.text());
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
            Account key = Keys.sessionKey(cursor.key(), account);
            if (shown.size() == SHOWN_MAX) {
                answer.put("next", key.text());
                break;
            }
            byte[] used = view.get(Keys.account(account, key));
            shown.add(show(
                    key,
                    SessionRecord.decode(cursor.value()),
                    used == null ? AccountRecord.NEW : AccountRecord.decode(used)));
        }
        return answer.put("sessions", new Value.Array(shown)).build();
    }

    private static Value show(Account key, SessionRecord session, AccountRecord used) {
        return Value.Document.builder()
                .put("key", key.text())
                .put(
                        "scopes",
                        texts(session.scopes().stream()
                                .map(scope -> scope.word())
                                .toList()))
                .put("collections", texts(session.collections()))
                .put("until", session.untilMillis())
                .put("quotaEntries", session.quotaEntries())
                .put("quotaBytes", session.quotaBytes())
                .put("opened", session.openedSequence())
                .put("closed", session.closedSequence())
                .put("highestNonce", used.highestNonce())
                .put("entries", used.entries())
                .put("bytes", used.bytes())
                .build();
    }

    private static Value texts(List<String> texts) {
        return new Value.Array(texts.stream().<Value>map(Value::of).toList());
    }
}
