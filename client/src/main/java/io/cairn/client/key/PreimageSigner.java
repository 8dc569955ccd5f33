package io.cairn.client.key;

import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;
import java.util.function.UnaryOperator;

/** Signs the preimage of a message with a primitive. */
record PreimageSigner(Scheme scheme, byte[] key, Account account, UnaryOperator<byte[]> primitive) implements Signer {
    @Override
    public byte[] publicKey() {
        return key.clone();
    }

    @Override
    public byte[] sign(SignedMessage message) {
        return primitive.apply(Signatures.preimage(scheme, message));
    }
}
