package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journals of a stopped node, looked through. */
class DoctorTest {
    @TempDir
    Path folder;

    private final Cli cli = new Cli(Path.of("nowhere"));

    private Cli.Result doctor() {
        return cli.run("doctor", "--json", "--dir", folder.toString(), "--data", data().toString());
    }

    private Path data() {
        return folder.resolve("node");
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.walk(data().resolve("databases"))) {
            return files.filter(file -> file.toString().endsWith(".seg"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void namesTheByteThatWasChanged() throws IOException {
        NodeConfig config = NodeConfig.read(null, Map.of(), Map.of("port", "0"));
        try (NodeProcess node = NodeProcess.start(config, data(), "test")) {
            Cli user = new Cli(folder.resolve("home")).with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
            assertThat(user.run("key", "new", "main").exit()).isZero();
            assertThat(user.run("db", "create").exit()).isZero();
            assertThat(doctor().err()).contains("folder-in-use");
        }
        Value.Document healthy = (Value.Document) Json.parse(doctor().out());
        assertThat(healthy.get("journals")).isEqualTo(Value.of(1));
        assertThat(healthy.get("damage")).isEqualTo(new Value.Array(java.util.List.of()));
        byte[] bytes = Files.readAllBytes(segment());
        bytes[bytes.length - 1] ^= 1;
        Files.write(segment(), bytes);
        Cli.Result found = doctor();
        assertThat(found.exit()).isEqualTo(4);
        assertThat(found.out()).contains(".seg", "\"offset\":" + (bytes.length - 1), "\"maybeTorn\":false");
    }
}
