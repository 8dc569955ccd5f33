package io.cairn.engine.log;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of tagged fields and its hash: the form of mutations, bundles and block headers.
 *
 * <p>Bytes: one format byte, then per field, tags ascending: tag (u8), length (u32 BE), value. Hash:
 * the RFC 6962 tree over one leaf per hashed field, leaf = SHA-256(0x00 | tag | length | value), so
 * that any field can be shown without the others. See {@code docs/formats.md}.
 */
public final class TaggedFields {
    /** What stands before the value of each field: its tag and length. */
    public static final int HEAD_BYTES = 5;

    private static final byte[] LEAF_PREFIX = {0};
    private static final int FIELDS_MAX = 255;

    private final int format;
    private final List<Field> fields;

    /** One field. */
    public record Field(int tag, byte[] value) {}

    private TaggedFields(int format, List<Field> fields) {
        this.format = format;
        this.fields = fields;
    }

    /** The format byte in front of the fields. */
    public int format() {
        return format;
    }

    /** The fields by ascending tag. */
    public List<Field> fields() {
        return fields;
    }

    /** The value of a field, or null where absent. */
    public byte @Nullable [] find(int tag) {
        for (Field field : fields) {
            if (field.tag() == tag) {
                return field.value();
            }
        }
        return null;
    }

    /** The value of a field that must be there; refused as {@code field-missing}. */
    public byte[] require(int tag, String name) {
        byte[] value = find(tag);
        if (value == null) {
            throw new CairnException.Incorrect("field-missing", name, "the field " + name + " is missing");
        }
        return value;
    }

    /** Parses a whole record; {@code bytes-malformed} where the form is broken. */
    public static TaggedFields decode(byte[] bytes, int format, String at) {
        ByteReader reader = new ByteReader(bytes);
        int found = reader.u8();
        if (found != format) {
            throw new CairnException.Incorrect(
                    "format-unknown", at, "expected a record of format " + format + ", found " + found);
        }
        List<Field> fields = new ArrayList<>(8);
        int last = 0;
        while (reader.remaining() > 0) {
            int tag = reader.u8();
            if (tag <= last || fields.size() == FIELDS_MAX) {
                throw new CairnException.Incorrect(
                        "field-order", at, "field tags must ascend: " + tag + " after " + last);
            }
            last = tag;
            fields.add(new Field(tag, reader.bytes(length(reader))));
        }
        return new TaggedFields(found, fields);
    }

    private static int length(ByteReader reader) {
        long length = reader.u32();
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    /** Starts a record. */
    public static Builder builder(int format) {
        return new Builder(format);
    }

    /** The canonical bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(256);
        writer.u8(format);
        for (Field field : fields) {
            writer.u8(field.tag());
            writer.u32(field.value().length);
            writer.bytes(field.value());
        }
        return writer.toBytes();
    }

    /** The root over the leaves of all fields. */
    public Hash root() {
        List<Hash> leaves = new ArrayList<>(fields.size());
        for (Field field : fields) {
            leaves.add(leaf(field.tag(), field.value()));
        }
        return MerkleLog.root(leaves);
    }

    /** The leaf hash of one field. */
    public static Hash leaf(int tag, byte[] value) {
        int length = value.length;
        byte[] head = {(byte) tag, (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
        };
        return Sha256.hash(LEAF_PREFIX, head, value);
    }

    /** Collects fields in ascending order of tag. */
    public static final class Builder {
        private final int format;
        private final List<Field> fields = new ArrayList<>(16);

        private Builder(int format) {
            this.format = format;
        }

        /** Adds a field. */
        public Builder put(int tag, byte[] value) {
            fields.add(new Field(tag, value));
            return this;
        }

        /** Adds a big-endian 64-bit field. */
        public Builder put(int tag, long value) {
            byte[] bytes = new byte[8];
            for (int i = 0; i < 8; i++) {
                bytes[i] = (byte) (value >>> (56 - 8 * i));
            }
            return put(tag, bytes);
        }

        /** Adds a hash. */
        public Builder put(int tag, Hash value) {
            return put(tag, value.toBytes());
        }

        /** The record. */
        public TaggedFields build() {
            return new TaggedFields(format, List.copyOf(fields));
        }
    }
}
