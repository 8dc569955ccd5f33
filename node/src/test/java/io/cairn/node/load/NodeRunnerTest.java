package io.cairn.node.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody waits for ever for a node that hangs: a drill would never end, and tell nothing. */
class NodeRunnerTest {
    @TempDir
    Path folder;

    @Test
    void aNodeThatDoesNotServeInTimeIsEndedAndToldApartFromOneThatRefuses() {
        assertThatThrownBy(() -> NodeRunner.start(folder.resolve("slow"), List.of(), 0))
                .isInstanceOfSatisfying(
                        CairnException.Unavailable.class,
                        e -> assertThat(e.code()).isEqualTo("node-start-timeout"))
                .hasMessageContaining("did not serve within 0 seconds");
        assertThatThrownBy(() -> NodeRunner.start(folder.resolve("wrong"), List.of("--no-such-flag")))
                .isInstanceOfSatisfying(
                        CairnException.Unavailable.class,
                        e -> assertThat(e.code()).isEqualTo("node-not-started"));
    }

    @Test
    void aNodeThatAnswersNoMoreIsEnded() throws Exception {
        try (NodeRunner node = NodeRunner.start(folder.resolve("node"), List.of());
                LoadConnection connection = LoadConnection.open(node)) {
            byte[] request = connection.get("/healthz/alive");
            try (Deadline deadline = node.within(300)) {
                assertThat(connection.exchange(request).status()).isEqualTo(200);
                assertThat(deadline.isPast()).isFalse();
            }
            assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(node.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            try (Deadline deadline = node.within(0)) {
                assertThatThrownBy(() -> connection.exchange(request)).isInstanceOf(IOException.class);
                assertThat(deadline.isPast()).isTrue();
            }
        }
    }
}
