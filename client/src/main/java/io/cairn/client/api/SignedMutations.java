package io.cairn.client.api;

import io.cairn.client.key.Signer;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.PayloadWriter;

/** Signs mutations. */
public final class SignedMutations {
    private SignedMutations() {}

    /**
     * A mutation signed by {@code signer}.
     *
     * @param chainId the database's chain id; the network's name for one that makes a database
     * @param nonce 1 or more, never used before by this account in this database
     */
    public static Mutation sign(Signer signer, String chainId, long nonce, Payload payload) {
        Mutation unsigned = unsigned(signer, chainId, nonce, payload);
        SignedMessage message = new SignedMessage.OfMutation(
                unsigned.root(),
                new SignedMessage.Origin(unsigned.version(), chainId, unsigned.paymentChain(), nonce),
                unsigned.type(),
                unsigned.data());
        return unsigned.withSignature(signature(signer, message), unsigned.publicKey());
    }

    /** The same before {@code signer} has signed it. */
    public static Mutation unsigned(Signer signer, String chainId, long nonce, Payload payload) {
        Account sessionOf = signer.sessionOf();
        Payload asked = sessionOf == null ? payload : payload.inSessionOf(sessionOf);
        return new Mutation(
                Mutation.VERSION,
                chainId,
                signer.account().chain().symbol(),
                nonce,
                asked.operation().type().name(),
                PayloadWriter.write(asked),
                new byte[0],
                signer.publicKey());
    }

    /** The signature of {@code message} as a mutation or bundle holds it: behind the byte of its scheme. */
    public static byte[] signature(Signer signer, SignedMessage message) {
        byte[] bare = signer.sign(message);
        byte[] signature = new byte[1 + bare.length];
        signature[0] = (byte) signer.scheme().id();
        System.arraycopy(bare, 0, signature, 1, bare.length);
        return signature;
    }
}
