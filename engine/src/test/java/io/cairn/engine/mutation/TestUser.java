package io.cairn.engine.mutation;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Secp256k1Key;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Somebody with one key, made from a number, who signs whatever a test asks for. */
public final class TestUser {
    /** Signs a preimage. */
    private final UnaryOperator<byte[]> signer;

    private final Scheme scheme;
    private final byte[] publicKey;
    private long nonce;

    private TestUser(Scheme scheme, byte[] publicKey, UnaryOperator<byte[]> signer) {
        this.scheme = scheme;
        this.publicKey = publicKey;
        this.signer = signer;
    }

    /** A user with an Ed25519 key, on the payment chain sol. */
    public static TestUser solana(int number) {
        NodeKey key = NodeKey.of(seed(number));
        return new TestUser(Scheme.ED25519, key.publicKey(), key::sign);
    }

    /** A user with a secp256k1 key who signs personal messages, on the payment chain eth. */
    public static TestUser ethereum(byte[] secret) {
        Secp256k1Key key = Secp256k1Key.of(secret);
        return new TestUser(Scheme.SECP256K1_EIP191, key.publicKey(), key::sign);
    }

    /** Thirty-two equal bytes. */
    public static byte[] seed(int number) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) number);
        return seed;
    }

    public Account account() {
        return Signatures.account(scheme, publicKey);
    }

    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The nonce that the next mutation takes. */
    public long nextNonce() {
        return nonce + 1;
    }

    /** A nonce that no other mutation of this user takes. */
    public long takeNonce() {
        return ++nonce;
    }

    public Mutation unsigned(String chainId, Payload payload, long atNonce) {
        return unsigned(chainId, payload.operation().type().name(), PayloadWriter.write(payload), atNonce);
    }

    public Mutation unsigned(String chainId, String type, byte[] data, long atNonce) {
        return new Mutation(
                Mutation.VERSION, chainId, scheme.chain().symbol(), atNonce, type, data, new byte[0], publicKey());
    }

    /** The same mutation signed by this user. */
    public Mutation sign(Mutation mutation) {
        return mutation.withSignature(
                signature(new SignedMessage.OfMutation(
                        mutation.root(),
                        origin(mutation.chainId(), mutation.nonce()),
                        mutation.type(),
                        mutation.data())),
                publicKey());
    }

    public Mutation sign(String chainId, Operation operation) {
        return sign(unsigned(chainId, new Payload(operation, Long.MAX_VALUE), takeNonce()));
    }

    public Mutation sign(String chainId, Operation operation, long atNonce) {
        return sign(unsigned(chainId, new Payload(operation, Long.MAX_VALUE), atNonce));
    }

    public Mutation signRaw(String chainId, String type, byte[] data) {
        return sign(unsigned(chainId, type, data, takeNonce()));
    }

    /** A bundle that this user pays for. */
    public Bundle bundle(String chainId, List<Mutation> mutations, long atNonce) {
        Bundle bundle = new Bundle(
                Mutation.VERSION, chainId, scheme.chain().symbol(), atNonce, mutations, new byte[0], publicKey());
        return sign(bundle);
    }

    public Bundle sign(Bundle bundle) {
        return bundle.withSignature(
                signature(new SignedMessage.OfBundle(
                        bundle.root(), origin(bundle.chainId(), bundle.nonce()), bundle.mutationsRoot())),
                publicKey());
    }

    private SignedMessage.Origin origin(String chainId, long atNonce) {
        return new SignedMessage.Origin(
                Mutation.VERSION, chainId, scheme.chain().symbol(), atNonce);
    }

    private byte[] signature(SignedMessage message) {
        return withScheme(scheme.id(), signer.apply(Signatures.preimage(scheme, message)));
    }

    /** A signature with its scheme byte in front, made of an id and the scheme's own bytes. */
    public static byte[] withScheme(int id, byte[] raw) {
        byte[] signature = new byte[raw.length + 1];
        signature[0] = (byte) id;
        System.arraycopy(raw, 0, signature, 1, raw.length);
        return signature;
    }
}
