package io.cairn.engine.log;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Ed25519 public keys of the replicas that sign for a database, ascending. One node is a set of
 * one. Bytes: format 0x01, count (u16), then 32 bytes per key.
 */
public record ReplicaSet(List<byte[]> keys) {
    /** Most replicas that a database may have. */
    public static final int REPLICAS_MAX = 64;

    private static final int FORMAT = 1;
    private static final int KEY_BYTES = 32;

    /** Checks size and order. */
    public ReplicaSet {
        keys = List.copyOf(keys);
        boolean ordered = !keys.isEmpty() && keys.size() <= REPLICAS_MAX;
        for (int i = 0; ordered && i < keys.size(); i++) {
            ordered = keys.get(i).length == KEY_BYTES
                    && (i == 0 || Arrays.compareUnsigned(keys.get(i - 1), keys.get(i)) < 0);
        }
        if (!ordered) {
            throw new CairnException.Incorrect(
                    "replica-set-malformed", "replicas", "a replica set is 1 to 64 keys of 32 bytes, ascending");
        }
    }

    /** The set of one node. */
    public static ReplicaSet single(byte[] publicKey) {
        return new ReplicaSet(List.of(publicKey.clone()));
    }

    /** The canonical bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(3 + keys.size() * KEY_BYTES);
        writer.u8(FORMAT);
        writer.u16(keys.size());
        keys.forEach(writer::bytes);
        return writer.toBytes();
    }

    /** Parses canonical bytes. */
    public static ReplicaSet decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "replicas", "unknown replica set format " + format);
        }
        int count = reader.u16();
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(reader.bytes(KEY_BYTES));
        }
        reader.expectEnd();
        return new ReplicaSet(keys);
    }

    /** The hash that headers carry. */
    public Hash hash() {
        return Sha256.hash(encode());
    }

    /** Whether the key belongs to the set. */
    public boolean contains(byte[] publicKey) {
        return keys.stream().anyMatch(key -> Arrays.equals(key, publicKey));
    }
}
