package io.cairn.client.key;

import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Secp256k1;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Hash;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntSupplier;

/** Prints how many signatures one core makes and checks per CPU second, the best of five windows after one to warm up. */
final class SignatureRates {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long WINDOW_NANOS = 400_000_000L;
    private static final int WINDOWS = 6;

    private SignatureRates() {}

    public static void main(String[] arguments) {
        System.out.println("secp256k1 by " + Secp256k1.provider());
        byte[] secret = Sha256.hash(new byte[] {1}).toBytes();
        rates(UserKey.ethereum(secret), Scheme.SECP256K1_EIP191, "");
        rates(UserKey.ethereum(secret), Scheme.SECP256K1_EIP712, "");
        rates(UserKey.solana(secret), Scheme.ED25519, "");
        rates(ArweaveKey.generate(2048), Scheme.RSA_PSS_SHA256, " 2048");
        rates(ArweaveKey.generate(4096), Scheme.RSA_PSS_SHA256, " 4096");
    }

    private static void rates(UserKey key, Scheme scheme, String size) {
        Hash root = Sha256.hash(new byte[] {2});
        SignedMessage.Origin origin =
                new SignedMessage.Origin("1", "cairn", scheme.chain().symbol(), 1);
        SignedMessage message = new SignedMessage.OfMutation(root, origin, "ADD_DOCUMENT", new byte[200]);
        Signer signer = key.signer(scheme);
        byte[] publicKey = signer.publicKey();
        byte[] signature = signer.sign(message);
        print(scheme + size + " sign", () -> signer.sign(message).length);
        print(
                scheme + size + " verify",
                () -> Signatures.verify(scheme, publicKey, message, signature).hashCode());
    }

    private static void print(String name, IntSupplier operation) {
        double best = 0;
        int sum = 0;
        for (int window = 0; window < WINDOWS; window++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long count = 0;
            long spent = 0;
            while (spent < WINDOW_NANOS) {
                sum += operation.getAsInt();
                count++;
                spent = THREADS.getCurrentThreadCpuTime() - start;
            }
            best = window == 0 ? 0 : Math.max(best, count * 1e9 / spent);
        }
        System.out.println(name + ": " + Math.round(best) + "/s" + (sum == 0 ? " " : ""));
    }
}
