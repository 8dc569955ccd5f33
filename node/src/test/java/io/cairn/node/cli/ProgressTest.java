package io.cairn.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    private Progress progress(boolean interactive, long total) {
        Terminal terminal = new Terminal(
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                interactive);
        InstantSource clock = () -> Instant.ofEpochMilli(now);
        return new Progress(terminal, clock, "imported", total);
    }

    @Test
    void redrawsOneLineWithWhatIsLeftOnATerminal() {
        Progress progress = progress(true, 1_000);
        now = 2_000;
        progress.at(250);
        assertThat(err.toString(UTF_8)).isEqualTo("\r\u001b[Kimported 250 of 1,000, 25 %, 125/s, 6.0 s left");
        now = 2_050;
        progress.at(260);
        assertThat(err.toString(UTF_8)).as("too soon to redraw").doesNotContain("260");
        now = 8_000;
        progress.finish(1_000);
        assertThat(err.toString(UTF_8)).endsWith("\r\u001b[Kimported 1,000 in 8.0 s (125/s)\n");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void saysPlainLinesNowAndThenElsewhere() {
        Progress progress = progress(false, 0);
        now = 4_000;
        progress.at(100);
        assertThat(err.toString(UTF_8)).isEmpty();
        now = 6_000;
        progress.at(600);
        assertThat(err.toString(UTF_8)).isEqualTo("imported 600, 100/s\n");
    }
}
