package io.cairn.client.key;

import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Secp256k1Key;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.PaymentChain;

/** A secp256k1 key. */
record EthereumKey(Secp256k1Key key) implements UserKey {
    @Override
    public Account account() {
        return Signatures.account(Scheme.SECP256K1_EIP191, key.publicKey());
    }

    @Override
    public Scheme scheme() {
        return Scheme.SECP256K1_EIP191;
    }

    @Override
    public Signer signer(Scheme scheme) {
        UserKey.checkScheme(scheme, PaymentChain.ETH);
        return new PreimageSigner(scheme, key.publicKey(), account(), key::sign);
    }

    @Override
    public String toString() {
        return "key of " + account();
    }
}
