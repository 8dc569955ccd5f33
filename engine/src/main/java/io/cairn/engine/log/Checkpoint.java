package io.cairn.engine.log;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;
import java.util.*;

public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    public static Checkpoint of(String origin, long size, Hash root, List<String> extensions) { return new Checkpoint(origin, size, root, extensions); }
    public record Note(String text) {}
    public Note sign(String name, NodeKey key) {
        StringBuilder b = new StringBuilder(origin).append('\n').append(size).append('\n').append(Base64.getEncoder().encodeToString(root.toBytes())).append('\n');
        extensions.forEach(e -> b.append(e).append('\n'));
        byte[] sig = key.sign(b.toString().getBytes(StandardCharsets.UTF_8));
        byte[] id = io.cairn.engine.crypto.Sha256.hash((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {1}, key.publicKey()).toBytes();
        byte[] all = new byte[4 + sig.length];
        System.arraycopy(id, 0, all, 0, 4); System.arraycopy(sig, 0, all, 4, sig.length);
        return new Note(b + "\n— " + name + " " + Base64.getEncoder().encodeToString(all) + "\n");
    }
}
