package io.cairn.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a node's settings come from, and that every mistake is told. */
class NodeConfigTest {
    @TempDir
    Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("node.conf"), List.of(lines));
    }

    private static String refusal(Path file, Map<String, String> environment, Map<String, String> flags) {
        try {
            NodeConfig.read(file, environment, flags);
        } catch (CairnException.Incorrect refusal) {
            assertThat(refusal.code()).isEqualTo("config-invalid");
            return refusal.getMessage();
        }
        throw new AssertionError("the settings were taken");
    }

    @Test
    void needsNoConfiguration() {
        NodeConfig config = NodeConfig.read(null, Map.of(), Map.of());
        assertThat(config.number(Setting.PORT)).isEqualTo(7420);
        assertThat(config.text(Setting.BIND)).isEqualTo("127.0.0.1");
    }

    @Test
    void flagsOverrideEnvironmentAndThatTheFile() throws IOException {
        Path file = file("# a comment", "", " port = 1 ", "bind=::1", "network = from-file");
        Map<String, String> environment = Map.of("CAIRN_NODE_PORT", "2", "CAIRN_NODE_NETWORK", "from-environment");
        NodeConfig config = NodeConfig.read(file, environment, Map.of("port", "3"));
        assertThat(config.number(Setting.PORT)).isEqualTo(3);
        assertThat(config.text(Setting.NETWORK)).isEqualTo("from-environment");
        assertThat(config.text(Setting.BIND)).isEqualTo("::1");
        assertThat(NodeConfig.read(file, Map.of(), Map.of()).number(Setting.PORT))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void everySettingHasItsEnvironmentVariable(Setting setting) {
        String value = switch (setting) {
            case DATA, NETWORK -> "x";
            case BIND, WIRE_BIND, TRUSTED_PROXIES -> "::1";
            case CORS_ORIGINS, LINK_ORIGINS -> "https://example.org";
            case LOG_FORMAT -> "json";
            case LOG_LEVEL -> "debug";
            default -> "7";
        };
        NodeConfig config = NodeConfig.read(null, Map.of(setting.variable(), value), Map.of());
        assertThat(config.text(setting)).isEqualTo(value);
    }

    @Test
    void readsListsWithCommasBetween() {
        Map<String, String> flags =
                Map.of("cors-origins", "https://a.example, http://b.example:8080", "trusted-proxies", "");
        NodeConfig config = NodeConfig.read(null, Map.of(), flags);
        assertThat(config.list(Setting.CORS_ORIGINS)).containsExactly("https://a.example", "http://b.example:8080");
        assertThat(config.list(Setting.TRUSTED_PROXIES)).isEmpty();
    }

    @Test
    void otherVariablesAreNotOurs() {
        assertThat(NodeConfig.read(null, Map.of("CAIRN_DB", "x", "PORT", "9"), Map.of())
                        .number(Setting.PORT))
                .isEqualTo(7420);
    }

    @Test
    void allMistakesAreReportedTogether() throws IOException {
        String message = refusal(
                file("prot = 1", "no equals sign", "cache-mebibytes = 0"),
                Map.of("CAIRN_NODE_NETWROK", "x"),
                Map.of("blind", "1", "port", "many"));
        assertThat(message)
                .contains("line 1: unknown setting prot")
                .contains("line 2: expected key = value")
                .contains("environment variable CAIRN_NODE_NETWROK: unknown setting netwrok")
                .contains("flag --blind: unknown setting blind")
                .contains("cache-mebibytes: a number from 1")
                .contains("port: a number from 0 to 65535");
    }

    @ParameterizedTest
    @CsvSource({
        "port, 65536",
        "port, -1",
        "port, 0x10",
        "port, ''",
        "port, 99999999999999999999",
        "block-millis-max, 0",
        "block-entries-max, 0",
        "retained-blocks, 0",
        "queued-max, 0",
        "idle-seconds-max, 0",
        "drain-seconds-max, 3601",
        "heartbeat-seconds, 0",
        "slow-millis-min, -1",
        "log-format, xml",
        "log-level, loud",
        "cors-origins, example.org",
        "cors-origins, https://example.org/",
        "cors-origins, 'https://a.example,,https://b.example'",
        "trusted-proxies, proxy.example",
        "trusted-proxies, '127.0.0.1;127.0.0.2'",
        "requests-per-second-max, -1",
        "network, Upper",
        "network, a/b",
        "network, a b",
        "network, naïve",
        "network, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    })
    void refusesValuesOutOfRange(String key, String value) {
        assertThat(refusal(null, Map.of(), Map.of(key, value))).startsWith(key + ":");
    }

    @Test
    void refusesFilesThatAreNotThereOrTooLargeOrNoText() throws IOException {
        assertThatThrownBy(() -> NodeConfig.read(folder.resolve("missing"), Map.of(), Map.of()))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("config-unreadable"));
        Path large = Files.writeString(folder.resolve("large"), "#".repeat(65 * 1024));
        assertThat(refusal(large, Map.of(), Map.of())).contains("larger than 64 KiB");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});
        assertThatThrownBy(() -> NodeConfig.read(binary, Map.of(), Map.of()))
                .isInstanceOf(CairnException.Incorrect.class);
    }
}
