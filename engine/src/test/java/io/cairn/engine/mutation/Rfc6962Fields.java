package io.cairn.engine.mutation;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Hashes of encoded mutations and bundles, written from the definition and sharing no code with the engine. */
final class Rfc6962Fields {
    private record Field(int tag, byte[] value) {}

    private Rfc6962Fields() {}

    private static List<Field> fields(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded, 1, encoded.length - 1);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            int tag = in.get();
            byte[] value = new byte[in.getInt()];
            in.get(value);
            fields.add(new Field(tag, value));
        }
        return fields;
    }

    static List<byte[]> leaves(byte[] encoded, int tagMax) {
        return fields(encoded).stream()
                .filter(field -> field.tag() <= tagMax)
                .map(field -> leaf(field.tag(), field.value()))
                .toList();
    }

    static byte[] root(byte[] encoded, int tagMax) {
        return tree(leaves(encoded, tagMax));
    }

    static List<byte[]> mutations(byte[] bundle) {
        ByteBuffer in = ByteBuffer.wrap(fields(bundle).getLast().value());
        List<byte[]> mutations = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] mutation = new byte[in.getInt()];
            in.get(mutation);
            mutations.add(mutation);
        }
        return mutations;
    }

    static byte[] leaf(int tag, byte[] value) {
        return sha256(ByteBuffer.allocate(6 + value.length)
                .put((byte) 0)
                .put((byte) tag)
                .putInt(value.length)
                .put(value)
                .array());
    }

    static byte[] leaf(byte[] value) {
        return sha256(
                ByteBuffer.allocate(1 + value.length).put((byte) 0).put(value).array());
    }

    static byte[] tree(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return sha256(ByteBuffer.allocate(65)
                .put((byte) 1)
                .put(tree(leaves.subList(0, split)))
                .put(tree(leaves.subList(split, leaves.size())))
                .array());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
