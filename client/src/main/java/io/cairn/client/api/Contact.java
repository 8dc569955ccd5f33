package io.cairn.client.api;

import io.cairn.client.key.Signer;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.DatabaseAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way to one database: its pin, made on first use, and requests with a read token where one is needed.
 *
 * <p>Threading: any thread.
 */
final class Contact {
    private final Transport transport;
    private final CairnClient.Settings settings;
    private final DatabaseName name;
    private final String prefix;
    private final @Nullable ReadTokens tokens;
    private volatile boolean closed;
    private volatile @Nullable Heads heads;

    Contact(Transport transport, CairnClient.Settings settings, DatabaseName name) {
        this.transport = transport;
        this.settings = settings;
        this.name = name;
        this.prefix = "/v1/databases/" + name.address();
        this.tokens = settings.signer() == null ? null : new ReadTokens(settings.signer(), settings.clock());
    }

    Transport transport() {
        return transport;
    }

    /** What is known of the database; met for the first time where nothing is. */
    Heads heads() {
        Heads known = heads;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            known = heads;
            if (known == null) {
                known = new Heads(pin(), settings.pins(), this::consistency);
                heads = known;
            }
            return known;
        }
    }

    private Pin pin() {
        Optional<Pin> known = settings.pins().load(name.address());
        Pin pin = known.isPresent() ? known.get() : meet();
        String given = settings.nodeKey();
        if (given != null && !given.equals(pin.nodeKey())) {
            throw new CairnException.ProofInvalid(
                    "node-key-mismatch",
                    "nodeKey",
                    "the database is remembered with the key " + pin.nodeKey() + ", not with the one that was given");
        }
        return pin;
    }

    /** First contact. The node's key is believed where nobody gave it. */
    private Pin meet() {
        NodeInfo node = NodeInfo.of(get("/v1/node", null));
        Hash genesis = name.genesis();
        if (genesis == null) {
            genesis = findGenesis(node.network());
        }
        if (name.network() != null && !name.network().equals(node.network())) {
            throw new CairnException.ProofInvalid(
                    "network-mismatch", "network", "the node belongs to the network " + node.network());
        }
        String given = settings.nodeKey();
        Pin pin = Pin.fresh(name.address(), node.network(), given == null ? node.nodeKey() : given, genesis);
        settings.pins().save(pin);
        if (given == null) {
            settings.onFirstUse().accept(pin);
        }
        return pin;
    }

    /** Entry 1, which needs no trust: the address is a hash of the network, of who signed it and of its nonce. */
    private Hash findGenesis(String network) {
        get(prefix + "/blocks/head?after=1", null);
        Submission first = Submission.of(get(prefix + "/entries/1", null).bytes("payload"));
        Hash id = first.id();
        boolean makes = first.failure() == null
                && first.payer() != null
                && DatabaseAddress.of(network, first.payer(), first.nonce()).equals(name.address());
        if (!makes || id == null) {
            throw new CairnException.ProofInvalid(
                    "genesis-mismatch", "entries/1", "entry 1 is not the mutation that gives the database its address");
        }
        return id;
    }

    private Shape get(String target, @Nullable String chainId) {
        return Shape.parse(request(target, chainId, token -> Transport.Call.get(Transport.JSON, token)));
    }

    /** Makes the call with a token or without. */
    interface Calling {
        Transport.Call with(@Nullable String token);
    }

    /** The JSON object at a path below the database. */
    Shape json(String path) {
        return Shape.parse(bytes(path, token -> Transport.Call.get(Transport.JSON, token)));
    }

    /** The body of an answer below the database. */
    byte[] bytes(String path, Calling call) {
        return request(prefix + path, heads().pin().chainId(), call);
    }

    /** The text of the account that asks as itself; empty without a key. */
    String caller() {
        Signer signer = settings.signer();
        if (signer == null) {
            return "";
        }
        Account wallet = signer.sessionOf();
        return (wallet == null ? signer.account() : wallet).text();
    }

    /** As {@link #bytes}, always with a token where there is a key: the answer is the caller's. */
    byte[] bytesAsCaller(String path, Calling call) {
        return transport.send(prefix + path, call.with(token(heads().pin().chainId())));
    }

    private byte[] request(String target, @Nullable String chainId, Calling call) {
        try {
            return transport.send(target, call.with(closed ? token(chainId) : null));
        } catch (CairnException.Forbidden refusal) {
            String token = token(chainId);
            if (closed || token == null || !refusal.code().equals("read-token-missing")) {
                throw refusal;
            }
            closed = true;
            return transport.send(target, call.with(token));
        }
    }

    /** A password at the node's wire. */
    String wirePassword(Duration life) {
        return new ReadTokens(settings.requireSigner(), settings.clock())
                .wirePassword(heads().pin().chainId(), life);
    }

    /** The token that requests carry now, or null. */
    @Nullable
    String currentToken() {
        return closed ? token(heads().pin().chainId()) : null;
    }

    String target(String path) {
        return prefix + path;
    }

    private @Nullable String token(@Nullable String chainId) {
        return tokens == null || chainId == null ? null : tokens.token(chainId);
    }

    private List<Hash> consistency(long fromSize, long toSize) {
        return json("/log/consistency?from=" + fromSize + "&to=" + toSize).hashes("proof");
    }
}
