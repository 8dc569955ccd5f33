package io.cairn.client.key;

import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;

/**
 * Signs with the key of a session, for the account that opened it.
 *
 * @param key the session's key
 * @param sessionOf the account that everything it signs acts for
 */
public record SessionSigner(Signer key, Account sessionOf) implements Signer {
    @Override
    public Scheme scheme() {
        return key.scheme();
    }

    @Override
    public byte[] publicKey() {
        return key.publicKey();
    }

    @Override
    public Account account() {
        return key.account();
    }

    @Override
    public byte[] sign(SignedMessage message) {
        return key.sign(message);
    }
}
