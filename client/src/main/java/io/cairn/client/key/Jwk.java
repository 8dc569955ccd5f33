package io.cairn.client.key;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Secp256k1Key;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Secret keys as JSON Web Keys, not encrypted: RSA as in Arweave's wallet files (RFC 7518, 6.3), Ed25519
 * (RFC 8037) and secp256k1 (RFC 8812).
 */
final class Jwk {
    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
    private static final int COORDINATE_BYTES = 32;
    private static final int MODULUS_BYTES_MIN = 256;
    private static final int MODULUS_BYTES_MAX = 512;

    private Jwk() {}

    static boolean isJwk(Fields file) {
        return file.document().has("kty");
    }

    /** Reads a key; refuses with {@code keystore-malformed} one whose public and secret parts do not fit. */
    static UserKey read(Fields file) {
        return switch (file.text("kty")) {
            case "RSA" -> readRsa(file);
            case "OKP" -> readEd25519(file);
            case "EC" -> readSecp256k1(file);
            default -> throw new CairnException.Unsupported("kty", "a key of this type is no user's key");
        };
    }

    static Value.Document write(UserKey key) {
        return switch (key) {
            case EthereumKey(Secp256k1Key secret) -> writeSecp256k1(secret);
            case SolanaKey(byte[] seed, NodeKey secret) -> writeEd25519(seed, secret);
            case ArweaveKey(RSAPrivateCrtKey secret) -> writeRsa(secret);
        };
    }

    private static UserKey readSecp256k1(Fields file) {
        checkCurve(file, "secp256k1");
        byte[] secret = file.base64Url("d", COORDINATE_BYTES, COORDINATE_BYTES);
        if (!Secp256k1Key.isSecret(secret)) {
            throw file.refusal("d", "no secret key of secp256k1");
        }
        Secp256k1Key key = Secp256k1Key.of(secret);
        byte[] coordinates = Arrays.copyOf(file.base64Url("x", COORDINATE_BYTES, COORDINATE_BYTES), 64);
        System.arraycopy(file.base64Url("y", COORDINATE_BYTES, COORDINATE_BYTES), 0, coordinates, 32, 32);
        checkFits(file, "x", Arrays.equals(coordinates, key.coordinates()));
        return new EthereumKey(key);
    }

    private static Value.Document writeSecp256k1(Secp256k1Key key) {
        byte[] coordinates = key.coordinates();
        return Value.Document.builder()
                .put("kty", "EC")
                .put("crv", "secp256k1")
                .put("x", text(Arrays.copyOf(coordinates, COORDINATE_BYTES)))
                .put("y", text(Arrays.copyOfRange(coordinates, COORDINATE_BYTES, coordinates.length)))
                .put("d", text(key.secretKey()))
                .build();
    }

    private static UserKey readEd25519(Fields file) {
        checkCurve(file, "Ed25519");
        byte[] seed = file.base64Url("d", NodeKey.SEED_BYTES, NodeKey.SEED_BYTES);
        SolanaKey key = new SolanaKey(seed, NodeKey.of(seed));
        byte[] publicKey = file.base64Url("x", NodeKey.PUBLIC_KEY_BYTES, NodeKey.PUBLIC_KEY_BYTES);
        checkFits(file, "x", Arrays.equals(publicKey, key.key().publicKey()));
        return key;
    }

    private static Value.Document writeEd25519(byte[] seed, NodeKey key) {
        return Value.Document.builder()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", text(key.publicKey()))
                .put("d", text(seed))
                .build();
    }

    private static UserKey readRsa(Fields file) {
        BigInteger n = number(file, "n");
        BigInteger e = number(file, "e");
        BigInteger d = number(file, "d");
        BigInteger p = number(file, "p");
        BigInteger q = number(file, "q");
        BigInteger dp = number(file, "dp");
        BigInteger dq = number(file, "dq");
        BigInteger qi = number(file, "qi");
        int bits = n.bitLength();
        if (bits < 8 * MODULUS_BYTES_MIN || bits > 8 * MODULUS_BYTES_MAX || bits % 8 != 0) {
            throw file.refusal("n", "expected a modulus of 2048 to 4096 bits, a multiple of 8");
        }
        checkFits(file, "e", e.equals(EXPONENT));
        checkFits(file, "p", p.signum() > 0 && q.signum() > 0 && p.multiply(q).equals(n));
        checkFits(file, "dp", fitsPrime(e, d, dp, p));
        checkFits(file, "dq", fitsPrime(e, d, dq, q));
        checkFits(file, "qi", qi.multiply(q).mod(p).equals(BigInteger.ONE));
        try {
            RSAPrivateCrtKeySpec spec = new RSAPrivateCrtKeySpec(n, e, d, p, q, dp, dq, qi);
            return new ArweaveKey(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (GeneralSecurityException _) {
            // The platform's own message may show parts of the key.
            throw file.refusal("n", "this platform does not take this RSA key");
        }
    }

    /** Whether d and its remainder undo e modulo a prime. */
    private static boolean fitsPrime(BigInteger e, BigInteger d, BigInteger remainder, BigInteger prime) {
        BigInteger order = prime.subtract(BigInteger.ONE);
        return order.signum() > 0
                && d.mod(order).equals(remainder)
                && e.multiply(remainder).mod(order).equals(BigInteger.ONE);
    }

    private static Value.Document writeRsa(RSAPrivateCrtKey key) {
        return Value.Document.builder()
                .put("kty", "RSA")
                .put("n", text(key.getModulus()))
                .put("e", text(key.getPublicExponent()))
                .put("d", text(key.getPrivateExponent()))
                .put("p", text(key.getPrimeP()))
                .put("q", text(key.getPrimeQ()))
                .put("dp", text(key.getPrimeExponentP()))
                .put("dq", text(key.getPrimeExponentQ()))
                .put("qi", text(key.getCrtCoefficient()))
                .build();
    }

    private static BigInteger number(Fields file, String name) {
        return new BigInteger(1, file.base64Url(name, 1, MODULUS_BYTES_MAX));
    }

    private static void checkCurve(Fields file, String curve) {
        if (!file.text("crv").equals(curve)) {
            throw new CairnException.Unsupported("crv", "a key on this curve is no user's key");
        }
    }

    private static void checkFits(Fields file, String name, boolean fits) {
        if (!fits) {
            throw file.refusal(name, "does not fit the rest of the key");
        }
    }

    private static String text(BigInteger number) {
        return text(ArweaveKey.unsigned(number));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
