package io.cairn.node.store;

import io.cairn.engine.model.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys of the store: big-endian, so that they sort as their numbers do. */
final class StoreKeys {
    private StoreKeys() {}

    /** Before all keys of a database, and behind those of the one before. */
    static byte[] start(int database) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(database).array();
    }

    /** A page id or a height. */
    static byte[] number(int database, long number) {
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(database)
                .putLong(number)
                .array();
    }

    static byte[] logNode(int database, int level, long index) {
        return ByteBuffer.allocate(Integer.BYTES + 1 + Long.BYTES)
                .putInt(database)
                .put((byte) level)
                .putLong(index)
                .array();
    }

    static byte[] mutation(int database, Hash id) {
        byte[] key = new byte[Integer.BYTES + Hash.BYTES];
        ByteBuffer.wrap(key).putInt(database);
        id.copyTo(key, Integer.BYTES);
        return key;
    }

    static byte[] name(int database, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(database)
                .put(bytes)
                .array();
    }
}
