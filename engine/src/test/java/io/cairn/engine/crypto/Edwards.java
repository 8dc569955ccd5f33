package io.cairn.engine.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** edwards25519 as RFC 8032 writes it, slow and plain: makes keys and signatures that no honest signer makes. */
record Edwards(BigInteger x, BigInteger y) {
    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    static final Edwards NEUTRAL = new Edwards(BigInteger.ZERO, BigInteger.ONE);
    static final Edwards BASE = decode(
            BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P), false);

    static Edwards decode(BigInteger y, boolean odd) {
        BigInteger yy = y.multiply(y);
        BigInteger xx = yy.subtract(BigInteger.ONE)
                .multiply(D.multiply(yy).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(xx)) {
            x = x.multiply(BigInteger.TWO.modPow(P.shiftRight(2), P)).mod(P);
        }
        if (!x.multiply(x).mod(P).equals(xx)) {
            throw new ArithmeticException("no point");
        }
        return new Edwards(x.testBit(0) == odd ? x : P.subtract(x).mod(P), y);
    }

    Edwards add(Edwards other) {
        BigInteger cross = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y);
        BigInteger newX = x.multiply(other.y)
                .add(other.x.multiply(y))
                .multiply(BigInteger.ONE.add(cross).modInverse(P));
        BigInteger newY = y.multiply(other.y)
                .add(x.multiply(other.x))
                .multiply(BigInteger.ONE.subtract(cross).modInverse(P));
        return new Edwards(newX.mod(P), newY.mod(P));
    }

    Edwards times(BigInteger scalar) {
        Edwards sum = NEUTRAL;
        for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
            sum = sum.add(sum);
            sum = scalar.testBit(bit) ? sum.add(this) : sum;
        }
        return sum;
    }

    byte[] encode() {
        return encode(y, x.testBit(0));
    }

    static byte[] encode(BigInteger y, boolean odd) {
        byte[] bytes = littleEndian(y);
        bytes[31] |= (byte) (odd ? 0x80 : 0);
        return bytes;
    }

    static byte[] littleEndian(BigInteger value) {
        byte[] big = BigIntegers.asUnsignedByteArray(32, value);
        byte[] little = new byte[32];
        for (int i = 0; i < 32; i++) {
            little[i] = big[31 - i];
        }
        return little;
    }

    static BigInteger number(byte[] littleEndian) {
        byte[] big = new byte[littleEndian.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = littleEndian[big.length - 1 - i];
        }
        return new BigInteger(1, big);
    }

    /** A point of order 8. */
    static Edwards order8() {
        for (int y = 2; ; y++) {
            try {
                Edwards torsion = decode(BigInteger.valueOf(y), false).times(L);
                if (!torsion.times(BigInteger.valueOf(4)).equals(NEUTRAL)) {
                    return torsion;
                }
            } catch (ArithmeticException _) {
                // This y is on no point; the next one may be.
                continue;
            }
        }
    }

    /** The signature R, S with S = r + k·a, of whatever points R and A are. */
    static byte[] sign(byte[] keyBytes, BigInteger a, byte[] nonceBytes, BigInteger r, byte[] message) {
        byte[] signature = Arrays.copyOf(nonceBytes, 64);
        System.arraycopy(
                littleEndian(r.add(challenge(nonceBytes, keyBytes, message).multiply(a))
                        .mod(L)),
                0,
                signature,
                32,
                32);
        return signature;
    }

    static BigInteger challenge(byte[] nonceBytes, byte[] keyBytes, byte[] message) {
        try {
            java.security.MessageDigest sha512 = java.security.MessageDigest.getInstance("SHA-512");
            sha512.update(nonceBytes);
            sha512.update(keyBytes);
            return number(sha512.digest(message)).mod(L);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
