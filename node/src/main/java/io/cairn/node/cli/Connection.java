package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Pin;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.Wait;
import io.cairn.client.key.KeyRing;
import io.cairn.client.key.SessionFiles;
import io.cairn.client.key.Signer;
import io.cairn.engine.model.CairnException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that talks to a node. */
final class Connection {
    private static final String NODE_STANDARD = "http://127.0.0.1:7420";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--node", paramLabel = "URL", description = "node to talk to (CAIRN_NODE; " + NODE_STANDARD + ")")
    private @Nullable String node;

    @Option(names = "--db", paramLabel = "ADDRESS", description = "database (CAIRN_DB; the node's only public one)")
    private @Nullable String database;

    @Option(names = "--key", paramLabel = "NAME", description = "key to sign with (CAIRN_KEY; the only key)")
    private @Nullable String key;

    @Option(
            names = "--session",
            paramLabel = "NAME",
            arity = "0..1",
            fallbackValue = "",
            description = "sign in a session that cairn session has opened")
    private @Nullable String session;

    @Option(
            names = "--node-key",
            paramLabel = "FILE",
            description = "file with the node's public key, to trust it alone")
    private @Nullable Path nodeKey;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    boolean json() {
        return json;
    }

    Terminal terminal() {
        return ((Main) command.root().userObject()).terminal();
    }

    /** A client that signs, in a session where one is named; refuses where there is no key. */
    CairnClient signing() {
        SessionFiles.Kept kept = kept();
        return kept == null ? ownSigning() : client(kept.signer());
    }

    /** A client that signs with the account's own key. */
    CairnClient ownSigning() {
        return client(new Keys(terminal()).signer(wantedKey()));
    }

    CairnClient signingWith(Signer signer) {
        return client(signer);
    }

    /** Whether a session is wanted and none is named. */
    boolean wantsNewSession() {
        return session != null && session.isEmpty();
    }

    private SessionFiles.@Nullable Kept kept() {
        if (session == null) {
            return null;
        }
        if (session.isEmpty()) {
            throw new CairnException.Incorrect("session-not-chosen", "session", "name the session");
        }
        return SessionCommand.files(terminal()).require(session);
    }

    /** A client that reads, with a key where there is one without asking for a passphrase. */
    CairnClient reading() {
        String wanted = wantedKey();
        List<KeyRing.StoredKey> keys = new Keys(terminal()).ring().list();
        boolean silent = keys.size() == 1 && !keys.getFirst().encrypted();
        return session != null || wanted != null || silent ? signing() : client(null);
    }

    private CairnClient client(@Nullable Signer signer) {
        CairnClient.Builder builder = CairnClient.of(address())
                // The next command is another process: it must find what this one has written.
                .writesWait(Wait.SEALED)
                .pins(PinStore.inFolder(terminal().home().resolve("pins")))
                .onFirstUse(this::tellFirstUse);
        if (signer != null) {
            builder.signer(signer);
        }
        if (nodeKey != null) {
            builder.nodeKey(NodeKeyFile.read(terminal(), nodeKey));
        }
        return builder.build();
    }

    private void tellFirstUse(Pin pin) {
        terminal()
                .say("cairn: first contact with database " + pin.database() + ": trusting the node's key "
                        + pin.nodeKey() + " from now on");
    }

    URI address() {
        String text = or(node, "CAIRN_NODE");
        String address = text == null ? NODE_STANDARD : text;
        try {
            return URI.create(address.contains("://") ? address : "http://" + address);
        } catch (IllegalArgumentException malformed) {
            throw new CairnException.Incorrect("node-address-invalid", "node", "no address of a node: " + address);
        }
    }

    private @Nullable String wantedKey() {
        return or(key, "CAIRN_KEY");
    }

    private @Nullable String or(@Nullable String option, String variable) {
        return option != null ? option : terminal().variable(variable);
    }

    /** The database that the user chose; for what must not fall on another by accident. */
    String requiredDatabase() {
        String chosen = or(database, "CAIRN_DB");
        if (chosen == null) {
            throw new CairnException.Incorrect("database-not-chosen", "db", "name the database");
        }
        return chosen;
    }

    /** The database that the user chose, or the node's only one. */
    ClientDatabase database(CairnClient client) {
        String chosen = or(database, "CAIRN_DB");
        if (chosen != null) {
            return client.database(chosen);
        }
        SessionFiles.Kept kept = wantsNewSession() ? null : kept();
        if (kept != null) {
            return client.database(kept.chainId());
        }
        List<String> all = client.databases();
        if (all.isEmpty()) {
            throw new CairnException.NotFound(
                    "database-missing", "the node shows no database; one that is not public has to be named");
        }
        if (all.size() > 1) {
            throw new CairnException.Incorrect(
                    "database-not-chosen", "db", "the node has " + all.size() + " databases: choose one");
        }
        return client.database(all.getFirst());
    }
}
