package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Lines of programs and what they did, for people. */
final class TracedLines {
    private TracedLines() {}

    /** A line in words: as it is written, what it saw, what it assigned or came to, and how it ended. */
    static List<String> words(Value.Document line) {
        List<String> words = new ArrayList<>();
        String end = line.get("end") instanceof Value.Text(var how) ? how : "";
        String mark = end.isEmpty() ? "" : "   <- " + end.replace('-', ' ');
        words.add("  line " + shown(line, "line") + ": " + shown(line, "source") + mark);
        if (line.get("inputs") instanceof Value.Document inputs) {
            inputs.forEach(input -> words.add("      $" + input.getKey() + " is " + Json.print(input.getValue())));
        }
        if (line.get("assigned") instanceof Value.Document assigned) {
            assigned.forEach(set -> words.add("      $" + set.getKey() + " = " + Json.print(set.getValue())));
        } else if (line.has("value")) {
            words.add("      gives " + shown(line, "value"));
        }
        return words;
    }

    private static String shown(Value.Document line, String field) {
        Value value = line.get(field);
        return value == null ? "" : Json.print(value);
    }
}
