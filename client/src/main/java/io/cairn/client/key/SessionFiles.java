package io.cairn.client.key;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of sessions, one file {@code <name>.json} each with the session's key in it, which is not encrypted: nobody but
 * its owner may read it, and what it can do ends with the session.
 */
public final class SessionFiles {
    private static final String SUFFIX = ".json";
    private static final long FORMAT = 1;

    private final Path folder;

    private SessionFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * A session as it is kept.
     *
     * @param chainId the database that it was opened in
     * @param account the account that it acts for
     * @param untilMillis when it ends
     */
    public record Kept(String name, String chainId, Account account, long untilMillis, UserKey key) {
        /** Signs in the session. */
        public Signer signer() {
            return new SessionSigner(key.signer(), account);
        }
    }

    /** The sessions in a folder, which is made with the first. */
    public static SessionFiles at(Path folder) {
        return new SessionFiles(folder);
    }

    /**
     * Keeps a session.
     *
     * @throws CairnException.Incorrect {@code key-name-malformed}, or {@code session-file-exists} where the name is taken
     */
    public Path add(Kept session) {
        Path file = file(session.name());
        Value.Document contents = Value.Document.builder()
                .put("session", FORMAT)
                .put("database", session.chainId())
                .put("account", session.account().text())
                .put("until", session.untilMillis())
                .put("key", Jwk.write(session.key()))
                .build();
        try {
            KeyRing.makeFolder(folder);
            KeyRing.write(file, (Json.printPretty(contents) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException _) {
            throw new CairnException.Incorrect(
                    "session-file-exists", "name", "there is a session named " + session.name() + " already");
        } catch (IOException e) {
            throw KeyRing.unavailable("cannot write " + file, e);
        }
        return file;
    }

    /** Refuses a name that {@link #add} would refuse. */
    public void requireFree(String name) {
        if (Files.exists(file(name))) {
            throw new CairnException.Incorrect(
                    "session-file-exists", "name", "there is a session named " + name + " already");
        }
    }

    /** The session of a name, where there is one. */
    public Optional<Kept> find(String name) {
        Path file = file(name);
        return Files.exists(file) ? Optional.of(read(name, file)) : Optional.empty();
    }

    /**
     * The session of a name.
     *
     * @throws CairnException.NotFound {@code session-file-not-found}
     */
    public Kept require(String name) {
        return find(name)
                .orElseThrow(() ->
                        new CairnException.NotFound("session-file-not-found", "no session " + name + " in " + folder));
    }

    /** All sessions, by name. */
    public List<Kept> list() {
        List<Kept> sessions = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return sessions;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(SUFFIX)) {
                    sessions.add(read(name.substring(0, name.length() - SUFFIX.length()), file));
                }
            }
        } catch (IOException e) {
            throw KeyRing.unavailable("cannot read the folder " + folder, e);
        }
        return sessions;
    }

    /** Forgets a session and its key. */
    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw KeyRing.unavailable("cannot delete " + file(name), e);
        }
    }

    private Path file(String name) {
        KeyRing.checkName(name);
        return folder.resolve(name + SUFFIX);
    }

    private static Kept read(String name, Path file) {
        KeyRing.checkMode(file);
        Fields fields;
        try {
            fields = Fields.of(Json.parse(KeyRing.read(file)));
        } catch (CairnException.Incorrect _) {
            // The parser's message quotes the text, which holds a secret.
            throw Fields.malformed("", file + " is no JSON object");
        }
        if (fields.number("session") != FORMAT) {
            throw Fields.malformed("session", file + " is no file of a session");
        }
        return new Kept(
                name,
                fields.text("database"),
                Account.parse(fields.text("account")),
                fields.number("until"),
                Jwk.read(fields.object("key")));
    }
}
