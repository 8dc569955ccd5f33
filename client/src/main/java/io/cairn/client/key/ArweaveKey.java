package io.cairn.client.key;

import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;

/** An RSA key. Signs with a salt of 32 random bytes, as Arweave's wallets do. */
record ArweaveKey(RSAPrivateCrtKey key) implements UserKey {
    /** The size of Arweave's own wallets. */
    static final int BITS = 4096;

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    static ArweaveKey generate(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
            return new ArweaveKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw Secrets.platformBroken(e);
        }
    }

    @Override
    public Account account() {
        return Signatures.account(Scheme.RSA_PSS_SHA256, modulus());
    }

    @Override
    public Scheme scheme() {
        return Scheme.RSA_PSS_SHA256;
    }

    @Override
    public Signer signer(Scheme scheme) {
        UserKey.checkScheme(scheme, PaymentChain.AR);
        return new PreimageSigner(scheme, modulus(), account(), this::sign);
    }

    byte[] modulus() {
        return unsigned(key.getModulus());
    }

    /** Big-endian without leading zeros. */
    static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(PSS);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new CairnException.Fault("signing-failed", "this RSA key cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return "key of " + account();
    }
}
