package io.cairn.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's folder: made once, the same ever after, used by one node at a time. */
class NodeFolderTest {
    @TempDir
    Path parent;

    private Path folder() {
        return parent.resolve("data");
    }

    private static void assertRefused(Path folder, String network, String code) {
        assertThatThrownBy(() -> NodeFolder.open(folder, network).close())
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void keepsItsKeyAndNetwork() throws IOException {
        String key;
        String network;
        try (NodeFolder made = NodeFolder.open(folder(), "")) {
            key = made.identity().publicKeyHex();
            network = made.identity().network();
        }
        assertThat(network).isEqualTo("local-" + key.substring(0, 12));
        assertThat(Files.readString(folder().resolve("node.pub"))).isEqualTo(key + "\n");
        try (NodeFolder again = NodeFolder.open(folder(), network)) {
            assertThat(again.identity().publicKeyHex()).isEqualTo(key);
            assertThat(again.identity().network()).isEqualTo(network);
        }
        assertRefused(folder(), "another", "network-fixed");
    }

    @Test
    void secretIsReadableByItsOwnerOnly() throws IOException {
        NodeFolder.open(folder(), "mine").close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve("node.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void secondNodeIsKeptOut() {
        NodeFolder first = NodeFolder.open(folder(), "");
        assertRefused(folder(), "", "folder-in-use");
        first.close();
        NodeFolder.open(folder(), "").close();
    }

    @Test
    void damagedKeysAreNamedAndNeverReplaced() throws IOException {
        for (String damaged : new String[] {"", "zz", "0000", "00".repeat(33), "00".repeat(32)}) {
            Path folder = parent.resolve("damaged-" + damaged.length());
            NodeFolder.open(folder, "").close();
            Files.writeString(folder.resolve("node.key"), damaged);
            assertRefused(folder, "", "node-key-damaged");
            assertThat(Files.readString(folder.resolve("node.key"))).isEqualTo(damaged);
            assertRefused(folder, "", "node-key-damaged");
        }
    }
}
