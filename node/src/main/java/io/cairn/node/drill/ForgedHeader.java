package io.cairn.node.drill;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.log.Checkpoint;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.SignedCheckpoint;
import io.cairn.engine.model.Hash;
import io.cairn.engine.witness.ProvenHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A header like another in all that is not changed, and the checkpoint that its liar signs for it. */
final class ForgedHeader {
    private final Header base;
    long height;
    Hash previous;
    long logSize;
    Hash logRoot;
    Hash stateRoot;
    Hash receiptsRoot;
    long timeMillis;

    ForgedHeader(byte[] honest) {
        this.base = Header.decode(honest);
        this.height = base.height();
        this.previous = base.previous();
        this.logSize = base.logSize();
        this.logRoot = base.logRoot();
        this.stateRoot = base.stateRoot();
        this.receiptsRoot = base.receiptsRoot();
        this.timeMillis = base.timeMillis();
    }

    Header header() {
        return new Header(
                base.database(),
                base.epoch(),
                height,
                previous,
                logSize,
                logRoot,
                stateRoot,
                receiptsRoot,
                timeMillis,
                base.engineVersion(),
                base.replicaSet(),
                base.nextReplicaSet(),
                base.commitments());
    }

    byte[] bytes() {
        return header().encode();
    }

    /** The note of section 3 of docs/formats.md, by whoever holds the key. */
    String checkpoint(String network, NodeKey signer) {
        Checkpoint note = new Checkpoint(
                "cairn/" + network + "/" + base.database(),
                logSize,
                logRoot,
                List.of("block " + height + " " + header().hash().hex()));
        SignedCheckpoint signed = SignedCheckpoint.sign(note, ProvenHeader.noteKey(signer.publicKey()), signer::sign);
        return new String(signed.toBytes(), StandardCharsets.UTF_8);
    }
}
