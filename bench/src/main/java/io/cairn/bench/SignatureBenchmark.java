package io.cairn.bench;

import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.Hash;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Making and checking one signature of each scheme; RSA with the 4,096 bits that Arweave's wallets have. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class SignatureBenchmark {
    /** How the mutation is signed. */
    @Param({"SECP256K1_EIP191", "SECP256K1_EIP712", "ED25519", "RSA_PSS_SHA256"})
    public Scheme scheme;

    private Signer signer;
    private SignedMessage message;
    private byte[] publicKey;
    private byte[] signature;

    /** Makes the key and a signature. */
    @Setup
    public void sign() {
        byte[] secret = Sha256.hash(new byte[] {1}).toBytes();
        UserKey key = switch (scheme.chain()) {
            case ETH -> UserKey.ethereum(secret);
            case SOL -> UserKey.solana(secret);
            case AR -> UserKey.generate(scheme.chain());
        };
        Hash root = Sha256.hash(new byte[] {2});
        SignedMessage.Origin origin =
                new SignedMessage.Origin("1", "cairn", scheme.chain().symbol(), 1);
        message = new SignedMessage.OfMutation(root, origin, "ADD_DOCUMENT", new byte[200]);
        signer = key.signer(scheme);
        publicKey = signer.publicKey();
        signature = signer.sign(message);
    }

    /** What a client does for a mutation. */
    @Benchmark
    public byte[] make() {
        return signer.sign(message);
    }

    /** What a node does for a mutation. */
    @Benchmark
    public Account check() {
        return Signatures.verify(scheme, publicKey, message, signature);
    }
}
