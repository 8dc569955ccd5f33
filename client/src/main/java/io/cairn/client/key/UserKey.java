package io.cairn.client.key;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Secp256k1Key;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import java.security.SecureRandom;

/** A secret key of a user. Its text never shows the secret. */
public sealed interface UserKey permits EthereumKey, SolanaKey, ArweaveKey {
    /** The account of this key. */
    Account account();

    /** The scheme that this key signs in unless told otherwise. */
    Scheme scheme();

    /**
     * A signer in a scheme of this key's chain.
     *
     * @throws CairnException.Incorrect {@code scheme-mismatch} for a scheme of another chain
     */
    Signer signer(Scheme scheme);

    /** A signer in {@link #scheme}. */
    default Signer signer() {
        return signer(scheme());
    }

    /** A secp256k1 key of 32 bytes; signs as EIP-191 or EIP-712. */
    static UserKey ethereum(byte[] secret) {
        return new EthereumKey(Secp256k1Key.of(secret));
    }

    /** An Ed25519 key of a seed of 32 bytes. */
    static UserKey solana(byte[] seed) {
        return new SolanaKey(seed.clone(), NodeKey.of(seed));
    }

    /** A new key: for {@code ar} an RSA key of 4096 bits, which takes seconds to find. */
    static UserKey generate(PaymentChain chain) {
        return switch (chain) {
            case ETH -> ethereum(Secrets.scalar(new SecureRandom()));
            case SOL -> solana(Secrets.bytes(new SecureRandom(), NodeKey.SEED_BYTES));
            case AR -> ArweaveKey.generate(ArweaveKey.BITS);
        };
    }

    /** Refuses a scheme of another chain. */
    static void checkScheme(Scheme scheme, PaymentChain chain) {
        if (scheme.chain() != chain) {
            throw new CairnException.Incorrect(
                    "scheme-mismatch",
                    "scheme",
                    "a key of chain " + chain.symbol() + " does not sign in scheme " + scheme.name());
        }
    }
}
