package io.cairn.node.load;

import io.cairn.client.key.Signer;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.PayloadWriter;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who signs mutations of one database. Any thread. */
public final class Writer {
    private final Signer signer;
    private final AtomicLong nonce = new AtomicLong();
    private volatile String chainId;
    private volatile String database = "";

    /** A writer who has no database yet and signs for the network. */
    public Writer(Signer signer, String network) {
        this.signer = signer;
        this.chainId = network;
    }

    /** Signs for a database from now on. */
    public void use(String address, String chain) {
        database = address;
        chainId = chain;
    }

    /** The database. */
    public String database() {
        return database;
    }

    /** Goes on above a nonce. */
    public void goOnAfter(long used) {
        nonce.accumulateAndGet(used, Math::max);
    }

    /** A signed mutation in canonical bytes, with the next nonce. */
    public byte[] sign(Operation operation) {
        Mutation unsigned = new Mutation(
                Mutation.VERSION,
                chainId,
                signer.scheme().chain().symbol(),
                nonce.incrementAndGet(),
                operation.type().name(),
                PayloadWriter.write(operation),
                new byte[0],
                signer.publicKey());
        Hash root = unsigned.root();
        SignedMessage.Origin origin = new SignedMessage.Origin(
                unsigned.version(), unsigned.chainId(), unsigned.paymentChain(), unsigned.nonce());
        byte[] raw = signer.sign(new SignedMessage.OfMutation(root, origin, unsigned.type(), unsigned.data()));
        byte[] signature = new byte[raw.length + 1];
        signature[0] = (byte) signer.scheme().id();
        System.arraycopy(raw, 0, signature, 1, raw.length);
        return unsigned.withSignature(signature, signer.publicKey()).encode();
    }

    /** A signed addition of one document. */
    public byte[] add(String collection, Value.Document document) {
        return sign(
                new Operation.AddDocuments(database, collection, Collections.singletonList(null), List.of(document)));
    }
}
