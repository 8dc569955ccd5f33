package io.cairn.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** One event is one line, whatever is in its fields. */
class LogFormatTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678999Z");
    private static final Event EVENT = Event.of("request")
            .with("route", "/v1/databases/{db}")
            .with("status", 200)
            .with("note", "two words\n\"quoted\"")
            .with("empty", "");

    @Test
    void textQuotesWhatIsNoPlainWord() {
        assertThat(LogFormat.TEXT.line(TIME, LogLevel.INFO, EVENT))
                .isEqualTo("2026-01-02T03:04:05.678Z INFO request route=/v1/databases/{db} status=200"
                        + " note=\"two words\\n\\\"quoted\\\"\" empty=\"\"");
    }

    @Test
    void jsonIsOneObjectThatReadsBack() {
        String line = LogFormat.JSON.line(TIME, LogLevel.WARNING, EVENT);
        Value.Document read = (Value.Document) Json.parse(line);
        assertThat(line).doesNotContain("\n");
        assertThat(read.get("time")).isEqualTo(Value.of("2026-01-02T03:04:05.678Z"));
        assertThat(read.get("level")).isEqualTo(Value.of("warning"));
        assertThat(read.get("event")).isEqualTo(Value.of("request"));
        assertThat(read.get("status")).isEqualTo(Value.of(200));
        assertThat(read.get("note")).isEqualTo(Value.of("two words\n\"quoted\""));
    }

    @Test
    void failureIsOnTheSameLineWithItsCauses() {
        Event failed = EVENT.causedBy(new IllegalStateException("outer", new ArithmeticException("inner")));
        for (LogFormat format : LogFormat.values()) {
            assertThat(format.line(TIME, LogLevel.ERROR, failed))
                    .contains("IllegalStateException: outer", "Caused by: ", "inner", "LogFormatTest.java")
                    .doesNotContain("\n");
        }
    }

    @Test
    void showsNoEventsBelowItsLevelAndTakesThoseOfLibraries() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        LogOutput before = Log.to(new LineOutput(LogFormat.TEXT, LogLevel.INFO, out, InstantSource.fixed(TIME)));
        try {
            Log.adoptLibraries();
            Log.write(LogLevel.DEBUG, Event.of("hidden"));
            Log.write(LogLevel.INFO, Event.of("shown"));
            assertThat(Log.shows(LogLevel.DEBUG)).isFalse();
            Logger.getLogger("some.library").warning("it is late");
            Logger.getLogger("some.library").info("chatter");
        } finally {
            Log.to(before);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "2026-01-02T03:04:05.678Z INFO shown",
                        "2026-01-02T03:04:05.678Z WARNING library logger=some.library message=\"it is late\"");
    }
}
