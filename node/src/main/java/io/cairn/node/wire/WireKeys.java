package io.cairn.node.wire;

import io.cairn.client.key.UserKey;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Account;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.SessionRecord;
import io.cairn.engine.view.MapView;
import io.cairn.node.database.NodeIdentity;
import java.nio.charset.StandardCharsets;

/**
 * The keys for which clients of a node's wire open sessions: for each account in each database the first one, and the
 * next each time that a session has ended, because a session is opened once for a key. They follow from the node's own
 * key, whose signatures are the same each time and which signs these texts for nobody.
 *
 * <p>They are keys of secp256k1, whose signatures are made and checked faster than those of Ed25519.
 */
final class WireKeys {
    /** An account that opens a session a day for years has fewer. */
    private static final int GENERATIONS_MAX = 10_000;

    private final NodeIdentity identity;

    WireKeys(NodeIdentity identity) {
        this.identity = identity;
    }

    /** The key of the session that is open, or else of the one that has to be opened. */
    UserKey current(MapView state, String address, Account account, long nowMillis) {
        UserKey key = of(address, account, 0);
        for (int generation = 1; generation < GENERATIONS_MAX; generation++) {
            byte[] stored = state.get(Keys.session(account, key.account()));
            if (stored == null) {
                return key;
            }
            SessionRecord session = SessionRecord.decode(stored);
            if (!session.isClosed() && session.untilMillis() > nowMillis) {
                return key;
            }
            key = of(address, account, generation);
        }
        return key;
    }

    private UserKey of(String address, Account account, int generation) {
        String text = "cairn wire key\n" + address + "\n" + account.text() + "\n" + generation + "\n";
        byte[] signature = identity.key().sign(text.getBytes(StandardCharsets.UTF_8));
        return UserKey.ethereum(Sha256.hash(signature).toBytes());
    }
}
