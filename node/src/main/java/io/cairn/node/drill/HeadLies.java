package io.cairn.node.drill;

import io.cairn.client.api.ClientDatabase;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lies about which block is the newest, most of them signed with the node's own key. */
final class HeadLies {
    private final Scene scene;
    private final List<Trick> tricks = new ArrayList<>();

    private HeadLies(Scene scene) {
        this.scene = scene;
    }

    /** Makes a header from the honest newest one. */
    private interface Forging {
        byte[] header(ForgedHeader newest);
    }

    static List<Trick> of(Scene scene) {
        HeadLies lies = new HeadLies(scene);
        Runnable attempt = () -> scene.people().head();
        Value.Document earlier = scene.json(scene.people(), "/head?nonce=00112233445566778899");
        lies.tricks.add(new Trick(
                "head-replayed",
                "head-statement-invalid",
                (path, honest) -> isHead(path) ? Scene.ok(earlier) : honest,
                attempt));
        lies.head("head-by-another", "head-statement-invalid", scene.attacker(), ForgedHeader::bytes);
        lies.head("head-rolled-back", "head-rolled-back", scene.nodeKey(), newest -> lies.block(newest.height - 1));
        lies.head("head-forked", "head-forked", scene.nodeKey(), newest -> {
            newest.stateRoot = Hash.ZERO;
            return newest.bytes();
        });
        lies.head("next-head-forked", "head-forked", scene.nodeKey(), newest -> {
            newest.height++;
            return newest.bytes();
        });
        lies.head("log-rewritten", "head-forked", scene.nodeKey(), newest -> {
            newest.height += 2;
            newest.logRoot = Hash.ZERO;
            return newest.bytes();
        });
        lies.head("log-shortened", "head-forked", scene.nodeKey(), newest -> {
            newest.height += 2;
            newest.logSize--;
            return newest.bytes();
        });
        lies.head("log-not-continued", "consistency-proof-wrong", scene.nodeKey(), newest -> {
            newest.height += 2;
            newest.logSize++;
            newest.logRoot = Hash.ZERO;
            return newest.bytes();
        });
        lies.head("head-of-another-database", "database-mismatch", scene.nodeKey(), _ -> lies.newest(scene.others()));
        return lies.tricks;
    }

    private static boolean isHead(String path) {
        return path.contains("/head?nonce=");
    }

    private void head(String name, String code, NodeKey signer, Forging forging) {
        LyingProxy.Lie told = (path, honest) -> {
            if (path.contains("/log/consistency")) {
                // The node has no such log, so it makes up a proof as well.
                return Scene.ok(Value.Document.builder()
                        .put("proof", new Value.Array(List.of(Value.of(Hash.ZERO.hex()))))
                        .build());
            }
            if (!isHead(path)) {
                return honest;
            }
            Value.Document statement = Scene.document(honest.body());
            byte[] bytes = forging.header(new ForgedHeader(Scene.bytes(statement, "header")));
            Header header = Header.decode(bytes);
            String text = "cairn head\n" + header.database() + "\n" + header.height() + "\n"
                    + header.hash().hex() + "\n" + statement.get("nonce") + "\n" + statement.get("time") + "\n";
            return Scene.ok(statement.toBuilder()
                    .put("height", header.height())
                    .put("header", Scene.base64(bytes))
                    .put("signature", Scene.base64(signer.sign(text.getBytes(StandardCharsets.UTF_8))))
                    .build());
        };
        tricks.add(new Trick(name, code, told, () -> scene.people().head()));
    }

    private byte[] block(long height) {
        return Scene.bytes(scene.json(scene.people(), "/blocks/" + height), "header");
    }

    private byte[] newest(ClientDatabase database) {
        return Scene.bytes(scene.json(database, "/blocks/head"), "header");
    }
}
