package io.cairn.client.api;

import io.cairn.client.key.Signer;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.record.DatabaseAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one node. Safe for several threads; make one and keep it.
 *
 * <p>Trust: the key of the node is given, or remembered from an earlier contact in the {@link PinStore}, or taken from
 * the node itself on first use, which {@link Builder#onFirstUse} tells.
 */
public final class CairnClient implements AutoCloseable {
    private static final String DATABASES = "/v1/databases";

    private final Transport transport;
    private final Settings settings;

    /** What a builder collects. */
    record Settings(
            PinStore pins,
            @Nullable Signer signer,
            @Nullable String nodeKey,
            Consumer<Pin> onFirstUse,
            Wait writesWait,
            InstantSource clock) {
        Settings withSigner(Signer other) {
            return new Settings(pins, other, nodeKey, onFirstUse, writesWait, clock);
        }

        Signer requireSigner() {
            if (signer == null) {
                throw new CairnException.Incorrect(
                        "signer-missing", "key", "this needs a key to sign with, and the client has none");
            }
            return signer;
        }
    }

    private CairnClient(Transport transport, Settings settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /** Starts a client of the node at a base address such as {@code http://127.0.0.1:7420}. */
    public static Builder of(URI node) {
        return new Builder(node);
    }

    /** Collects what a client needs. */
    public static final class Builder {
        private final URI node;
        private PinStore pins = PinStore.inMemory();
        private @Nullable Signer signer;
        private @Nullable String nodeKey;
        private Consumer<Pin> onFirstUse = _ -> {};
        private Wait wait = Wait.APPLIED;
        private Duration requestMax = Duration.ofSeconds(30);

        private Builder(URI node) {
            String text = node.toString();
            this.node = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : node;
            boolean web = "http".equals(node.getScheme()) || "https".equals(node.getScheme());
            if (!web || node.getHost() == null) {
                throw new CairnException.Incorrect(
                        "node-address-invalid",
                        "node",
                        "a node's address looks like http://127.0.0.1:7420, not " + node);
            }
        }

        /** Where to remember what was seen; without, the client forgets when the process ends. */
        public Builder pins(PinStore store) {
            this.pins = store;
            return this;
        }

        /** Who signs writes and read tokens. */
        public Builder signer(Signer key) {
            this.signer = key;
            return this;
        }

        /** The node's key, 64 hexadecimal digits, from somewhere else than the node. */
        public Builder nodeKey(String hex) {
            this.nodeKey = hex;
            return this;
        }

        /** Is told of every database that is trusted because it was met for the first time. */
        public Builder onFirstUse(Consumer<Pin> told) {
            this.onFirstUse = told;
            return this;
        }

        /** How far the typed writes of a database wait to come; {@link Wait#APPLIED} unless said. */
        public Builder writesWait(Wait how) {
            this.wait = how;
            return this;
        }

        /** The longest time that one request may take. */
        public Builder requestMax(Duration duration) {
            this.requestMax = duration;
            return this;
        }

        /** The client. Nothing is sent yet. */
        public CairnClient build() {
            return new CairnClient(
                    new Transport(node, requestMax),
                    new Settings(pins, signer, nodeKey, onFirstUse, wait, InstantSource.system()));
        }
    }

    /** Who the node says it is. */
    public NodeInfo node() {
        return NodeInfo.of(Shape.parse(transport.send("/v1/node", Transport.Call.get(Transport.JSON, null))));
    }

    /** The addresses of the node's databases. */
    public List<String> databases() {
        List<String> addresses = new ArrayList<>();
        Shape reply = Shape.parse(transport.send(DATABASES, Transport.Call.get(Transport.JSON, null)));
        for (Shape database : reply.shapes("databases")) {
            addresses.add(database.text("address"));
        }
        return addresses;
    }

    /**
     * A database by its address ({@code 0x} and 40 digits), its identity ({@code db3_db:cairn:0x…}) or its chain id
     * ({@code network/0x…/genesis}), which one that is not public needs for the first contact.
     */
    public ClientDatabase database(String name) {
        return new ClientDatabase(transport, settings, DatabaseName.parse(name));
    }

    /** Makes a database that belongs to the signer, and waits until its first block is sealed. */
    public ClientDatabase createDatabase(String description, Visibility visibility) {
        Signer signer = settings.requireSigner();
        NodeInfo node = node();
        // Any nonce will do: the first of an account in a database of its own.
        long nonce = 1 + new SecureRandom().nextLong(1 << 19);
        Payload payload = new Payload(new Operation.CreateDatabase(description, visibility), Long.MAX_VALUE);
        Mutation mutation = SignedMutations.sign(signer, node.network(), nonce, payload);
        String address = DatabaseAddress.of(node.network(), signer.account(), nonce);
        byte[] reply = transport.send(
                DATABASES + "?wait=sealed",
                Transport.Call.post(Transport.MUTATION, mutation.encode(), Transport.JSON, null));
        Shape created = Shape.parse(reply);
        Fate.of(created.shape("fate")).requireOk();
        if (!created.text("database").equals(address)) {
            throw new CairnException.ProofInvalid(
                    "database-mismatch", "database", "the node made another database than the one that was signed");
        }
        Pin pin = Pin.fresh(
                address, node.network(), requireKey(node.nodeKey()), Mutation.id(mutation.root(), signer.account()));
        settings.pins().save(pin);
        return database(address);
    }

    private String requireKey(String told) {
        String given = settings.nodeKey();
        if (given != null && !given.equals(told)) {
            throw new CairnException.ProofInvalid(
                    "node-key-mismatch", "nodeKey", "the node shows the key " + told + ", not the one that was given");
        }
        return told;
    }

    /** The account that signs, if any. */
    public Optional<Signer> signer() {
        return Optional.ofNullable(settings.signer());
    }

    @Override
    public void close() {
        transport.close();
    }
}
