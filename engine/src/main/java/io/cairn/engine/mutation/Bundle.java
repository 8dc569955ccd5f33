package io.cairn.engine.mutation;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.log.MerkleLog;
import io.cairn.engine.log.TaggedFields;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A group of mutations carried by a payer (DIP-000): each keeps its own sender and fate, the payer
 * is charged. The root covers version, chain, payment chain, nonce and the RFC 6962 root of the inner
 * mutations' roots (tag 9).
 */
public record Bundle(
        String version,
        String chainId,
        String paymentChain,
        long nonce,
        List<Mutation> mutations,
        byte[] signature,
        byte[] publicKey) {
    /** The format byte of an encoded bundle. */
    public static final int FORMAT = 0x02;
    /** Most mutations in one bundle. */
    public static final int MUTATIONS_MAX = 10_000;

    private static final int TAG_MUTATIONS = 9;

    /** Copies the list and checks its size. */
    public Bundle {
        mutations = List.copyOf(mutations);
        if (mutations.isEmpty() || mutations.size() > MUTATIONS_MAX) {
            throw new CairnException.Incorrect(
                    "bundle-size", "mutation_list", "a bundle holds 1 to " + MUTATIONS_MAX + " mutations");
        }
    }

    /** The RFC 6962 root whose leaves are the roots of the inner mutations. */
    public Hash mutationsRoot() {
        return mutationsRoot(mutations.stream().map(Mutation::root).toList());
    }

    static Hash mutationsRoot(List<Hash> roots) {
        List<Hash> leaves = new ArrayList<>(roots.size());
        roots.forEach(root -> leaves.add(MerkleLog.leafHash(root.toBytes())));
        return MerkleLog.root(leaves);
    }

    /** The root of the five signed fields: what the payer signs. */
    public Hash root() {
        return root(mutationsRoot());
    }

    Hash root(Hash mutationsRoot) {
        return head().put(TAG_MUTATIONS, mutationsRoot).build().root();
    }

    /** The canonical bytes. */
    public byte[] encode() {
        ByteWriter list = new ByteWriter(1024);
        for (Mutation mutation : mutations) {
            byte[] bytes = mutation.encode();
            list.u32(bytes.length);
            list.bytes(bytes);
        }
        return head().put(Mutation.TAG_SIGNATURE, signature)
                .put(Mutation.TAG_PUBLIC_KEY, publicKey)
                .put(TAG_MUTATIONS, list.toBytes())
                .build()
                .encode();
    }

    /** The same bundle with another signature. */
    public Bundle withSignature(byte[] newSignature, byte[] newPublicKey) {
        return new Bundle(version, chainId, paymentChain, nonce, mutations, newSignature, newPublicKey);
    }

    /** The scheme of the payer's signature. */
    public Scheme scheme() {
        return Mutation.scheme(signature);
    }

    /** Parses canonical bytes. */
    public static Bundle decode(byte[] bytes) {
        if (bytes.length > Mutation.BYTES_MAX) {
            throw new CairnException.Incorrect(
                    "mutation-too-large", "", "a bundle has at most " + Mutation.BYTES_MAX + " bytes");
        }
        TaggedFields fields = TaggedFields.decode(bytes, FORMAT, "bundle");
        for (TaggedFields.Field field : fields.fields()) {
            if (field.tag() > TAG_MUTATIONS || field.tag() == 5 || field.tag() == 6) {
                throw new CairnException.Incorrect("field-unknown", "bundle", "unknown field with tag " + field.tag());
            }
        }
        return new Bundle(
                Mutation.text(fields, Mutation.TAG_VERSION, "", "version"),
                Mutation.text(fields, Mutation.TAG_CHAIN_ID, "", "chain_id"),
                Mutation.text(fields, Mutation.TAG_PAYMENT_CHAIN, "", "sender_payment_chain_id"),
                Mutation.nonce(fields, ""),
                decodeList(fields.require(TAG_MUTATIONS, "mutation_list")),
                fields.require(Mutation.TAG_SIGNATURE, "sender_signature"),
                fields.require(Mutation.TAG_PUBLIC_KEY, "sender_public_key"));
    }

    private static List<Mutation> decodeList(byte[] bytes) {
        List<Mutation> mutations = new ArrayList<>();
        ByteReader reader = new ByteReader(bytes);
        while (reader.remaining() > 0) {
            if (mutations.size() == MUTATIONS_MAX) {
                throw new CairnException.Incorrect("bundle-size", "mutation_list", "too many mutations");
            }
            mutations.add(Mutation.decode(
                    reader.bytes((int) Math.min(reader.u32(), Integer.MAX_VALUE)),
                    "mutation_list/" + mutations.size() + "/"));
        }
        return mutations;
    }

    private TaggedFields.Builder head() {
        return TaggedFields.builder(FORMAT)
                .put(Mutation.TAG_VERSION, version.getBytes(StandardCharsets.UTF_8))
                .put(Mutation.TAG_CHAIN_ID, chainId.getBytes(StandardCharsets.UTF_8))
                .put(Mutation.TAG_PAYMENT_CHAIN, paymentChain.getBytes(StandardCharsets.UTF_8))
                .put(Mutation.TAG_NONCE, nonce);
    }
}
