package io.cairn.node.ruletest;

import io.cairn.client.key.Signer;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Secp256k1Key;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;
import java.nio.charset.StandardCharsets;

/** A user of a trial, whose key follows from the name: nothing may depend on its being secret. */
record TrialSigner(Secp256k1Key key) implements Signer {
    static TrialSigner named(String name) {
        byte[] seed = ("cairn rule test\n" + name).getBytes(StandardCharsets.UTF_8);
        return new TrialSigner(Secp256k1Key.of(Sha256.hash(seed).toBytes()));
    }

    @Override
    public Scheme scheme() {
        return Scheme.SECP256K1_EIP191;
    }

    @Override
    public Account account() {
        return Signatures.account(scheme(), publicKey());
    }

    @Override
    public byte[] publicKey() {
        return key.publicKey();
    }

    @Override
    public byte[] sign(SignedMessage message) {
        return key.sign(Signatures.preimage(scheme(), message));
    }
}
