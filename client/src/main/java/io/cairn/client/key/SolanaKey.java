package io.cairn.client.key;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.PaymentChain;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An Ed25519 key. */
record SolanaKey(byte[] seed, NodeKey key) implements UserKey {
    @Override
    public Account account() {
        return Account.of(PaymentChain.SOL, key.publicKey());
    }

    @Override
    public Scheme scheme() {
        return Scheme.ED25519;
    }

    @Override
    public Signer signer(Scheme scheme) {
        UserKey.checkScheme(scheme, PaymentChain.SOL);
        return new PreimageSigner(scheme, key.publicKey(), account(), key::sign);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SolanaKey that && Arrays.equals(seed, that.seed);
    }

    @Override
    public int hashCode() {
        return account().hashCode();
    }

    @Override
    public String toString() {
        return "key of " + account();
    }
}
