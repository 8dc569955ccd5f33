package io.cairn.client.jdbc;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.key.KeyRing;
import io.cairn.client.key.Keystore;
import io.cairn.client.key.Signer;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client for all connections of a process that are alike: they share nonces, what was seen of the database, and
 * that a question is answered after every write of any of them. Closed with the last of them.
 */
final class SharedDatabase {
    private static final Duration REQUEST_STANDARD = Duration.ofSeconds(30);
    private static final int PASSPHRASE_BYTES_MAX = 4096;
    private static final Map<Settings, SharedDatabase> OPEN = new HashMap<>();

    private final Settings settings;
    private final CairnClient client;
    private final ClientDatabase database;
    private int connections;

    private SharedDatabase(Settings settings, CairnClient client, ClientDatabase database) {
        this.settings = settings;
        this.client = client;
        this.database = database;
    }

    ClientDatabase database() {
        return database;
    }

    CairnClient client() {
        return client;
    }

    /** The account that signs, or no text. */
    String account() {
        return client.signer().map(signer -> signer.account().text()).orElse("");
    }

    /** Takes part in the client for these settings, which is made with the first. */
    static SharedDatabase acquire(Settings settings) throws SQLException {
        synchronized (OPEN) {
            SharedDatabase shared = OPEN.get(settings);
            if (shared == null) {
                shared = open(settings);
                OPEN.put(settings, shared);
            }
            shared.connections++;
            return shared;
        }
    }

    /** Leaves. The last one waits for its writes to be sealed, so that whoever comes next finds them. */
    void release() {
        synchronized (OPEN) {
            if (--connections > 0) {
                return;
            }
            OPEN.remove(settings);
        }
        try {
            database.awaitSeal();
        } catch (CairnException _) {
            // What was written is durable whether or not the node can be reached now.
        } finally {
            client.close();
        }
    }

    private static SharedDatabase open(Settings settings) throws SQLException {
        Duration request = settings.seconds(Settings.Option.CONNECT_TIMEOUT, (int) REQUEST_STANDARD.toSeconds());
        try {
            CairnClient.Builder builder = CairnClient.of(settings.node())
                    .pins(PinStore.inFolder(settings.folder(Settings.Option.PIN_FOLDER, "pins")))
                    .requestMax(request.isZero() ? REQUEST_STANDARD : request);
            String nodeKey = settings.value(Settings.Option.NODE_KEY);
            if (!nodeKey.isEmpty()) {
                builder.nodeKey(nodeKey);
            }
            Signer signer = signer(settings);
            if (signer != null) {
                builder.signer(signer);
            }
            return met(settings, builder.build());
        } catch (CairnException failure) {
            throw Failures.of(failure);
        }
    }

    private static SharedDatabase met(Settings settings, CairnClient client) {
        try {
            String name = settings.database().isEmpty() ? only(client.databases()) : settings.database();
            ClientDatabase database = client.database(name);
            // Who answers must have the key that is remembered, and no older state than was seen before.
            database.head();
            return new SharedDatabase(settings, client, database);
        } catch (CairnException failure) {
            client.close();
            throw failure;
        }
    }

    private static String only(List<String> databases) {
        if (databases.size() != 1) {
            throw new CairnException.NotFound(
                    "database-not-chosen",
                    "the node shows " + databases.size() + " databases: name one behind the last slash of the URL");
        }
        return databases.getFirst();
    }

    /** Who signs; nobody where no key is named and none can be used without being named. */
    private static @Nullable Signer signer(Settings settings) throws SQLException {
        String file = settings.value(Settings.Option.KEY_FILE);
        if (!file.isEmpty()) {
            byte[] contents = read(Path.of(file), Keystore.LENGTH_MAX);
            return Keystore.read(contents, () -> passphrase(settings)).signer();
        }
        KeyRing ring = KeyRing.at(settings.folder(Settings.Option.KEY_FOLDER, "keys"));
        String name = settings.value(Settings.Option.USER);
        if (!name.isEmpty()) {
            return ring.load(ring.find(name), key -> passphrase(settings)).signer();
        }
        List<KeyRing.StoredKey> keys = ring.list();
        boolean usable = keys.size() == 1 && (!keys.getFirst().encrypted() || hasPassphrase(settings));
        return usable ? ring.load(keys.getFirst(), key -> passphrase(settings)).signer() : null;
    }

    private static boolean hasPassphrase(Settings settings) {
        return !settings.value(Settings.Option.PASSWORD).isEmpty()
                || !settings.value(Settings.Option.PASSPHRASE_FILE).isEmpty();
    }

    private static char[] passphrase(Settings settings) {
        String file = settings.value(Settings.Option.PASSPHRASE_FILE);
        if (!file.isEmpty()) {
            byte[] text = read(Path.of(file), PASSPHRASE_BYTES_MAX);
            return new String(text, StandardCharsets.UTF_8).stripTrailing().toCharArray();
        }
        String password = settings.value(Settings.Option.PASSWORD);
        if (password.isEmpty()) {
            throw new CairnException.Incorrect(
                    "passphrase-missing", "password", "the key needs a passphrase: set password or passphraseFile");
        }
        return password.toCharArray();
    }

    private static byte[] read(Path file, int bytesMax) {
        try {
            if (Files.size(file) > bytesMax) {
                throw new CairnException.Incorrect("file-too-long", file.toString(), file + " is too long");
            }
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new CairnException.Unavailable("file-unavailable", "cannot read " + file, failure);
        }
    }
}
