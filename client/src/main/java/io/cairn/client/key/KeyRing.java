package io.cairn.client.key;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of keys, one file {@code <name>.json} each, that nobody but its owner may read.
 *
 * <p>With a passphrase an eth key is kept as Web3 Secret Storage; without one, and for the other
 * chains, as a JSON Web Key that is not encrypted, and {@link StoredKey#encrypted} says so.
 */
public final class KeyRing {
    /** The longest name of a key. */
    public static final int NAME_CHARS_MAX = 64;

    private static final String SUFFIX = ".json";
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path folder;

    private KeyRing(Path folder) {
        this.folder = folder;
    }

    /**
     * A key in the folder.
     *
     * @param account the account, or null where an encrypted file of another wallet does not name it
     * @param encrypted whether a passphrase is needed
     */
    public record StoredKey(String name, @Nullable Account account, boolean encrypted, Path file) {}

    /** Asks somebody for the passphrase of a key. */
    public interface Passphrase {
        /** The passphrase; it is cleared after use. */
        char[] of(StoredKey key);
    }

    /** The keys in a folder, which is made with the first key. */
    public static KeyRing at(Path folder) {
        return new KeyRing(folder);
    }

    /** Makes a key and keeps it, encrypted where a passphrase is given. */
    public StoredKey create(String name, PaymentChain chain, char @Nullable [] passphrase) {
        checkName(name);
        return add(name, UserKey.generate(chain), passphrase);
    }

    /**
     * Keeps a key, encrypted where a passphrase is given.
     *
     * @throws CairnException.Incorrect {@code key-name-malformed} or {@code key-exists}
     * @throws CairnException.Unsupported for a passphrase over a key that is no eth key
     */
    public StoredKey add(String name, UserKey key, char @Nullable [] passphrase) {
        checkName(name);
        byte[] contents = passphrase == null ? Keystore.write(key) : Keystore.writeEncrypted(key, passphrase);
        Path file = folder.resolve(name + SUFFIX);
        try {
            makeFolder(folder);
            write(file, contents);
        } catch (FileAlreadyExistsException _) {
            // Told in our words; a key is never overwritten.
            throw new CairnException.Incorrect("key-exists", "name", "there is a key named " + name + " already");
        } catch (IOException e) {
            throw unavailable("cannot write " + file, e);
        }
        return new StoredKey(name, key.account(), passphrase != null, file);
    }

    /** All keys, by name. Refuses the folder where a file in it is no key. */
    public List<StoredKey> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<StoredKey> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String fileName = String.valueOf(file.getFileName());
                if (fileName.endsWith(SUFFIX)) {
                    keys.add(stored(fileName.substring(0, fileName.length() - SUFFIX.length()), file));
                }
            }
        } catch (IOException e) {
            throw unavailable("cannot read the folder " + folder, e);
        }
        return keys;
    }

    /**
     * The key of a name, an address or an identity.
     *
     * @throws CairnException.NotFound {@code key-not-found}
     */
    public StoredKey find(String nameOrAddress) {
        List<StoredKey> keys = list();
        return keys.stream()
                .filter(key -> key.name().equals(nameOrAddress))
                .findFirst()
                .or(() -> keys.stream()
                        .filter(key -> names(key.account(), nameOrAddress))
                        .findFirst())
                .orElseThrow(() ->
                        new CairnException.NotFound("key-not-found", "no key " + nameOrAddress + " in " + folder));
    }

    /**
     * The only key.
     *
     * @throws CairnException.NotFound {@code key-not-found} where there is none
     * @throws CairnException.Incorrect {@code key-ambiguous} where there are several
     */
    public StoredKey only() {
        List<StoredKey> keys = list();
        if (keys.isEmpty()) {
            throw new CairnException.NotFound("key-not-found", "no key in " + folder);
        }
        if (keys.size() > 1) {
            throw new CairnException.Incorrect("key-ambiguous", "key", "several keys in " + folder + ", name one");
        }
        return keys.getFirst();
    }

    /**
     * Reads a key.
     *
     * @throws CairnException.Incorrect {@code passphrase-wrong}, {@code keystore-malformed} or {@code
     *     key-file-open} where others may read a file that is not encrypted
     */
    public UserKey load(StoredKey key, Passphrase passphrase) {
        if (!key.encrypted()) {
            checkMode(key.file());
        }
        return Keystore.read(read(key.file()), () -> passphrase.of(key));
    }

    private static boolean names(@Nullable Account account, String wanted) {
        return account != null
                && (wanted.equals(account.text())
                        || (account.chain() == PaymentChain.ETH
                                ? wanted.equalsIgnoreCase(account.address())
                                : wanted.equals(account.address())));
    }

    private static StoredKey stored(String name, Path file) {
        try {
            Keystore.Summary summary = Keystore.summary(read(file));
            return new StoredKey(name, summary.account(), summary.encrypted(), file);
        } catch (CairnException.Incorrect e) {
            throw new CairnException.Incorrect(e.code(), e.at(), file + ": " + e.getMessage());
        }
    }

    static byte[] read(Path file) {
        try {
            if (Files.size(file) > Keystore.LENGTH_MAX) {
                throw Fields.malformed("", file + " is too long for a key file");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unavailable("cannot read " + file, e);
        }
    }

    static void write(Path file, byte[] contents) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, mode(file, "rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(contents);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, mode(folder, "rwx------"));
    }

    /** Refuses a file with an open secret that others may read. */
    static void checkMode(Path file) {
        try {
            boolean open = isPosix(file)
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
            if (open) {
                throw new CairnException.Incorrect(
                        "key-file-open", "key", "others may read " + file + ", which is not encrypted: chmod 600");
            }
        } catch (IOException e) {
            throw unavailable("cannot read " + file, e);
        }
    }

    private static FileAttribute<?>[] mode(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static void checkName(String name) {
        boolean wellFormed = !name.isEmpty() && name.length() <= NAME_CHARS_MAX;
        for (int i = 0; wellFormed && i < name.length(); i++) {
            char c = name.charAt(i);
            wellFormed =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        }
        if (!wellFormed) {
            throw new CairnException.Incorrect(
                    "key-name-malformed", "name", "a key's name has 1 to 64 letters, digits, '-' and '_'");
        }
    }

    static CairnException.Unavailable unavailable(String what, IOException cause) {
        return new CairnException.Unavailable("key-folder-unavailable", what, cause);
    }
}
