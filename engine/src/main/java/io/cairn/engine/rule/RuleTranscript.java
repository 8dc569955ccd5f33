package io.cairn.engine.rule;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every line of the rules did to one mutation, rule by rule in the order in which they ran: each is {@code
 * {"collection", "rule", "key", "operation", "document", "lines"}}. Ends with the last line that fits.
 */
public final class RuleTranscript implements RuleTrace {
    /** The most bytes of all lines, as they are stored. */
    public static final int BYTES_MAX = 256 << 10;

    private final List<Value> runs = new ArrayList<>();
    private final List<Value> lines = new ArrayList<>();
    private @Nullable Line running;
    private long bytes;
    private boolean isCut;

    @Override
    public void ran(Line line) {
        if (line.line() == 0) {
            finish();
            running = line;
        }
        if (isCut) {
            return;
        }
        Value.Document shown = line.step().shown();
        bytes += ValueCodec.encode(shown).length;
        if (bytes > BYTES_MAX) {
            isCut = true;
            return;
        }
        lines.add(shown);
    }

    private void finish() {
        Line line = running;
        if (line != null && !lines.isEmpty()) {
            Attempt attempt = line.attempt();
            runs.add(Value.Document.builder()
                    .put("collection", line.collection())
                    .put("rule", line.rule())
                    .put("key", line.key())
                    .put("operation", attempt.function() + ":" + attempt.methodName())
                    .put("document", String.join("/", attempt.path()))
                    .put("lines", new Value.Array(lines))
                    .build());
        }
        lines.clear();
        running = null;
    }

    /** The rules that ran. */
    public Value.Array runs() {
        finish();
        return new Value.Array(runs);
    }

    /** Whether there was more than may be told. */
    public boolean isCut() {
        return isCut;
    }
}
