package io.cairn.client.key;

import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;
import org.jspecify.annotations.Nullable;

/** Somebody who signs with one key in one scheme: a key in memory, or a wallet elsewhere. Safe for several threads. */
public interface Signer {
    /** The scheme of the signatures. */
    Scheme scheme();

    /** The public key in the form of the scheme. */
    byte[] publicKey();

    /** The account of the key. */
    Account account();

    /** The account in whose session the key signs; null where it signs for itself. */
    default @Nullable Account sessionOf() {
        return null;
    }

    /** A signature without its scheme byte. */
    byte[] sign(SignedMessage message);
}
