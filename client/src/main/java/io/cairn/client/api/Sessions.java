package io.cairn.client.api;

import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.mutation.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens, lists and closes the sessions of one database. */
final class Sessions {
    private final Contact contact;
    private final CairnClient.Settings settings;
    private final DatabaseName name;

    Sessions(Contact contact, CairnClient.Settings settings, DatabaseName name) {
        this.contact = contact;
        this.settings = settings;
        this.name = name;
    }

    Operation.OpenSession opening(Account key, SessionOptions options) {
        return new Operation.OpenSession(
                name.address(),
                key,
                options.scopes(),
                options.collections(),
                settings.clock().millis() + options.life().toMillis(),
                options.quotaEntries(),
                options.quotaBytes());
    }

    /** A session with a new key, opened by {@code opener}. */
    Session open(SessionOptions options, Opener opener) {
        Signer own = settings.requireSigner();
        UserKey key = UserKey.generate(PaymentChain.SOL);
        Operation.OpenSession opening = opening(key.account(), options);
        opener.open(opening);
        String chainId = contact.heads().pin().chainId();
        ClientDatabase acting =
                new ClientDatabase(contact.transport(), settings.withSigner(Session.signer(key, own.account())), name);
        return new Session(acting, chainId, own.account(), key, opening.untilMillis());
    }

    /** Where the node's wire is, and the key to open a session for. */
    WireInfo wire() {
        String account = Transport.encoded(settings.requireSigner().account().text());
        Shape shape = Shape.parse(contact.transport()
                .send(
                        "/v1/wire?database=" + name.address() + "&account=" + account,
                        Transport.Call.get(Transport.JSON, null)));
        return new WireInfo((int) shape.number("port"), Account.parse(shape.text("key")));
    }

    /** Submits what opens a session and waits until readers see it. */
    interface Opener {
        void open(Operation.OpenSession opening);
    }

    List<SessionInfo> list(Account account) {
        List<SessionInfo> sessions = new ArrayList<>();
        @Nullable String from = null;
        do {
            Shape reply = contact.json("/sessions?account=" + Transport.encoded(account.text())
                    + (from == null ? "" : "&from=" + Transport.encoded(from)));
            reply.shapes("sessions").forEach(session -> sessions.add(SessionInfo.of(session)));
            from = reply.has("next") ? reply.text("next") : null;
        } while (from != null);
        return sessions;
    }
}
