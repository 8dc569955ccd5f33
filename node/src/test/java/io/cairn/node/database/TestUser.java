package io.cairn.node.database;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.PayloadWriter;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.Visibility;
import java.util.Arrays;
import java.util.List;

/** Somebody with an Ed25519 key who signs mutations. */
final class TestUser {
    private final NodeKey key;
    private long nonce;

    TestUser(int seed) {
        byte[] bytes = new byte[NodeKey.SEED_BYTES];
        Arrays.fill(bytes, (byte) seed);
        key = NodeKey.of(bytes);
    }

    Account account() {
        return Account.of(PaymentChain.SOL, key.publicKey());
    }

    Submission sign(String chainId, Operation operation) {
        return sign(chainId, operation, ++nonce);
    }

    Submission sign(String chainId, Operation operation, long atNonce) {
        return sign(chainId, operation, atNonce, Long.MAX_VALUE);
    }

    Submission sign(String chainId, Operation operation, long atNonce, long expiresMillis) {
        Mutation unsigned = new Mutation(
                Mutation.VERSION,
                chainId,
                "sol",
                atNonce,
                operation.type().name(),
                PayloadWriter.write(new Payload(operation, expiresMillis)),
                new byte[0],
                key.publicKey());
        byte[] raw = key.sign(Signatures.preimage(Scheme.ED25519, new SignedMessage.OfRoot(unsigned.root())));
        byte[] signature = new byte[raw.length + 1];
        signature[0] = (byte) Scheme.ED25519.id();
        System.arraycopy(raw, 0, signature, 1, raw.length);
        return Submission.of(unsigned.withSignature(signature, key.publicKey()).encode());
    }

    Submission create(String network) {
        return sign(network, new Operation.CreateDatabase("test", Visibility.PUBLIC));
    }

    static Operation add(String database, String collection, Value.Document document) {
        return new Operation.AddDocuments(database, collection, Arrays.asList((String) null), List.of(document));
    }
}
