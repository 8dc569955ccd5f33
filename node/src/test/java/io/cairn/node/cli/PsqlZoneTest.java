package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients ask for the time zone of their machine by themselves: they connect, and are told which zone holds. */
final class PsqlZoneTest {
    @TempDir
    Path folder;

    @Test
    void aZoneThatStatementsDoNotKnowIsAWarningAtTheStartAndRefusedLater() throws Exception {
        try (WireNode node = WireNode.start(folder, Map.of())) {
            for (WireNode.Port port : new WireNode.Port[] {node.own(), node.beside()}) {
                assertThat(ask(port, "UTC", "show timezone")).isEqualTo("UTC\n");
                assertThat(ask(port, "Europe/Zurich", "show timezone"))
                        .contains("WARNING:  TimeZone cannot be Europe/Zurich here: times are shown in UTC")
                        .endsWith("\nUTC\n");
                assertThat(ask(port, "Europe/Zurich", "set timezone = 'Europe/Zurich'"))
                        .contains("ERROR:  TimeZone cannot be Europe/Zurich here");
                assertThat(ask(port, "Nowhere/Land", "show timezone")).contains("FATAL:");
            }
        }
    }

    private static String ask(WireNode.Port port, String zone, String statement) throws Exception {
        Map<String, String> environment = new TreeMap<>(port.environment());
        environment.put("PGTZ", zone);
        return SqlClients.run(environment, port.command("psql", "-X", "-A", "-t", "-c", statement))
                .output();
    }
}
