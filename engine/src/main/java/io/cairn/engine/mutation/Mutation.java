package io.cairn.engine.mutation;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.log.TaggedFields;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;

/**
 * One signed intention of a user: DB3's record (DIP-000).
 *
 * <p>{@code signature} is a scheme byte followed by the scheme's own bytes; it is empty for a mutation
 * inside a bundle that its own signer pays for. The root covers every field but signature and key.
 */
public record Mutation(
        String version,
        String chainId,
        String paymentChain,
        long nonce,
        String type,
        byte[] data,
        byte[] signature,
        byte[] publicKey) {
    /** The format byte of an encoded mutation. */
    public static final int FORMAT = 0x01;
    /** The only version of the format. */
    public static final String VERSION = "1";
    /** Longest encoded mutation or bundle in bytes. */
    public static final int BYTES_MAX = 16 * 1024 * 1024;

    static final int TAG_VERSION = 1;
    static final int TAG_CHAIN_ID = 2;
    static final int TAG_PAYMENT_CHAIN = 3;
    static final int TAG_NONCE = 4;
    static final int TAG_SIGNATURE = 7;
    static final int TAG_PUBLIC_KEY = 8;
    private static final int TAG_TYPE = 5;
    private static final int TAG_DATA = 6;
    private static final int SIGNED_TAGS_MAX = 6;
    private static final int NAME_BYTES_MAX = 256;
    private static final byte[] ID_PREFIX = {0x02};

    /** The root of the six signed fields: what is signed. */
    public Hash root() {
        return signedFields().build().root();
    }

    /** The id: a hash of the root and the sender, never of the signature. */
    public static Hash id(Hash root, Account sender) {
        return Sha256.hash(ID_PREFIX, root.toBytes(), sender.text().getBytes(StandardCharsets.UTF_8));
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return signedFields()
                .put(TAG_SIGNATURE, signature)
                .put(TAG_PUBLIC_KEY, publicKey)
                .build()
                .encode();
    }

    /** How many bytes {@link #encode} gives. */
    int size() {
        int texts = bytes(version) + bytes(chainId) + bytes(paymentChain) + bytes(type);
        int values = texts + Long.BYTES + data.length + signature.length + publicKey.length;
        return 1 + TAG_PUBLIC_KEY * TaggedFields.HEAD_BYTES + values;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The same mutation with another signature. */
    public Mutation withSignature(byte[] newSignature, byte[] newPublicKey) {
        return new Mutation(version, chainId, paymentChain, nonce, type, data, newSignature, newPublicKey);
    }

    /** The scheme of the signature; refuses an empty one. */
    public Scheme scheme() {
        return scheme(signature);
    }

    static Scheme scheme(byte[] signature) {
        if (signature.length == 0) {
            throw new CairnException.Incorrect("signature-missing", "sender_signature", "the signature is empty");
        }
        return Scheme.of(signature[0] & 0xFF);
    }

    /** Parses canonical bytes. */
    public static Mutation decode(byte[] bytes) {
        return decode(bytes, "");
    }

    static Mutation decode(byte[] bytes, String at) {
        if (bytes.length > BYTES_MAX) {
            throw new CairnException.Incorrect(
                    "mutation-too-large", at, "a mutation has at most " + BYTES_MAX + " bytes");
        }
        TaggedFields fields = TaggedFields.decode(bytes, FORMAT, at);
        for (TaggedFields.Field field : fields.fields()) {
            if (field.tag() > TAG_PUBLIC_KEY) {
                throw new CairnException.Incorrect("field-unknown", at, "unknown field with tag " + field.tag());
            }
        }
        return new Mutation(
                text(fields, TAG_VERSION, at, "version"),
                text(fields, TAG_CHAIN_ID, at, "chain_id"),
                text(fields, TAG_PAYMENT_CHAIN, at, "sender_payment_chain_id"),
                nonce(fields, at),
                text(fields, TAG_TYPE, at, "type"),
                fields.require(TAG_DATA, at + "data"),
                fields.require(TAG_SIGNATURE, at + "sender_signature"),
                fields.require(TAG_PUBLIC_KEY, at + "sender_public_key"));
    }

    static String text(TaggedFields fields, int tag, String at, String name) {
        byte[] value = fields.require(tag, at + name);
        if (value.length == 0 || value.length > NAME_BYTES_MAX) {
            throw new CairnException.Incorrect(
                    "field-malformed", at + name, name + " has 1 to " + NAME_BYTES_MAX + " bytes, not " + value.length);
        }
        return new ByteReader(value).utf8(value.length);
    }

    static long nonce(TaggedFields fields, String at) {
        byte[] value = fields.require(TAG_NONCE, at + "nonce");
        long nonce = value.length == Long.BYTES ? new ByteReader(value).u64() : 0;
        if (nonce < 1) {
            throw new CairnException.Incorrect(
                    "nonce-malformed", at + "nonce", "a nonce is a number of 1 or more in 8 bytes");
        }
        return nonce;
    }

    /** The leaf hash of one signed field, for disclosing some fields only. */
    public Hash leaf(int tag) {
        if (tag < TAG_VERSION || tag > SIGNED_TAGS_MAX) {
            throw new CairnException.Incorrect("field-unknown", "tag", "signed fields have tags 1 to 6");
        }
        TaggedFields.Field field = signedFields().build().fields().get(tag - 1);
        return TaggedFields.leaf(field.tag(), field.value());
    }

    private TaggedFields.Builder signedFields() {
        return TaggedFields.builder(FORMAT)
                .put(TAG_VERSION, version.getBytes(StandardCharsets.UTF_8))
                .put(TAG_CHAIN_ID, chainId.getBytes(StandardCharsets.UTF_8))
                .put(TAG_PAYMENT_CHAIN, paymentChain.getBytes(StandardCharsets.UTF_8))
                .put(TAG_NONCE, nonce)
                .put(TAG_TYPE, type.getBytes(StandardCharsets.UTF_8))
                .put(TAG_DATA, data);
    }
}
