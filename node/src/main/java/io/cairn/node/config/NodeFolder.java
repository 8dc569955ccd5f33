package io.cairn.node.config;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.CairnException;
import io.cairn.node.database.NodeIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A node's folder: its key, its network and the lock that keeps a second node out.
 *
 * <p>{@code node.key} holds the seed of the node's Ed25519 key in hexadecimal, readable by its owner only; {@code
 * node.pub} its public key; {@code network} the name of the network.
 */
public final class NodeFolder implements AutoCloseable {
    private static final int NETWORK_DIGITS = 12;

    private final Path folder;
    private final NodeIdentity identity;
    private final FileChannel lockFile;
    private final FileLock lock;

    private NodeFolder(Path folder, NodeIdentity identity, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.identity = identity;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Opens or makes a folder; {@code network} may be empty. */
    public static NodeFolder open(Path folder, String network) {
        try {
            Files.createDirectories(folder);
            FileChannel lockFile =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(lockFile);
            if (lock == null) {
                lockFile.close();
                throw new CairnException.Unavailable(
                        "folder-in-use", "another node uses " + folder + "; stop it or choose another --data folder");
            }
            try {
                NodeKey key = key(folder);
                return new NodeFolder(folder, new NodeIdentity(network(folder, network, key), key), lockFile, lock);
            } catch (IOException | RuntimeException unusable) {
                lockFile.close();
                throw unusable;
            }
        } catch (IOException e) {
            throw new CairnException.Unavailable("disk-failed", "cannot use " + folder + ": " + e.getMessage(), e);
        }
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException here) {
            throw new CairnException.Unavailable("folder-in-use", "this process uses the folder already", here);
        }
    }

    private static NodeKey key(Path folder) throws IOException {
        Path file = folder.resolve("node.key");
        if (!Files.exists(file)) {
            byte[] seed = new byte[NodeKey.SEED_BYTES];
            new SecureRandom().nextBytes(seed);
            Path fresh = folder.resolve("node.key.new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, HexFormat.of().formatHex(seed) + "\n");
            Files.move(fresh, file);
        }
        NodeKey key = parse(Files.readString(file).strip(), file);
        Path publicFile = folder.resolve("node.pub");
        String publicHex = HexFormat.of().formatHex(key.publicKey()) + "\n";
        if (!Files.exists(publicFile)) {
            Files.writeString(publicFile, publicHex);
        } else if (!Files.readString(publicFile).equals(publicHex)) {
            throw new CairnException.Corrupt(
                    "node-key-damaged", file.toString(), file + " and " + publicFile + " do not belong together");
        }
        return key;
    }

    /** The key of a node that may be running; {@code node-key-not-found} where the folder holds none. */
    public static NodeKey readKey(Path folder) {
        Path file = folder.resolve("node.key");
        if (!Files.exists(file)) {
            throw new CairnException.NotFound("node-key-not-found", "there is no node's key in " + folder);
        }
        try {
            return parse(Files.readString(file).strip(), file);
        } catch (IOException e) {
            throw new CairnException.Unavailable("disk-failed", "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static NodeKey parse(String hex, Path file) {
        try {
            byte[] seed = HexFormat.of().parseHex(hex);
            if (seed.length == NodeKey.SEED_BYTES) {
                return NodeKey.of(seed);
            }
        } catch (IllegalArgumentException malformed) {
            throw new CairnException.Corrupt("node-key-damaged", file.toString(), file + " is no key");
        }
        throw new CairnException.Corrupt("node-key-damaged", file.toString(), file + " is no key of 32 bytes");
    }

    private static String network(Path folder, String wanted, NodeKey key) throws IOException {
        Path file = folder.resolve("network");
        if (!Files.exists(file)) {
            String made = "local-" + HexFormat.of().formatHex(key.publicKey()).substring(0, NETWORK_DIGITS);
            Files.writeString(file, (wanted.isEmpty() ? made : wanted) + "\n");
        }
        String network = Files.readString(file).strip();
        if (!wanted.isEmpty() && !wanted.equals(network)) {
            throw new CairnException.Incorrect(
                    "network-fixed", "the folder " + folder + " belongs to the network " + network);
        }
        return network;
    }

    /** Who the node is. */
    public NodeIdentity identity() {
        return identity;
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new CairnException.Unavailable("disk-failed", "cannot release the lock of " + folder, e);
        }
    }
}
