package io.cairn.bench;

import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Bson;
import io.cairn.engine.codec.Json;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.MutationType;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.PayloadReader;
import io.cairn.engine.mutation.PayloadWriter;
import io.cairn.engine.mutation.Submission;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One document of ten fields, a tenth of a kilobyte and more, in every form; and the mutation that adds it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final String TEXT = """
            {"name":"Ridge walk","km":14.25,"steps":19123,"open":true,"note":null,"from":{"lat":47.0707,"lon":15.4395},\
            "tags":["hills","autumn","day"],"year":2024,"guide":"Ada Lovelace","text":"From the church up to the ridge."}""";

    private final Value.Document document = (Value.Document) Json.parse(TEXT);
    private final byte[] cbor = ValueCodec.encode(document);
    private final byte[] bson = Bson.encode(document);
    private final byte[] data = PayloadWriter.write(
            new Operation.AddDocuments("0x" + "ab".repeat(20), "walks", Arrays.asList("ridge"), List.of(document)));
    private final byte[] mutation = mutation(data);

    private static byte[] mutation(byte[] data) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 5);
        Signer signer = UserKey.ethereum(secret).signer();
        Mutation unsigned = new Mutation(
                Mutation.VERSION,
                "network/0x" + "ab".repeat(20) + "/" + "cd".repeat(32),
                signer.scheme().chain().symbol(),
                1,
                MutationType.ADD_DOCUMENT.name(),
                data,
                new byte[0],
                signer.publicKey());
        byte[] signature = signer.sign(new SignedMessage.OfMutation(
                unsigned.root(),
                new SignedMessage.Origin(
                        unsigned.version(), unsigned.chainId(), unsigned.paymentChain(), unsigned.nonce()),
                unsigned.type(),
                data));
        byte[] withScheme = new byte[signature.length + 1];
        withScheme[0] = (byte) signer.scheme().id();
        System.arraycopy(signature, 0, withScheme, 1, signature.length);
        return unsigned.withSignature(withScheme, signer.publicKey()).encode();
    }

    /** DAG-CBOR, as it is stored. */
    @Benchmark
    public byte[] cborWrite() {
        return ValueCodec.encode(document);
    }

    /** DAG-CBOR, as it is stored. */
    @Benchmark
    public Value cborRead() {
        return ValueCodec.decode(cbor);
    }

    /** BSON, as it is signed. */
    @Benchmark
    public byte[] bsonWrite() {
        return Bson.encode(document);
    }

    /** BSON, as it is signed. */
    @Benchmark
    public Value bsonRead() {
        return Bson.decode(bson);
    }

    /** JSON, as it is answered. */
    @Benchmark
    public String jsonWrite() {
        return Json.print(document);
    }

    /** JSON, as it is asked. */
    @Benchmark
    public Value jsonRead() {
        return Json.parse(TEXT);
    }

    /** A mutation's fields, without its data. */
    @Benchmark
    public Mutation mutationRead() {
        return Mutation.decode(mutation);
    }

    /** The data of a mutation with all checks of names. */
    @Benchmark
    public Payload payloadRead() {
        return PayloadReader.read(MutationType.ADD_DOCUMENT, data);
    }

    /** All that a node checks without state: fields, root, secp256k1 signature, data. */
    @Benchmark
    public Submission submissionRead() {
        return Submission.of(mutation);
    }
}
