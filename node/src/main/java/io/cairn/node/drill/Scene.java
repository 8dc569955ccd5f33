package io.cairn.node.drill;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.load.LoadConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What the liar has: the honest node behind the proxy, the node's own secret key, and a client that trusts that key.
 *
 * @param attacker a key that nobody trusts
 * @param signer the account of the client
 * @param people a database with a collection people
 * @param others another with a collection of the same name
 */
record Scene(
        LyingProxy proxy,
        String network,
        NodeKey nodeKey,
        NodeKey attacker,
        Signer signer,
        CairnClient client,
        ClientDatabase people,
        ClientDatabase others) {
    static final String COLLECTION = "people";

    /** A client of the same account that has met nothing yet. */
    CairnClient stranger() {
        return stranger(proxy, nodeKey, signer);
    }

    /** A client that has met nothing yet and was given the node's key. */
    static CairnClient stranger(LyingProxy proxy, NodeKey nodeKey, Signer signer) {
        return CairnClient.of(proxy.url())
                .nodeKey(HexFormat.of().formatHex(nodeKey.publicKey()))
                .pins(PinStore.inMemory())
                .signer(signer)
                .build();
    }

    /** An account that has written nothing. */
    Account somebody() {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 2);
        return UserKey.ethereum(secret).account();
    }

    /** Reads a document, proved, that is there. */
    static void requireFound(ClientDatabase database, String id) {
        if (database.get(COLLECTION, id).isEmpty()) {
            throw new CairnException.Fault("document-lost", "the client was persuaded that " + id + " is not there");
        }
    }

    /** The honest answer to a GET below a database. */
    byte[] ask(ClientDatabase database, String path) {
        try {
            return proxy.ask("/v1/databases/" + database.address() + path).body();
        } catch (IOException e) {
            throw new CairnException.Unavailable("node-unreachable", "the honest node is gone", e);
        }
    }

    Value.Document json(ClientDatabase database, String path) {
        return document(ask(database, path));
    }

    static Value.Document document(byte[] json) {
        if (Json.parse(json) instanceof Value.Document document) {
            return document;
        }
        throw new CairnException.Unavailable("answer-malformed", "expected a JSON object");
    }

    static LoadConnection.Answer ok(byte[] body) {
        return new LoadConnection.Answer(200, body);
    }

    static LoadConnection.Answer ok(Value.Document body) {
        return ok(Json.print(body).getBytes(StandardCharsets.UTF_8));
    }

    static Value base64(byte[] bytes) {
        return Value.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static byte[] bytes(Value.Document fields, String name) {
        return Base64.getUrlDecoder().decode(String.valueOf(fields.get(name)));
    }

    static long number(Value.Document fields, String name) {
        return Long.parseLong(String.valueOf(fields.get(name)));
    }
}
