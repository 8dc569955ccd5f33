package io.cairn.engine.state;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.log.Checkpoint;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.SignedCheckpoint;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.LinkedBlock;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.witness.ProvenHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** A database that another one reads, signed by a node of its own. */
final class LinkedDatabase {
    static final NodeKey NODE = NodeKey.of(TestUser.seed(77));

    final Ledger ledger = new Ledger(EngineVersions.released());
    private Header header;
    private TreeRoot root;

    LinkedDatabase(int nonces) {
        for (int i = 0; i < nonces; i++) {
            // Its address comes from the nonce that makes it.
            ledger.owner.sign("unused", new Operation.ReadToken());
        }
        ledger.apply(ledger.owner, new Operation.CreateDatabase("linked", Visibility.PUBLIC));
        seal();
    }

    /** Sets documents of the collection {@code people}, each {@code id} with one field. */
    LinkedDatabase set(String id, String json) {
        ledger.query(ledger.owner, "[\"set\", " + json + ", \"people\", \"" + id + "\"]");
        return seal();
    }

    LinkedDatabase seal() {
        root = ledger.sealedRoot();
        header = ledger.headers().getLast();
        return this;
    }

    long height() {
        return header.height();
    }

    /** The query that links another database to this one. */
    String link(String key, NodeKey node) {
        return "[\"linkContract\", \"" + key + "\", {\"database\": \"" + ledger.address() + "\", \"node\": \""
                + HexFormat.of().formatHex(node.publicKey()) + "\"}]";
    }

    /** The newest block with what shows some people. */
    LinkedBlock block(String... ids) {
        return block(NODE, ids);
    }

    LinkedBlock block(NodeKey signer, String... ids) {
        TreeMap<Hash, byte[]> pages = new TreeMap<>();
        DocumentReader reader = new DocumentReader(ledger.tree().view(root, pages::put));
        for (String id : ids) {
            if (reader.isCollection("people")) {
                reader.find("people", id);
            }
        }
        return block(signer, new ArrayList<>(pages.values()));
    }

    LinkedBlock block(NodeKey signer, List<byte[]> pages) {
        Checkpoint checkpoint = new Checkpoint(
                "cairn/" + Ledger.NETWORK + "/" + header.database(),
                header.logSize(),
                header.logRoot(),
                List.of("block " + header.height() + " " + header.hash().hex()));
        SignedCheckpoint signed =
                SignedCheckpoint.sign(checkpoint, ProvenHeader.noteKey(signer.publicKey()), signer::sign);
        return new LinkedBlock(
                header.database(),
                signer.publicKey(),
                header.encode(),
                new String(signed.toBytes(), StandardCharsets.UTF_8),
                pages);
    }
}
