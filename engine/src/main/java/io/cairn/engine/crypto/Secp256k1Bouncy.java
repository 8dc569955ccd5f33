package io.cairn.engine.crypto;

import io.cairn.engine.model.Check;
import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/** secp256k1 with BouncyCastle's curve arithmetic: on every platform, at a third of the speed. */
final class Secp256k1Bouncy implements Secp256k1Provider {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final BigInteger ORDER = CURVE.getN();
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
    private static final int SCALAR_BYTES = 32;

    private final String name;

    Secp256k1Bouncy(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte @Nullable [] recover(byte[] digest, byte[] signature, int recoveryId) {
        byte[] encoded = new byte[1 + SCALAR_BYTES];
        encoded[0] = (byte) (2 + recoveryId);
        System.arraycopy(signature, 0, encoded, 1, SCALAR_BYTES);
        ECPoint nonce = decode(encoded);
        if (nonce == null) {
            return null;
        }
        BigInteger r = new BigInteger(1, signature, 0, SCALAR_BYTES);
        BigInteger s = new BigInteger(1, signature, SCALAR_BYTES, SCALAR_BYTES);
        BigInteger inverse = BigIntegers.modOddInverseVar(ORDER, r);
        BigInteger u1 = new BigInteger(1, digest).negate().multiply(inverse).mod(ORDER);
        BigInteger u2 = s.multiply(inverse).mod(ORDER);
        ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u1, nonce, u2);
        return key.isInfinity() ? null : key.getEncoded(false);
    }

    @Override
    public byte @Nullable [] uncompressed(byte[] publicKey) {
        ECPoint point = decode(publicKey);
        return point == null ? null : point.getEncoded(false);
    }

    @Override
    public byte[] publicKey(byte[] secretKey) {
        return multiplyBase(new BigInteger(1, secretKey)).getEncoded(false);
    }

    @Override
    public byte[] sign(byte[] secretKey, byte[] digest) {
        BigInteger secret = new BigInteger(1, secretKey);
        HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
        nonces.init(ORDER, secret, digest);
        BigInteger nonce = nonces.nextK();
        ECPoint point = multiplyBase(nonce).normalize();
        BigInteger r = point.getAffineXCoord().toBigInteger().mod(ORDER);
        BigInteger s = BigIntegers.modOddInverse(ORDER, nonce)
                .multiply(new BigInteger(1, digest).add(secret.multiply(r)))
                .mod(ORDER);
        Check.invariant(r.signum() > 0 && s.signum() > 0, "r and s are zero with negligible probability only");
        boolean isHigh = s.compareTo(HALF_ORDER) > 0;
        byte[] signature = new byte[2 * SCALAR_BYTES + 1];
        BigIntegers.asUnsignedByteArray(r, signature, 0, SCALAR_BYTES);
        BigIntegers.asUnsignedByteArray(isHigh ? ORDER.subtract(s) : s, signature, SCALAR_BYTES, SCALAR_BYTES);
        // Taking -s for s takes the point's mirror image. That x is beyond the order has never been seen.
        signature[2 * SCALAR_BYTES] = (byte) (point.getAffineYCoord().testBitZero() == isHigh ? 0 : 1);
        return signature;
    }

    private static ECPoint multiplyBase(BigInteger scalar) {
        return new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar);
    }

    private static @Nullable ECPoint decode(byte[] compressed) {
        try {
            return CURVE.getCurve().decodePoint(compressed);
        } catch (IllegalArgumentException _) {
            // The library's only way to say that no point has this x.
            return null;
        }
    }
}
